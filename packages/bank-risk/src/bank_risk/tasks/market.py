"""Tools of market risk."""

from bank_kit.envelope import Envelope
from bank_risk.forms.internal_model import BacktestArguments, BacktestReport, ImaArguments, ImaReport
from bank_risk.forms.stress import StressArguments, StressReport
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

CALC_IMA_ES = Task(
    name="calc_ima_es",
    title="Liquidity-adjusted expected shortfall",
    description=(
        "Expected shortfall of the internal models approach: ES over liquidity horizons of the full set of factors now and of the reduced set now and in the "
        "stressed period, their ratio, each risk class on its own, and the modelled charge IMCC (MAR33). Losses are positive."
    ),
    arguments=ImaArguments,
    result=Envelope[ImaReport],
    work="bank_risk.desk.internal_model:calc_ima_es",
    seconds=180.0,
)
BACKTEST_VAR = Task(
    name="backtest_var",
    title="Backtest VaR",
    description=(
        "Compares each day's actual and hypothetical P&L with the one-day 99 % historical VaR of the evening before: exceptions, traffic light, capital "
        "multiplier, Kupiec and Christoffersen tests with p-values, and the P&L attribution test. Warnings say how each P&L was made."
    ),
    arguments=BacktestArguments,
    result=Envelope[BacktestReport],
    work="bank_risk.desk.backtest:backtest_var",
    seconds=120.0,
)
RUN_STRESS_TEST = Task(
    name="run_stress_test",
    title="Run a stress test",
    description=(
        "P&L of a dated scenario, or of shocks of your own, by risk class and by book from the worst, with what it costs in CET1 ratio (bp); on request the "
        "smallest scaling of the scenario that costs a given loss. P&L is positive for a gain. Every position is revalued in full."
    ),
    arguments=StressArguments,
    result=Envelope[StressReport],
    work="bank_risk.desk.stress:run_stress_test",
    seconds=120.0,
)

TASKS = (CALC_VAR_ES, CALC_IMA_ES, BACKTEST_VAR, RUN_STRESS_TEST)
