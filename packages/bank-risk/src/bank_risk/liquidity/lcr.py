"""The liquidity coverage ratio: liquid assets over the net outflow of thirty days of stress (LCR20, LCR40)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bank_kit.parameters import Rulebook
from bank_risk.liquidity.hqla import Stock, Unwind, stock
from bank_risk.liquidity.lines import Line, total, weigh

FRAMEWORK = "LCR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Money, except `ratio` and `minimum`; `ratio` is None when nothing flows out. `inflow_counted` is after the cap."""

    stock: Stock
    outflows: tuple[Line, ...]
    inflows: tuple[Line, ...]
    outflow: Decimal
    inflow: Decimal
    inflow_counted: Decimal
    net_outflow: Decimal
    ratio: Decimal | None
    minimum: Decimal
    surplus: Decimal


def coverage(
    holdings: Mapping[str, Decimal],
    *,
    outflows: Mapping[str, Decimal],
    inflows: Mapping[str, Decimal],
    unwinds: Iterable[Unwind],
    book: Rulebook,
) -> Coverage:
    """LCR from balances by the words of the tables; inflows count up to 75 % of outflows (LCR40.1)."""
    assets = stock(holdings, unwinds, book)
    out = weigh(outflows, book, framework=FRAMEWORK, name="outflow")
    into = weigh(inflows, book, framework=FRAMEWORK, name="inflow")
    leaving = total(out)
    counted = min(total(into), book.exact(FRAMEWORK, "inflow_cap") * leaving)
    net = leaving - counted
    minimum = book.exact(FRAMEWORK, "minimum")
    return Coverage(
        stock=assets,
        outflows=out,
        inflows=into,
        outflow=leaving,
        inflow=total(into),
        inflow_counted=counted,
        net_outflow=net,
        ratio=assets.amount / net if net > 0 else None,
        minimum=minimum,
        surplus=assets.amount - minimum * net,
    )
