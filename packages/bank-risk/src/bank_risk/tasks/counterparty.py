"""Tools of counterparty risk."""

from bank_kit.envelope import Envelope
from bank_risk.forms.counterparty import ExposureArguments, ExposureReport, SaccrArguments, SaccrReport
from bank_risk.tasks.task import Task

CALC_SACCR_EAD = Task(
    name="calc_saccr_ead",
    title="Exposure at default by SA-CCR",
    description=(
        "Exposure at default of netting sets by the standardised approach for counterparty credit risk: replacement cost, add-ons by asset class, multiplier, "
        "potential exposure, margined and unmargined view and which was taken. One netting set, those of a counterparty, or all; largest exposures first."
    ),
    arguments=SaccrArguments,
    result=Envelope[SaccrReport],
    work="bank_risk.desk.saccr:calc_saccr_ead",
)
GET_COUNTERPARTY_EXPOSURE = Task(
    name="get_counterparty_exposure",
    title="Exposure of a counterparty",
    description=(
        "Current exposure of a counterparty, or of its group, and simulated profiles of expected and potential future exposure (95 % and 99 %) after netting "
        "and collateral, EPE and EEPE over one year, wrong-way flags, and its limits with utilisation and headroom. A long run: it reports progress."
    ),
    arguments=ExposureArguments,
    result=Envelope[ExposureReport],
    work="bank_risk.desk.exposure:get_counterparty_exposure",
    seconds=180.0,
)

TASKS = (CALC_SACCR_EAD, GET_COUNTERPARTY_EXPOSURE)
