"""Which books."""

import pytest

from bank_kit.failures import ToolFailureError
from bank_risk.portfolio.selection import Wanted, books_of, chosen_books
from bank_risk.store.runs import RiskStore


def test_filters_narrow_together_and_a_named_book_needs_no_kind(store: RiskStore) -> None:
    every = books_of(store)
    treasury = chosen_books(store, Wanted(desk="Treasury"))
    assert 0 < len(treasury) < len(every)
    assert {row["kind"] for row in treasury.values()} == {"BANKING"}
    name = next(iter(treasury))
    assert list(chosen_books(store, Wanted(book=name, kind="TRADING"))) == [name]


@pytest.mark.parametrize("wanted", [Wanted(book="BOOK-99"), Wanted(desk="Treasury", kind="TRADING")])
def test_no_book_is_an_error(store: RiskStore, wanted: Wanted) -> None:
    with pytest.raises(ToolFailureError) as caught:
        chosen_books(store, wanted)
    assert caught.value.failure.code == "UNKNOWN_ID"
