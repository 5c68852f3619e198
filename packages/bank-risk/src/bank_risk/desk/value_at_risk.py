"""VaR and expected shortfall by three methods, split over parts, with the worst days and the stressed period."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from bank_kit.envelope import Reading
from bank_risk.desk.shared import Ground, ground_of, told
from bank_risk.forms.value_at_risk import HorizonScaling, StressedPeriod, TailScenario, VarArguments, VarMethod, VarPart, VarReport
from bank_risk.market.arrays import Floats, refusal
from bank_risk.market.factorisation import Indefinite, sample_covariance
from bank_risk.market.historical import historical, historical_components, stressed_period
from bank_risk.market.measure import Decomposition, Measure, Scaling
from bank_risk.market.montecarlo import Plan, monte_carlo
from bank_risk.market.parametric import parametric_components
from bank_risk.market.revaluation import by_group
from bank_risk.store.results import ResultRows, pnl_vector, var_result
from bank_risk.store.runs import Answer, Run

TAIL_SHOWN = 10
STRESSED_DAYS = 250
NOTHING = 0.005
"""A value below half a cent is about zero."""
REFERENCE = "MAR33.3"
"""Where ES is asked for; the method is left to the bank (MAR33.10)."""


def calc_var_es(run: Run, arguments: VarArguments) -> Answer:
    """VaR and ES of the books asked for."""
    _consistent(arguments)
    ground = ground_of(run, arguments)
    names = ground.portfolio.groups(arguments.split)
    if arguments.method is VarMethod.HISTORICAL:
        found, parts, pnl = _historical(run, ground, arguments)
    else:
        found, parts = (_parametric if arguments.method is VarMethod.PARAMETRIC else _simulated)(run, ground, arguments)
        pnl = None
    stressed = _stressed(run, ground, arguments) if arguments.stressed else None
    total = found.total
    value = VarReport(
        run_id=run.id,
        value_at_risk=ground.money(total.var),
        expected_shortfall=ground.money(total.es),
        es_standard_error=None if total.es_error is None else ground.money(total.es_error),
        method=arguments.method,
        confidence=arguments.confidence,
        horizon_days=arguments.horizon_days,
        observations=total.observations,
        lines=len(names),
        booked_value=ground.money(sum(line.booked for line in ground.portfolio.lines)),
        tail=() if pnl is None else _tail(ground, arguments, (total.tail, pnl)),
        stressed=stressed,
        parts=_parts(ground, arguments, found, parts),
    )
    return Answer(
        value=value,
        reading=Reading(
            unit="loss", as_of=ground.portfolio.day, currency=ground.entity.currency, warnings=(*ground.warnings, *(f"NOTE: {note}" for note in total.notes))
        ),
        method=f"var-es-{arguments.method}",
        reg_ref=REFERENCE,
        seed=arguments.seed if arguments.method is VarMethod.MONTE_CARLO else None,
        rows=_rows(ground, arguments, found, parts, pnl),
    )


def _consistent(arguments: VarArguments) -> None:
    if arguments.method is not VarMethod.HISTORICAL and (arguments.scaling is HorizonScaling.OVERLAPPING or arguments.stressed):
        raise refusal("method", "overlapping sums and a stressed period are for historical simulation", "method hs, or neither of them")


def _measure(arguments: VarArguments) -> Measure:
    scaling = Scaling.OVERLAPPING if arguments.scaling is HorizonScaling.OVERLAPPING else Scaling.SQUARE_ROOT_OF_TIME
    return Measure(confidence=arguments.confidence, horizon_days=arguments.horizon_days, scaling=scaling)


def _historical(run: Run, ground: Ground, arguments: VarArguments) -> tuple[Decomposition, tuple[str, ...], Floats]:
    portfolio = ground.portfolio
    daily = portfolio.pnl(portfolio.history.moves(portfolio.place, arguments.window_days), told(run.progress, "scenarios revalued"))
    names, grouped = by_group(daily, portfolio.groups(arguments.split))
    return historical_components(grouped, _measure(arguments)), names, daily.sum(axis=1)


def _parametric(run: Run, ground: Ground, arguments: VarArguments) -> tuple[Decomposition, tuple[str, ...]]:
    portfolio = ground.portfolio
    run.progress.report(0, 2, "sensitivities")
    names, delta = by_group(portfolio.ladder().delta.T, portfolio.groups(arguments.split))
    run.progress.report(1, 2, "covariance")
    covariance = sample_covariance(portfolio.history.moves(portfolio.place, arguments.window_days))
    return parametric_components(delta.T, covariance, _measure(arguments)), names


def _simulated(run: Run, ground: Ground, arguments: VarArguments) -> tuple[Decomposition, tuple[str, ...]]:
    portfolio = ground.portfolio
    groups = portfolio.groups(arguments.split)
    names = tuple(sorted(set(groups)))
    moves = portfolio.history.moves(portfolio.place, arguments.window_days)
    plan = Plan(
        scenarios=arguments.scenarios,
        seed=arguments.seed,
        degrees_of_freedom=arguments.degrees_of_freedom,
        indefinite=Indefinite.REPAIR,
        portion=portfolio.portion,
    )
    revaluation = portfolio.revaluation()

    def revalue(shocks: Floats) -> Floats:
        return by_group(revaluation.pnl(shocks, portion=plan.portion), groups)[1]

    return monte_carlo(plan, sample_covariance(moves), revalue, _measure(arguments), told(run.progress, "scenarios simulated")), names


def _stressed(run: Run, ground: Ground, arguments: VarArguments) -> StressedPeriod:
    portfolio = ground.portfolio
    days = portfolio.history.days
    daily = portfolio.pnl(portfolio.history.moves(portfolio.place, portfolio.place)).sum(axis=1)
    measure = _measure(arguments)
    worst = stressed_period(daily, replace(measure, horizon_days=1), length=STRESSED_DAYS, progress=told(run.progress, "windows searched"))
    found = historical(daily[worst.first : worst.last + 1], measure)
    return StressedPeriod(
        first_day=days[worst.first + 1],
        last_day=days[worst.last + 1],
        value_at_risk=ground.money(found.var),
        expected_shortfall=ground.money(found.es),
    )


def _tail(ground: Ground, arguments: VarArguments, found: tuple[Sequence[int], Floats]) -> tuple[TailScenario, ...]:
    """Days of the worst scenarios; of overlapping sums the last day of each, with the loss of its whole horizon."""
    order, pnl = found
    span = arguments.horizon_days if arguments.scaling is HorizonScaling.OVERLAPPING else 1
    first = ground.portfolio.place - arguments.window_days + 1
    running = np.concatenate([[0.0], np.cumsum(pnl)])
    days = ground.portfolio.history.days
    return tuple(
        TailScenario(day=days[first + place], loss=ground.money(-float(running[place + 1] - running[place + 1 - span]))) for place in order[:TAIL_SHOWN]
    )


def _parts(ground: Ground, arguments: VarArguments, found: Decomposition, names: tuple[str, ...]) -> tuple[VarPart, ...]:
    booked = dict.fromkeys(names, 0.0)
    for name, line in zip(ground.portfolio.groups(arguments.split), ground.portfolio.lines, strict=True):
        booked[name] += line.booked
    columns = zip(names, found.component_var, found.component_es, strict=True)
    ordered = sorted(columns, key=lambda column: (-abs(column[2]), column[0]))[: arguments.parts_shown]
    return tuple(
        VarPart(
            name=name,
            booked_value=ground.money(booked[name]),
            component_var=ground.money(var),
            component_es=ground.money(es),
            marginal_es=es / booked[name] if abs(booked[name]) > max(NOTHING, abs(es) * 1e-5) else None,
        )
        for name, var, es in ordered
    )


def _rows(ground: Ground, arguments: VarArguments, found: Decomposition, names: tuple[str, ...], pnl: Floats | None) -> tuple[ResultRows, ...]:
    def row(kind: str, name: str, var: float, es: float) -> dict[str, object]:
        currency = ground.entity.currency
        return {"scope_kind": kind, "scope_id": name[:24], "currency": currency, "var_amount": ground.money(var).amount, "es_amount": ground.money(es).amount}

    total = row("TOTAL", "TOTAL", found.total.var, found.total.es)
    split = [row(arguments.split.name, *column) for column in zip(names, found.component_var, found.component_es, strict=True)]
    kept = ResultRows(var_result, [total, *split[:1_000]])
    if pnl is None:
        return (kept,)
    days = ground.portfolio.history.days[ground.portfolio.place - arguments.window_days + 1 :]
    return kept, ResultRows(pnl_vector, [{"day": day, "pnl": amount * ground.rate} for day, amount in zip(days, pnl.tolist(), strict=False)])
