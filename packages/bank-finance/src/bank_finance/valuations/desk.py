"""price_instrument at work: terms and market from the store, the value from the calculators."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib.metadata import version

from bank_finance.markets.desk import MarketDesk
from bank_finance.pricing.price import price
from bank_finance.pricing.results import Priced
from bank_finance.store.reading import FinanceStore
from bank_finance.trading.desk import TradingDesk
from bank_finance.trading.records import StoredTrade
from bank_finance.valuations.arguments import PriceArguments
from bank_finance.valuations.building import Built, build_market
from bank_finance.valuations.listed import listed_contract
from bank_finance.valuations.results import BookedMark, MarketPart, PricedInstrument
from bank_finance.valuations.screen import is_pair
from bank_finance.valuations.traded import needs_reference, traded_contract
from bank_finance.valuations.wanted import Contract, Wanted
from bank_kit.arguments import require_purpose
from bank_kit.envelope import Envelope, Reading
from bank_kit.failures import FailureCode, ToolFailureError, unknown
from bank_kit.identity.caller import Caller
from bank_kit.money import Money
from bank_kit.progress import Progress

LIBRARY = "QuantLib"
_FIXED_STEPS = 12
"""Valuations of every pricing, besides those of bumps and pillars."""


class ValuationDesk:
    """Answers from one store."""

    def __init__(self, store: FinanceStore, markets: MarketDesk, trading: TradingDesk) -> None:
        self._store = store
        self._markets = markets
        self._trading = trading

    def price_instrument(self, arguments: PriceArguments, caller: Caller, progress: Progress) -> Envelope[PricedInstrument]:
        """Value and sensitivities; the watch lets a caller stop a long ladder of bumps."""
        require_purpose(caller, arguments.purpose)
        day = self._store.day(arguments.as_of)
        progress.report(0, None, "finding terms and market")
        trade = None if arguments.trade is None else self._agreed(arguments.trade, day.day)
        contract = self._contract(arguments) if trade is None else self._traded(trade)
        built = build_market(contract, self._markets.book, day.day) if arguments.market is None else Built(arguments.market, (), ())
        priced = price(contract.instrument, built.market, day.day, arguments.bumps, watch=_watch(progress, arguments, built))
        value = PricedInstrument(
            instrument=contract.instrument,
            market=built.market,
            parts=tuple(MarketPart(role=part.role, id=part.id, on=part.on) for part in built.parts),
            result=priced,
            booked=_booked(trade, priced, built) if trade is not None and day.day == self._store.business_date and arguments.market is None else None,
        )
        origin = replace(self._markets.origin(priced.method), method_version=f"1, {LIBRARY} {version(LIBRARY)}")
        reading = Reading(unit="currency", as_of=day.day, currency=priced.currency, warnings=(*day.warnings, *built.warnings, *priced.warnings))
        return origin.envelope(value, arguments, reading)

    def _contract(self, arguments: PriceArguments) -> Contract:
        if arguments.instrument is not None:
            self._require_known(arguments)
            wanted = Wanted(discount=arguments.discount_curve, credit=arguments.credit_curve, underlying=arguments.underlying)
            return Contract(arguments.instrument, wanted)
        listed = self._markets.book.listed(arguments.isin or "")
        if listed is None:
            raise unknown("instrument", field="isin", remedy="positions and trades name the ISINs the bank knows")
        return listed_contract(listed, notional=arguments.notional, side=arguments.side)

    def _require_known(self, arguments: PriceArguments) -> None:
        curves = self._markets.book.curve_ids()
        for field, name in (("discount_curve", arguments.discount_curve), ("credit_curve", arguments.credit_curve)):
            if name is not None and name not in curves:
                raise unknown("curve", field=field, remedy=f"curves are {', '.join(curves)}")
        name = arguments.underlying
        if name is not None and not is_pair(name) and self._markets.book.listed(name) is None:
            raise unknown("instrument", field="underlying", remedy="positions and trades name the ISINs the bank knows")

    def _agreed(self, key: str, day: date) -> StoredTrade:
        trade = self._trading.trade(key, field="trade")
        if trade.trade_date > day:
            raise ToolFailureError(
                FailureCode.INVALID_ARGUMENT,
                "the trade was agreed later",
                field="as_of",
                allowed=f"{trade.trade_date.isoformat()} or later",
                remedy="ask for a later day, or send its terms as instrument",
            )
        return trade

    def _traded(self, trade: StoredTrade) -> Contract:
        reference: Decimal | None = None
        if needs_reference(trade):
            quoted = self._markets.book.close(trade.underlying or "", self._store.business_date)
            reference = None if quoted is None else quoted.price
        return traded_contract(trade, reference)


def _watch(progress: Progress, arguments: PriceArguments, built: Built) -> Callable[[], None]:
    bumps = arguments.bumps
    moved = len(bumps.parallel_bp) + len(bumps.spot_percent) + len(bumps.volatility_points)
    total = _FIXED_STEPS + moved + (2 * len(built.market.discount.pillars) if bumps.key_rates == "each_pillar" else 0)
    done = 0

    def watch() -> None:
        nonlocal done
        done += 1
        progress.report(min(done, total), total, "valuing")

    return watch


def _booked(trade: StoredTrade, priced: Priced, built: Built) -> BookedMark:
    value = priced.npv.amount
    if priced.currency != trade.currency:
        # FX is valued in the second currency and booked in the first.
        value /= Decimal(repr(built.market.spot))
    mark, now = Money.of(trade.mark, trade.currency), Money.of(value, trade.currency)
    return BookedMark(mark=mark, value=now, difference=Money.of(now.amount - mark.amount, trade.currency))
