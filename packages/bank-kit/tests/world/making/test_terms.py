"""Each kind of trade says what it needs, and its mark has the sign of its side."""

from datetime import date

import duckdb
import pytest

from bank_kit.world.making import history, screen
from bank_kit.world.making.screen import Screen
from bank_kit.world.making.terms import DEALT, Dealer
from bank_kit.world.market.streams import stream
from bank_kit.world.size import AS_OF, Size, Spec


@pytest.fixture(scope="module")
def seen() -> Screen:
    connection = duckdb.connect()
    history.make(connection, Spec(size=Size.S))
    return screen.read(connection)


@pytest.fixture
def dealer(seen: Screen) -> Dealer:
    return Dealer(stream(1, "dealer"), seen, AS_OF, date(2024, 3, 5), 1_000_000.0)


@pytest.mark.parametrize("kind", DEALT)
def test_terms_are_complete(dealer: Dealer, kind: str) -> None:
    for _ in range(20):
        terms = DEALT[kind][1](dealer)
        assert terms.kind == kind
        assert terms.start <= terms.end > AS_OF
        assert terms.direction in {1, -1}
        assert (terms.asset_class == "FX") == (terms.underlying is None)
        assert (terms.asset_class == "CR") == (terms.underlying_rating is not None)
        assert terms.strike > (-0.02 if terms.asset_class == "IR" else 0.0)


def test_parts_of_all_kinds_make_one() -> None:
    assert sum(part for part, _ in DEALT.values()) == pytest.approx(1.0)


def test_a_swap_agreed_today_is_worth_nothing(seen: Screen) -> None:
    today = Dealer(stream(1, "dealer"), seen, AS_OF, AS_OF, 1.0)
    for _ in range(10):
        assert DEALT["IRS"][1](today).mark == pytest.approx(0.0, abs=2e-4)


def test_protection_agreed_today_is_worth_nothing(seen: Screen) -> None:
    today = Dealer(stream(1, "dealer"), seen, AS_OF, AS_OF, 1.0)
    assert DEALT["CDS"][1](today).mark == pytest.approx(0.0, abs=1e-4)
