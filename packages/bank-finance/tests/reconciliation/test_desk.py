"""What ledger and payments do not agree on is what was rejected or waits, and everything is counted once."""

import json
from decimal import Decimal

import pytest

from bank_finance.reconciliation.arguments import ReconcileArguments
from bank_finance.reconciliation.desk import ReconciliationDesk
from bank_finance.reconciliation.results import ReconciliationReport
from bank_kit.envelope import Envelope
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.world.reader import World

Source = dict[str, object]


def _ask(desk: ReconciliationDesk, caller: Caller, **arguments: object) -> Envelope[ReconciliationReport]:
    return desk.reconcile(ReconcileArguments.model_validate({"keys": ["transaction"]} | arguments), caller)


def test_only_payments_that_wait_are_missing_among_the_settled(
    desk: ReconciliationDesk, caller: Caller, world: World, ledger: Source, payments: Source
) -> None:
    pending = {f"T{str(row[0])[1:]}" for batch in world.rows("payment_status") for row in batch if row[2] == "PDNG"}
    report = _ask(desk, caller, left=ledger, right=payments, show=200).value
    assert (report.breaks_count, report.only_right_count) == (0, 0)
    assert {each.row.key[0] for each in report.only_left} <= pending
    assert report.only_left_count == len(report.only_left) > 0
    [total] = report.totals
    assert total.only_left == sum((each.row.amounts["amount"] for each in report.only_left), Decimal(0))


def test_with_those_that_wait_ledger_and_payments_agree(desk: ReconciliationDesk, caller: Caller, ledger: Source, payments: Source) -> None:
    report = _ask(desk, caller, left=ledger, right=payments | {"status": "any"}).value
    assert (report.breaks_count, report.only_left_count, report.only_right_count) == (0, 0, 0)
    assert report.matched_count > 500


def test_prices_move_positions_beyond_tolerance(desk: ReconciliationDesk, caller: Caller, positions: Source) -> None:
    yesterday = positions | {"as_of": "2026-11-19"}
    question = {"left": positions, "right": yesterday, "keys": ["isin"]}
    moved = _ask(desk, caller, **question, tolerance={"quantity": "0", "market_value": "0"}).value
    assert moved.breaks_count > 0
    assert {each.ageing_days for each in moved.breaks} == {1}
    for each in moved.breaks:
        assert each.differences["market_value"] == each.left.amounts["market_value"] - each.right.amounts["market_value"]
    assert _ask(desk, caller, **question, tolerance={"quantity": "0"}).value.breaks_count == 0


def test_a_list_that_is_cut_says_so(desk: ReconciliationDesk, caller: Caller, ledger: Source, payments: Source) -> None:
    envelope = _ask(desk, caller, left=ledger, right=payments, show=1)
    assert len(envelope.value.only_left) == 1
    assert envelope.warnings[0].startswith("NOT_ALL_SHOWN")
    assert json.loads(envelope.model_dump_json())["value"]["only_left_count"] > 1


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"account": "A-999999"}, FailureCode.UNKNOWN_ID, "left.account"),
        ({"to_date": "2026-11-21"}, FailureCode.STALE_DATA, "left.to_date"),
        ({"from_date": "2026-11-20", "to_date": "2026-11-19"}, FailureCode.INVALID_ARGUMENT, "left.from_date"),
    ],
)
def test_a_source_that_does_not_exist_is_named(
    desk: ReconciliationDesk, caller: Caller, ledger: Source, changes: Source, code: FailureCode, field: str
) -> None:
    with pytest.raises(ToolFailureError) as caught:
        _ask(desk, caller, left=ledger | changes, right=ledger)
    assert (caught.value.failure.code, caught.value.failure.field) == (code, field)
