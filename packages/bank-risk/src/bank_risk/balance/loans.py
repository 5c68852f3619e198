"""Loans of the banking book, in the currency of the ledger."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import RowMapping, select

from bank_risk.balance.ledger import Ledger
from bank_risk.store.tables.banking import loan

YEAR = 365.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """Money in the currency of the ledger, `turnover` in euro; `rate` is the client's, decimal; `currency` is that of the contract."""

    id: str
    exposure_class: str
    currency: str
    drawn: Decimal
    undrawn: Decimal
    provision: Decimal
    property_value: Decimal | None
    turnover: float | None
    pd: float
    lgd: float
    rating: str | None
    maturity: date
    repricing: date
    rate: float
    defaulted: bool

    def years_to(self, then: date, day: date) -> float:
        """From `day`, not below zero."""
        return max((then - day).days, 0) / YEAR


def loans_of(ledger: Ledger) -> tuple[Loan, ...]:
    """All loans of the entity, by id."""
    statement = select(loan).order_by(loan.c.id)
    if ledger.entity.lei is not None:
        statement = statement.where(loan.c.legal_entity == ledger.entity.lei)
    return tuple(_loan(row, ledger) for row in ledger.store.rows(statement))


def _loan(row: RowMapping, ledger: Ledger) -> Loan:
    currency = row["currency"]
    return Loan(
        id=row["id"],
        exposure_class=row["exposure_class"],
        currency=currency,
        drawn=ledger.worth(row["drawn"], currency),
        undrawn=ledger.worth(row["undrawn"], currency),
        provision=ledger.worth(row["provision"], currency),
        property_value=None if row["property_value"] is None else ledger.worth(row["property_value"], currency),
        turnover=None if row["turnover"] is None else float(row["turnover"]),
        pd=row["pd"],
        lgd=row["lgd"],
        rating=row["rating"],
        maturity=row["maturity_date"],
        repricing=row["repricing_date"],
        rate=row["rate"],
        defaulted=bool(row["defaulted"]),
    )
