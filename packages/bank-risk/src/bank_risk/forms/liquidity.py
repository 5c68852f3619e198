"""LCR and NSFR: arguments and results."""

from typing import Annotated

from pydantic import Field

from bank_kit.labels import Classified, DataClass
from bank_kit.money import Money
from bank_kit.quantities import Ratio
from bank_risk.forms.shared import Confidential, EntityArguments, Frozen
from bank_risk.store.runs import RunValue


class LiquidityArguments(EntityArguments):
    """Of a legal entity, or of the group."""


class WeightedLine(Frozen):
    """A balance, the factor of its rule, and what counts."""

    kind: str = Field(description="Word of the rule's table, such as RETAIL_STABLE")
    amount: Money
    factor: Ratio
    weighted: Money = Field(description="Amount times factor")
    paragraph: str = Field(description="Where the factor stands")


class LevelAmount(Frozen):
    """Liquid assets of one level."""

    level: str = Field(description="L1, L2A or L2B")
    after_haircut: Money = Field(description="Before the caps")


Lines = Annotated[tuple[WeightedLine, ...], Classified(DataClass.CONFIDENTIAL)]


class LcrReport(RunValue):
    """The liquidity coverage ratio."""

    lcr: Ratio | None = Field(description="Liquid assets over net outflow: 1.4 is 140 %; null when nothing flows out")
    minimum: Ratio
    liquid_assets: Confidential = Field(description="After haircuts and caps")
    surplus: Confidential = Field(description="Liquid assets less the minimum times net outflow; negative in a breach")
    levels: tuple[LevelAmount, ...]
    cut_by_level2b_cap: Money = Field(description="What the cap of 15 % on level 2B takes away")
    cut_by_level2_cap: Money = Field(description="What the cap of 40 % on level 2 takes away")
    outflow: Confidential
    inflow: Confidential = Field(description="Before the cap")
    inflow_counted: Confidential = Field(description="At most 75 % of the outflow")
    net_outflow: Confidential
    asset_lines: Lines
    outflow_lines: Lines
    inflow_lines: Lines


class NsfrReport(RunValue):
    """The net stable funding ratio."""

    nsfr: Ratio | None = Field(description="Available over required stable funding; null when none is required")
    minimum: Ratio
    available: Confidential = Field(description="ASF")
    required: Confidential = Field(description="RSF")
    surplus: Confidential = Field(description="Available less the minimum times required; negative in a breach")
    available_lines: Lines
    required_lines: Lines
