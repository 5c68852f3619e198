"""A trade of the bank's books as something to value."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType

from bank_finance.pricing.instruments import AssetForward, CreditDefaultSwap, EuropeanOption, FxForward, InterestRateSwap, SwapTerms, Swaption
from bank_finance.pricing.terms import Exercise, Leg, Side, VolatilityModel
from bank_finance.trading.records import StoredTrade
from bank_finance.valuations.conventions import CREDIT, SWAP_DAY_COUNT, SWAP_FREQUENCY
from bank_finance.valuations.wanted import Contract, Wanted

UNIT_PLACES = Decimal("0.00000001")


def traded_contract(trade: StoredTrade, reference_price: Decimal | None) -> Contract:
    """The trade from our side; KeyError for a kind nobody here values.

    `reference_price` is the closing price at the business date of an asset that the notional is worth; only trades on assets need it.
    """
    if trade.kind in ON_ASSETS:
        return ON_ASSETS[trade.kind](trade, _units(trade, reference_price))
    return PLAIN[trade.kind](trade)


def needs_reference(trade: StoredTrade) -> bool:
    """Whether its notional must be turned into units of the underlying."""
    return trade.kind in ON_ASSETS


def _units(trade: StoredTrade, price: Decimal | None) -> Decimal:
    if price is None:
        raise ValueError(f"{trade.id} needs the price of its underlying at the business date")
    return (trade.notional / price).quantize(UNIT_PLACES)


def _side(trade: StoredTrade) -> Side:
    return Side.LONG if trade.direction > 0 else Side.SHORT


def _swap_terms(trade: StoredTrade, leg: Leg) -> dict[str, object]:
    return {
        "currency": trade.currency,
        "notional": trade.notional,
        "fixed_leg": leg,
        "fixed_rate": trade.strike,
        "fixed_frequency": SWAP_FREQUENCY,
        "fixed_day_count": SWAP_DAY_COUNT,
        "floating_frequency": SWAP_FREQUENCY,
        "floating_day_count": SWAP_DAY_COUNT,
        "effective_date": trade.start_date,
        "maturity_date": trade.end_date,
    }


def _swap(trade: StoredTrade) -> Contract:
    leg = Leg.PAY if trade.direction > 0 else Leg.RECEIVE
    swap = InterestRateSwap.model_validate({"kind": "interest_rate_swap", **_swap_terms(trade, leg)})
    return Contract(swap, Wanted(discount=trade.underlying))


def _swaption(trade: StoredTrade) -> Contract:
    leg = Leg.PAY if trade.option == "CALL" else Leg.RECEIVE
    option = Swaption(
        kind="swaption",
        side=_side(trade),
        expiry_date=trade.start_date,
        swap=SwapTerms.model_validate(_swap_terms(trade, leg)),
        model=VolatilityModel.BACHELIER,
    )
    return Contract(option, Wanted(discount=trade.underlying))


def _protection(trade: StoredTrade) -> Contract:
    swap = CreditDefaultSwap(
        kind="credit_default_swap",
        currency=trade.currency,
        notional=trade.notional,
        side=Side.SHORT if trade.direction > 0 else Side.LONG,
        spread=trade.strike,
        start_date=trade.start_date,
        maturity_date=trade.end_date,
    )
    return Contract(swap, Wanted(credit=CREDIT.get(trade.underlying_rating or "")))


def _currency_forward(trade: StoredTrade) -> Contract:
    forward = FxForward(
        kind="fx_forward",
        base_currency=trade.currency,
        currency=trade.second_currency or "",
        notional=trade.notional,
        side=_side(trade),
        rate=trade.strike,
        maturity_date=trade.end_date,
    )
    return Contract(forward, Wanted())


def _currency_option(trade: StoredTrade) -> Contract:
    option = EuropeanOption(
        kind="european_option",
        underlying="fx",
        currency=trade.second_currency or "",
        notional=trade.notional,
        side=_side(trade),
        exercise=_exercise(trade),
        strike=trade.strike,
        expiry_date=trade.start_date,
    )
    return Contract(option, Wanted(underlying=f"{trade.currency}{trade.second_currency}"))


def _asset_option(trade: StoredTrade, units: Decimal) -> Contract:
    option = EuropeanOption(
        kind="european_option",
        underlying="index",
        currency=trade.currency,
        notional=units,
        side=_side(trade),
        exercise=_exercise(trade),
        strike=trade.strike,
        expiry_date=trade.start_date,
    )
    return Contract(option, Wanted(underlying=trade.underlying))


def _asset_forward(trade: StoredTrade, units: Decimal) -> Contract:
    forward = AssetForward(kind="asset_forward", currency=trade.currency, notional=units, side=_side(trade), rate=trade.strike, maturity_date=trade.end_date)
    return Contract(forward, Wanted(underlying=trade.underlying))


def _exercise(trade: StoredTrade) -> Exercise:
    return Exercise.CALL if trade.option == "CALL" else Exercise.PUT


PLAIN: Mapping[str, Callable[[StoredTrade], Contract]] = MappingProxyType(
    {
        "IRS": _swap,
        "SWAPTION": _swaption,
        "CDS": _protection,
        "CDS_INDEX": _protection,
        "FX_FORWARD": _currency_forward,
        "FX_OPTION": _currency_option,
    }
)
ON_ASSETS: Mapping[str, Callable[[StoredTrade, Decimal], Contract]] = MappingProxyType(
    {"EQUITY_OPTION": _asset_option, "EQUITY_FORWARD": _asset_forward, "COMMODITY_FORWARD": _asset_forward}
)
