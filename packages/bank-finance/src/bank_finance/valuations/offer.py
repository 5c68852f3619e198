"""What the valuations area offers."""

from bank_finance.scopes import READ
from bank_finance.valuations.arguments import PriceArguments
from bank_finance.valuations.desk import ValuationDesk
from bank_finance.valuations.results import PricedInstrument
from bank_kit.envelope import Envelope
from bank_kit.tools import Long, Offered, Tool

SECONDS = 30.0
"""A pricing takes milliseconds; a ladder of bumps over many pillars, behind others in the one valuation at a time, may take longer."""


def tools(desk: ValuationDesk) -> tuple[Offered, ...]:
    """In the order they are listed."""
    return (_price_instrument(desk),)


def _price_instrument(desk: ValuationDesk) -> Tool[PriceArguments]:
    return Tool(
        name="price_instrument",
        title="Value and sensitivities",
        description=(
            "Net present value of a security (isin), a trade of the bank (trade) or terms of your own (instrument) on a day, with DV01 and CS01 (currency per "
            "basis point), delta, gamma, vega (per volatility point), theta, yield and durations of bonds, key rates, and the value after bumps of your "
            "choice. The market is built from stored curves, prices and volatilities and told in full, or sent as market. "
            "Reports progress; nothing is booked."
        ),
        scope=READ,
        arguments=PriceArguments,
        result=Envelope[PricedInstrument],
        run=Long(desk.price_instrument, seconds=SECONDS),
    )
