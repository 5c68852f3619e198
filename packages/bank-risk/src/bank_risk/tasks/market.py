"""Tools of market risk."""

from bank_kit.envelope import Envelope
from bank_risk.forms.value_at_risk import VarArguments, VarReport
from bank_risk.tasks.task import Task

CALC_VAR_ES = Task(
    name="calc_var_es",
    title="VaR and expected shortfall",
    description=(
        "Value at risk and expected shortfall of trading or banking books by historical simulation (hs), sensitivities and covariance (param) or "
        "Monte Carlo (mc), with components that sum to the total, marginal ES, the worst days and, on request, the stressed period. Losses are positive. "
        "hs and mc revalue every position and trade in full. What could not be modelled is named in warnings and is in no number."
    ),
    arguments=VarArguments,
    result=Envelope[VarReport],
    work="bank_risk.desk.value_at_risk:calc_var_es",
    seconds=120.0,
)

TASKS = (CALC_VAR_ES,)
