"""Tools of credit risk."""

from bank_kit.envelope import Envelope
from bank_risk.forms.credit import CreditArguments, CreditReport
from bank_risk.tasks.task import Task

CALC_CREDIT_RWA = Task(
    name="calc_credit_rwa",
    title="Credit risk-weighted assets",
    description=(
        "Risk weight, RWA, capital and expected loss of the loan book of a legal entity or the group, of one exposure class of it, or of one exposure that you "
        "describe, under the standardised approach (SA), the foundation (F-IRB) or the advanced internal ratings-based approach (A-IRB), "
        "with the output floor beside it and words that say why."
    ),
    arguments=CreditArguments,
    result=Envelope[CreditReport],
    work="bank_risk.desk.credit:calc_credit_rwa",
)

TASKS = (CALC_CREDIT_RWA,)
