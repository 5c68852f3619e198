"""pacs.002 comes back as it went."""

from dataclasses import replace

import pytest

from bank_kit.messages.pacs002 import read_status, write_status
from bank_kit.messages.problems import MessageError
from bank_kit.messages.status import PaymentStatus, StatusReport


def test_a_report_with_every_word_comes_back_as_it_went(report: StatusReport) -> None:
    assert read_status(write_status(report)) == report


def test_a_status_of_five_letters_never_goes_out(report: StatusReport) -> None:
    with pytest.raises(MessageError, match="too long") as refused:
        write_status(replace(report, payments=(PaymentStatus(status="WRONG"),)))
    assert refused.value.element == "Document/FIToFIPmtStsRpt/TxInfAndSts/TxSts"


def test_a_payment_without_status_is_refused(report: StatusReport) -> None:
    with pytest.raises(MessageError, match="no status"):
        read_status(write_status(report).replace(b"<TxSts>ACSC</TxSts>", b""))


def test_a_report_on_two_messages_is_refused(report: StatusReport) -> None:
    message = write_status(report)
    group = message[message.index(b"<OrgnlGrpInfAndSts>") : message.index(b"<TxInfAndSts>")]
    with pytest.raises(MessageError, match="another number"):
        read_status(message.replace(group, group * 2))
