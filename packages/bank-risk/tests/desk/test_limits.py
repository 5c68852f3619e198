"""check_limits over the world S."""

from decimal import Decimal

import pytest

from bank_kit.failures import FailureCode, ToolFailureError
from bank_risk.desk.limits import check_limits
from bank_risk.forms.limits import CheckedArguments, LimitReport, LimitUse
from bank_risk.store.runs import Run

TRADE = {
    "book": "BOOK-04",
    "counterparty": "999900NORDDEICHBAN90",
    "kind": "IRS",
    "side": "buy",
    "currency": "EUR",
    "notional": "100000000",
    "end_date": "2036-11-20",
}
OVERRIDE = {"limit_id": "LIM-108", "amount": "9000000", "valid_until": "2026-12-01", "draft_id": "D-1"}


def report(run: Run, **given: object) -> LimitReport:
    found = check_limits(run, CheckedArguments.model_validate(given)).value
    assert isinstance(found, LimitReport)
    return found


def by_scope(found: LimitReport) -> dict[str, LimitUse]:
    return {use.scope_id: use for use in found.limits}


def test_the_planted_books_are_red_and_amber_by_their_notionals(run: Run) -> None:
    found = report(run, metric="NOTIONAL")
    assert by_scope(found)["BOOK-02"].light == "red"
    assert {name for name, use in by_scope(found).items() if use.light == "amber"} == {"BOOK-05", "BOOK-08"}
    assert found.green == len(found.limits) - 3


def test_a_floor_is_used_the_more_the_less_there_is(run: Run) -> None:
    for use in report(run, metric="LCR").limits:
        assert use.limit_ratio is not None
        assert use.used_ratio is not None
        assert use.utilisation == pytest.approx(use.limit_ratio / use.used_ratio)
        assert use.amber_from == pytest.approx(1 / 1.15)
        assert use.limit is None


def test_highest_utilisation_comes_first_and_every_limit_is_there(run: Run) -> None:
    found = report(run)
    uses = [use.utilisation for use in found.limits]
    assert uses == sorted(uses, reverse=True)
    assert {use.metric for use in found.limits} == {"VAR_99_1D", "ES_975_10D", "NOTIONAL", "EAD", "PFE_95", "LCR", "LEVERAGE"}
    assert found.red + found.amber + found.green == len(found.limits)


def test_an_override_lifts_its_limit_and_is_named(run: Run) -> None:
    (use,) = report(run, limit_id="LIM-108", overrides=[OVERRIDE]).limits
    assert use.light == "green"
    assert use.override is not None
    assert use.override.draft_id == "D-1"
    assert use.limit is not None
    assert use.limit.amount == Decimal(9_000_000)


def test_a_large_trade_is_not_allowed_and_says_which_limits_it_would_break(run: Run) -> None:
    found = report(run, trade=TRADE).pre_deal
    assert found is not None
    assert not found.allowed
    broken = {effect.limit_id for effect in found.effects if not effect.allows}
    assert "LIM-109" in broken
    assert all(effect.after > effect.before for effect in found.effects if effect.limit_id in broken)


def test_a_small_trade_changes_little(run: Run) -> None:
    found = report(run, metric="NOTIONAL", trade=TRADE | {"notional": "1000"}).pre_deal
    assert found is not None
    assert found.allowed
    (effect,) = found.effects
    assert effect.after == pytest.approx(effect.before, rel=1e-3)


def test_a_trade_with_the_other_side_is_a_different_answer_for_a_desk(run: Run) -> None:
    buys, sells = (report(run, metric="VAR_99_1D", trade=TRADE | {"side": side}).pre_deal for side in ("buy", "sell"))
    assert buys is not None
    assert sells is not None
    assert buys.effects[0].after != sells.effects[0].after


def test_a_legal_entity_narrows_to_itself_and_its_books(run: Run) -> None:
    found = report(run, legal_entity="999900KESTREL0000308", metric="LEVERAGE")
    assert [use.scope_id for use in found.limits] == ["999900KESTREL0000308"]


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"limit_id": "LIM-99999"}, FailureCode.UNKNOWN_ID, "limit_id"),
        ({"as_of": "2027-01-04"}, FailureCode.STALE_DATA, "as_of"),
        ({"as_of": "2026-11-19"}, FailureCode.NO_MARKET_DATA, "as_of"),
        ({"trade": TRADE | {"book": "BOOK-77"}}, FailureCode.UNKNOWN_ID, "trade.book"),
        ({"trade": TRADE | {"counterparty": "5493000IBP32UQZ0KL24"}}, FailureCode.UNKNOWN_ID, "trade.counterparty"),
        ({"trade": TRADE | {"end_date": "2026-11-20"}}, FailureCode.INVALID_ARGUMENT, "trade.end_date"),
        ({"trade": TRADE | {"currency": "BRL"}}, FailureCode.INVALID_ARGUMENT, "trade.currency"),
        ({"trade": TRADE | {"kind": "EQUITY_FORWARD", "underlying": "NOBODY"}}, FailureCode.UNKNOWN_ID, "trade.underlying"),
    ],
)
def test_bad_questions_name_their_field(run: Run, given: dict[str, object], code: FailureCode, field: str) -> None:
    with pytest.raises(ToolFailureError) as refused:
        report(run, **given)
    assert (refused.value.failure.code, refused.value.failure.field) == (code, field)
