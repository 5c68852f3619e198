"""pacs.008 comes back as it went, and nothing invalid goes out or comes in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bank_kit.messages.pacs008 import read_transfers, write_transfers
from bank_kit.messages.parties import AccountNumber, Address, Agent, Birth, Party
from bank_kit.messages.problems import MessageError
from bank_kit.messages.transfer import ChargeBearer, CreditTransfer, SettlementMethod, TransferMessage
from bank_kit.money import Money

_text = some.text(some.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\ufffe\uffff"), min_size=1, max_size=35)
_maybe = some.none() | _text
_country = some.sampled_from(["NL", "DE", "US"])
_money = some.builds(Money, amount=some.decimals(0, 10**12, places=5, allow_nan=False, allow_infinity=False), currency=some.sampled_from(["EUR", "USD", "JPY"]))
_address = some.builds(Address, street=_maybe, town=_maybe, country=some.none() | _country, lines=some.lists(_text, max_size=7).map(tuple))
_person = some.builds(Party, name=_maybe, address=some.none() | _address, birth=some.builds(Birth, on=some.dates(), city=_text, country=_country))
_firm = some.builds(Party, name=_maybe, address=some.none() | _address, organisation_id=_text)
_agent = some.builds(Agent, bic=some.just("XBNKNL2A"), name=_maybe)
_transfers = some.builds(
    CreditTransfer,
    end_to_end_id=_text,
    amount=_money,
    charge_bearer=some.sampled_from(ChargeBearer),
    debtor=_person | _firm,
    debtor_agent=_agent,
    creditor=_person | _firm,
    creditor_agent=_agent,
    debtor_account=some.none() | some.builds(AccountNumber, other=_text.map(lambda text: text[:34])),
    settlement_date=some.none() | some.dates(min_value=date(1900, 1, 1)),
    intermediaries=some.lists(_agent, max_size=3).map(tuple),
    remittance=some.lists(_text, max_size=3).map(tuple),
    creditor_reference=_maybe,
)
_messages = some.builds(
    TransferMessage,
    message_id=_text,
    created_at=some.datetimes(timezones=some.just(UTC), min_value=datetime.fromisoformat("1900-01-01")),
    settlement_method=some.sampled_from(SettlementMethod),
    transfers=some.lists(_transfers, min_size=1, max_size=3).map(tuple),
)


def test_a_message_with_every_word_comes_back_as_it_went(transfers: TransferMessage) -> None:
    assert read_transfers(write_transfers(transfers)) == transfers


@settings(max_examples=40)
@given(_messages)
def test_any_message_that_fits_comes_back_as_it_went(message: TransferMessage) -> None:
    assert read_transfers(write_transfers(message)) == message


def test_amounts_are_written_without_exponent(transfers: TransferMessage) -> None:
    assert b'<IntrBkSttlmAmt Ccy="EUR">1250.00</IntrBkSttlmAmt>' in write_transfers(transfers)


_CHANGES: list[tuple[Callable[[CreditTransfer], CreditTransfer], str]] = [
    (lambda transfer: replace(transfer, end_to_end_id="x" * 36), "EndToEndId"),
    (lambda transfer: replace(transfer, uetr="not-one"), "UETR"),
    (lambda transfer: replace(transfer, debtor_agent=Agent(bic="short")), "BICFI"),
    (lambda transfer: replace(transfer, debtor=Party(address=Address(country="Netherlands"))), "Ctry"),
    (lambda transfer: replace(transfer, debtor=Party(national_id="1", lei="5299000J2N45DDNE4Y28")), "Id"),
    (lambda transfer: replace(transfer, creditor_account=AccountNumber()), "Id"),
    (lambda transfer: replace(transfer, creditor_account=AccountNumber(iban="NL17XBNK0000200001", other="2")), "Id"),
    (lambda transfer: replace(transfer, amount=Money(amount=Decimal(-1), currency="EUR")), "IntrBkSttlmAmt"),
    (lambda transfer: replace(transfer, amount=Money(amount=Decimal("0.000001"), currency="EUR")), "IntrBkSttlmAmt"),
    (lambda transfer: replace(transfer, intermediaries=(Agent(), Agent(), Agent(), Agent())), "IntrmyAgt3"),
]


@pytest.mark.parametrize(("change", "element"), _CHANGES, ids=range(len(_CHANGES)))
def test_words_that_do_not_fit_never_go_out(
    transfers: TransferMessage, transfer: CreditTransfer, change: Callable[[CreditTransfer], CreditTransfer], element: str
) -> None:
    with pytest.raises(MessageError) as refused:
        write_transfers(replace(transfers, transfers=(change(transfer),)))
    assert (refused.value.element or "").rsplit("/", maxsplit=1)[-1] == element


def test_a_header_that_counts_wrongly_is_refused(transfers: TransferMessage) -> None:
    with pytest.raises(MessageError, match="counts"):
        read_transfers(write_transfers(transfers).replace(b"<NbOfTxs>1<", b"<NbOfTxs>2<"))


def test_no_transaction_at_all_is_refused(transfers: TransferMessage) -> None:
    with pytest.raises(MessageError, match="missing"):
        write_transfers(replace(transfers, transfers=()))
