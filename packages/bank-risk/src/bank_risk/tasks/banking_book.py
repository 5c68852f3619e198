"""Tools of the banking book."""

from bank_kit.envelope import Envelope
from bank_risk.forms.banking_book import IrrbbArguments, IrrbbReport
from bank_risk.tasks.task import Task

CALC_IRRBB = Task(
    name="calc_irrbb",
    title="Interest rate risk of the banking book",
    description=(
        "What the six prescribed rate shocks do to the economic value of the banking book and the two parallel ones to a year of net interest income, "
        "of a legal entity or the group, all currencies or one, beside Tier 1 and the supervisory outlier tests, with the repricing gaps they rest on."
    ),
    arguments=IrrbbArguments,
    result=Envelope[IrrbbReport],
    work="bank_risk.desk.banking_book:calc_irrbb",
)

TASKS = (CALC_IRRBB,)
