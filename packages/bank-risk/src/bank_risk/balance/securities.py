"""Securities held at the end of the day, with the book they are in and the level of liquidity they count at."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import RowMapping, select

from bank_risk.balance.ledger import Ledger
from bank_risk.store.tables.trading import book, instrument, position_eod

BANKING = "BANKING"


@dataclass(frozen=True, slots=True, kw_only=True)
class Security:
    """`value` is the market value with accrued interest, `nominal` of bonds, both in the currency of the ledger; `coupon` yearly, decimal."""

    isin: str
    book: str
    book_kind: str
    kind: str
    sector: str
    rating: str | None
    level: str
    currency: str
    value: Decimal
    nominal: Decimal
    coupon: float
    frequency: int
    maturity: date | None

    @property
    def liquid_kind(self) -> str | None:
        """Its word in the tables of LCR and NSFR; None when it is no liquid asset."""
        if self.level == "NONE":
            return None
        if self.level != "L2B":
            return self.level
        return "L2B_CORPORATE" if self.kind == "BOND" else "L2B_EQUITY"


def securities_of(ledger: Ledger) -> tuple[Security, ...]:
    """All positions of the entity on the ledger's day, by book and ISIN."""
    joined = position_eod.join(book, book.c.id == position_eod.c.book_id).join(instrument, instrument.c.isin == position_eod.c.isin)
    held = select(
        position_eod.c.book_id, position_eod.c.quantity, position_eod.c.market_value, position_eod.c.accrued, book.c.kind.label("book_kind"), instrument
    ).select_from(joined)
    statement = held.where(position_eod.c.as_of == ledger.day).order_by(position_eod.c.book_id, position_eod.c.isin)
    if ledger.entity.lei is not None:
        statement = statement.where(book.c.legal_entity == ledger.entity.lei)
    return tuple(_security(row, ledger) for row in ledger.store.rows(statement))


def _security(row: RowMapping, ledger: Ledger) -> Security:
    currency = row["currency"]
    return Security(
        isin=row["isin"],
        book=row["book_id"],
        book_kind=row["book_kind"],
        kind=row["kind"],
        sector=row["sector"],
        rating=row["rating"],
        level=row["hqla_level"],
        currency=currency,
        value=ledger.worth(row["market_value"] + row["accrued"], currency),
        nominal=ledger.worth(row["quantity"], currency),
        coupon=row["coupon"],
        frequency=row["frequency"],
        maturity=row["maturity_date"],
    )
