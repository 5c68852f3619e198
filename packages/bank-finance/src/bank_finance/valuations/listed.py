"""A security of the bank's list as something to value: nominal of a bond, units of everything else."""

from decimal import Decimal

from bank_finance.markets.records import Listed
from bank_finance.pricing.instruments import Asset, FixedRateBond
from bank_finance.pricing.terms import Frequency, Side
from bank_finance.valuations.conventions import BOND_DAY_COUNTS
from bank_finance.valuations.wanted import Contract, Wanted

BOND_NOMINAL, UNIT = Decimal(100), Decimal(1)
"""Taken when no notional is said."""


def listed_contract(row: Listed, *, notional: Decimal | None, side: Side) -> Contract:
    """A bond off its government or overnight curve with the z-spread its closing price asks for; anything else at its closing price."""
    if row.kind != "BOND":
        held = Asset(kind="asset", currency=row.currency, notional=notional or UNIT, side=side)
        return Contract(held, Wanted(underlying=row.isin))
    if row.issue_date is None or row.maturity_date is None:
        raise ValueError(f"{row.isin} is a bond without dates")
    bond = FixedRateBond(
        kind="fixed_rate_bond",
        currency=row.currency,
        notional=notional or BOND_NOMINAL,
        side=side,
        coupon=row.coupon,
        frequency=Frequency(row.frequency),
        day_count=BOND_DAY_COUNTS[row.day_count],
        issue_date=row.issue_date,
        maturity_date=row.maturity_date,
    )
    curve = f"{row.currency}-GOVT" if row.sector == "SOVEREIGN" else None
    return Contract(bond, Wanted(discount=curve, quoted=row.isin))
