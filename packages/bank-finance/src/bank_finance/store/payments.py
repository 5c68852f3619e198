"""Payment messages and what became of them; documents by name, digest and owner, their bytes being elsewhere."""

from sqlalchemy import Column, Date, DateTime, ForeignKey, Index, Integer, String, Table

from bank_finance.store.columns import STORE, owned_by, told
from bank_kit.exact import AMOUNT
from bank_kit.labels import DataClass

payment = Table(
    "payment",
    STORE,
    Column("id", String(16), primary_key=True, info=told("payment.id")),
    Column("transaction_id", String(16), nullable=False, index=True, info=told("payment.transaction_id")),
    Column("uetr", String(36), nullable=False, unique=True, info=told("payment.uetr")),
    Column("message_id", String(35), nullable=False, index=True, info=told("payment.message_id")),
    Column("end_to_end_id", String(35), nullable=False, info=told("payment.end_to_end_id")),
    Column("scheme", String(8), nullable=False, info=told("payment.scheme")),
    Column("created_at", DateTime, nullable=False, info=told("payment.created_at")),
    Column("settlement_date", Date, nullable=False, info=told("payment.settlement_date")),
    Column("amount", AMOUNT, nullable=False, info=told("payment.amount", DataClass.CONFIDENTIAL, unit="currency")),
    Column("currency", String(3), nullable=False, info=told("payment.currency")),
    Column("charge_bearer", String(4), nullable=False, info=told("payment.charge_bearer")),
    Column("purpose", String(4), info=told("payment.purpose")),
    Column("debtor_name", String(140), nullable=False, info=told("payment.debtor_name", DataClass.PII)),
    Column("debtor_iban", String(34), info=told("payment.debtor_iban", DataClass.PII)),
    Column("debtor_bic", String(11), info=told("payment.debtor_bic")),
    Column("debtor_country", String(2), info=told("payment.debtor_country")),
    Column("debtor_address", String(140), info=told("payment.debtor_address", DataClass.PII)),
    Column("debtor_birth_date", Date, info=told("payment.debtor_birth_date", DataClass.PII_SENSITIVE)),
    Column("creditor_name", String(140), nullable=False, info=told("payment.creditor_name", DataClass.PII)),
    Column("creditor_iban", String(34), info=told("payment.creditor_iban", DataClass.PII)),
    Column("creditor_bic", String(11), info=told("payment.creditor_bic")),
    Column("creditor_country", String(2), info=told("payment.creditor_country")),
    Column("remittance", String(140), nullable=False, info=told("payment.remittance", DataClass.PII)),
    info=owned_by("Payments"),
)

payment_status = Table(
    "payment_status",
    STORE,
    Column("payment_id", String(16), ForeignKey("payment.id"), primary_key=True, info=told("payment_status.payment_id")),
    Column("step", Integer, primary_key=True, autoincrement=False, info=told("payment_status.sequence")),
    Column("status", String(4), nullable=False, info=told("payment_status.status")),
    Column("reason", String(4), info=told("payment_status.reason")),
    Column("reported_at", DateTime, nullable=False, info=told("payment_status.at")),
    info=owned_by("Payments"),
    sqlite_with_rowid=False,
)

document_meta = Table(
    "document_meta",
    STORE,
    Column("id", String(16), primary_key=True, info=told("document.id")),
    Column("kind", String(20), nullable=False, info=told("document.kind", meaning="STATEMENT, CONTRACT, CONFIRMATION or REPORT")),
    Column("owner_id", String(24), nullable=False, info=told("document.owner_id", DataClass.CONFIDENTIAL)),
    Column(
        "legal_entity",
        String(20),
        ForeignKey("legal_entity.lei"),
        info=told(
            "party.legal_entity, account.legal_entity", meaning="lei that keeps the customer or account it belongs to; null for trades and the bank's own"
        ),
    ),
    Column("title", String(120), nullable=False, info=told("document.title")),
    Column("created_at", DateTime, nullable=False, info=told("document.created_at")),
    Column("media_type", String(40), nullable=False, info=told("document.media_type")),
    Column("sha256", String(64), nullable=False, info=told("document.content", meaning="digest of the bytes, by which the object store knows them")),
    Column("byte_count", Integer, nullable=False, info=told("document.content", unit="bytes", meaning="how long the document is")),
    Index("document_meta_by_owner", "owner_id", "id"),
    info=owned_by("Document management"),
)
