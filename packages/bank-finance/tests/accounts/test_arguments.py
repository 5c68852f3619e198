"""What the account tools take for an account, an amount and a period."""

import pytest
from pydantic import ValidationError

from bank_finance.accounts.arguments import AccountArguments, TransactionArguments


@pytest.mark.parametrize("text", ["NL17XBNK0000200001", "nl17 xbnk 0000 2000 01", "NL17-XBNK-0000-2000-01"])
def test_an_iban_may_be_written_as_people_write_it(text: str) -> None:
    assert AccountArguments(account=text).account == "NL17XBNK0000200001"


@pytest.mark.parametrize(
    "text", ["NL18XBNK0000200001", "A-20001", "A-2000000012", "GL-nostro-EUR", "' OR 1=1 --", "%", "", "a-200001", "A-\u0662\u0660\u0660\u0660\u0660\u0661"]
)
def test_what_is_neither_id_nor_iban_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        AccountArguments(account=text)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"account": None}, "exactly one"),
        ({"customer_id": "C-100001"}, "exactly one"),
        ({"booked_from": "2026-10-02", "booked_to": "2026-10-01"}, "booked_from is after"),
        ({"amount_min": "2", "amount_max": "1.99"}, "above amount_max"),
        ({"amount_min": 1.5}, "decimal string"),
        ({"amount_min": float("nan")}, "decimal string"),
        ({"amount_min": "NaN"}, "decimal string"),
        ({"amount_min": "1_000"}, "decimal string"),
        ({"amount_min": "-1"}, "greater than or equal"),
        ({"amount_min": "1e999999"}, "decimal string"),
        ({"limit": 0}, "greater than or equal"),
        ({"limit": 1001}, "less than or equal"),
        ({"text": "x"}, "at least 2"),
        ({"text": "x" * 81}, "at most 80"),
        ({"cursor": ""}, "at least 1"),
        ({"booked_from": "yesterday"}, "date"),
        ({"direction": "sideways"}, "'in', 'out' or 'any'"),
        ({"sql": "select 1"}, "not permitted"),
    ],
)
def test_a_search_that_makes_no_sense_is_refused_with_words(changes: dict[str, object], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        TransactionArguments.model_validate({"account": "A-200001"} | changes)


def test_a_cursor_is_bound_to_the_filters_and_not_to_the_page_length() -> None:
    first = TransactionArguments(account="A-200001", limit=5)
    assert first.query() == TransactionArguments(account="A-200001", limit=9, cursor="x").query()
    assert first.query() != TransactionArguments(account="A-200002").query()
