"""The tools and resources of the market area."""

from dataclasses import replace

import pytest

from bank_finance.markets.desk import MarketDesk
from bank_finance.markets.offer import resources, tools
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller


def test_series_curves_and_rates_are_read(desk: MarketDesk) -> None:
    assert [each.name for each in tools(desk)] == ["get_market_data", "get_curve", "get_fx_rate"]
    assert [each.address for each in resources(desk)] == ["bank://instruments/{isin}", "bank://curves/{ccy}/{date}", "bank://calendars/{mic}"]


def test_addresses_answer_as_tools_do(desk: MarketDesk, caller: Caller) -> None:
    instrument, curves, calendar = resources(desk)
    assert instrument.read({"isin": "QZ0000000017"}, caller).model_dump()["value"]["figi"] == "QZG000100007"
    assert len(curves.read({"ccy": "EUR", "date": "2026-11-20"}, caller).model_dump()["value"]["curves"]) == 5
    assert calendar.read({"mic": "XETR"}, caller).model_dump()["value"]["calendar"] == "GERMANY_XETRA"


@pytest.mark.parametrize(
    ("address", "names", "code"),
    [
        (0, {"isin": "QZ0000000018"}, FailureCode.UNKNOWN_ID),
        (0, {"isin": "..-..-etc"}, FailureCode.INVALID_ARGUMENT),
        (1, {"ccy": "EUR", "date": "2026-13-45"}, FailureCode.INVALID_ARGUMENT),
        (1, {"ccy": "eur", "date": "2026-11-20"}, FailureCode.INVALID_ARGUMENT),
        (1, {"ccy": "EUR", "date": "2030-01-01"}, FailureCode.STALE_DATA),
        (2, {"mic": "xetra"}, FailureCode.INVALID_ARGUMENT),
    ],
)
def test_addresses_of_nothing_are_refused_with_a_code(desk: MarketDesk, caller: Caller, address: int, names: dict[str, str], code: FailureCode) -> None:
    with pytest.raises(ToolFailureError) as refused:
        resources(desk)[address].read(names, caller)
    assert refused.value.failure.code is code


def test_a_purpose_the_token_does_not_allow_is_refused(desk: MarketDesk, caller: Caller) -> None:
    auditor = replace(caller, purposes=frozenset({"audit"}))
    for tool, given in zip(tools(desk), ({"instrument": "EURUSD"}, {"currency": "EUR"}, {"pair": "EURUSD"}), strict=True):
        answer = tool.call({**given, "purpose": "trading"}, auditor)
        assert answer.structured_content is not None and answer.structured_content["error"]["code"] == "PURPOSE_REFUSED"
