"""Which model values which instrument. The models over QuantLib are loaded when the first instrument needs them."""

from datetime import date
from typing import Protocol

from bank_finance.pricing import plain
from bank_finance.pricing.instruments import (
    Asset,
    AssetForward,
    CreditDefaultSwap,
    Deposit,
    EuropeanOption,
    FixedRateBond,
    FxForward,
    Instrument,
    InterestRateSwap,
    SwapTerms,
    Swaption,
    ZeroBond,
)
from bank_finance.pricing.market import Market
from bank_finance.pricing.valuation import BondDetail, Payment, Valuation, required
from bank_kit.late import Late


class BondModel(Protocol):
    """Fixed-rate bonds; all figures of QuantLib's are taken under its one evaluation date."""

    def value(self, terms: FixedRateBond, market: Market, on: date) -> Valuation:
        """Net present value."""
        ...

    def detail(self, terms: FixedRateBond, market: Market, on: date) -> BondDetail | None:
        """Prices, yield, durations; None when the bond is gone by settlement."""
        ...

    def payments(self, terms: FixedRateBond, market: Market, on: date) -> tuple[Payment, ...]:
        """What is still to come."""
        ...


class SwapModel(Protocol):
    """Swaps and swaptions."""

    def value(self, terms: SwapTerms, market: Market, on: date) -> Valuation:
        """Net present value and fair fixed rate."""
        ...

    def swaption(self, terms: Swaption, market: Market, on: date) -> Valuation:
        """Net present value, forward swap rate and vega."""
        ...


class ContingentModel(Protocol):
    """What depends on an event."""

    def european(self, terms: EuropeanOption, market: Market, on: date) -> Valuation:
        """Value and greeks."""
        ...

    def default_swap(self, terms: CreditDefaultSwap, market: Market, on: date) -> Valuation:
        """Value and fair spread."""
        ...


bonds = Late[BondModel]("bank_finance.pricing.quantlib.bonds")
swaps = Late[SwapModel]("bank_finance.pricing.quantlib.swaps")
contingent = Late[ContingentModel]("bank_finance.pricing.quantlib.contingent")


def value(instrument: Instrument, market: Market, on: date) -> Valuation:
    """The holder's value on `on`; NO_MARKET_DATA names what is missing."""
    match instrument:
        case EuropeanOption():
            return _option(instrument, market, on)
        case CreditDefaultSwap():
            return contingent().default_swap(instrument, market, on)
        case FixedRateBond():
            return bonds().value(instrument, market, on)
        case InterestRateSwap():
            return swaps().value(instrument, market, on)
        case Swaption():
            return swaps().swaption(instrument, market, on)
        case ZeroBond() | Deposit() | Asset() | AssetForward() | FxForward():
            return plain.value(instrument, market, on)


def _option(terms: EuropeanOption, market: Market, on: date) -> Valuation:
    volatility = required(market.volatility, "volatility", "the volatility of the underlying")
    if volatility == 0 or terms.expiry_date <= on:
        return plain.option_limit(terms, market, on)
    return contingent().european(terms, market, on)
