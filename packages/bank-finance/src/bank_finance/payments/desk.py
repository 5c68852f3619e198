"""The payment tools at work."""

from collections.abc import Sequence
from datetime import UTC
from decimal import Decimal

from sqlalchemy import RowMapping

from bank_finance.documents.exports import XML, LinkedDocument, export
from bank_finance.objects.port import ObjectStore
from bank_finance.payments import queries
from bank_finance.payments.arguments import Export, PaymentArguments
from bank_finance.payments.messages import TRANSFER_TYPE, pacs_002, pacs_008
from bank_finance.payments.results import PaymentParty, PaymentRecord, StatusStep
from bank_finance.payments.travel_rule import checks
from bank_finance.scopes import DOCUMENTS
from bank_finance.store.rates import Rates
from bank_finance.store.reading import FinanceStore
from bank_kit.arguments import require_purpose
from bank_kit.envelope import Envelope, Reading
from bank_kit.failures import unknown
from bank_kit.identity.caller import Caller
from bank_kit.money import Money
from bank_kit.tools import require_scope


class PaymentDesk:
    """Answers from one store; messages leave through the object store."""

    def __init__(self, store: FinanceStore, objects: ObjectStore) -> None:
        self._store = store
        self._objects = objects

    def get_payment(self, arguments: PaymentArguments, caller: Caller) -> Envelope[PaymentRecord]:
        """The payment, its trail, and what each edition of Recommendation 16 finds missing."""
        require_purpose(caller, arguments.purpose)
        if arguments.export is Export.PACS_008:
            require_scope(caller, DOCUMENTS)
        row = self._store.first(queries.payment_by_key(arguments.payment, self._store.visible(caller)))
        if row is None:
            raise unknown("payment", field="payment", remedy="journal_id of a posting leads to its payment; cash, cards and fees have none")
        settled_for = min(row["settlement_date"], self._store.business_date)
        in_euro = Rates(self._store).convert(Decimal(row["amount"]), row["currency"], "EUR", settled_for)
        rule, warnings = checks(row, in_euro)
        reports = self._store.rows(queries.trail_of(row["id"]))
        trail = tuple(_step(step) for step in reports)
        record = PaymentRecord(
            id=row["id"],
            transaction_id=row["transaction_id"],
            uetr=row["uetr"],
            message_id=row["message_id"],
            message_type=TRANSFER_TYPE,
            end_to_end_id=row["end_to_end_id"],
            scheme=row["scheme"],
            created_at=row["created_at"].replace(tzinfo=UTC),
            settlement_date=row["settlement_date"],
            settlement_amount=Money.of(row["amount"], row["currency"]),
            charge_bearer=row["charge_bearer"],
            purpose=row["purpose"],
            debtor=_party(row, "debtor", row["debtor_address"]),
            creditor=_party(row, "creditor", None),
            remittance=row["remittance"],
            status=trail[-1].status,
            trail=trail,
            travel_rule=rule,
            exported=self._export(arguments.export, row, reports),
        )
        reading = Reading(unit="record", as_of=self._store.business_date, currency=row["currency"], warnings=warnings)
        return self._store.origin("payment-trace", reg_ref="FATF R.16").envelope(record, arguments, reading)

    def _export(self, wanted: Export, row: RowMapping, reports: Sequence[RowMapping]) -> LinkedDocument | None:
        match wanted:
            case Export.NONE:
                return None
            case Export.PACS_008:
                return export(self._objects, pacs_008(row), XML)
            case Export.PACS_002:
                return export(self._objects, pacs_002(row, reports), XML)


def _party(row: RowMapping, side: str, address: str | None) -> PaymentParty:
    return PaymentParty(name=row[f"{side}_name"], iban=row[f"{side}_iban"], agent_bic=row[f"{side}_bic"], country=row[f"{side}_country"], address=address)


def _step(row: RowMapping) -> StatusStep:
    return StatusStep(status=row["status"], reason=row["reason"], reported_at=row["reported_at"].replace(tzinfo=UTC))
