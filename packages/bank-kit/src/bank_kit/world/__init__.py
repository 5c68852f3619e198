"""A small bank that does not exist: customers, accounts, postings, books and positions, the same bytes for the same seed.

Above: the bank servers, which write the parts they own into their own stores and so agree on every id; they ask `port` for the world and
`version` for its name. Below: bank_kit.identifiers, bank_kit.late. Inside, downwards:
cli, truth | reader (late, by `port`) | making | chance (DuckDB), market (NumPy) | manifest, version | schema, size.
Knows no server's table and no tool. Nothing in it can belong to a person, a bank or a card holder:
names are invented, bank codes unassigned, card numbers from test ranges, mail under `.example`, telephone numbers 555-01xx.
"""
