"""Sanctions lists: files in OFAC's delimited layout, read as hostile, and what one version of a list holds.

Above: screening, the tools and resources of lists. Below: bank_kit's failures. Knows nothing of names being alike, of customers or of payments.
`entry` says what stands on a list; `delimited` reads bounded lines; `official` puts sdn.csv, alt.csv and add.csv together; `remarks` and
`countries` read what those files hide in text; `folder` loads a list from a folder or the invented one shipped here; `difference` compares
two versions; `fiction` makes the invented list.
"""
