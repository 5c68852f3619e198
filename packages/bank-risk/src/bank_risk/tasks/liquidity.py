"""Tools of liquidity."""

from bank_kit.envelope import Envelope
from bank_risk.forms.liquidity import LcrReport, LiquidityArguments, NsfrReport
from bank_risk.tasks.task import Task

CALC_LCR = Task(
    name="calc_lcr",
    title="Liquidity coverage ratio",
    description=(
        "Liquid assets over the net outflow of thirty days of stress, of a legal entity or the group: assets by level after haircuts and caps, outflows and "
        "inflows line by line with the factor and paragraph of each, and the surplus over the minimum."
    ),
    arguments=LiquidityArguments,
    result=Envelope[LcrReport],
    work="bank_risk.desk.liquidity:calc_lcr",
)
CALC_NSFR = Task(
    name="calc_nsfr",
    title="Net stable funding ratio",
    description=(
        "Available over required stable funding, of a legal entity or the group, line by line with the factor and paragraph of each, "
        "and the surplus over the minimum."
    ),
    arguments=LiquidityArguments,
    result=Envelope[NsfrReport],
    work="bank_risk.desk.liquidity:calc_nsfr",
)

TASKS = (CALC_LCR, CALC_NSFR)
"""In the order they are listed."""
