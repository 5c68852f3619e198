"""The check that every message passes, in and out: the first wrong element is named with its line."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pyiso20022.pacs import pacs_008_001_08 as pacs

from bank_kit.messages.pacs008 import NAMESPACE, write_transfers
from bank_kit.messages.problems import MessageError
from bank_kit.messages.schema import check_tree
from bank_kit.messages.transfer import TransferMessage
from bank_kit.messages.xml import read_tree

_BODY = "Document/FIToFICstmrCdtTrf/CdtTrfTxInf"


@pytest.fixture(scope="session")
def message(transfers: TransferMessage) -> bytes:
    return write_transfers(transfers).replace(b"><", b">\n<")


@pytest.mark.parametrize(
    ("old", "new", "problem", "element"),
    [
        (b"XBNKNL2A", b"xbnknl2a", "shape", f"{_BODY}/ChrgsInf/Agt/FinInstnId/BICFI"),
        (b"<EndToEndId>E2E-1</EndToEndId>", b"", "missing", f"{_BODY}/PmtId"),
        (b"<ChrgBr>SHAR</ChrgBr>", b"<ChrgBr>FREE</ChrgBr>", "word of the list", f"{_BODY}/ChrgBr"),
        (b"<Cd>SALA</Cd>", b"<Cd>SALA</Cd><Prtry>x</Prtry>", "one of a choice", f"{_BODY}/Purp"),
        (b"<Cd>SALA</Cd>", b"", "one of a choice", f"{_BODY}/Purp"),
        (b"<Nm>Ann Example</Nm>", b"<Nm/>", "too short", f"{_BODY}/Dbtr/Nm"),
        (b"<Nm>Ann Example</Nm>", b"<Nm><b/></Nm>", "not elements", f"{_BODY}/Dbtr/Nm"),
        (b"<Nm>Ann Example</Nm>", b"<Nm x='1'>Ann</Nm>", "attribute is unknown", f"{_BODY}/Dbtr/Nm"),
        (b"<Nm>Ann Example</Nm>", b"<Odd>Ann</Odd>", "unknown", f"{_BODY}/Dbtr"),
        (b"<Nm>Ann Example</Nm>", b"stray<Nm>Ann</Nm>", "text stands", f"{_BODY}/Dbtr"),
        (b"2026-11-20</IntrBk", b"2026-02-30</IntrBk", "no such day", f"{_BODY}/IntrBkSttlmDt"),
        (b"2026-11-20</IntrBk", b"20.11.2026</IntrBk", "not a date", f"{_BODY}/IntrBkSttlmDt"),
        (b">1250.00<", b">1.25E3<", "not a decimal", f"{_BODY}/IntrBkSttlmAmt"),
        (b">1250.00<", b">NaN<", "not a decimal", f"{_BODY}/IntrBkSttlmAmt"),
        (b">1250.00<", b">-0.01<", "too small", f"{_BODY}/IntrBkSttlmAmt"),
        (b">1250.00<", b">99999999999999.12345<", "digits", f"{_BODY}/IntrBkSttlmAmt"),
        (b'Ccy="EUR">1250.00', b">1250.00", "attribute is missing", f"{_BODY}/IntrBkSttlmAmt"),
        (b"pacs.008.001.08", b"pacs.008.001.09", "root", "Document"),
    ],
)
def test_the_first_wrong_element_is_named(message: bytes, old: bytes, new: bytes, problem: str, element: str) -> None:
    assert old in message
    with pytest.raises(MessageError, match=problem) as refused:
        check_tree(read_tree(message.replace(old, new, 1)), pacs.Document, NAMESPACE)
    assert refused.value.element == element
    assert abs((refused.value.line or 0) - message[: message.index(old)].count(b"\n") - 1) <= 2


def test_the_value_is_never_repeated(message: bytes) -> None:
    with pytest.raises(MessageError) as refused:
        check_tree(read_tree(message.replace(b"1980-01-02", b"secret-birth")), pacs.Document, NAMESPACE)
    assert "secret" not in refused.value.failure.model_dump_json()


def test_supplementary_data_is_left_unread(message: bytes) -> None:
    extra = b'<SplmtryData><Envlp><own xmlns="urn:own"><a b="c"/></own></Envlp></SplmtryData></CdtTrfTxInf>'
    check_tree(read_tree(message.replace(b"</CdtTrfTxInf>", extra)), pacs.Document, NAMESPACE)


@given(some.data())
def test_a_message_with_bytes_changed_is_taken_or_refused_with_a_type(message: bytes, data: some.DataObject) -> None:
    place = data.draw(some.integers(0, len(message) - 1))
    length = data.draw(some.integers(0, 40))
    broken = message[:place] + data.draw(some.binary(max_size=10)) + message[place + length :]
    with suppress(MessageError):
        check_tree(read_tree(broken), pacs.Document, NAMESPACE)
