"""The daily risk report."""

from typing import Annotated

from pydantic import Field

from bank_kit.labels import Classified, DataClass
from bank_kit.quantities import Ratio
from bank_risk.forms.limits import LimitUse, OverrideInForce
from bank_risk.forms.shared import Confidential, EntityArguments, Frozen
from bank_risk.store.runs import RunValue


class ReportArguments(EntityArguments):
    """The day, and the overrides in force when the report was asked for."""

    overrides: tuple[OverrideInForce, ...] = ()


class DeskRisk(Frozen):
    """Market risk of one desk's trading books."""

    desk: str
    value_at_risk: Confidential = Field(description="99 %, one day, historical simulation; a loss, positive")
    expected_shortfall: Confidential = Field(description="97.5 %, ten days, historical simulation; a loss, positive")


class EntityRatios(Frozen):
    """Capital and liquidity of one legal entity, or of the group when `legal_entity` is null."""

    legal_entity: str | None
    cet1: Ratio
    tier1: Ratio
    total: Ratio
    leverage: Ratio
    lcr: Ratio | None
    nsfr: Ratio | None


class DailyReport(RunValue):
    """One day at a glance."""

    desks: Annotated[tuple[DeskRisk, ...], Classified(DataClass.CONFIDENTIAL)]
    entities: Annotated[tuple[EntityRatios, ...], Classified(DataClass.CONFIDENTIAL)] = Field(description="Empty before the last end of day")
    limits_checked: int
    breaches: Annotated[tuple[LimitUse, ...], Classified(DataClass.CONFIDENTIAL)] = Field(
        description="Limits that are amber or red, highest utilisation first; empty before the last end of day"
    )
