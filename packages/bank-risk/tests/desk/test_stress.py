"""Stress tests of the books of the world."""

from decimal import Decimal

import pytest

from bank_kit.failures import ToolFailureError
from bank_risk.desk.stress import run_stress_test
from bank_risk.forms.stress import ShockArgument, ShockedClass, ShockUnit, StressArguments, StressReport
from bank_risk.store.runs import Run

HOUSE = "house-2026-rates-and-spreads"


def _report(run: Run, arguments: StressArguments) -> StressReport:
    value = run_stress_test(run, arguments).value
    assert isinstance(value, StressReport)
    return value


def _shock(risk_class: ShockedClass, kind: ShockUnit, size: float, factors: str = "*") -> StressArguments:
    return StressArguments(shocks=(ShockArgument(risk_class=risk_class, kind=kind, size=size, factors=factors),))


def test_classes_and_their_interaction_make_the_whole(run: Run) -> None:
    found = _report(run, StressArguments(scenario_id=HOUSE, books_shown=50))
    classes = sum((each.pnl.amount for each in found.by_class), Decimal(0))
    assert float(classes + found.interaction.amount) == pytest.approx(float(found.pnl.amount), abs=0.05)
    books = [each.pnl.amount for each in found.worst_books]
    assert books == sorted(books)
    assert float(sum(books, Decimal(0))) == pytest.approx(float(found.pnl.amount), abs=0.2)


def test_a_loss_costs_core_capital_of_the_whole_but_not_of_a_book(run: Run) -> None:
    found = _report(run, StressArguments(scenario_id=HOUSE))
    assert found.capital is not None
    assert found.capital.cet1_before > found.capital.cet1_after
    assert found.capital.change == pytest.approx((found.capital.cet1_after - found.capital.cet1_before) * 10_000)
    assert _report(run, StressArguments(scenario_id=HOUSE, book="BOOK-01")).capital is None


def test_the_rulebook_behind_the_ratio_is_named(run: Run) -> None:
    assert run_stress_test(run, StressArguments(scenario_id=HOUSE)).reading.params is not None
    assert run_stress_test(run, StressArguments(scenario_id=HOUSE, book="BOOK-01")).reading.params is None


def test_the_reverse_reaches_the_loss_it_was_asked_for(run: Run) -> None:
    found = _report(run, StressArguments.model_validate({"scenario_id": HOUSE, "reverse_loss": "1000000", "desk": "Equities"}))
    assert found.reverse is not None
    assert found.reverse.scale is not None
    assert float(found.reverse.loss.amount) == pytest.approx(1_000_000, rel=1e-6)


def test_own_shocks_move_only_what_they_name(run: Run) -> None:
    found = _report(run, _shock(ShockedClass.EQUITY, ShockUnit.RELATIVE, -0.2))
    moved = {each.risk_class: each.pnl.amount for each in found.by_class}
    assert moved["equity"] != 0
    assert all(amount == 0 for name, amount in moved.items() if name != "equity")
    assert found.published_on is None


@pytest.mark.parametrize(
    ("risk_class", "kind", "size"),
    [
        (ShockedClass.INTEREST_RATE, ShockUnit.ABSOLUTE, -0.2),
        (ShockedClass.EQUITY, ShockUnit.RELATIVE, 100.0),
        (ShockedClass.FOREIGN_EXCHANGE, ShockUnit.RELATIVE, -0.99),
        (ShockedClass.VOLATILITY, ShockUnit.RELATIVE, 100.0),
        (ShockedClass.VOLATILITY, ShockUnit.RELATIVE, -0.99),
        (ShockedClass.COMMODITY, ShockUnit.LEVEL, 100.0),
    ],
)
def test_the_farthest_shocks_still_have_a_price(run: Run, risk_class: ShockedClass, kind: ShockUnit, size: float) -> None:
    arguments = _shock(risk_class, kind, size).model_copy(update={"reverse_loss": Decimal(10**12)})
    assert _report(run, arguments).reverse is not None


@pytest.mark.parametrize(
    ("arguments", "code", "field"),
    [
        (StressArguments(scenario_id="nobody-knows"), "UNKNOWN_ID", "scenario_id"),
        (_shock(ShockedClass.EQUITY, ShockUnit.RELATIVE, -1.0), "INVALID_ARGUMENT", "shocks"),
        (_shock(ShockedClass.FOREIGN_EXCHANGE, ShockUnit.LEVEL, -1.0), "INVALID_ARGUMENT", "shocks"),
        (_shock(ShockedClass.INTEREST_RATE, ShockUnit.ABSOLUTE, -10.0), "INVALID_ARGUMENT", "shocks"),
        (_shock(ShockedClass.CREDIT_SPREAD, ShockUnit.LEVEL, 50.0), "INVALID_ARGUMENT", "shocks"),
        (_shock(ShockedClass.EQUITY, ShockUnit.RELATIVE, -5.0), "INVALID_ARGUMENT", "shocks.size"),
        (_shock(ShockedClass.EQUITY, ShockUnit.RELATIVE, -0.1, "zqX9"), "INVALID_ARGUMENT", "shocks.0.factors"),
    ],
)
def test_impossible_scenarios_are_refused(run: Run, arguments: StressArguments, code: str, field: str) -> None:
    with pytest.raises(ToolFailureError) as caught:
        run_stress_test(run, arguments)
    assert (caught.value.failure.code, caught.value.failure.field) == (code, field)
