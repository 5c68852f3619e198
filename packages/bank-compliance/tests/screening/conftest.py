"""A small list to screen against."""

from collections.abc import Callable
from datetime import date

import pytest

from bank_compliance.lists.entry import Alias, AliasKind, BirthSpan, EntryKind, ListEntry, ListVersion, SanctionsList
from bank_compliance.screening.crowd import crowd_list
from bank_compliance.screening.screener import Screener

ListOf = Callable[..., SanctionsList]


@pytest.fixture(scope="session")
def list_of() -> ListOf:
    """A list of the given entries."""

    def make(*entries: ListEntry) -> SanctionsList:
        return SanctionsList(ListVersion(name="SMALL", published=date(2026, 11, 1), sha256="0" * 64, entries=len(entries)), entries)

    return make


@pytest.fixture(scope="session")
def small(list_of: ListOf) -> SanctionsList:
    """A person, a firm and a ship."""
    born = BirthSpan(date(1955, 10, 5), date(1955, 10, 5))
    return list_of(
        ListEntry(
            id="1",
            name="ORBELEVIN, Vasimir Ostap",
            kind=EntryKind.INDIVIDUAL,
            aliases=(Alias(AliasKind.ALSO, "Abu Tarkhaz"),),
            births=(born,),
            countries=("SY",),
            ids=("QZ123456",),
        ),
        ListEntry(id="2", name="NORTHERN AMBER SHIPPING LLC", kind=EntryKind.ENTITY, countries=("CY",), ids=("QZBKVEQZ",)),
        ListEntry(id="3", name="KHORSEA", kind=EntryKind.VESSEL),
    )


@pytest.fixture(scope="session")
def screener(small: SanctionsList) -> Screener:
    return Screener(small)


@pytest.fixture(scope="session")
def crowd() -> SanctionsList:
    """Three hundred made-up entries."""
    return crowd_list(300)
