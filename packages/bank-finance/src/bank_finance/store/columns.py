"""What every table here is made of, and what each column says of itself (meaning, unit, data class, lineage).

The SQL is what every target dialect shares: no booleans, names of at most 30 letters that no dialect reserves, instants without zone in UTC,
no text that matters when it is empty (Oracle takes it for NULL).
"""

from dataclasses import dataclass

from sqlalchemy import MetaData

from bank_kit.exact import Exact
from bank_kit.labels import DataClass
from bank_kit.world.schema import TABLES as WORLD

STORE = MetaData()
"""Every table of the store."""
TOLD = "told"
OWNER = "owner"
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
