"""Other parameters are tried, judged by what people decided, and change nothing."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

import pytest

from bank_compliance.monitoring.run import Period, Population
from bank_compliance.monitoring.scenario import ScenarioId
from bank_compliance.monitoring.tuning import MOST_TRIALS, SAMPLE, Disposition, Question, Tuning, tune_threshold
from bank_compliance.warehouse.port import Warehouse
from bank_kit.failures import ToolFailureError
from bank_kit.parameters import Rulebook

Tune = Callable[..., Tuning]
PERIOD = Period(first=date(2026, 8, 1), last=date(2026, 11, 20))


@pytest.fixture
def tune(book: Callable[..., Warehouse], rulebook: Rulebook) -> Tune:
    """Structuring on a bank where account n of 2 to 5 pays in n times 8,000 within a few days."""
    lines = "\n".join(f"2026-09-0{day} 10:00 CASH A-10000{account} 8000 CASH_DEPOSIT" for account in range(2, 6) for day in range(1, account + 1))
    made = book(lines)

    def tuned(grid: dict[str, Sequence[Decimal]], dispositions: Sequence[Disposition] = ()) -> Tuning:
        question = Question(scenario=ScenarioId.STRUCTURING, grid=grid, period=PERIOD, population=Population())
        return tune_threshold(made, rulebook, question, dispositions)

    return tuned


def test_stricter_loses_and_looser_gains_and_both_are_shown(tune: Tune) -> None:
    told = tune({"deposits": [Decimal(2), Decimal(4)]})
    looser, stricter = told.trials
    assert (told.now.alerts, told.now.lost, told.now.gained) == (3, 0, 0)
    assert (looser.alerts, looser.lost, looser.gained) == (4, 0, 1)
    assert (stricter.alerts, stricter.lost, stricter.gained) == (2, 1, 0)
    assert [alert.account for alert in looser.below_the_line] == ["A-100002"]
    assert [alert.account for alert in stricter.above_the_line] == ["A-100003"]


def test_productive_is_what_people_escalated_and_silence_is_no_verdict(tune: Tune) -> None:
    assert tune({"deposits": [Decimal(4)]}).now.productive_ratio is None
    past = [
        Disposition(scenario=ScenarioId.STRUCTURING, transactions=frozenset({"T-00000003"}), productive=False),
        Disposition(scenario=ScenarioId.STRUCTURING, transactions=frozenset({"T-00000006", "T-00000007"}), productive=True),
        Disposition(scenario=ScenarioId.FAN, transactions=frozenset({"T-00000010"}), productive=True),
    ]
    told = tune({"deposits": [Decimal(4)]}, past)
    assert (told.now.judged, told.now.productive, told.now.productive_ratio) == (2, 1, Decimal("0.5000"))
    assert (told.trials[0].judged, told.trials[0].productive) == (1, 1)


def test_a_grid_of_two_parameters_is_tried_in_all_combinations(tune: Tune) -> None:
    told = tune({"deposits": [Decimal(2), Decimal(3)], "total": [Decimal(10000), Decimal(100000)]})
    assert [trial.alerts for trial in told.trials] == [4, 0, 3, 0]


@pytest.mark.parametrize("count", [0, MOST_TRIALS + 1])
def test_a_grid_without_end_or_without_values_is_refused(tune: Tune, count: int) -> None:
    with pytest.raises(ToolFailureError) as refused:
        tune({"deposits": [Decimal(2 + place) for place in range(count)]})
    assert refused.value.failure.field == "grid"


def test_the_sample_is_small_and_the_same_every_time(warehouse: Warehouse, rulebook: Rulebook) -> None:
    question = Question(scenario=ScenarioId.FAN, grid={"counterparties": [Decimal(3)]}, period=PERIOD, population=Population())
    told = tune_threshold(warehouse, rulebook, question, ())
    assert told.trials[0].gained > SAMPLE
    assert len(told.trials[0].below_the_line) == SAMPLE
    assert told == tune_threshold(warehouse, rulebook, question, ())
