"""The z-spread of a bond: what must be added to a zero curve for the curve to give the quoted price."""

from datetime import date

from bank_finance.pricing import values
from bank_finance.pricing.instruments import FixedRateBond
from bank_finance.pricing.market import Curve, Market
from bank_kit.failures import FailureCode, ToolFailureError

LOWEST, HIGHEST = -0.2, 1.0
"""Spreads that are believed, decimal, continuously compounded."""
CLOSE_ENOUGH = 1e-9
"""Of the clean price, percent of nominal."""
STEPS = 40


def z_spread(terms: FixedRateBond, curve: Curve, clean: float, on: date) -> float:
    """Decimal, continuously compounded, by Newton's method on the clean price (percent); 0 for a bond that is gone by settlement.

    NO_MARKET_DATA when no spread between LOWEST and HIGHEST gives the price.
    """
    model, spread = values.bonds(), 0.0
    for _ in range(STEPS):
        found = model.detail(terms, Market(discount=curve, spread=spread), on)
        if found is None:
            return 0.0
        error = found.clean - clean
        if abs(error) < CLOSE_ENOUGH:
            return spread
        # The change of a dirty price for a continuously compounded spread is its Macaulay duration, whatever the yield compounds at.
        spread = min(max(spread + error / (found.macaulay * (found.clean + found.accrued)), LOWEST), HIGHEST)
    raise ToolFailureError(
        FailureCode.NO_MARKET_DATA,
        "no believable spread over the curve gives the quoted price",
        field="market.clean_price",
        allowed=f"a price that a spread of {LOWEST} to {HIGHEST} explains",
        remedy="have the price corrected, or send a spread",
    )
