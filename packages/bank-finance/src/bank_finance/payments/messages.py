"""A stored payment as the ISO 20022 messages it travelled in: pacs.008, and pacs.002 with its last status."""

from collections.abc import Callable, Sequence
from datetime import UTC

from sqlalchemy import RowMapping

from bank_finance.payments.travel_rule import transfer_of
from bank_kit.late import Late
from bank_kit.messages.status import PaymentStatus, Reason, StatusReport
from bank_kit.messages.transfer import SettlementMethod, TransferMessage

TRANSFER_TYPE = "pacs.008.001.08"

_write_transfers = Late[Callable[[TransferMessage], bytes]]("bank_kit.messages.pacs008:write_transfers")
_write_status = Late[Callable[[StatusReport], bytes]]("bank_kit.messages.pacs002:write_status")


def pacs_008(row: RowMapping) -> bytes:
    """The transfer as UTF-8 XML, checked against its message type. A birth has no place in the store: its town says NOTPROVIDED."""
    method = SettlementMethod.CLEARING if row["scheme"] == "SEPA" else SettlementMethod.INSTRUCTED_AGENT
    created = row["created_at"].replace(tzinfo=UTC)
    return _write_transfers()(TransferMessage(message_id=row["message_id"], created_at=created, settlement_method=method, transfers=(transfer_of(row),)))


def pacs_002(row: RowMapping, trail: Sequence[RowMapping]) -> bytes:
    """The last report on the payment as UTF-8 XML, checked against its message type."""
    last = trail[-1]
    status = PaymentStatus(
        status=last["status"],
        end_to_end_id=row["end_to_end_id"],
        transaction_id=row["transaction_id"],
        uetr=row["uetr"],
        reasons=() if last["reason"] is None else (Reason(code=last["reason"]),),
    )
    report = StatusReport(
        message_id=f"{row['message_id']}-{last['step']}",
        created_at=last["reported_at"].replace(tzinfo=UTC),
        original_message_id=row["message_id"],
        original_message_name=TRANSFER_TYPE,
        payments=(status,),
    )
    return _write_status()(report)
