"""Which stored market data an instrument is valued with."""

from dataclasses import dataclass

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
    Swaption,
    ZeroBond,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Names of stored data; None leaves the choice to the instrument's kind and currency."""

    discount: str | None = None
    """Curve id."""
    credit: str | None = None
    """Curve id of kind CREDIT."""
    underlying: str | None = None
    """ISIN of an asset, or currency pair such as EURUSD."""
    quoted: str | None = None
    """ISIN of a bond whose closing price the curve must explain."""


@dataclass(frozen=True, slots=True)
class Contract:
    """What is to be valued, and with which data."""

    instrument: Instrument
    wanted: Wanted


def currency_of(instrument: Instrument) -> str:
    """The currency its value is in."""
    match instrument:
        case Swaption():
            return instrument.swap.currency
        case FixedRateBond() | ZeroBond() | Deposit() | InterestRateSwap() | EuropeanOption() | FxForward() | Asset() | AssetForward() | CreditDefaultSwap():
            return instrument.currency
