"""No clear card number, IBAN, birth date or tax number reaches an uncleared caller: 10,000 generated profiles and as many free texts, every way out.

The generator is ours and seeded, so that a leak found once is found again. What it plants it also knows in every form in which it planted it.
"""

import json
import logging
import random
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from stdnum.de import idnr
from stdnum.nl import bsn

from bank_customer.filling.subject import Subject
from bank_customer.masking.fields import ProfileField
from bank_customer.offer import build_offer
from bank_customer.opening import House
from bank_customer.store.documents import KycDocument, RiskRatingDocument
from bank_kit.failures import ToolFailureError
from bank_kit.identifiers import iban, luhn_digit
from bank_kit.identity.caller import Caller
from bank_kit.offer import Offer

PROFILES = 10_000
FIRST = 200_000
BATCH = 1_000
FULL = tuple(field.value for field in ProfileField)
READING = ("get_kyc_status", "get_risk_rating_explanation", "get_consents", "get_transaction_summary", "get_relationships", "find_duplicates")
GIVEN = ("Ida", "Otto", "Mila", "Anne-Marie", "Øyvind")
FAMILY = ("Haskwick", "van der Glimolt", "O Farnstad", "Brelmark")
EVERY = 20
"""Every how manieth profile is taken through all tools; all are taken through the profile itself."""


@dataclass(frozen=True)
class Planted:
    """A customer and everything that must not get out, reduced to letters and digits; `dates` are looked for as they would be read."""

    subject: Subject
    numbers: tuple[str, ...]
    dates: tuple[str, ...]


def card(dice: random.Random) -> str:
    body = dice.choice(("411111", "424242", "555555", "378282", "601111")) + "".join(dice.choices("0123456789", k=dice.choice((8, 9, 9, 9, 12))))
    return body + luhn_digit(body)


def account(dice: random.Random) -> str:
    country, head, digits = dice.choice((("NL", "XBNK", 10), ("DE", "99900100", 10), ("AT", "99901", 11), ("GB", "XBNK999001", 8), ("CH", "99902", 12)))
    return iban(country, head + "".join(dice.choices("0123456789", k=digits)))


def tax_number(dice: random.Random) -> str:
    while True:
        body = "".join(dice.choices("123456789", k=8))
        if dice.random() < 0.5:
            number = next((body + digit for digit in "0123456789" if bsn.is_valid(body + digit)), "")
        else:
            repeated = body[:2] + "".join(dice.sample("0123456789", 10))[:8]
            number = next((repeated + digit for digit in "0123456789" if idnr.is_valid(repeated + digit)), "")
        if number:
            return number


def spread(dice: random.Random, text: str) -> str:
    size, gap = dice.choice((3, 4, 4, len(text))), dice.choice(("", " ", "-", ".", "/", "\u00a0", "\u200b", "  "))
    pieces = gap.join(text[start : start + size] for start in range(0, len(text), size))
    match dice.randrange(4):
        case 0:
            return pieces.lower()
        case 1:
            return "".join(chr(ord(letter) + 0xFEE0) if letter.isalnum() and letter.isascii() else letter for letter in pieces)
        case _:
            return pieces


def written(dice: random.Random, day: date) -> str:
    forms = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%y", "%d %B %Y", "%B %d, %Y", "%d. %b %Y", "%Y%m%d", "%d%m%Y", "%Y/%m/%d", "%d . %m . %Y")
    return day.strftime(dice.choice(forms))


def generated() -> Iterator[Planted]:
    dice = random.Random(20261120)
    words = ("paid by card", "moved money to", "was born on", "tax number is", "asked about", "see also", "told the branch:", "(", "ref", "—")
    for number in range(PROFILES):
        born = date(1935, 1, 1) + timedelta(days=dice.randrange(75 * 365))
        paid, moved, tax, other = card(dice), account(dice), tax_number(dice), tax_number(dice)
        told = [spread(dice, paid), spread(dice, moved), written(dice, born), spread(dice, tax), spread(dice, other)]
        dice.shuffle(told)
        note = " ".join(f"{dice.choice(words)} {piece}{dice.choice((' ', ', ', '. ', '; ', ') '))}" for piece in told)
        subject = Subject(
            id=f"C-{FIRST + number}",
            kind="PERSON",
            name=f"{dice.choice(GIVEN)} {dice.choice(FAMILY)}{number}x",
            birth_date=born,
            country="NL",
            nationality="NL",
            address=f"{dice.randrange(1, 99)} Mill Lane, 0{dice.randrange(100, 999)} QZ, Oudeloo",
            email=f"i{number}.{dice.randrange(10**6)}@mail.example",
            phone=f"+1-{dice.randrange(201, 989)}-555-01{number % 100:02d}",
            tax_id=tax,
            document_number=f"X{dice.randrange(10**8):08d}",
            occupation="teacher",
            segment="RETAIL",
            relationship_manager="rm-01",
            customer_since=date(2024, 1, 2),
            ended_on=None,
            politically_exposed="NONE",
            entity="EU",
            note=note,
        )
        yield Planted(subject=subject, numbers=(paid, moved[4:-4], tax, other, subject.document_number), dates=_forms(born))


