"""SA-CCR and exposure of counterparties: arguments and results."""

from typing import Annotated

from pydantic import Field, model_validator

from bank_kit.arguments import LegalEntity
from bank_kit.labels import Classified, DataClass
from bank_kit.money import Money
from bank_kit.quantities import Ratio, Years
from bank_risk.forms.shared import Confidential, EntityArguments, Frozen
from bank_risk.store.runs import RunValue

NettingSetId = Annotated[str, Field(pattern=r"^NS-[0-9]{1,8}$", description="Netting set id (NS-2001)")]
MOST_SETS = 200


class SaccrArguments(EntityArguments):
    """Whose netting sets: one, those of a counterparty, or all."""

    netting_set: NettingSetId | None = Field(default=None, description="Only this netting set")
    counterparty: LegalEntity | None = Field(default=None, description="LEI of a counterparty: all its netting sets")
    sets_shown: int = Field(default=20, ge=1, le=MOST_SETS, description="Netting sets shown in full, largest exposure first; totals count all")

    @model_validator(mode="after")
    def _one_question(self) -> "SaccrArguments":
        if self.netting_set is not None and self.counterparty is not None:
            raise ValueError("give netting_set or counterparty, not both")
        return self


class ClassAddOn(Frozen):
    """Add-on of an asset class."""

    asset_class: str = Field(description="IR, FX, CR, EQ or CO (CRE52.26)")
    add_on: Money


class SaccrSet(Frozen):
    """One netting set."""

    netting_set: str
    counterparty: str = Field(description="Counterparty id")
    counterparty_lei: str
    trades: int
    value: Money = Field(description="V: net mark of the trades, positive in the bank's favour")
    collateral: Money = Field(description="C: collateral held after haircuts, negative when posted; independent amounts included")
    replacement_cost: Money = Field(description="RC of the view that was taken")
    add_ons: tuple[ClassAddOn, ...]
    add_on: Money = Field(description="Aggregate add-on of the view that was taken")
    multiplier: Ratio = Field(description="0.05 to 1: how far excess collateral and negative value reduce the add-on")
    potential_exposure: Money = Field(description="PFE: multiplier times add-on")
    exposure_at_default: Money = Field(description="EAD: alpha times RC plus PFE")
    margined: bool
    margin_period_days: float | None = Field(description="Margin period of risk in business days; null without margin agreement")
    unmargined_exposure: Money = Field(description="EAD as if there were no margin agreement")
    margined_exposure: Money | None = Field(description="EAD with the margin agreement; null without one")
    capped: bool = Field(description="True when the margined exposure was larger than the unmargined one, which was taken (CRE52.2)")


class CounterpartyEad(Frozen):
    """EAD of a counterparty: the sum over its netting sets."""

    counterparty: str
    counterparty_lei: str
    exposure_at_default: Money


class SaccrReport(RunValue):
    """SA-CCR exposures in the reporting currency."""

    exposure_at_default: Confidential = Field(description="Sum over all netting sets asked for")
    alpha: Ratio = Field(description="1.4 unless the rulebook says otherwise")
    set_count: int
    trade_count: int
    netting_sets: Annotated[tuple[SaccrSet, ...], Classified(DataClass.CONFIDENTIAL)]
    counterparties: Annotated[tuple[CounterpartyEad, ...], Classified(DataClass.CONFIDENTIAL)] = Field(description="Largest first, as many as sets_shown")


class ExposureArguments(EntityArguments):
    """Whose exposure, and how it is simulated."""

    counterparty: LegalEntity = Field(description="LEI of the counterparty")
    include_group: bool = Field(default=False, description="Also the counterparties connected with it")
    paths: int = Field(default=1_000, ge=200, le=10_000, description="Simulated paths, 200 to 10000")
    seed: int = Field(default=42, ge=0, lt=2**63, description="The same seed gives the same bits")
    window_days: int = Field(default=500, ge=250, le=2_500, description="Days of history behind volatilities and correlations")


class ExposurePoint(Frozen):
    """Exposure at one future date, after netting and collateral, undiscounted."""

    years: Years
    expected: Money = Field(description="EE")
    effective_expected: Money = Field(description="Running maximum of EE")
    potential_95: Money = Field(description="PFE: exceeded with probability 5 %")
    potential_99: Money = Field(description="PFE: exceeded with probability 1 %")


class SetView(Frozen):
    """One netting set now."""

    netting_set: str
    trades: int
    value: Money = Field(description="Booked value of the trades, positive in the bank's favour")
    collateral: Money = Field(description="Held, negative when posted; independent amounts included")
    current_exposure: Money
    margined: bool
    wrong_way: bool
    wrong_way_trades: tuple[str, ...] = Field(description="Trades on the counterparty's own shares")


class LimitView(Frozen):
    """A limit and what is used of it."""

    limit_id: str
    metric: str = Field(description="PFE_95: the peak of the profile; EAD: SA-CCR")
    limit: Money
    used: Money
    utilisation: Ratio
    headroom: Money = Field(description="Negative when the limit is exceeded")


class CounterpartyExposure(Frozen):
    """One counterparty."""

    counterparty: str
    counterparty_lei: str
    name: str
    rating: str
    current_exposure: Money = Field(description="CE: what would be lost now, no recovery")
    expected_positive: Money = Field(description="EPE over one year")
    effective_expected_positive: Money = Field(description="EEPE over one year")
    peak_potential_95: Money
    wrong_way: bool
    profile: tuple[ExposurePoint, ...]
    netting_sets: tuple[SetView, ...]
    limits: tuple[LimitView, ...]


class ExposureReport(RunValue):
    """Exposure profiles of a counterparty, or of its group."""

    group: str
    current_exposure: Confidential = Field(description="Sum over the counterparties shown")
    effective_expected_positive: Confidential = Field(description="Sum over the counterparties shown")
    paths: int
    counterparties: Annotated[tuple[CounterpartyExposure, ...], Classified(DataClass.CONFIDENTIAL)]
