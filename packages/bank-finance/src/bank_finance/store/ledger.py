"""Whose money is where: the bank's companies, references to parties, accounts, postings in double entry, balances at end of day."""

from sqlalchemy import Column, Date, DateTime, ForeignKey, Index, String, Table

from bank_finance.store.columns import STORE, owned_by, told
from bank_kit.exact import AMOUNT
from bank_kit.labels import DataClass

_OWNER = owned_by("Core banking")

legal_entity = Table(
    "legal_entity",
    STORE,
    Column("lei", String(20), primary_key=True, info=told("legal_entity.lei", DataClass.PUBLIC)),
    Column("name", String(80), nullable=False, info=told("legal_entity.name", DataClass.PUBLIC)),
    Column("country", String(2), nullable=False, info=told("legal_entity.country", DataClass.PUBLIC)),
    Column("currency", String(3), nullable=False, info=told("legal_entity.currency", DataClass.PUBLIC)),
    Column("jurisdiction", String(8), nullable=False, info=told("legal_entity.jurisdiction", DataClass.PUBLIC)),
    Column("bic", String(11), nullable=False, info=told("legal_entity.bic", DataClass.PUBLIC)),
    info=_OWNER,
)

party_ref = Table(
    "party_ref",
    STORE,
    Column("id", String(16), primary_key=True, info=told("party.id", DataClass.CONFIDENTIAL)),
    Column("kind", String(12), nullable=False, info=told("party.kind")),
    Column("masked_name", String(80), nullable=False, info=told("party.name", meaning="initials and stars of a person, the name of a company")),
    Column("country", String(2), nullable=False, info=told("party.country")),
    Column("lei", String(20), info=told("party.lei", DataClass.PUBLIC)),
    Column("legal_entity", String(20), ForeignKey("legal_entity.lei"), nullable=False, info=told("party.legal_entity")),
    info=_OWNER,
)

account = Table(
    "account",
    STORE,
    Column("id", String(24), primary_key=True, info=told("account.id")),
    Column("iban", String(34), unique=True, info=told("account.iban", DataClass.PII)),
    Column("customer_id", String(16), ForeignKey("party_ref.id"), index=True, info=told("account.customer_id", DataClass.CONFIDENTIAL)),
    Column("legal_entity", String(20), ForeignKey("legal_entity.lei"), nullable=False, info=told("account.legal_entity")),
    Column("product", String(20), nullable=False, info=told("account.product")),
    Column("status", String(12), nullable=False, info=told("account.status")),
    Column("currency", String(3), nullable=False, info=told("account.currency")),
    Column("opened_on", Date, nullable=False, info=told("account.opened_on")),
    Column("opening", AMOUNT, nullable=False, info=told("account.opening", DataClass.CONFIDENTIAL, unit="currency")),
    Column(
        "ledger",
        AMOUNT,
        nullable=False,
        info=told("account.opening + posting.amount", DataClass.CONFIDENTIAL, unit="currency", meaning="opening and all booked postings"),
    ),
    Column("blocked", AMOUNT, nullable=False, info=told("account.blocked", DataClass.CONFIDENTIAL, unit="currency")),
    Column("card", String(19), info=told("account.card", DataClass.PCI, meaning="first six and last four digits; the others never enter the store")),
    info=_OWNER,
)

posting = Table(
    "posting",
    STORE,
    Column("id", String(20), primary_key=True, info=told("transaction.id", meaning="journal and leg: -1 is debited, -2 is credited")),
    Column("journal_id", String(16), nullable=False, index=True, info=told("transaction.id", meaning="both legs share it; their amounts sum to zero")),
    Column(
        "account_id",
        String(24),
        ForeignKey("account.id"),
        nullable=False,
        info=told("transaction.debit_account, transaction.credit_account", meaning="account"),
    ),
    Column("booked_at", DateTime, nullable=False, info=told("transaction.booked_at")),
    Column("value_date", Date, nullable=False, info=told("transaction.value_date")),
    Column(
        "amount",
        AMOUNT,
        nullable=False,
        info=told("transaction.amount", DataClass.CONFIDENTIAL, unit="currency", meaning="negative when money leaves the account"),
    ),
    Column("currency", String(3), nullable=False, info=told("transaction.currency")),
    Column(
        "balance",
        AMOUNT,
        nullable=False,
        info=told("account.opening + posting.amount", DataClass.CONFIDENTIAL, unit="currency", meaning="of the account after this posting"),
    ),
    Column("kind", String(20), nullable=False, info=told("transaction.kind")),
    Column("channel", String(12), nullable=False, info=told("transaction.channel")),
    Column("bank_tx_code", String(16), nullable=False, info=told("transaction.bank_tx_code")),
    Column(
        "counterparty",
        String(80),
        nullable=False,
        info=told("transaction.counterparty, party.name", DataClass.PII, meaning="the other side's name: untrusted"),
    ),
    Column("counterparty_iban", String(34), info=told("transaction.counterparty_iban, account.iban", DataClass.PII, meaning="null when unknown")),
    Column("counterparty_bic", String(11), info=told("transaction.counterparty_bic")),
    Column("counterparty_country", String(2), info=told("transaction.counterparty_country")),
    Column("narrative", String(140), nullable=False, info=told("transaction.narrative", DataClass.PII)),
    Column(
        "search_text",
        String(240),
        nullable=False,
        info=told("posting.counterparty + posting.narrative", DataClass.PII, meaning="case folded, for searching: untrusted"),
    ),
    Index("posting_by_account", "account_id", "booked_at", "id"),
    info=_OWNER,
)

balance_eod = Table(
    "balance_eod",
    STORE,
    Column("account_id", String(24), ForeignKey("account.id"), primary_key=True, info=told("account.id")),
    Column("as_of", Date, primary_key=True, info=told("posting.booked_at, posting.value_date", meaning="a day on which one of the balances changed")),
    Column(
        "ledger",
        AMOUNT,
        nullable=False,
        info=told("account.opening + posting.amount", DataClass.CONFIDENTIAL, unit="currency", meaning="booked until the end of that day"),
    ),
    Column(
        "value_dated",
        AMOUNT,
        nullable=False,
        info=told("account.opening + posting.amount", DataClass.CONFIDENTIAL, unit="currency", meaning="postings whose value date has come by that day"),
    ),
    info=_OWNER,
    sqlite_with_rowid=False,
)
