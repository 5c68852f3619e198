"""What a trade says, in words and units a reader understands; which side is ours follows from its kind and direction."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType

from bank_finance.trading.records import StoredTrade
from bank_finance.trading.results import Economics
from bank_kit.money import Money

_RATES = frozenset({"IRS", "SWAPTION", "CDS", "CDS_INDEX"})
_SIDES: Mapping[str, Callable[[StoredTrade], tuple[str, str]]] = MappingProxyType(
    {
        "IRS": lambda _: ("pays the fixed rate", "receives the fixed rate"),
        "SWAPTION": lambda _: ("holds the option", "wrote the option"),
        "CDS": lambda _: ("sells protection", "buys protection"),
        "CDS_INDEX": lambda _: ("sells protection", "buys protection"),
        "FX_FORWARD": lambda trade: (f"buys {trade.currency}", f"sells {trade.currency}"),
        "FX_OPTION": lambda _: ("holds the option", "wrote the option"),
        "EQUITY_OPTION": lambda _: ("holds the option", "wrote the option"),
        "EQUITY_FORWARD": lambda _: ("buys the asset", "sells the asset"),
        "COMMODITY_FORWARD": lambda _: ("buys the asset", "sells the asset"),
    }
)
"""Kind to the words for direction +1 and -1."""


def our_side(trade: StoredTrade) -> str:
    """What we do; KeyError for a kind that is none."""
    long, short = _SIDES[trade.kind](trade)
    return long if trade.direction > 0 else short


def economics(trade: StoredTrade) -> Economics:
    """The terms."""
    second = None if trade.second_currency is None or trade.second_notional is None else Money.of(trade.second_notional, trade.second_currency)
    return Economics(
        kind=trade.kind,
        asset_class=trade.asset_class,
        our_side=our_side(trade),
        notional=Money.of(trade.notional, trade.currency),
        second_notional=second,
        underlying=trade.underlying,
        underlying_rating=trade.underlying_rating,
        option=trade.option,
        strike=Decimal(repr(trade.strike)).quantize(Decimal("0.00000001")).normalize(),
        strike_unit="decimal a year" if trade.kind in _RATES else f"{trade.second_currency or trade.currency} per unit",
        trade_date=trade.trade_date,
        start_date=trade.start_date,
        end_date=trade.end_date,
    )
