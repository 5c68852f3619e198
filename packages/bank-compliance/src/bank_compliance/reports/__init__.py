"""Regulatory reports: figures checked by rules, reconciled to source totals, written as CSV, JSON, PDF and XBRL, and sealed by a second person.

Above: the offer; controls read its tables. Below: cases (for management information), bank_kit. The compliance server computes no risk: the figures
of capital and liquidity come with the call, each with the lineage of the answer it was taken from, and are held against the bank's own books.
`concepts` says what can be reported, `checking` works out and checks, `sources` reconciles, `delimited`, `pdf` and `instance` write, `xbrl`
validates in a process of its own, `files` keeps, `desk` puts it together. EBA's tables are not done here.
"""
