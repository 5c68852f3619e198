"""VaR and ES of the books of the world."""

from decimal import Decimal

import numpy as np
import pytest

from bank_kit.failures import ToolFailureError
from bank_kit.money import Money
from bank_risk.desk.value_at_risk import calc_var_es
from bank_risk.forms.shared import BookKind
from bank_risk.forms.value_at_risk import HorizonScaling, Split, VarArguments, VarMethod, VarReport
from bank_risk.portfolio.building import portfolio_of
from bank_risk.portfolio.selection import Wanted, chosen_books
from bank_risk.store.results import pnl_vector
from bank_risk.store.runs import Answer, Run


def _report(answer: Answer) -> VarReport:
    assert isinstance(answer.value, VarReport)
    return answer.value


def _sum(amounts: list[Money]) -> Decimal:
    return sum((each.amount for each in amounts), Decimal(0))


def test_historical_var_is_the_sixth_worst_of_five_hundred_days(run: Run) -> None:
    found = _report(calc_var_es(run, VarArguments()))
    portfolio = portfolio_of(run.store, chosen_books(run.store, Wanted(kind="TRADING")), run.store.business_date())
    losses = np.sort(-portfolio.pnl(portfolio.history.moves(portfolio.place, 500)).sum(axis=1))[::-1]
    assert float(found.value_at_risk.amount) == pytest.approx(losses[5], abs=0.01)
    assert float(found.expected_shortfall.amount) == pytest.approx(losses[:5].mean(), abs=0.01)
    assert [float(each.loss.amount) for each in found.tail] == pytest.approx(losses[:5].tolist(), abs=0.01)
    assert found.observations == 500


@pytest.mark.parametrize("method", list(VarMethod))
def test_components_sum_to_the_total_by_every_method(run: Run, method: VarMethod) -> None:
    found = _report(calc_var_es(run, VarArguments(method=method, split=Split.DESK, scenarios=2_000)))
    assert float(_sum([part.component_es for part in found.parts])) == pytest.approx(float(found.expected_shortfall.amount), abs=0.05)
    assert float(_sum([part.component_var for part in found.parts])) == pytest.approx(float(found.value_at_risk.amount), abs=0.05)
    assert float(_sum([part.booked_value for part in found.parts])) == pytest.approx(float(found.booked_value.amount), abs=0.05)


def test_the_methods_agree_about_the_size(run: Run) -> None:
    sizes = [float(_report(calc_var_es(run, VarArguments(method=method))).expected_shortfall.amount) for method in VarMethod]
    assert max(sizes) < 1.5 * min(sizes)


def test_a_book_is_a_part_of_its_desk_and_adds_no_more_than_itself(run: Run) -> None:
    whole = _report(calc_var_es(run, VarArguments()))
    alone = {part.name: _report(calc_var_es(run, VarArguments(book=part.name))) for part in whole.parts[:3]}
    for part in whole.parts[:3]:
        assert part.component_es.amount <= alone[part.name].expected_shortfall.amount


def test_the_stressed_period_is_the_worst_there_is(run: Run) -> None:
    found = _report(calc_var_es(run, VarArguments(stressed=True, books=BookKind.ALL)))
    assert found.stressed is not None
    assert found.stressed.expected_shortfall.amount >= found.expected_shortfall.amount
    assert 300 < (found.stressed.last_day - found.stressed.first_day).days < 400


def test_overlapping_sums_name_the_last_day_of_each(run: Run) -> None:
    arguments = VarArguments(horizon_days=10, scaling=HorizonScaling.OVERLAPPING, confidence=0.975)
    found = _report(calc_var_es(run, arguments))
    losses = [float(each.loss.amount) for each in found.tail]
    assert losses == sorted(losses, reverse=True)
    assert sum(losses[: len(losses)]) / len(losses) >= float(found.value_at_risk.amount)


def test_the_same_seed_is_the_same_simulation(run: Run) -> None:
    answers = [calc_var_es(run, VarArguments(method=VarMethod.MONTE_CARLO, scenarios=1_000, seed=seed)) for seed in (1, 1, 2)]
    assert answers[0].value == answers[1].value
    assert answers[0].value != answers[2].value
    assert answers[2].seed == 2


def test_companies_report_in_their_own_currency(run: Run) -> None:
    euro, sterling = (calc_var_es(run, VarArguments(legal_entity=lei)) for lei in (None, "999900KESTREL0000211"))
    assert (euro.reading.currency, sterling.reading.currency) == ("EUR", "GBP")
    assert _report(sterling).lines < _report(euro).lines


def test_daily_pnl_is_kept_by_its_day(run: Run) -> None:
    rows = next(kind.rows for kind in calc_var_es(run, VarArguments()).rows if kind.table is pnl_vector)
    assert len(rows) == 500
    assert rows[-1]["day"] == run.store.business_date()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (VarArguments(book="BOOK-99"), "UNKNOWN_ID"),
        (VarArguments(method=VarMethod.PARAMETRIC, scaling=HorizonScaling.OVERLAPPING), "INVALID_ARGUMENT"),
        (VarArguments(method=VarMethod.MONTE_CARLO, stressed=True), "INVALID_ARGUMENT"),
        (VarArguments(confidence=0.999, window_days=100), "INVALID_ARGUMENT"),
        (VarArguments.model_validate({"as_of": "2026-10-01"}), "NO_MARKET_DATA"),
    ],
)
def test_what_cannot_be_answered_is_said_with_a_code(run: Run, arguments: VarArguments, code: str) -> None:
    with pytest.raises(ToolFailureError) as caught:
        calc_var_es(run, arguments)
    assert caught.value.failure.code == code
