"""Payments screened whole."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import bank_compliance
from bank_compliance.screening.payments import Decision, PartKind, PaymentScreening, Thresholds, thresholds_of, travel_rule_of
from bank_compliance.screening.question import ScreeningMode
from bank_compliance.screening.screener import Screener
from bank_kit.messages.parties import AccountNumber, Address, Agent, Birth, Party
from bank_kit.messages.transfer import ChargeBearer, CreditTransfer, Purpose
from bank_kit.messages.travel_rule import Edition, Wanted
from bank_kit.money import Money
from bank_kit.parameters import ParameterTables

RULES = ParameterTables.read(Path(bank_compliance.__file__).parent / "parameters").rulebook("BCBS", date(2026, 11, 20))
AMOUNT = Decimal(5_000)
CLEAN = CreditTransfer(
    end_to_end_id="E2E-1",
    amount=Money(amount=AMOUNT, currency="EUR"),
    charge_bearer=ChargeBearer.SHARED,
    debtor=Party(name="Simon Pellhovel", address=Address(town="Oudeloo", country="NL"), birth=Birth(on=date(2000, 9, 22), city="Oudeloo", country="NL")),
    debtor_agent=Agent(bic="XBNKNLQZ"),
    debtor_account=AccountNumber(iban="NL17XBNK0000200001"),
    creditor=Party(name="Lotte Corvaker", address=Address(town="Falkenrode", country="DE")),
    creditor_agent=Agent(bic="QZBKDEQZ", name="Invented Bank"),
    creditor_account=AccountNumber(other="1"),
    remittance=("Ref 607570",),
)


@pytest.fixture
def screening(screener: Screener) -> PaymentScreening:
    return PaymentScreening(
        screener=screener,
        mode=ScreeningMode.EVIDENCE,
        thresholds=thresholds_of(RULES, ScreeningMode.EVIDENCE),
        rule=travel_rule_of(RULES, Edition.JUNE_2025),
    )


def test_a_clean_payment_passes_and_says_what_was_screened(screening: PaymentScreening) -> None:
    answer = screening.screen(CLEAN, amount=AMOUNT)
    assert (answer.decision, answer.hits) == (Decision.RELEASE, 0)
    assert [(part.place, part.kind) for part in answer.parts] == [
        ("debtor", PartKind.PARTY), ("creditor", PartKind.PARTY), ("debtor_agent", PartKind.AGENT), ("creditor_agent", PartKind.AGENT),
        ("remittance", PartKind.TEXT),
    ]  # fmt: skip
    assert answer.completeness.is_complete
    assert (answer.method, answer.list_version.name) == ("evidence/1", "SMALL")


@pytest.mark.parametrize(
    ("place", "transfer"),
    [
        ("creditor", replace(CLEAN, creditor=Party(name="Wasimir Orbelewin"))),
        ("ultimate_creditor", replace(CLEAN, ultimate_creditor=Party(name="Northern Amber Shipping", organisation_id="1"))),
        ("ultimate_debtor", replace(CLEAN, ultimate_debtor=Party(national_id="QZ-123456"))),
        ("creditor_agent", replace(CLEAN, creditor_agent=Agent(bic="QZBKVEQZXXX"))),
        ("intermediaries.1", replace(CLEAN, intermediaries=(Agent(bic="QZBKDEQZ"), Agent(bic="QZBKVEQZ")))),
        ("remittance", replace(CLEAN, remittance=("gift for", "Abu Tarkhaz"))),
        ("creditor.address", replace(CLEAN, creditor=Party(name="Lotte Corvaker", address=Address(lines=("c/o Abu Tarkhaz", "Falkenrode"))))),
        ("purpose", replace(CLEAN, purpose=Purpose(proprietary="charter of Khorsea"))),
    ],
)
def test_a_listed_name_or_number_anywhere_holds_the_payment(screening: PaymentScreening, place: str, transfer: CreditTransfer) -> None:
    answer = screening.screen(transfer, amount=AMOUNT)
    assert answer.decision is Decision.HOLD
    assert [part.place for part in answer.parts if part.hits] == [place]


def test_what_cannot_be_screened_holds_the_payment_and_is_named(screening: PaymentScreening) -> None:
    answer = screening.screen(replace(CLEAN, creditor=Party(name="...")), amount=AMOUNT)
    assert answer.decision is Decision.HOLD
    assert [part.place for part in answer.parts if part.problem] == ["creditor"]
    long = screening.screen(replace(CLEAN, remittance=("a b c d e " * 100,) * 10), amount=AMOUNT)
    assert [part.place for part in long.parts if part.problem] == ["remittance"]


def test_missing_information_is_told_and_holds_nothing(screening: PaymentScreening) -> None:
    answer = screening.screen(replace(CLEAN, debtor=Party(name="Simon Pellhovel"), creditor=Party()), amount=AMOUNT)
    assert answer.decision is Decision.RELEASE
    assert answer.completeness.missing == (
        Wanted.BENEFICIARY_NAME, Wanted.ORIGINATOR_ADDRESS, Wanted.ORIGINATOR_BIRTH_OR_ORGANISATION, Wanted.BENEFICIARY_PLACE,
    )  # fmt: skip
    assert "creditor" not in {part.place for part in answer.parts}


def test_a_birth_in_the_message_speaks_against_a_namesake(screening: PaymentScreening) -> None:
    namesake = Party(name="Vasimir Orbelevin", birth=Birth(on=date(1999, 1, 1), city="Oudeloo", country="NL"))
    answer = screening.screen(replace(CLEAN, debtor=namesake), amount=AMOUNT)
    assert answer.decision is Decision.RELEASE
    told = {part.place: part.namesakes for part in answer.parts if part.namesakes}
    assert list(told) == ["debtor"], "who is let pass by their own word is told"
    alone = screening.screen(replace(CLEAN, debtor=Party(name="Vasimir Orbelevin")), amount=AMOUNT)
    assert [[hit.entry.id for hit in part.hits] for part in alone.parts if part.hits] == [list(told["debtor"])]


def test_thresholds_and_rules_come_from_the_published_table() -> None:
    assert thresholds_of(RULES, ScreeningMode.OFAC) == Thresholds(85, 85)
    rule = travel_rule_of(RULES, Edition.FEBRUARY_2012)
    assert (rule.threshold, rule.currency) == (Decimal(1000), "EUR")
    assert rule.doubt
