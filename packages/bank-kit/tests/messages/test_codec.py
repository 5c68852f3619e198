"""Whole messages under fire: reading any bytes ends in our words or in one typed error."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from pyiso20022.pacs import pacs_008_001_08 as pacs

from bank_kit.messages.camt053 import read_statements, write_statements
from bank_kit.messages.codec import read_document, write_document
from bank_kit.messages.pacs002 import read_status, write_status
from bank_kit.messages.pacs008 import NAMESPACE, read_transfers, write_transfers
from bank_kit.messages.problems import MessageError
from bank_kit.messages.statement import StatementMessage
from bank_kit.messages.status import StatusReport
from bank_kit.messages.transfer import TransferMessage
from bank_kit.messages.xml import XmlBounds


@settings(max_examples=60)
@given(some.data())
def test_no_broken_message_ends_in_another_error(transfers: TransferMessage, report: StatusReport, statements: StatementMessage, data: some.DataObject) -> None:
    turn = data.draw(some.sampled_from(("pacs.008", "pacs.002", "camt.053")))
    message = {"pacs.008": write_transfers(transfers), "pacs.002": write_status(report), "camt.053": write_statements(statements)}[turn]
    read = {"pacs.008": read_transfers, "pacs.002": read_status, "camt.053": read_statements}[turn]
    start, end = sorted((data.draw(some.integers(0, len(message))), data.draw(some.integers(0, len(message)))))
    piece = data.draw(some.sampled_from((b"", b"<", b"9", message[start:end], b"</Nm>", b"&#x1F4A9;", b"0001-01-01", b'="')))
    with suppress(MessageError):
        assert read(message[:start] + piece + message[end:]) is not None


def test_one_message_is_not_taken_for_another(report: StatusReport) -> None:
    with pytest.raises(MessageError, match="root"):
        read_transfers(write_status(report))


def test_the_bounds_of_the_caller_hold(transfers: TransferMessage) -> None:
    with pytest.raises(MessageError, match="too large"):
        read_document(write_transfers(transfers), pacs.Document, namespace=NAMESPACE, bounds=XmlBounds(size=100))


def test_a_character_xml_cannot_hold_never_goes_out(transfers: TransferMessage) -> None:
    document = read_document(write_transfers(transfers), pacs.Document, namespace=NAMESPACE)
    document.fito_ficstmr_cdt_trf.grp_hdr.msg_id = "bell \x07"
    with pytest.raises(MessageError):
        write_document(document, namespace=NAMESPACE)
