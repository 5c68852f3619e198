"""Those outside keep accounts at banks that do not exist."""

from collections.abc import Callable

import schwifty

Ask = Callable[..., list[tuple[object, ...]]]


def test_ibans_outside_are_valid_and_of_no_bank(ask: Ask) -> None:
    numbers = [str(row[0]) for row in ask('SELECT DISTINCT counterparty_iban FROM "transaction" WHERE counterparty_iban IS NOT NULL')]
    assert len(numbers) > 200
    for number in numbers:
        assert schwifty.IBAN(number).is_valid
        assert schwifty.IBAN(number).bank is None


def test_some_are_in_countries_of_the_corridor(ask: Ask) -> None:
    assert {row[0] for row in ask('SELECT DISTINCT counterparty_country FROM "transaction"')} >= {"DE", "NL", "GB", "MM"}
