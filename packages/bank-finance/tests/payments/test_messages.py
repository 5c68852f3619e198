"""Stored payments leave as messages that are read back as they were, for those entitled."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from bank_finance.objects.embedded import FolderStore
from bank_finance.payments.arguments import PaymentArguments
from bank_finance.payments.desk import PaymentDesk
from bank_finance.payments.messages import pacs_008
from bank_finance.payments.results import PaymentRecord
from bank_finance.payments.travel_rule import transfer_of
from bank_finance.store.payments import payment
from bank_finance.store.reading import FinanceStore
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.messages.pacs002 import read_status
from bank_kit.messages.pacs008 import read_transfers
from bank_kit.world.reader import World


def _payment(desk: PaymentDesk, caller: Caller, key: object, export: str) -> PaymentRecord:
    return desk.get_payment(PaymentArguments.model_validate({"payment": key, "export": export}), caller).value


def test_two_hundred_transfers_come_back_as_they_went(store: FinanceStore) -> None:
    for row in store.rows(select(payment).order_by(payment.c.id).limit(200)):
        message = read_transfers(pacs_008(row))
        assert (message.message_id, message.transfers) == (row["message_id"], (transfer_of(row),))


def test_the_transfer_takes_a_scope_of_its_own_since_it_says_more(desk: PaymentDesk, objects: FolderStore, caller: Caller) -> None:
    with pytest.raises(ToolFailureError) as caught:
        _payment(desk, caller, "P-00000101", "pacs.008")
    assert caught.value.failure.code is FailureCode.NOT_ENTITLED
    told = _payment(desk, replace(caller, scopes=caller.scopes | {"finance.documents"}), "P-00000101", "pacs.008")
    assert told.exported is not None
    [transfer] = read_transfers(objects.get(told.exported.sha256)).transfers
    assert (transfer.uetr, transfer.amount) == (told.uetr, told.settlement_amount)


def test_the_last_status_leaves_with_its_reason(desk: PaymentDesk, objects: FolderStore, caller: Caller, world: World) -> None:
    rejected = next(row for batch in world.rows("payment_status") for row in batch if row[2] == "RJCT")
    told = _payment(desk, caller, rejected[0], "pacs.002")
    assert told.exported is not None
    report = read_status(objects.get(told.exported.sha256))
    assert report.original_message_id == told.message_id
    [status] = report.payments
    assert (status.status, status.reasons[0].code, status.uetr) == ("RJCT", rejected[3], told.uetr)
