"""Ten years of invented market history as numpy arrays: one factor model, curves, bonds priced off them, shares, currencies, volatilities.

Above: the makers of the market tables and of the trades' marks. Below: bank_kit.identifiers, bank_kit.world.size.
Knows no table and no store. The same seed gives the same numbers: one thread, no linear-algebra library, rounded before it leaves.
"""
