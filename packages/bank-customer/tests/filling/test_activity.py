"""Summaries agree with the transactions they are sums of, and tell no counterparty."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bank_customer.filling import activity
from bank_customer.filling.activity import WINDOWS, summaries
from bank_customer.filling.fill import Summaries
from bank_customer.keys.ring import Hasher
from bank_customer.opening import House
from bank_customer.store.documents import ActivityDocument, PeerGroupDocument
from bank_kit.world.port import find_world
from bank_kit.world.size import AS_OF, Size

FITS: Summaries = activity


@dataclass(frozen=True)
class Moved:
    """What a transaction says."""

    day: date
    source: str
    target: str
    amount: Decimal
    currency: str
    kind: str


@pytest.fixture(scope="module")
def moves(built: Path) -> list[Moved]:
    world = find_world()(built, Size.S, 42)
    found = []
    for batch in world.rows("transaction", ("booked_at", "debit_account", "credit_account", "amount", "currency", "kind")):
        for at, source, target, amount, currency, kind in batch:
            assert isinstance(at, datetime)
            assert isinstance(amount, Decimal)
            found.append(Moved(at.date(), str(source), str(target), amount, str(currency), str(kind)))
    return found


def test_counts_are_those_of_the_transactions(house: House, moves: list[Moved]) -> None:
    kept = house.store.get(ActivityDocument, "C-100001")
    assert kept is not None
    mine = {"A-200001", "A-200002"}
    recent = [each for each in moves if (AS_OF - each.day).days < 90]
    incoming = [each for each in recent if each.target in mine and each.source not in mine]
    outgoing = [each for each in recent if each.source in mine and each.target not in mine]
    window = kept.windows["90"]
    assert (window.incoming, window.outgoing) == (len(incoming), len(outgoing))
    assert {each.currency for each in incoming} == {"EUR"}
    assert Decimal(window.amount_in) == sum(each.amount for each in incoming)
    assert Decimal(window.cash) == sum(each.amount for each in (*incoming, *outgoing) if each.kind.startswith("CASH"))


def test_longer_windows_hold_more(house: House) -> None:
    for number in range(1, 50):
        kept = house.store.get(ActivityDocument, f"C-{100000 + number}")
        assert kept is not None
        totals = [Decimal(kept.windows[str(days)].amount_in) for days in WINDOWS]
        assert totals == sorted(totals)


def test_counterparties_are_few_and_only_marks(house: House) -> None:
    kept = house.store.get(ActivityDocument, "C-100001")
    assert kept is not None
    marks = kept.windows["90"].counterparties
    assert 0 < len(marks) <= activity.TOP
    assert all(mark.startswith("counterparty:") for mark in marks)


def test_another_key_gives_other_marks_and_the_same_sums(built: Path, house: House) -> None:
    world = find_world()(built, Size.S, 42)
    documents, groups = summaries(world.folder, AS_OF, Hasher(b"x" * 32))
    kept = house.store.get(ActivityDocument, "C-100001")
    assert kept is not None
    assert documents[0].windows["30"].amount_in == kept.windows["30"].amount_in
    assert documents[0].windows["30"].counterparties.keys().isdisjoint(kept.windows["30"].counterparties)
    assert [group == house.store.get(PeerGroupDocument, group.id) for group in groups] == [True] * len(groups)


def test_quantiles_never_fall_and_count_everybody(house: House) -> None:
    population = 0
    for segment in ("RETAIL", "AFFLUENT", "PRIVATE", "SME", "CORPORATE", "INSTITUTION"):
        group = house.store.get(PeerGroupDocument, f"{segment}:365")
        assert group is not None
        values = [Decimal(each) for each in group.quantiles]
        assert values == sorted(values)
        population += group.population
    assert population == 750
