"""Expected shortfall over liquidity horizons, calibrated to stress, and the modelled charge (MAR33)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from bank_kit.envelope import Reading
from bank_risk.desk.shared import Ground, ground_of
from bank_risk.forms.internal_model import ImaArguments, ImaEs, ImaReport, ReducedSet
from bank_risk.market.arrays import Floats
from bank_risk.market.historical import stressed_period
from bank_risk.market.internal_model import FRAMEWORK, CalibratedEs, EsSet, ImaRules, modelled_charge
from bank_risk.market.liquidity_horizons import nested_shortfalls
from bank_risk.market.measure import Measure
from bank_risk.market.scenario import RiskClass
from bank_risk.portfolio.horizons import CLASSES, class_of, horizon
from bank_risk.portfolio.netting import instruments
from bank_risk.store.results import ResultRows, var_result
from bank_risk.store.runs import Answer, Run

SETS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """Ten-day moves of the current and the stressed period; which factors are in the reduced set, of which class, with which horizon."""

    current: Floats
    stressed: Floats
    reduced: Floats
    classes: tuple[RiskClass, ...]
    horizons: Floats


def calc_ima_es(run: Run, arguments: ImaArguments) -> Answer:
    """IMCC of the books asked for."""
    ground = ground_of(run, arguments)
    rules = ImaRules.of(ground.rules)
    span = int(rules.base_horizon)
    first, last = _stress(run, ground)
    history = ground.portfolio.history
    listed = instruments(run.store)
    commodities = {isin: row["commodity"] for isin, row in listed.items()}
    volatility = np.array([column.risk_class is RiskClass.VOLATILITY for column in history.columns])
    periods = Periods(
        current=history.moves(ground.portfolio.place, arguments.window_days, span=span),
        stressed=history.moves(last, last - first + 1 - span, span=span),
        reduced=np.where(volatility & (arguments.reduced_set is ReducedSet.WITHOUT_VOLATILITIES), 0.0, 1.0),
        classes=tuple(class_of(column) for column in history.columns),
        horizons=np.array([horizon(column, commodities.get(column.id[3:]), ground.rules) for column in history.columns]),
    )
    sets = _sets(run, ground, periods, rules)
    exposed = {kind: one for kind, one in sets.items() if kind != "all" and one.reduced_current[0] > 0}
    charge = modelled_charge(sets["all"], exposed, rules)
    amount = ground.money
    unconstrained = _shown(ground, "all", sets["all"], charge.unconstrained)
    value = ImaReport(
        run_id=run.id,
        imcc=amount(charge.imcc),
        unconstrained=unconstrained,
        by_class=tuple(_shown(ground, kind, sets[kind], found) for kind, found in charge.by_class.items()),
        constrained=amount(charge.constrained),
        unconstrained_weight=rules.unconstrained_weight,
        stressed_first_day=history.days[first],
        stressed_last_day=history.days[last],
        lines=len(ground.portfolio.lines),
    )
    silent = [kind for kind in sets if kind not in exposed and kind != "all"]
    return Answer(
        value=value,
        reading=Reading(
            unit="loss",
            as_of=ground.portfolio.day,
            currency=ground.entity.currency,
            warnings=(
                *ground.warnings,
                *ground.rules.doubts(FRAMEWORK),
                *(f"NOTE: {note}" for found in (charge.unconstrained, *charge.by_class.values()) for note in found.notes),
                *((f"NO_SHORTFALL: left out of the sum, for they lose nothing: {', '.join(silent)}",) if silent else ()),
            ),
            params=ground.rules.version,
        ),
        method="ima-es",
        reg_ref="MAR33.4-33.15",
        rows=(ResultRows(var_result, [_kept(ground, one) for one in (unconstrained, *value.by_class)]),),
    )


def _stress(run: Run, ground: Ground) -> tuple[int, int]:
    """Positions of the first and last level of the twelve months that hurt the portfolio most (MAR33.7)."""
    portfolio = ground.portfolio
    length = int(ground.rules.number(FRAMEWORK, "stress_window"))
    run.progress.report(0, 1, "stressed period searched")
    daily = portfolio.pnl(portfolio.history.moves(portfolio.place, portfolio.place)).sum(axis=1)
    found = stressed_period(daily, Measure(confidence=ground.rules.number(FRAMEWORK, "es_confidence")), length=length)
    return found.first, found.last + 1


def _sets(run: Run, ground: Ground, periods: Periods, rules: ImaRules) -> Mapping[str, EsSet]:
    """The three sets of all factors and of each class on its own; told after each."""
    portfolio = ground.portfolio
    found: dict[str, EsSet] = {}
    for number, kind in enumerate((None, *CLASSES)):
        mine = np.array([1.0 if kind is None else float(each is kind) for each in periods.classes])
        revalue: Callable[[Floats], Floats] = portfolio.pnl
        parts: list[tuple[float, ...]] = []
        for place, (moves, mask) in enumerate(((periods.stressed, mine * periods.reduced), (periods.current, mine), (periods.current, mine * periods.reduced))):
            parts.append(nested_shortfalls(moves * mask, periods.horizons, revalue, rules))
            run.progress.report(1 + number * SETS + place, 1 + SETS * (1 + len(CLASSES)), "sets of factors")
        found["all" if kind is None else kind.value] = EsSet(reduced_stressed=parts[0], full_current=parts[1], reduced_current=parts[2])
    return found


def _shown(ground: Ground, kind: str, sets: EsSet, found: CalibratedEs) -> ImaEs:
    return ImaEs(
        risk_class=kind,
        reduced_stressed=ground.money(found.reduced_stressed),
        full_current=ground.money(found.full_current),
        reduced_current=ground.money(found.reduced_current),
        ratio=found.ratio,
        expected_shortfall=ground.money(found.es),
        by_horizon=tuple(ground.money(each) for each in sets.full_current),
    )


def _kept(ground: Ground, one: ImaEs) -> dict[str, object]:
    es = one.expected_shortfall.amount
    return {"scope_kind": "CLASS", "scope_id": one.risk_class, "currency": ground.entity.currency, "var_amount": es * 0, "es_amount": es}
