"""What the market area offers."""

from collections.abc import Mapping

from bank_finance.markets.arguments import CalendarArguments, CurveArguments, CurvesArguments, InstrumentArguments, MarketDataArguments, RateArguments
from bank_finance.markets.desk import MarketDesk
from bank_finance.markets.results import CalendarRecord, CurveList, CurveSheet, ExchangeRate, InstrumentRecord, MarketSeries
from bank_finance.scopes import READ
from bank_kit.envelope import Envelope
from bank_kit.offer import Resource, resource_of
from bank_kit.tools import Offered, Tool


def tools(desk: MarketDesk) -> tuple[Offered, ...]:
    """In the order they are listed."""
    return (_get_market_data(desk), _get_curve(desk), _get_fx_rate(desk))


def resources(desk: MarketDesk) -> tuple[Resource, ...]:
    """A security, the curves of a currency and day, the closing days of a market."""
    return (_instrument(desk), _curves(desk), _calendar(desk))


def _get_market_data(desk: MarketDesk) -> Tool[MarketDataArguments]:
    return Tool(
        name="get_market_data",
        title="Market data series",
        description=(
            "Daily series of one instrument, ascending: closing prices of an ISIN, mid rates of a currency against the euro (EURUSD), implied volatilities "
            "of an index, pair or curve; bid, offer, trade and other fields where a feed delivered them. Says unit, calendar and source, marks prices "
            "that were only carried on as stale, and names business days without any."
        ),
        scope=READ,
        arguments=MarketDataArguments,
        result=Envelope[MarketSeries],
        run=desk.get_market_data,
    )


def _get_curve(desk: MarketDesk) -> Tool[CurveArguments]:
    return Tool(
        name="get_curve",
        title="Yield or spread curve",
        description=(
            "Zero rates (decimal, continuously compounded, ACT/365F) and discount factors of a currency's curve on a day, by pillar; further maturities "
            "are read off it by the interpolation it names. CORP curves hold spreads over the overnight curve."
        ),
        scope=READ,
        arguments=CurveArguments,
        result=Envelope[CurveSheet],
        run=desk.get_curve,
    )


def _get_fx_rate(desk: MarketDesk) -> Tool[RateArguments]:
    return Tool(
        name="get_fx_rate",
        title="Exchange rate",
        description=(
            "Units of the second currency for one of the first on a day, with the inverse and the currencies it was crossed through; converts an amount, "
            "rounded once."
        ),
        scope=READ,
        arguments=RateArguments,
        result=Envelope[ExchangeRate],
        run=desk.get_fx_rate,
    )


def _instrument(desk: MarketDesk) -> Resource:
    by_isin: Tool[InstrumentArguments] = Tool(
        name="instrument",
        title="Security",
        description="Reference data of a security or market factor with its last price.",
        scope=READ,
        arguments=InstrumentArguments,
        result=Envelope[InstrumentRecord],
        run=desk.instrument,
    )
    return resource_of(by_isin, address="bank://instruments/{isin}", name=by_isin.name, title=by_isin.title, description=by_isin.description)


def _curves(desk: MarketDesk) -> Resource:
    by_day: Tool[CurvesArguments] = Tool(
        name="curves",
        title="Curves of a currency",
        description="All curves of a currency on a day (YYYY-MM-DD), with zero rates and discount factors.",
        scope=READ,
        arguments=CurvesArguments,
        result=Envelope[CurveList],
        run=desk.curves,
    )

    def given(names: Mapping[str, str]) -> Mapping[str, object]:
        return {"currency": names["ccy"], "as_of": names["date"]}

    return resource_of(by_day, address="bank://curves/{ccy}/{date}", name=by_day.name, title=by_day.title, description=by_day.description, given=given)


def _calendar(desk: MarketDesk) -> Resource:
    by_market: Tool[CalendarArguments] = Tool(
        name="calendar",
        title="Closing days of a market",
        description="Week days on which a market (ISO 10383 code, such as XETR) is closed, from last year to next.",
        scope=READ,
        arguments=CalendarArguments,
        result=Envelope[CalendarRecord],
        run=desk.calendar,
    )
    return resource_of(by_market, address="bank://calendars/{mic}", name=by_market.name, title=by_market.title, description=by_market.description)
