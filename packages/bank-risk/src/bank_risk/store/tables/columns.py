"""Column types the tables share, and the metadata of what is loaded; exact amounts are `bank_kit.exact.AMOUNT`."""

from sqlalchemy import Double, MetaData

LOADED = MetaData()
"""Everything that is loaded once and then only read."""

NUMBER: Double[float] = Double(53)
