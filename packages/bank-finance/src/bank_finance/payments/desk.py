"""The payment tools at work."""

from datetime import UTC
from decimal import Decimal

from sqlalchemy import RowMapping

from bank_finance.payments import queries
from bank_finance.payments.arguments import PaymentArguments
from bank_finance.payments.results import PaymentParty, PaymentRecord, StatusStep
from bank_finance.payments.travel_rule import checks
from bank_finance.store.rates import Rates
from bank_finance.store.reading import FinanceStore
from bank_kit.arguments import require_purpose
from bank_kit.envelope import Envelope, Reading
from bank_kit.failures import unknown
from bank_kit.identity.caller import Caller
from bank_kit.money import Money

MESSAGE_TYPE = "pacs.008.001.08"


class PaymentDesk:
    """Answers from one store."""

    def __init__(self, store: FinanceStore) -> None:
        self._store = store

    def get_payment(self, arguments: PaymentArguments, caller: Caller) -> Envelope[PaymentRecord]:
        """The payment, its trail, and what each edition of Recommendation 16 finds missing."""
        require_purpose(caller, arguments.purpose)
        row = self._store.first(queries.payment_by_key(arguments.payment, self._store.visible(caller)))
        if row is None:
            raise unknown("payment", field="payment", remedy="journal_id of a posting leads to its payment; cash, cards and fees have none")
        settled_for = min(row["settlement_date"], self._store.business_date)
        in_euro = Rates(self._store).convert(Decimal(row["amount"]), row["currency"], "EUR", settled_for)
        rule, warnings = checks(row, in_euro)
        trail = tuple(_step(step) for step in self._store.rows(queries.trail_of(row["id"])))
        record = PaymentRecord(
            id=row["id"],
            transaction_id=row["transaction_id"],
            uetr=row["uetr"],
            message_id=row["message_id"],
            message_type=MESSAGE_TYPE,
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
        )
        reading = Reading(unit="record", as_of=self._store.business_date, currency=row["currency"], warnings=warnings)
        return self._store.origin("payment-trace", reg_ref="FATF R.16").envelope(record, arguments, reading)


def _party(row: RowMapping, side: str, address: str | None) -> PaymentParty:
    return PaymentParty(name=row[f"{side}_name"], iban=row[f"{side}_iban"], agent_bic=row[f"{side}_bic"], country=row[f"{side}_country"], address=address)


def _step(row: RowMapping) -> StatusStep:
    return StatusStep(status=row["status"], reason=row["reason"], reported_at=row["reported_at"].replace(tzinfo=UTC))
