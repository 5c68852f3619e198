"""Capital ratios, operational risk and CVA: arguments and results."""

from typing import Annotated

from pydantic import Field

from bank_kit.labels import Classified, DataClass
from bank_kit.money import Exact, Money
from bank_kit.quantities import Ratio, Years
from bank_risk.forms.credit import Approach
from bank_risk.forms.shared import LARGEST, Confidential, EntityArguments, Frozen
from bank_risk.store.runs import RunValue


class CapitalArguments(EntityArguments):
    """Of a legal entity, or of the group."""

    approach: Approach = Field(default=Approach.SA, description="How loans are weighed: SA, F-IRB or A-IRB; the output floor counts under the latter two")
    extra_rwa: Annotated[Exact, Field(ge=0, le=LARGEST)] | None = Field(
        default=None, description="What if: RWA added, decimal string in the reporting currency"
    )
    extra_cet1: Annotated[Exact, Field(ge=-LARGEST, le=LARGEST)] | None = Field(
        default=None, description="What if: CET1 added, negative for a loss, decimal string in the reporting currency"
    )


class RiskRwa(Frozen):
    """RWA of one type of risk."""

    risk_type: str = Field(description="credit_loans, credit_securities, counterparty, cva, market or operational")
    approach: str
    exposure: Money | None = Field(description="Exposure at default or market value; null where there is none")
    rwa: Money
    reg_ref: str


class RatioLevel(Frozen):
    """One ratio beside what is asked of it."""

    tier: str = Field(description="CET1, TIER1 or TOTAL")
    capital: Confidential
    ratio: Ratio = Field(description="Capital over RWA")
    minimum: Ratio
    requirement: Ratio = Field(description="Minimum plus combined buffer")
    headroom: Confidential = Field(description="Capital above the requirement, negative in a breach")
    headroom_bp: float = Field(description="The same in basis points of RWA", json_schema_extra={"x-unit": "bp", "x-sign": "negative in a breach"})


class BufferView(Frozen):
    """Buffers above the minima, parts of RWA."""

    conservation: Ratio
    countercyclical: Ratio
    systemic: Ratio
    combined: Ratio
    available: Ratio = Field(description="CET1 left after the minima, part of RWA; negative in a breach")
    quartile: int | None = Field(description="Quartile of the combined buffer that CET1 stands in, 1 lowest; null above the buffer")
    conserved: Ratio = Field(description="Part of earnings that must be kept (distribution limit); 0 above the buffer")


class LeverageView(Frozen):
    """The leverage ratio."""

    ratio: Ratio = Field(description="Tier 1 over exposure")
    requirement: Ratio
    exposure: Confidential
    derivatives: Money = Field(description="Of the exposure: 1.4 times replacement cost and add-ons, multiplier 1, reduced by variation margin alone (LEV30)")
    off_balance: Money = Field(description="Of the exposure: commitments after conversion")
    headroom: Confidential = Field(description="Tier 1 above the requirement, negative in a breach")


class CapitalFloor(Frozen):
    """The output floor over all risks."""

    rate: Ratio = Field(description="0 when no floor is in force")
    standardised: Money
    floor: Money
    added: Money = Field(description="RWA the floor adds")
    binding: bool


class ProvisionView(Frozen):
    """Specific provisions beside the expected loss of modelled loans (CRE35)."""

    shortfall: Money = Field(description="Expected loss above provisions: deducted from CET1 and from the leverage exposure")
    excess: Money = Field(description="Provisions above expected loss")
    tier2: Money = Field(description="Part of the excess that counts as Tier 2")


class CapitalReport(RunValue):
    """Capital ratios."""

    rwa: Confidential = Field(description="After the output floor and what was added")
    risks: Annotated[tuple[RiskRwa, ...], Classified(DataClass.CONFIDENTIAL)]
    levels: tuple[RatioLevel, ...]
    buffers: BufferView
    leverage: LeverageView
    output_floor: CapitalFloor
    provisions: ProvisionView | None = Field(description="Null under SA, where provisions reduce the exposure instead")


class OperationalArguments(EntityArguments):
    """Of a legal entity, or of the group."""


class LossLine(Frozen):
    """Losses of twelve months."""

    ends: str = Field(description="Last day, YYYY-MM-DD")
    losses: int = Field(description="How many, of any size")
    amount: Confidential = Field(description="Net loss of all of them")
    counted: Confidential = Field(description="Part that the loss component knows: losses from EUR 20,000")


class OperationalReport(RunValue):
    """Operational risk capital, in euro: the rule's buckets are."""

    business_indicator: Confidential = Field(description="BI: interest, services and financial component, averages of three years")
    interest_component: Confidential
    services_component: Confidential
    financial_component: Confidential
    indicator_component: Confidential = Field(description="BIC")
    loss_component: Confidential = Field(description="LC: fifteen times the average yearly loss from losses of EUR 20,000 and more")
    loss_multiplier: Ratio = Field(description="ILM; 1 in the first bucket and where the jurisdiction leaves losses out")
    capital: Confidential = Field(description="ORC: BIC times ILM")
    rwa: Confidential = Field(description="12.5 times ORC")
    financial_years: tuple[int, ...]
    losses: tuple[LossLine, ...] = Field(description="Oldest first")


class CvaArguments(EntityArguments):
    """Of a legal entity, or of the group."""

    counterparties_shown: int = Field(default=20, ge=1, le=200, description="Counterparties shown, largest stand-alone capital first; the total counts all")


class CvaLine(Frozen):
    """One counterparty."""

    counterparty: str
    counterparty_lei: str
    sector: str = Field(description="Of MAR50.16")
    quality: str = Field(description="IG, or HY for high yield and not rated")
    risk_weight: Ratio
    exposure: Money = Field(description="EAD over its netting sets")
    longest_maturity: Years = Field(description="Effective maturity of its longest netting set; no cap of five years")
    standalone: Money = Field(description="S_c: stand-alone CVA capital before diversification")


class CvaReport(RunValue):
    """CVA capital by the reduced basic approach."""

    capital: Confidential = Field(description="K_reduced with the discount scalar")
    rwa: Confidential = Field(description="12.5 times K")
    unscaled: Confidential = Field(description="K_reduced before the scalar of 0.65")
    sum_of_standalone: Confidential = Field(description="What the capital would be without diversification, before the scalar")
    counterparty_count: int
    counterparties: Annotated[tuple[CvaLine, ...], Classified(DataClass.CONFIDENTIAL)]
