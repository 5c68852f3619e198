"""From the words of screening into those of answers."""

from decimal import Decimal

from bank_compliance.desk.screening_arguments import PaymentFields
from bank_compliance.desk.screening_words import hit_record, transfer_of
from bank_compliance.lists.entry import EntryKind, ListEntry
from bank_compliance.screening.answer import Feature, Hit, Topic

PARTY = {"name": "Anna Feldt", "agent_bic": "XBNKDEQZ"}


def test_fields_become_a_transfer() -> None:
    told = {
        "amount": "10.00", "currency": "EUR", "remittance": ["x"],
        "debtor": PARTY | {"country": "DE", "born": "1984-05-17", "birth_city": "Bonn", "iban": "NL17 XBNK 0000 2000 01"},
        "creditor": PARTY | {"iban": "no iban at all"},
    }  # fmt: skip
    transfer = transfer_of(PaymentFields.model_validate(told))
    assert transfer.amount.amount == Decimal("10.00")
    assert transfer.debtor_account is not None and transfer.debtor_account.iban == "NL17XBNK0000200001"
    assert transfer.creditor_account is not None and transfer.creditor_account.other == "no iban at all"
    assert transfer.debtor.is_person


def test_a_hit_leaves_with_its_numbers_masked() -> None:
    entry = ListEntry(id="7", name="A 4111 1111 1111 1111", kind=EntryKind.ENTITY, remarks="DOB 05 Oct 1955")
    hit = Hit(entry=entry, asked_name="x", listed_name=entry.name, score=90.0, features=(Feature(Topic.NAME, 90.0, "NL17XBNK0000200001~x"),))
    told = hit_record(hit).model_dump_json()
    assert "4111 1111" not in told
    assert "NL17XBNK0000200001" not in told
    assert "1955" not in told
