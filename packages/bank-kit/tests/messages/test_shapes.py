"""The library's classes tell order, number, choice, text and attributes."""

from decimal import Decimal

from pyiso20022.pacs import pacs_008_001_08 as pacs

from bank_kit.messages.shapes import UNBOUNDED, shape_of


def test_elements_stand_in_the_order_of_the_schema() -> None:
    assert [slot.name for slot in shape_of(pacs.GroupHeader93).elements[:4]] == ["MsgId", "CreDtTm", "BtchBookg", "NbOfTxs"]


def test_how_often_an_element_comes() -> None:
    slots = {slot.name: (slot.least, slot.most) for slot in shape_of(pacs.CreditTransferTransaction39).elements}
    assert slots["Dbtr"] == (1, 1)
    assert slots["UltmtDbtr"] == (0, 1)
    assert slots["ChrgsInf"] == (0, UNBOUNDED)
    assert shape_of(pacs.FitoFicustomerCreditTransferV08).elements[1].least == 1
    assert {slot.name: slot.most for slot in shape_of(pacs.PostalAddress24).elements}["AdrLine"] == 7


def test_an_amount_is_text_with_an_attribute() -> None:
    shape = shape_of(pacs.ActiveCurrencyAndAmount)
    assert shape.text is not None
    assert shape.text.kind is Decimal
    assert [slot.name for slot in shape.attributes] == ["Ccy"]
    assert not shape.elements


def test_choices_and_wildcards_are_known() -> None:
    assert shape_of(pacs.Party38Choice).is_choice
    assert not shape_of(pacs.PartyIdentification135).is_choice
    assert shape_of(pacs.SupplementaryDataEnvelope1).is_open
