"""The core-banking tables, in the SQL every target dialect shares: no booleans, short identifiers, timestamps without zone in UTC."""

from decimal import Decimal

from sqlalchemy import BigInteger, Column, Date, DateTime, Dialect, ForeignKey, Index, MetaData, String, Table, TypeDecorator

TABLES = MetaData()


class Exact(TypeDecorator[Decimal]):
    """A decimal kept as a whole number of 10^-scale: exact, sortable and the same in every database."""

    impl = BigInteger
    cache_ok = True

    def __init__(self, scale: int) -> None:
        super().__init__()
        self.scale = scale

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """To the database; ArithmeticError when the value has more decimals than the column."""
        del dialect
        if value is None:
            return None
        scaled = value.scaleb(self.scale)
        whole = int(scaled)
        if whole != scaled:
            raise ArithmeticError(f"{value} has more than {self.scale} decimals")
        return whole

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """From the database."""
        del dialect
        return None if value is None else Decimal(value).scaleb(-self.scale)


AMOUNT = Exact(4)

account = Table(
    "account",
    TABLES,
    Column("id", String(16), primary_key=True),
    Column("iban", String(34), nullable=False, unique=True),
    Column("customer_id", String(16), nullable=False, index=True),
    Column("product", String(20), nullable=False),
    Column("status", String(12), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("opening", AMOUNT, nullable=False),
    Column("ledger", AMOUNT, nullable=False),
    Column("blocked", AMOUNT, nullable=False),
    Column("card", String(19)),
)

posting = Table(
    "posting",
    TABLES,
    Column("id", String(16), primary_key=True),
    Column("journal_id", String(16), nullable=False),
    Column("account_id", String(16), ForeignKey("account.id"), nullable=False),
    Column("booked_at", DateTime, nullable=False),
    Column("value_date", Date, nullable=False),
    Column("amount", AMOUNT, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("balance", AMOUNT, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("counterparty", String(80), nullable=False),
    Column("counterparty_iban", String(34)),
    Column("narrative", String(140), nullable=False),
    Column("search_text", String(240), nullable=False),
    Index("posting_by_account", "account_id", "booked_at", "id"),
)

instrument = Table(
    "instrument",
    TABLES,
    Column("isin", String(12), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("coupon", AMOUNT, nullable=False),
)

book = Table(
    "book",
    TABLES,
    Column("id", String(16), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("desk", String(20), nullable=False),
)

position_eod = Table(
    "position_eod",
    TABLES,
    Column("as_of", Date, primary_key=True),
    Column("book_id", String(16), ForeignKey("book.id"), primary_key=True),
    Column("isin", String(12), ForeignKey("instrument.isin"), primary_key=True),
    Column("quantity", AMOUNT, nullable=False),
    Column("cost", AMOUNT, nullable=False),
    Column("price", AMOUNT, nullable=False),
    Column("priced_on", Date, nullable=False),
    Column("price_source", String(20), nullable=False),
    Column("market_value", AMOUNT, nullable=False),
    Column("accrued", AMOUNT, nullable=False),
)
