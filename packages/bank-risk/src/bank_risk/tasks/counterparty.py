"""Tools of counterparty risk."""

from bank_kit.envelope import Envelope
from bank_risk.forms.counterparty import SaccrArguments, SaccrReport
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

TASKS = (CALC_SACCR_EAD,)
