"""What the trading tools refuse before they look anything up."""

import pytest
from pydantic import ValidationError

from bank_finance.trading.arguments import Basis, PositionArguments, TradeArguments


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"book": "BOOK-01", "desk": "Rates"},
        {"book": "BOOK-1"},
        {"desk": "rates"},
        {"legal_entity": "999900KESTREL0000115"},
        {"book": "BOOK-01", "as_of": "2026-13-01"},
        {"book": "BOOK-01", "basis": "value_date"},
        {"book": "BOOK-01", "colour": "red"},
    ],
)
def test_positions_are_of_exactly_one_thing_that_could_exist(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        PositionArguments.model_validate(given)


def test_positions_are_by_trade_date_unless_said() -> None:
    assert PositionArguments.model_validate({"legal_entity": "999900KESTREL0000114"}).basis is Basis.TRADE_DATE


@pytest.mark.parametrize("key", ["TR-1", "tr-1000001", "TR-1000001'; --", "X" * 53, ""])
def test_a_trade_has_an_id_or_a_uti(key: str) -> None:
    with pytest.raises(ValidationError):
        TradeArguments(trade=key)
