"""What every table here is made of: exact numbers, and what each column says of itself (meaning, unit, data class, lineage).

The SQL is what every target dialect shares: no booleans, names of at most 30 letters that no dialect reserves, instants without zone in UTC,
no text that matters when it is empty (Oracle takes it for NULL).
"""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import BigInteger, Dialect, MetaData, TypeDecorator

from bank_kit.labels import DataClass
from bank_kit.world.schema import TABLES as WORLD

STORE = MetaData()
"""Every table of the store."""
TOLD = "told"
OWNER = "owner"


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
"""Money, quantities and prices."""
RATE = Exact(8)
"""Rates, volatilities and exchange rates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a column says of itself; `lineage` names the column of the system it comes from, or how it was worked out."""

    meaning: str
    lineage: str
    data_class: DataClass
    unit: str | None


def told(lineage: str, data_class: DataClass = DataClass.INTERNAL, *, unit: str | None = None, meaning: str | None = None) -> dict[str, Told]:
    """The `info` of a column; the meaning is that of the column `table.column` of the world when none is given. KeyError when there is none."""
    return {TOLD: Told(meaning=meaning or _meaning(lineage), lineage=lineage, data_class=data_class, unit=unit)}


def owned_by(owner: str) -> dict[str, str]:
    """The `info` of a table: which department answers for its content."""
    return {OWNER: owner}


def _meaning(lineage: str) -> str:
    table, _, column = lineage.partition(".")
    return next(each.meaning for each in WORLD[table].columns if each.name == column)
