"""The words and numbers of the IRB approach: classes, security, and the parameters of CRE31 and CRE32 in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bank_kit.parameters import Rulebook


class IrbClass(StrEnum):
    """Which risk-weight function an exposure takes (CRE31.4 to CRE31.16)."""

    CORPORATE = "CORPORATE"
    SME = "SME"
    HIGH_VOLATILITY_PROPERTY = "HIGH_VOLATILITY_PROPERTY"
    BANK = "BANK"
    SOVEREIGN = "SOVEREIGN"
    MORTGAGE = "MORTGAGE"
    QRRE_TRANSACTOR = "QRRE_TRANSACTOR"
    QRRE_REVOLVER = "QRRE_REVOLVER"
    RETAIL = "RETAIL"


RETAIL_CLASSES = (IrbClass.MORTGAGE, IrbClass.QRRE_TRANSACTOR, IrbClass.QRRE_REVOLVER, IrbClass.RETAIL)
REVOLVING_CLASSES = (IrbClass.QRRE_TRANSACTOR, IrbClass.QRRE_REVOLVER)
SECURED_RETAIL_CLASSES = (IrbClass.RETAIL,)


class Security(StrEnum):
    """What secures an exposure; it chooses the floor of an own LGD estimate (CRE32.16)."""

    UNSECURED = "UNSECURED"
    FINANCIAL = "FINANCIAL"
    RECEIVABLES = "RECEIVABLES"
    PROPERTY = "PROPERTY"
    PHYSICAL = "PHYSICAL"


class Seniority(StrEnum):
    """Key of the supervisory LGD of the foundation approach (CRE32.6)."""

    SENIOR_CORPORATE = "SENIOR_CORPORATE"
    SENIOR_FINANCIAL = "SENIOR_FINANCIAL"
    SUBORDINATED = "SUBORDINATED"


@dataclass(frozen=True, slots=True, kw_only=True)
class IrbRules:
    """Parameters of the risk-weight functions, decimals; sales in euro, maturities in years."""

    correlation_low: float
    correlation_high: float
    correlation_decay: float
    volatile_property_correlation_high: float
    small_firm_relief: float
    small_firm_sales_floor: float
    small_firm_sales_cap: float
    large_financial_multiplier: float
    mortgage_correlation: float
    revolving_correlation: float
    retail_correlation_low: float
    retail_correlation_high: float
    retail_correlation_decay: float
    confidence: float
    maturity_slope_constant: float
    maturity_slope_log: float
    maturity_floor: float
    maturity_cap: float
    maturity_fixed: float
    scaling: float
    pd_floors: Mapping[str, float]
    lgd_floors: Mapping[str, float]
    foundation_lgd: Mapping[str, float]

    @classmethod
    def of(cls, rulebook: Rulebook) -> "IrbRules":
        """Read from the tables CRE31 and CRE32; UNSUPPORTED_JURISDICTION when one is not in force."""
        scalars = {name: rulebook.number("CRE31", name) for name in _SCALARS}
        return cls(
            **scalars,
            pd_floors=rulebook.keyed("CRE32", "pd_floor"),
            lgd_floors=rulebook.keyed("CRE32", "lgd_floor"),
            foundation_lgd=rulebook.keyed("CRE32", "foundation_lgd"),
        )


_SCALARS = (
    "correlation_low",
    "correlation_high",
    "correlation_decay",
    "volatile_property_correlation_high",
    "small_firm_relief",
    "small_firm_sales_floor",
    "small_firm_sales_cap",
    "large_financial_multiplier",
    "mortgage_correlation",
    "revolving_correlation",
    "retail_correlation_low",
    "retail_correlation_high",
    "retail_correlation_decay",
    "confidence",
    "maturity_slope_constant",
    "maturity_slope_log",
    "maturity_floor",
    "maturity_cap",
    "maturity_fixed",
    "scaling",
)
