"""Published market risk numbers: liquidity horizons, normal tails, backtests, options, bonds, and a historical simulation of another engine."""

from collections.abc import Callable
from datetime import date
from functools import partial

import numpy as np

from bank_risk.golden.case import Closeness, GoldenCase, Tolerance
from bank_risk.market.backtest import BacktestRules
from bank_risk.market.bonds import BondMeasures, at_yield, level_coupons
from bank_risk.market.coverage import cumulative_binomial, kupiec
from bank_risk.market.historical import historical
from bank_risk.market.internal_model import ImaRules, cascade
from bank_risk.market.measure import Measure, TailConvention, VarEs
from bank_risk.market.options import OptionKind, OptionTerms, option_value
from bank_risk.market.parametric import normal_es, normal_var
from bank_risk.rulebooks import rulebook

IN_FORCE = date(2026, 11, 20)

ORE_TAIL = (1069145.188965, 1016501.188572, 965400.870434, 929586.683671, 916945.520777, 916424.386422, 910260.713482, 874503.346996)
"""Worst losses of portfolio All, all risk classes, in the engine's published P&L of 2017 to 2019."""
ORE_DAYS = 715
"""About the days of that history; any number from 700 to 799 has the same 1 % tail."""
ORE = "Open Source Risk Engine, Examples/MarketRisk/ExpectedOutput/HistSimVar: var.csv and historical_PnL.csv"
HAUG = "Haug, Option Pricing Formulas, as in QuantLib test-suite/europeanoption.cpp"
MULTIPLIERS = {0: 1.50, 4: 1.50, 5: 1.70, 6: 1.76, 7: 1.83, 8: 1.88, 9: 1.92, 10: 2.00, 20: 2.00}
BINOMIAL = {4: 89.22, 5: 95.88, 9: 99.97}
KUPIEC = {2: 0.108, 5: 1.957, 7: 5.497, 8: 7.734}


def market_cases() -> tuple[GoldenCase, ...]:
    """All cases of this family."""
    return (*_tails(), *_backtests(), *_options(), *_bonds())


def _case(name: str, title: str, source: str, unit: str, answer: tuple[float, Tolerance, Callable[[], float]]) -> GoldenCase:
    published, tolerance, ours = answer
    return GoldenCase(id=f"market/{name}", title=title, source=source, published=published, unit=unit, tolerance=tolerance, ours=ours)


def _tails() -> tuple[GoldenCase, ...]:
    normal = "density and quantile of the normal distribution, any table"
    within_cent = Tolerance(0.005)
    return (
        _case("lh-es", "ES over five liquidity horizons", "MAR33.4, worked by hand: sqrt(26000)", "currency", (161.245, Tolerance(0.0005), _cascaded)),
        _case("normal-es975", "ES at 97.5 % of a standard normal loss", normal, "sigma", (2.33780, Tolerance(5e-6), lambda: normal_es(0.975))),
        _case("normal-var99", "VaR at 99 % of a standard normal loss", normal, "sigma", (2.32635, Tolerance(5e-6), lambda: normal_var(0.99))),
        _case("ore-var99", "historical VaR at 99 %", ORE, "currency", (874_503.346996, within_cent, lambda: _engine().var)),
        _case("ore-es99", "historical ES at 99 %", ORE, "currency", (949_845.987415, within_cent, lambda: _engine().es)),
    )


def _backtests() -> tuple[GoldenCase, ...]:
    table = "MAR32.9 table 1 (MAR99 table 2)"
    formula = "formula of Kupiec (1995), 250 days at 99 %, worked apart from this code"
    return (
        *(
            _case(
                f"multiplier-{count}",
                f"multiplier after {count} exceptions",
                table,
                "none",
                (value, Tolerance(1e-12), partial(_multiplier, count)),
            )
            for count, value in MULTIPLIERS.items()
        ),
        *(
            _case(
                f"binomial-{count}",
                f"probability of {count} exceptions or fewer",
                "MAR99, cumulative probabilities",
                "percent",
                (value, Tolerance(0.005), partial(_fewer, count)),
            )
            for count, value in BINOMIAL.items()
        ),
        *(
            _case(
                f"kupiec-{count}",
                f"likelihood ratio of {count} exceptions",
                formula,
                "none",
                (value, Tolerance(0.0005), partial(_failures, count)),
            )
            for count, value in KUPIEC.items()
        ),
    )


def _options() -> tuple[GoldenCase, ...]:
    terms = {
        "call-60-65": (2.1334, OptionTerms(kind=OptionKind.CALL, spot=60, strike=65, rate=0.08, dividend=0.0, volatility=0.30, years=0.25)),
        "put-100-95": (2.4648, OptionTerms(kind=OptionKind.PUT, spot=100, strike=95, rate=0.10, dividend=0.05, volatility=0.20, years=0.5)),
        "put-75-70": (4.0870, OptionTerms(kind=OptionKind.PUT, spot=75, strike=70, rate=0.10, dividend=0.05, volatility=0.35, years=0.5)),
    }
    return tuple(
        _case(f"option-{name}", f"European option {name}", HAUG, "currency", (value, Tolerance(5e-5), partial(_priced, each)))
        for name, (value, each) in terms.items()
    )


def _bonds() -> tuple[GoldenCase, ...]:
    source = "three-year 10 % bond at 10 %, by QuantLib"
    answers: dict[str, tuple[float, str, Callable[[], float]]] = {
        "value": (100.0, "currency", lambda: _bond().value),
        "macaulay": (2.735537, "years", lambda: _bond().macaulay),
        "modified": (2.486852, "years", lambda: _bond().modified),
        "convexity": (8.756232, "none", lambda: _bond().convexity),
    }
    return tuple(
        _case(f"bond-{name}", f"bond {name}", source, unit, (value, Tolerance(5e-7, Closeness.ABSOLUTE), ours)) for name, (value, unit, ours) in answers.items()
    )


def _bond() -> BondMeasures:
    return at_yield(*level_coupons(coupon=0.10, years=3), 0.10)


def _engine() -> VarEs:
    quiet = np.zeros(ORE_DAYS)
    quiet[: len(ORE_TAIL)] = -np.array(ORE_TAIL)
    return historical(quiet, Measure(confidence=0.99, convention=TailConvention.MEAN_TO_QUANTILE))


def _cascaded() -> float:
    return cascade((100.0, 80.0, 60.0, 30.0, 10.0), ImaRules.of(rulebook("BCBS", IN_FORCE)))


def _multiplier(count: int) -> float:
    return BacktestRules.of(rulebook("BCBS", IN_FORCE)).multiplier(count)


def _fewer(count: int) -> float:
    return 100 * cumulative_binomial(count, days=250, probability=0.01)


def _failures(count: int) -> float:
    return kupiec(count, days=250, probability=0.01).statistic


def _priced(terms: OptionTerms) -> float:
    return float(option_value(terms))
