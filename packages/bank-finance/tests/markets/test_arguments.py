"""What the market tools refuse before they look anything up."""

import pytest
from pydantic import BaseModel, ValidationError

from bank_finance.markets.arguments import CalendarArguments, CurveArguments, InstrumentArguments, MarketDataArguments, RateArguments


@pytest.mark.parametrize(
    ("model", "given"),
    [
        (MarketDataArguments, {"instrument": "EURUSD'--"}),
        (MarketDataArguments, {"instrument": "EURUSD", "from_date": "2026-11-20", "to_date": "2026-11-19"}),
        (MarketDataArguments, {"instrument": "EURUSD", "field": "bid"}),
        (MarketDataArguments, {"instrument": "EURUSD", "field": "close", "snapshot": "intraday"}),
        (MarketDataArguments, {"instrument": "EURUSD", "tenor": "1Y"}),
        (MarketDataArguments, {"instrument": "EURUSD", "limit": 1001}),
        (MarketDataArguments, {"instrument": "EURUSD", "to_date": "1066-10-14"}),
        (CurveArguments, {"currency": "euro"}),
        (CurveArguments, {"currency": "EUR", "days": [0]}),
        (CurveArguments, {"currency": "EUR", "days": list(range(1, 62))}),
        (CurveArguments, {"currency": "EUR", "index": "../etc"}),
        (RateArguments, {"pair": "EUR-USD"}),
        (RateArguments, {"pair": "EURUSD", "amount": "-1"}),
        (RateArguments, {"pair": "EURUSD", "amount": "NaN"}),
        (RateArguments, {"pair": "EURUSD", "amount": 5.0}),
        (InstrumentArguments, {"isin": "QZ000000001"}),
        (CalendarArguments, {"mic": "xetr"}),
    ],
)
def test_what_cannot_be_meant_is_refused(model: type[BaseModel], given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        model.model_validate(given)


def test_a_pair_may_be_written_with_a_stroke() -> None:
    assert RateArguments(pair="EUR/USD").pair[-3:] == RateArguments(pair="EURUSD").pair[-3:] == "USD"
