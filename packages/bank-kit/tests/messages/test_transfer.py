"""Our codes are those of the message type."""

from pyiso20022.pacs import pacs_008_001_08 as pacs

from bank_kit.messages.transfer import ChargeBearer, SettlementMethod


def test_charge_bearers_are_those_of_the_schema() -> None:
    assert {code.value for code in ChargeBearer} == {code.value for code in pacs.ChargeBearerType1Code}


def test_settlement_methods_are_those_of_the_schema() -> None:
    assert {code.value for code in SettlementMethod} == {code.value for code in pacs.SettlementMethod1Code}
