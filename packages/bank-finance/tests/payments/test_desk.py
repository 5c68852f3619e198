"""A payment told whole: parties, trail, and by each of its names the same."""

from dataclasses import replace

import pytest

from bank_finance.payments.arguments import PaymentArguments
from bank_finance.payments.desk import PaymentDesk
from bank_finance.payments.results import PaymentRecord
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.world.reader import World

Rows = list[dict[str, object]]


def _payment(desk: PaymentDesk, caller: Caller, key: object) -> PaymentRecord:
    return desk.get_payment(PaymentArguments.model_validate({"payment": key}), caller).value


def test_each_name_leads_to_the_same_payment(desk: PaymentDesk, caller: Caller, payments: Rows) -> None:
    for row in payments[:20]:
        records = [_payment(desk, caller, row[name]) for name in ("id", "transaction_id", "uetr", "message_id")]
        assert all(record == records[0] for record in records)
        assert records[0].settlement_amount.amount == row["amount"]
        assert (records[0].debtor.name, records[0].creditor.iban) == (row["debtor_name"], row["creditor_iban"])


def test_a_rejected_payment_says_why_and_a_pending_one_that_it_waits(desk: PaymentDesk, caller: Caller, world: World) -> None:
    found = {str(row[2]): row for batch in world.rows("payment_status") for row in batch}
    rejected, pending = _payment(desk, caller, found["RJCT"][0]), _payment(desk, caller, found["PDNG"][0])
    assert rejected.status == "RJCT"
    assert rejected.trail[-1].reason == found["RJCT"][3]
    assert [step.status for step in pending.trail] == ["RCVD", "ACTC", "PDNG"]
    assert [step.reported_at for step in pending.trail] == sorted(step.reported_at for step in pending.trail)


def test_a_birth_date_stays_in_the_store(desk: PaymentDesk, caller: Caller, payments: Rows) -> None:
    born = next(row for row in payments if row["debtor_birth_date"] is not None)
    assert str(born["debtor_birth_date"]) not in _payment(desk, caller, born["id"]).model_dump_json()


def test_what_is_unknown_or_of_another_region_is_unknown(desk: PaymentDesk, caller: Caller, payments: Rows) -> None:
    european = next(row for row in payments if str(row["creditor_bic"]) == "XBNKDEQZ" and str(row["debtor_bic"]).startswith("QZBK"))
    for who, key in ((caller, "P-99999999"), (caller, "NOSUCHMESSAGE"), (replace(caller, region="UK"), european["id"])):
        with pytest.raises(ToolFailureError) as caught:
            _payment(desk, who, key)
        assert (caught.value.failure.code, caught.value.failure.field) == (FailureCode.UNKNOWN_ID, "payment")
    assert _payment(desk, replace(caller, region="EU"), european["id"]).id == european["id"]
