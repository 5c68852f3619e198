"""The market of one day for one instrument, from what is stored."""

from dataclasses import dataclass
from datetime import date, timedelta

from bank_finance.markets.port import MarketBook
from bank_finance.pricing.instruments import (
    Asset,
    AssetForward,
    CreditDefaultSwap,
    EuropeanOption,
    FixedRateBond,
    FxForward,
    Instrument,
    InterestRateSwap,
    SwapTerms,
    Swaption,
)
from bank_finance.pricing.market import Curve, Market
from bank_finance.pricing.terms import VolatilityModel
from bank_finance.pricing.z_spread import z_spread
from bank_finance.valuations.conventions import FALLBACK, OVERNIGHT
from bank_finance.valuations.parts import fixed_rate, hazard_curve, running_period, spot_rate, volatility
from bank_finance.valuations.screen import Part, Screen, is_pair
from bank_finance.valuations.wanted import Contract, Wanted, currency_of
from bank_kit.failures import FailureCode, ToolFailureError

YEAR = 365.0


@dataclass(frozen=True, slots=True)
class Built:
    """The market, where each part of it comes from, and what to say about it."""

    market: Market
    parts: tuple[Part, ...]
    warnings: tuple[str, ...]


def build_market(contract: Contract, book: MarketBook, on: date) -> Built:
    """What `contract` is valued with on `on`.

    Errors: NO_MARKET_DATA naming what is not stored or not named, STALE_DATA for data too old, INVALID_ARGUMENT for a curve of the wrong kind.
    """
    screen = Screen(book, on)
    instrument, wanted = contract.instrument, contract.wanted
    base = Market(discount=_discount(screen, currency_of(instrument), wanted.discount, "discount"))
    market = base.model_copy(update=_own_parts(screen, instrument, wanted, base))
    return Built(Market.model_validate(market.model_dump()), tuple(screen.parts), tuple(screen.warnings))


def _own_parts(screen: Screen, instrument: Instrument, wanted: Wanted, base: Market) -> dict[str, object]:
    match instrument:
        case FixedRateBond():
            return _quoted_bond(screen, instrument, wanted, base.discount)
        case InterestRateSwap():
            return _fixing(screen, instrument, wanted)
        case Swaption():
            return _swaption(screen, instrument, wanted)
        case EuropeanOption():
            return _option(screen, instrument, wanted)
        case FxForward():
            return _currencies(screen, instrument.base_currency, instrument.currency)
        case Asset() | AssetForward():
            return {"spot": float(screen.close(_asset(wanted)).price)}
        case CreditDefaultSwap():
            if wanted.credit is None:
                raise _not_named("credit_curve", "the curve of credit spreads of the reference entity")
            return {"credit": hazard_curve(screen.curve(wanted.credit, "credit"))}
        case _:
            return {}


def _discount(screen: Screen, currency: str, named: str | None, role: str) -> Curve:
    if named is None and currency not in OVERNIGHT:
        screen.warn(f"NO_OWN_CURVE: {currency} has none; {FALLBACK} stands in for it as {role}")
    found = screen.curve(named or OVERNIGHT.get(currency, FALLBACK), role)
    if found.kind == "CREDIT":
        raise ToolFailureError(
            FailureCode.INVALID_ARGUMENT,
            "a curve of credit spreads discounts nothing",
            field="discount_curve",
            allowed="a curve of kind OIS or GOVT",
            remedy="name another curve",
        )
    if named is not None and found.currency != currency:
        screen.warn(f"OTHER_CURRENCY: {found.id} is no curve of {currency}")
    return found.zero()


def _quoted_bond(screen: Screen, bond: FixedRateBond, wanted: Wanted, curve: Curve) -> dict[str, object]:
    if wanted.quoted is None:
        return {}
    quoted = screen.close(wanted.quoted, "clean_price")
    clean = float(quoted.price)
    return {"clean_price": clean, "spread": z_spread(bond, curve, clean, screen.on)}


def _fixing(screen: Screen, swap: SwapTerms, wanted: Wanted) -> dict[str, object]:
    period = running_period(swap, screen.on)
    if period is None:
        return {}
    then = Screen(screen.book, period[0])
    curve = _discount(then, swap.currency, wanted.discount, "fixing")
    screen.parts.extend(then.parts)
    screen.warn(f"FIXING: the floating period from {period[0].isoformat()} is taken as fixed on the curve of that day")
    return {"fixing": fixed_rate(curve, period, swap.floating_day_count)}


def _swaption(screen: Screen, option: Swaption, wanted: Wanted) -> dict[str, object]:
    if option.model is VolatilityModel.BLACK:
        raise ToolFailureError(
            FailureCode.NO_MARKET_DATA,
            "swaption volatilities are stored as normal ones",
            field="instrument.model",
            allowed="bachelier, or a market with a lognormal volatility",
            remedy="send model bachelier, or a market of your own",
        )
    name = wanted.discount or OVERNIGHT.get(option.swap.currency, FALLBACK)
    return {"volatility": volatility(screen.volatilities(name), _years(screen.on, option.expiry_date))}


def _option(screen: Screen, option: EuropeanOption, wanted: Wanted) -> dict[str, object]:
    name = _asset(wanted)
    implied = volatility(screen.volatilities(name), _years(screen.on, option.expiry_date))
    if not is_pair(name):
        return {"spot": float(screen.close(name).price), "volatility": implied}
    if option.currency != name[3:]:
        raise ToolFailureError(
            FailureCode.INVALID_ARGUMENT,
            "the option is not in the second currency of its pair",
            field="underlying",
            allowed="a pair whose second currency is instrument.currency",
            remedy="turn the pair round",
        )
    return {"volatility": implied, **_currencies(screen, name[:3], option.currency)}


def _currencies(screen: Screen, base: str, quote: str) -> dict[str, object]:
    return {"spot": spot_rate(base, quote, screen.rates()), "carry": _discount(screen, base, None, "carry")}


def _asset(wanted: Wanted) -> str:
    if wanted.underlying is None:
        raise _not_named("underlying", "the ISIN or currency pair whose price and volatility are stored")
    return wanted.underlying


def _not_named(field: str, what: str) -> ToolFailureError:
    return ToolFailureError(FailureCode.NO_MARKET_DATA, f"{what} is needed for this instrument", field=field, remedy=f"send {field}, or a market of your own")


def _years(on: date, end: date) -> float:
    return max((end - on) / timedelta(days=1), 0.0) / YEAR
