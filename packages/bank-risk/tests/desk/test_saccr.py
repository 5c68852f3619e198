"""SA-CCR of the netting sets of the world."""

from decimal import Decimal

import pytest

from bank_kit.failures import ToolFailureError
from bank_risk.desk.saccr import calc_saccr_ead
from bank_risk.forms.counterparty import SaccrArguments, SaccrReport
from bank_risk.store.runs import Run


def _report(run: Run, arguments: SaccrArguments) -> SaccrReport:
    value = calc_saccr_ead(run, arguments).value
    assert isinstance(value, SaccrReport)
    return value


@pytest.fixture
def every(run: Run) -> SaccrReport:
    return _report(run, SaccrArguments(sets_shown=200))


def test_each_exposure_is_alpha_times_its_parts(every: SaccrReport) -> None:
    assert (every.trade_count, every.alpha) == (400, 1.4)
    for one in every.netting_sets:
        parts = float(one.replacement_cost.amount + one.potential_exposure.amount)
        assert float(one.exposure_at_default.amount) == pytest.approx(1.4 * parts, abs=0.03)
        assert float(one.potential_exposure.amount) == pytest.approx(one.multiplier * float(one.add_on.amount), abs=0.02)
        assert float(sum((each.add_on.amount for each in one.add_ons), Decimal(0))) == pytest.approx(float(one.add_on.amount), abs=0.03)


def test_margin_never_makes_an_exposure_larger(every: SaccrReport) -> None:
    margined = [one for one in every.netting_sets if one.margined_exposure is not None]
    assert margined
    for one in margined:
        assert one.margined_exposure is not None
        assert one.exposure_at_default.amount == min(one.margined_exposure.amount, one.unmargined_exposure.amount)
        assert one.capped == (one.margined_exposure.amount > one.unmargined_exposure.amount)


def test_sets_add_up_to_counterparties_and_to_the_whole(every: SaccrReport) -> None:
    sets, parties = (sum((each.exposure_at_default.amount for each in group), Decimal(0)) for group in (every.netting_sets, every.counterparties))
    assert float(sets) == pytest.approx(float(every.exposure_at_default.amount), abs=1.0)
    assert float(parties) == pytest.approx(float(every.exposure_at_default.amount), abs=1.0)


def test_one_set_or_counterparty_is_the_same_as_among_all(run: Run, every: SaccrReport) -> None:
    first = next(one for one in every.netting_sets if "/" not in one.netting_set)
    alone = _report(run, SaccrArguments(netting_set=first.netting_set))
    assert alone.netting_sets == (first,)
    theirs = _report(run, SaccrArguments(counterparty=first.counterparty_lei))
    assert first in theirs.netting_sets


def test_unknown_ids_are_said(run: Run) -> None:
    for arguments in (SaccrArguments(netting_set="NS-99999999"), SaccrArguments(counterparty="529900T8BM49AURSDO55")):
        with pytest.raises(ToolFailureError) as caught:
            calc_saccr_ead(run, arguments)
        assert caught.value.failure.code == "UNKNOWN_ID"


def test_companies_see_whole_sets_in_their_currency(run: Run) -> None:
    answer = calc_saccr_ead(run, SaccrArguments(legal_entity="999900KESTREL0000211"))
    assert answer.reading.currency == "GBP"
    assert any(warning.startswith("WHOLE_SETS") for warning in answer.reading.warnings)
