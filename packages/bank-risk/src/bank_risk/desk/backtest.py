"""Backtest of the historical VaR against actual and hypothetical P&L, and the P&L attribution test (MAR32)."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from bank_kit.envelope import Reading
from bank_risk.desk.shared import Ground, ground_of, told
from bank_risk.forms.internal_model import Attribution, BacktestArguments, BacktestDay, BacktestReport, Likelihood
from bank_risk.market.arrays import Floats
from bank_risk.market.attribution import Attribution as TestedAttribution
from bank_risk.market.attribution import AttributionRules, attribution
from bank_risk.market.backtest import FRAMEWORK, Backtest, BacktestRules, backtest
from bank_risk.market.coverage import LikelihoodRatio
from bank_risk.market.historical import historical
from bank_risk.market.measure import Measure
from bank_risk.portfolio.booked import Holdings, holdings_of
from bank_risk.store.results import ResultRows, pnl_vector
from bank_risk.store.runs import Answer, Run


@dataclass(frozen=True, slots=True)
class Series:
    """What was tested, day by day: VaR of the evening before, actual and hypothetical P&L, in euro."""

    days: tuple[date, ...]
    limits: Floats
    actual: Floats
    hypothetical: Floats


def backtest_var(run: Run, arguments: BacktestArguments) -> Answer:
    """Each of the last days' P&L against the VaR of the evening before."""
    ground = ground_of(run, arguments)
    rules = BacktestRules.of(ground.rules)
    portfolio, days = ground.portfolio, arguments.days
    modelled = portfolio.pnl(portfolio.history.moves(portfolio.place, days + arguments.window_days), told(run.progress, "days revalued"))
    is_security = np.array(["/" in line.id for line in portfolio.lines])
    derivatives = modelled[-days:, ~is_security].sum(axis=1)
    holdings = holdings_of(run.store, portfolio)
    hypothetical = holdings.pnl(portfolio, holdings.latest, days) + derivatives
    actual = _actual(ground, holdings, days) + derivatives
    daily = modelled.sum(axis=1)
    measure = Measure(confidence=rules.confidence)
    limits = np.array([historical(daily[end - arguments.window_days : end], measure).var for end in range(arguments.window_days, daily.shape[0])])
    found = backtest(np.maximum(limits, 0.0), actual, hypothetical, rules)
    tested = attribution(hypothetical, daily[-days:], AttributionRules.of(ground.rules))
    shown = portfolio.history.days[portfolio.place - days + 1 : portfolio.place + 1][-found.days :]
    series = Series(shown, limits[-found.days :], actual[-found.days :], hypothetical[-found.days :])
    return Answer(
        value=_report(run, ground, (found, tested), series),
        reading=Reading(
            unit="exceptions",
            as_of=portfolio.day,
            currency=ground.entity.currency,
            warnings=(
                *ground.warnings,
                *ground.rules.doubts(FRAMEWORK),
                *(f"NOTE: {note}" for note in (*found.notes, *tested.notes)),
                f"ACTUAL_PNL: from positions of {holdings.days} end of days, before them of the first; fees and trades within a day are in no number here",
                "DERIVATIVE_PNL: derivatives have no marks of the past; both P&L take their model value",
            ),
            params=ground.rules.version,
        ),
        method="backtest-hs-var",
        reg_ref="MAR32.4-32.18",
        rows=(ResultRows(pnl_vector, [{"day": day, "pnl": pnl * ground.rate} for day, pnl in zip(shown, series.hypothetical.tolist(), strict=True)]),),
    )


def _actual(ground: Ground, holdings: Holdings, days: int) -> Floats:
    """P&L of each day from the holdings of the evening before, as far back as those are kept."""
    portfolio = ground.portfolio
    answer = holdings.pnl(portfolio, holdings.first, days)
    for back, held in enumerate(holdings.before):
        if back < days:
            answer[days - 1 - back] = holdings.pnl(portfolio, held, back + 1)[0]
    return answer


def _report(run: Run, ground: Ground, results: tuple[Backtest, TestedAttribution], series: Series) -> BacktestReport:
    found, tested = results
    amount = ground.money
    breaches = sorted({*found.actual, *found.hypothetical})
    return BacktestReport(
        run_id=run.id,
        days=found.days,
        first_day=series.days[0],
        last_day=series.days[-1],
        exceptions=found.exceptions,
        actual_exceptions=len(found.actual),
        hypothetical_exceptions=len(found.hypothetical),
        zone=found.zone.value,
        multiplier=found.multiplier,
        probability_of_fewer=found.probability_of_fewer,
        kupiec=_likelihood(found.coverage.proportion),
        christoffersen=_likelihood(found.coverage.independence),
        conditional=_likelihood(found.coverage.conditional),
        eligible=found.eligible,
        breaches=tuple(
            BacktestDay(
                day=series.days[place],
                value_at_risk=amount(float(series.limits[place])),
                actual_loss=amount(-float(series.actual[place])),
                hypothetical_loss=amount(-float(series.hypothetical[place])),
            )
            for place in breaches
        ),
        attribution=Attribution(correlation=tested.correlation, distance=tested.distance, zone=tested.zone.value),
    )


def _likelihood(found: LikelihoodRatio) -> Likelihood:
    return Likelihood(statistic=found.statistic, p_value=min(found.p_value, 1.0))
