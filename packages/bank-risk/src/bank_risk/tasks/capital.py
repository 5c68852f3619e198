"""Tools of capital."""

from bank_kit.envelope import Envelope
from bank_risk.forms.capital import CapitalArguments, CapitalReport, CvaArguments, CvaReport, OperationalArguments, OperationalReport
from bank_risk.tasks.task import Task

GET_CAPITAL_RATIOS = Task(
    name="get_capital_ratios",
    title="Capital ratios",
    description=(
        "CET1, Tier 1 and total capital ratio of a legal entity or the group, with RWA by type of risk, buffers, the distribution limit, headroom in money and "
        "basis points, the leverage ratio and the output floor. extra_rwa and extra_cet1 answer what-if questions without changing anything."
    ),
    arguments=CapitalArguments,
    result=Envelope[CapitalReport],
    work="bank_risk.desk.capital:get_capital_ratios",
)
CALC_CVA_BA = Task(
    name="calc_cva_ba",
    title="CVA capital by the basic approach",
    description=(
        "Capital for credit valuation adjustments by the reduced basic approach, of a legal entity or the group: K with and without its scalar, RWA, and the "
        "stand-alone capital of each counterparty with its risk weight, exposure at default and effective maturity."
    ),
    arguments=CvaArguments,
    result=Envelope[CvaReport],
    work="bank_risk.desk.cva:calc_cva_ba",
)
CALC_OPRISK_SA = Task(
    name="calc_oprisk_sa",
    title="Operational risk capital",
    description=(
        "Capital for operational risk by the standardised approach, of a legal entity or the group, in euro: business indicator and its components, BIC, "
        "loss component, internal loss multiplier, capital and RWA, with the losses of each of the last ten years."
    ),
    arguments=OperationalArguments,
    result=Envelope[OperationalReport],
    work="bank_risk.desk.operational:calc_oprisk_sa",
)

TASKS = (GET_CAPITAL_RATIOS, CALC_CVA_BA, CALC_OPRISK_SA)
"""In the order they are listed."""
