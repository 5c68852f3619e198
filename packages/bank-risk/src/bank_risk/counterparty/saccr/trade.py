"""What SA-CCR wants to know of a trade, a margin agreement and a netting set.

Amounts are in the reporting currency; times are years from the calculation date.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from math import isfinite


class AssetClass(StrEnum):
    """The five asset classes of CRE52.26, by their primary risk factor."""

    INTEREST_RATE = "IR"
    FOREIGN_EXCHANGE = "FX"
    CREDIT = "CR"
    EQUITY = "EQ"
    COMMODITY = "CO"


class Subclass(StrEnum):
    """The rows of the supervisory table of CRE52.72."""

    INTEREST_RATE = "INTEREST_RATE"
    FOREIGN_EXCHANGE = "FOREIGN_EXCHANGE"
    CREDIT_AAA = "CREDIT_AAA"
    CREDIT_AA = "CREDIT_AA"
    CREDIT_A = "CREDIT_A"
    CREDIT_BBB = "CREDIT_BBB"
    CREDIT_BB = "CREDIT_BB"
    CREDIT_B = "CREDIT_B"
    CREDIT_CCC = "CREDIT_CCC"
    CREDIT_INDEX_IG = "CREDIT_INDEX_IG"
    CREDIT_INDEX_SG = "CREDIT_INDEX_SG"
    EQUITY_SINGLE = "EQUITY_SINGLE"
    EQUITY_INDEX = "EQUITY_INDEX"
    COMMODITY_ELECTRICITY = "COMMODITY_ELECTRICITY"
    COMMODITY_ENERGY = "COMMODITY_ENERGY"
    COMMODITY_METALS = "COMMODITY_METALS"
    COMMODITY_AGRICULTURAL = "COMMODITY_AGRICULTURAL"
    COMMODITY_OTHER = "COMMODITY_OTHER"

    @property
    def asset_class(self) -> AssetClass:
        """The asset class a subclass belongs to."""
        return AssetClass[self.value] if self.value in AssetClass.__members__ else AssetClass[self.value.split("_", 1)[0]]

    @property
    def commodity_set(self) -> str:
        """The hedging set of a commodity (CRE52.69): energy, metals, agricultural or other; electricity is energy."""
        return "ENERGY" if self is Subclass.COMMODITY_ELECTRICITY else self.value.removeprefix("COMMODITY_")


class Direction(IntEnum):
    """Long or short the primary risk factor; a bought option is LONG the option, whatever its right."""

    LONG = 1
    SHORT = -1


class Right(StrEnum):
    """What an option gives its buyer."""

    CALL = "CALL"
    PUT = "PUT"


class Risk(StrEnum):
    """Whether a trade takes a view on a level, on a difference of two levels, or on volatility; the latter two have hedging sets of their own (CRE52.45)."""

    LEVEL = "LEVEL"
    BASIS = "BASIS"
    VOLATILITY = "VOLATILITY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Price and strike of the underlying in the same unit, and the latest exercise date in years."""

    right: Right
    price: float
    strike: float
    expiry: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tranche:
    """Attachment and detachment point of a CDO tranche, as parts of the pool; LONG is protection bought (CRE52.41)."""

    attachment: float
    detachment: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SaccrTrade:
    """One derivative.

    `notional`: reporting currency; the average over the remaining life where it varies; price x units for equity and commodity (CRE52.36).
    FX: `notional` is the leg in `currency`, which LONG receives and on which an option's right is; `second_notional` the leg in `second_currency`.
    `name`: reference entity or index, equity issuer or index, commodity type; empty for rates and FX.
    `currency`: the hedging set of a rate trade. `maturity` M, `start` S and `end` E are those of CRE52.31; S is 0 once started. E is that of the underlying.
    `pair`: of a basis trade, the two risk factors as one label. `mark`: present value for the bank.
    """

    id: str
    subclass: Subclass
    notional: float
    mark: float
    direction: Direction
    maturity: float
    end: float
    start: float = 0.0
    currency: str = ""
    second_currency: str = ""
    second_notional: float = 0.0
    name: str = ""
    risk: Risk = Risk.LEVEL
    pair: str = ""
    option: Option | None = None
    tranche: Tranche | None = None

    def __post_init__(self) -> None:
        """ValueError naming the field that no rule can be applied to."""
        for field, value in (("notional", self.notional), ("second_notional", self.second_notional), ("maturity", self.maturity), ("end", self.end)):
            if not isfinite(value) or value < 0:
                raise ValueError(f"{field}: a finite number, zero or more")
        if not isfinite(self.mark):
            raise ValueError("mark: a finite number")
        if not 0 <= self.start <= self.end:
            raise ValueError("start: between zero and end")
        if self.option is not None and not (isfinite(self.option.price) and isfinite(self.option.strike) and self.option.expiry >= 0):
            raise ValueError("option: price and strike are finite numbers, expiry is zero or more")
        if self.tranche is not None and not 0 <= self.tranche.attachment < self.tranche.detachment <= 1:
            raise ValueError("tranche: 0 <= attachment < detachment <= 1")
        if self.risk is Risk.BASIS and not self.pair:
            raise ValueError("pair: names the two risk factors of a basis trade")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginAgreement:
    """Variation margin the counterparty must post: threshold and minimum transfer in the reporting currency, business days between calls (CRE52.16-52.18)."""

    threshold: float
    minimum_transfer: float
    remargin_days: int
    illiquid: bool = False
    disputed: bool = False

    def __post_init__(self) -> None:
        """ValueError naming the field."""
        if not (isfinite(self.threshold) and self.threshold >= 0 and isfinite(self.minimum_transfer) and self.minimum_transfer >= 0):
            raise ValueError("threshold, minimum_transfer: finite numbers, zero or more")
        if self.remargin_days < 1:
            raise ValueError("remargin_days: one or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class NettingSet:
    """Trades that net, and what covers them.

    `collateral`: net collateral held after haircuts, C; negative when posted; includes `independent_amount`, NICA (CRE52.17). A trade without
    a netting agreement is a netting set of its own (CRE52.1).
    """

    id: str
    counterparty: str
    trades: tuple[SaccrTrade, ...]
    agreement: MarginAgreement | None = None
    collateral: float = 0.0
    independent_amount: float = 0.0

    def __post_init__(self) -> None:
        """ValueError naming the field."""
        if not (isfinite(self.collateral) and isfinite(self.independent_amount)):
            raise ValueError("collateral, independent_amount: finite numbers")
