"""Exposure of counterparties of the world."""

import pytest
from sqlalchemy import select

from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.progress import Progress
from bank_risk.desk.exposure import get_counterparty_exposure
from bank_risk.forms.counterparty import ExposureArguments, ExposureReport
from bank_risk.store.runs import Run
from bank_risk.store.tables.trading import counterparty

VISTULA = "999900VISTULABANK089"


def _report(run: Run, arguments: ExposureArguments) -> ExposureReport:
    value = get_counterparty_exposure(run, arguments).value
    assert isinstance(value, ExposureReport)
    return value


def test_profiles_begin_with_what_is_owed_now_and_quantiles_are_ordered(run: Run) -> None:
    [found] = _report(run, ExposureArguments(counterparty=VISTULA)).counterparties
    first, *later = found.profile
    assert first.years == 0.0
    assert first.expected == found.current_exposure
    for point in later:
        assert point.expected.amount <= point.potential_95.amount <= point.potential_99.amount
        assert point.effective_expected.amount >= point.expected.amount
    assert found.effective_expected_positive.amount >= found.expected_positive.amount
    assert found.peak_potential_95 == max((point.potential_95 for point in found.profile), key=lambda money: money.amount)


def test_the_same_seed_gives_the_same_bits(run: Run) -> None:
    first, second, third = (_report(run, ExposureArguments(counterparty=VISTULA, seed=seed, paths=200)) for seed in (7, 7, 8))
    assert first == second
    assert first != third


def test_limits_show_what_is_used_and_left(run: Run) -> None:
    limits = [
        limit
        for row in run.store.rows(select(counterparty).where(counterparty.c.sector == "FUND"))
        for party in _report(run, ExposureArguments(counterparty=row["lei"], paths=200)).counterparties
        for limit in party.limits
    ]
    assert limits
    for limit in limits:
        assert float(limit.headroom.amount) == pytest.approx(float(limit.limit.amount - limit.used.amount), abs=0.02)
        assert limit.utilisation == pytest.approx(float(limit.used.amount) / float(limit.limit.amount), rel=1e-4)


def test_a_group_is_its_connected_counterparties(run: Run) -> None:
    alone, group = (_report(run, ExposureArguments(counterparty="999900HALYARDMACRO70", include_group=wanted, paths=200)) for wanted in (False, True))
    assert len(alone.counterparties) == 1
    assert {party.name for party in group.counterparties} == {"Halyard Macro Fund", "Halyard Credit Fund"}


def test_unknown_counterparties_are_said(run: Run) -> None:
    with pytest.raises(ToolFailureError) as caught:
        get_counterparty_exposure(run, ExposureArguments(counterparty="529900T8BM49AURSDO55"))
    assert caught.value.failure.code == "UNKNOWN_ID"


def test_a_caller_who_goes_ends_the_run(run: Run) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(ToolFailureError) as caught:
        get_counterparty_exposure(Run(id="RUN-x", store=run.store, progress=progress), ExposureArguments(counterparty=VISTULA))
    assert caught.value.failure.code is FailureCode.CANCELLED
