"""Credit risk-weighted assets: arguments and results."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from bank_kit.arguments import StrictArguments
from bank_kit.labels import Classified, DataClass
from bank_kit.money import Currency, Exact, Money
from bank_kit.quantities import Loss, Probability, Ratio, Years
from bank_risk.forms.shared import LARGEST, Confidential, EntityArguments, Frozen
from bank_risk.store.runs import RunValue

NotNegative = Annotated[Exact, Field(ge=0, le=LARGEST)]
RATING = r"^(AAA|AA|A|BBB|BB|B|CCC|CC|C|D)[+-]?$"


class Approach(StrEnum):
    """How an exposure is weighed."""

    SA = "SA"
    F_IRB = "F-IRB"
    A_IRB = "A-IRB"


class ExposureClass(StrEnum):
    """Classes of the loan book."""

    SOVEREIGN = "SOVEREIGN"
    BANK = "BANK"
    CORPORATE = "CORPORATE"
    SME = "SME"
    RETAIL = "RETAIL"
    QRRE = "QRRE"
    MORTGAGE = "MORTGAGE"


class OneExposure(StrictArguments):
    """An exposure that need not exist: what would it weigh?"""

    exposure_class: ExposureClass
    drawn: NotNegative = Field(description="On balance, decimal string in `currency`")
    undrawn: NotNegative = Field(default=Decimal(0), description="Commitment not yet drawn")
    currency: Currency = "EUR"
    provision: NotNegative = Field(default=Decimal(0), description="Specific provision")
    rating: str | None = Field(default=None, pattern=RATING, description="External rating; leave out when unrated")
    loan_to_value: Annotated[Ratio, Field(ge=0, le=10)] | None = Field(default=None, description="Needed for MORTGAGE")
    pd: Probability | None = Field(default=None, description="One-year probability of default; needed for F-IRB and A-IRB")
    lgd: Probability | None = Field(default=None, description="Own estimate; needed for A-IRB and for retail under F-IRB")
    maturity: Years = Field(default=2.5, description="Effective maturity M in years, 2.5 when left out")
    turnover: Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)] | None = Field(
        default=None, description="Yearly sales in euro, for SME and CORPORATE"
    )
    defaulted: bool = False


class CreditArguments(EntityArguments):
    """The loan book, a class of it, or one exposure."""

    approach: Approach = Field(default=Approach.SA, description="SA, F-IRB or A-IRB")
    exposure_class: ExposureClass | None = Field(default=None, description="Only loans of this class")
    exposure: OneExposure | None = Field(default=None, description="One exposure instead of the loan book")

    @model_validator(mode="after")
    def _one_question(self) -> "CreditArguments":
        if self.exposure is None:
            return self
        if self.exposure_class is not None:
            raise ValueError("give exposure_class or exposure, not both")
        if self.exposure.exposure_class is ExposureClass.MORTGAGE and self.exposure.loan_to_value is None:
            raise ValueError("exposure.loan_to_value is needed for MORTGAGE")
        if self.approach is not Approach.SA and self.exposure.pd is None:
            raise ValueError("exposure.pd is needed for F-IRB and A-IRB")
        retail = self.exposure.exposure_class in {ExposureClass.RETAIL, ExposureClass.QRRE, ExposureClass.MORTGAGE}
        if self.exposure.lgd is None and (self.approach is Approach.A_IRB or (retail and self.approach is Approach.F_IRB)):
            raise ValueError("exposure.lgd is needed for A-IRB, and for retail under F-IRB")
        return self


class ClassRwa(Frozen):
    """All exposures of one class."""

    exposure_class: ExposureClass
    exposures: int
    exposure: Money = Field(description="Exposure at default: after conversion; after provisions under SA, before them under IRB")
    risk_weight: Ratio = Field(description="RWA over exposure")
    rwa: Money
    capital: Money = Field(description="8 % of RWA")
    expected_loss: Loss | None = Field(description="PD x LGD x EAD; null under SA")
    standardised_rwa: Money = Field(description="RWA of the same exposures under SA")


class FloorView(Frozen):
    """The output floor on these exposures alone; the floor of the bank counts all risks together."""

    rate: Ratio = Field(description="Of standardised RWA; 0 when no floor is in force")
    floor: Money
    modelled: Money
    standardised: Money
    floored: Money = Field(description="The larger of modelled RWA and the floor")
    binding: bool


class CreditReport(RunValue):
    """Credit RWA."""

    approach: Approach
    rwa: Confidential
    exposure: Confidential
    risk_weight: Ratio = Field(description="RWA over exposure")
    expected_loss: Loss | None = Field(description="Null under SA")
    classes: Annotated[tuple[ClassRwa, ...], Classified(DataClass.CONFIDENTIAL)] = Field(description="In the order of the classes")
    output_floor: FloorView
    explanation: tuple[str, ...] = Field(description="Of one exposure: why it weighs what it weighs; of a book: the largest loan of each class")
