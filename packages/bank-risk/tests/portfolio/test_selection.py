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


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (Wanted(book="BOOK-99"), "book"),
        (Wanted(desk="Treasury", kind="TRADING"), "desk"),
        (Wanted(book="BOOK-01", legal_entity="999900KESTREL0000211"), "book"),
        (Wanted(legal_entity="5493000IBP32UQZ0KL24"), "legal_entity"),
    ],
)
def test_no_book_is_an_error_that_names_the_filter(store: RiskStore, wanted: Wanted, field: str) -> None:
    with pytest.raises(ToolFailureError) as caught:
        chosen_books(store, wanted)
    assert caught.value.failure.code == "UNKNOWN_ID"
    assert caught.value.failure.field == field
