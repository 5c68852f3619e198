"""What the prescribed shocks do to economic value and to a year of net interest income (SRP31, d368 Annex 2)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bank_kit.parameters import Rulebook
from bank_risk.banking_book.shocks import FRAMEWORK, PARALLEL, Floats, RateFloor, Scenario, ShockSizes, ShockTerms, shifts, shocked


@dataclass(frozen=True, slots=True, kw_only=True)
class Buckets:
    """The time buckets: upper ends in years of all but the last, and midpoints of all."""

    ends: Floats
    middles: Floats

    @classmethod
    def of(cls, book: Rulebook) -> "Buckets":
        """The nineteen of the standard."""
        ends, middles = (book.keyed(FRAMEWORK, name) for name in ("bucket_end", "bucket_middle"))
        return cls(ends=np.array([ends[key] for key in sorted(ends)]), middles=np.array([middles[key] for key in sorted(middles)]))

    def slot(self, years: Floats, amounts: Floats) -> Floats:
        """Cash flows summed into buckets by the time they reprice; an end belongs to its bucket. ValueError for the past or a bad number."""
        if len(years) != len(amounts):
            raise ValueError("years and amounts must be of one length")
        if not (np.isfinite(years).all() and np.isfinite(amounts).all()):
            raise ValueError("years and amounts must be finite")
        if (years < 0).any():
            raise ValueError("a cash flow must not lie in the past")
        return np.bincount(np.searchsorted(self.ends, years, side="left"), weights=amounts, minlength=len(self.middles)).astype(np.float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrencyBook:
    """One currency: net repricing cash flows by bucket, assets above zero, in reporting money; and its zero rates there, continuous, decimal."""

    currency: str
    flows: Floats
    rates: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class BankingBookRisk:
    """Changes are money, below zero = a loss; parts of Tier 1 are losses above zero.

    `value_changes` by scenario and currency, `value_totals` by scenario after offsetting rules between currencies; `income_changes` by the two
    parallel scenarios over twelve months. `outlier_income` is None where no such test is in force.
    """

    value_changes: Mapping[Scenario, Mapping[str, float]]
    value_totals: Mapping[Scenario, float]
    income_changes: Mapping[Scenario, float]
    worst_value: Scenario
    worst_value_part: float
    worst_income_part: float
    outlier_value: bool
    outlier_income: bool | None


def measure(books: Sequence[CurrencyBook], tier1: float, rules: Rulebook) -> BankingBookRisk:
    """All six value shocks and both income shocks over all currencies; ValueError without a currency or Tier 1."""
    if not books or tier1 <= 0:
        raise ValueError("at least one currency and Tier 1 above zero are needed")
    changes = {scenario: {book.currency: value_change(book, scenario, rules) for book in books} for scenario in Scenario}
    totals = {scenario: _added(by.values(), rules.number(FRAMEWORK, "gain_weight")) for scenario, by in changes.items()}
    income_weight = rules.number(FRAMEWORK, "income_gain_weight")
    incomes = {scenario: _added((income_change(book, scenario, rules) for book in books), income_weight) for scenario in PARALLEL}
    worst = min(totals, key=lambda scenario: totals[scenario])
    value_part, income_part = (max(-lowest, 0.0) / tier1 for lowest in (totals[worst], min(incomes.values())))
    income_limit = rules.keyed(FRAMEWORK, "outlier_income").get("")
    return BankingBookRisk(
        value_changes=changes,
        value_totals=totals,
        income_changes=incomes,
        worst_value=worst,
        worst_value_part=value_part,
        worst_income_part=income_part,
        outlier_value=value_part > rules.number(FRAMEWORK, "outlier_value"),
        outlier_income=None if income_limit is None else income_part > income_limit,
    )


def value_change(book: CurrencyBook, scenario: Scenario, rules: Rulebook) -> float:
    """Change of economic value of one currency: flows at bucket midpoints, discounted before and after the shock."""
    years = Buckets.of(rules).middles
    moved = _shocked_rates(book, scenario, years, rules)
    return float(book.flows @ (np.exp(-moved * years) - np.exp(-book.rates * years)))


def income_change(book: CurrencyBook, scenario: Scenario, rules: Rulebook) -> float:
    """Change of net interest income over twelve months at a constant balance sheet: what reprices within the year earns the shift for the rest of it."""
    years = Buckets.of(rules).middles
    shift = _shocked_rates(book, scenario, years, rules) - book.rates
    return float(book.flows @ (shift * np.maximum(1.0 - years, 0.0)))


def _added(changes: Iterable[float], gain_weight: float) -> float:
    """Losses in full, gains in part."""
    return sum(min(change, 0.0) + gain_weight * max(change, 0.0) for change in changes)


def _shocked_rates(book: CurrencyBook, scenario: Scenario, years: Floats, rules: Rulebook) -> Floats:
    shift = shifts(scenario, years, sizes=ShockSizes.of(rules, book.currency), terms=ShockTerms.of(rules))
    return shocked(book.rates, shift, years, RateFloor.of(rules))
