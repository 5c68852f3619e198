"""What columns say of themselves."""

import pytest

from bank_finance.store.columns import told


def test_a_column_without_words_of_its_own_takes_those_of_the_world() -> None:
    assert told("payment.uetr")["told"].meaning == "UUID version 4 in form"
    with pytest.raises(KeyError):
        told("nowhere.uetr")