def _forms(born: date) -> tuple[str, ...]:
    forms = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%y", "%d %B %Y", "%B %d, %Y", "%d. %b %Y", "%Y/%m/%d", "%d . %m . %Y")
    return tuple(born.strftime(form).lower() for form in forms)


def leaks(text: str, planted: Planted) -> list[str]:
    """What of the planted stands in `text`: numbers whatever stands between their characters, dates as written."""
    tight = re.sub(r"[^0-9A-Za-z]", "", text).upper()
    found = [number for number in planted.numbers if number in tight]
    return found + [form for form in planted.dates if re.search(rf"(?<!\d){re.escape(form)}(?!\d)", text.lower())]


def filled(house: House, everybody: list[Planted]) -> None:
    hasher = house.ring.hasher()
    for start in range(0, len(everybody), BATCH):
        subjects = [each.subject for each in everybody[start : start + BATCH]]
        made = [house.ring.new(subject.id) for subject in subjects]
        house.store.add([document for _, document in made])
        house.store.add([subject.document(key, hasher) for subject, (key, _) in zip(subjects, made, strict=True)])
        today = date(2026, 1, 1)
        house.store.add(
            [
                KycDocument(
                    id=each.id, level="CDD", rating="low", last_review=today, next_review=today, document_type="PASSPORT", document_expiry=None, gaps=()
                )
                for each in subjects
            ]
        )
        house.store.add([RiskRatingDocument(id=each.id, score=0, factors={}, model="M", model_version="1") for each in subjects])


def said(offer: Offer, caller: Caller, name: str, arguments: Mapping[str, object]) -> str:
    tool = next(each for each in offer.tools if each.name == name)
    return json.dumps(tool.call(arguments, caller).structured_content, ensure_ascii=False)


def read(offer: Offer, caller: Caller, name: str, names: Mapping[str, str]) -> str:
    try:
        return next(each for each in offer.resources if each.name == name).read(names, caller).model_dump_json()
    except ToolFailureError as refusal:
        return refusal.failure.model_dump_json()


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_nothing_clear_reaches_an_uncleared_caller(own_house: House, caller: Caller, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    everybody = list(generated())
    assert all(leaks(unicodedata.normalize("NFKC", each.subject.note), each) for each in everybody[:500])
    filled(own_house, everybody)
    offer, writer = build_offer(own_house), replace(caller, scopes=caller.scopes | {"customer.write"})
    found: list[tuple[str, str, list[str]]] = []
    for number, planted in enumerate(everybody):
        subject, about = planted.subject, {"customer_id": planted.subject.id}
        told = {"get_customer_profile": said(offer, caller, "get_customer_profile", about | {"fields": list(FULL)})}
        if number % EVERY == 0:
            told |= {name: said(offer, caller, name, about) for name in READING}
            told["search"] = said(offer, replace(caller, subject=str(number)), "search_customers", {"name": subject.name})
            told["resource"] = read(offer, caller, "masked-profile", {"id": subject.id})
            keyed = {"idempotency_key": f"leak-{number:06d}"}
            told["note"] = said(offer, writer, "update_kyc_note", about | keyed | {"note": subject.note})
            unmask: dict[str, object] = {"fields": ["tax_id"], "reason": subject.note[:1000], "ticket": "CASE-1"}
            told["unmask"] = said(offer, writer, "request_unmask", about | {"idempotency_key": f"seen-{number:06d}"} | unmask)
            told["refused"] = said(offer, caller, "get_customer_profile", about | {"fields": ["tax_id"], "unmask": ["tax_id"]})
            told["malformed"] = said(offer, caller, "get_kyc_status", {"customer_id": subject.note})
            told["unknown argument"] = said(offer, caller, "search_customers", {"name": "abc", "note": subject.note})
            told["prompt"] = _prompted(offer, caller, subject)
        found += [(subject.id, way, out) for way, text in told.items() if (out := leaks(text, planted))]
    assert not found, f"{len(found)} leaks, such as {found[:5]}"
    log = caplog.text
    assert not [planted.subject.id for planted in everybody[::EVERY] if leaks(log, planted)]


def _prompted(offer: Offer, caller: Caller, subject: Subject) -> str:
    told = ""
    for prompt in offer.prompts:
        for customer in (subject.id, subject.note):
            try:
                told += prompt.fill({name: customer if name == "customer_id" else f"D-{0:024x}" for name in prompt.arguments}, caller).model_dump_json()
            except ToolFailureError as refusal:
                told += refusal.failure.model_dump_json()
    return told
