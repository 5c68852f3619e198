"""The source totals that reports are held against: the bank's own books, read from its world."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from bank_kit.world.port import WorldRows, find_world
from bank_kit.world.size import Size

OWN_FUNDS = {
    "CET1": ("CET1_SHARES", "CET1_RETAINED", "CET1_DEDUCTIONS"),
    "AdditionalTier1": ("AT1",),
    "Tier2": ("T2",),
}
"""Which items of the books make a figure; deductions are negative there."""


@dataclass(frozen=True, slots=True)
class Company:
    """One of the bank's companies."""

    name: str
    currency: str
    jurisdiction: str


class Books:
    """Companies and their own funds; read on first use."""

    def __init__(self, find: Callable[[], WorldRows]) -> None:
        self._find = find

    @classmethod
    def of(cls, folder: Path, size: Size, seed: int) -> "Books":
        """Of the world in that folder, built when it is missing."""
        return cls(lambda: find_world()(folder, size, seed))

    @cached_property
    def companies(self) -> Mapping[str, Company]:
        """By LEI."""
        columns = ["lei", "name", "currency", "jurisdiction"]
        rows = (row for batch in self._find().rows("legal_entity", columns) for row in batch)
        return {str(lei): Company(str(name), str(currency), str(jurisdiction)) for lei, name, currency, jurisdiction in rows}

    def own_funds(self, entity: str, day: date) -> Mapping[str, Decimal]:
        """CET1, AdditionalTier1 and Tier2 of a company that day, in its currency; empty for a day without books."""
        items = self._items.get((entity, day), {})
        return {figure: sum((items[name] for name in names), Decimal(0)) for figure, names in OWN_FUNDS.items() if all(name in items for name in names)}

    @cached_property
    def _items(self) -> Mapping[tuple[str, date], dict[str, Decimal]]:
        found: dict[tuple[str, date], dict[str, Decimal]] = defaultdict(dict)
        for batch in self._find().rows("capital_item", ["legal_entity", "as_of", "item", "amount"]):
            for entity, day, item, amount in batch:
                if isinstance(day, date) and isinstance(amount, Decimal):
                    found[str(entity), day][str(item)] = amount
        return found
