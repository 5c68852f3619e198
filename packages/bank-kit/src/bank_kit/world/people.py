"""Customers and their know-your-customer files."""

from datetime import date, timedelta
from random import Random

from bank_kit.world import names
from bank_kit.world.dice import dice as seeded
from bank_kit.world.model import AS_OF, Customer, KycFile

CUSTOMERS = 200
COMPANY_EVERY = 3
"""Every third customer is a company."""
COUNTRIES = ("DE", "DE", "DE", "AT", "CH", "NL")
MANAGERS = ("rm-01", "rm-02", "rm-03", "rm-04", "rm-05")
OCCUPATIONS = ("teacher", "nurse", "engineer", "electrician", "accountant", "student", "retired", "civil servant", "shop owner", "architect")
REVIEW_YEARS = {"SDD": 5, "CDD": 3, "EDD": 1}
ENHANCED_FROM, SIMPLIFIED_BELOW = 40, 10
"""Scores that decide the due diligence level; standard in between."""
HIGH_FROM, MEDIUM_FROM = 40, 20
"""Scores that decide the risk rating; low below."""
_NOTES = (
    "Prefers to be called in the afternoon.",
    "Asked about mortgage terms in October.",
    "Moved house this year, address confirmed by letter.",
    "Wants statements on paper.",
    "Interested in a savings plan for two children.",
)


def customers(seed: int) -> tuple[Customer, ...]:
    """200 customers, C-100001 first."""
    dice = seeded(seed, "customers")
    return tuple(_customer(dice, number) for number in range(1, CUSTOMERS + 1))


def _customer(dice: Random, number: int) -> Customer:
    country = dice.choice(COUNTRIES)
    is_company = number % COMPANY_EVERY == 0
    if is_company:
        name, occupation = names.company(dice, country)
        local, segment, birth = "office", dice.choice(("SME", "SME", "CORPORATE")), None
    else:
        given, family = names.person(dice)
        name, local, occupation = f"{given} {family}", f"{given}.{family}".lower(), dice.choice(OCCUPATIONS)
        segment, birth = dice.choice(("RETAIL", "RETAIL", "RETAIL", "PRIVATE")), date(dice.randint(1945, 2005), dice.randint(1, 12), dice.randint(1, 28))
    domain = f"{name.split()[0].lower()}.example" if is_company else dice.choice(("mail.example", "post.example", "inbox.example"))
    return Customer(
        id=f"C-{100000 + number}",
        kind="COMPANY" if is_company else "PERSON",
        name=name,
        segment=segment,
        country=country,
        birth_date=birth,
        email=f"{local}@{domain}",
        phone=f"+1-202-555-01{number % 100:02d}",
        tax_id=f"{country}-TAX-{dice.randint(10**8, 10**9 - 1)}",
        address=f"{dice.randint(1, 99)} {dice.choice(names.STREETS)}, {dice.choice(names.TOWNS[country])}",
        occupation=occupation,
        relationship_manager=MANAGERS[number % len(MANAGERS)],
        customer_since=date(dice.randint(max(2005, birth.year + 19) if birth else 2005, 2025), dice.randint(1, 12), dice.randint(1, 28)),
        note=_note(dice, local, domain),
    )


def _note(dice: Random, local: str, domain: str) -> str:
    note = dice.choice(_NOTES)
    return f"{note} Reach at {local}@{domain}." if dice.random() < 0.2 else note


def kyc_files(seed: int, people: tuple[Customer, ...]) -> tuple[KycFile, ...]:
    """One file for each customer."""
    dice = seeded(seed, "kyc")
    return tuple(_kyc_file(dice, customer) for customer in people)


def _kyc_file(dice: Random, customer: Customer) -> KycFile:
    exposed = customer.kind == "PERSON" and dice.random() < 0.03
    factors = (
        ("geography", dice.choice((0, 5, 10))),
        ("product", dice.choice((0, 5, 10, 15))),
        ("channel", dice.choice((0, 5, 10))),
        ("occupation", 15 if customer.segment == "CORPORATE" else dice.choice((0, 5, 10))),
        ("political_exposure", 40 if exposed else 0),
    )
    score = sum(points for _, points in factors)
    level = "EDD" if score >= ENHANCED_FROM else "SDD" if score < SIMPLIFIED_BELOW else "CDD"
    last_review = AS_OF - timedelta(days=dice.randint(20, REVIEW_YEARS[level] * 365 + 30))
    expiry = AS_OF + timedelta(days=dice.randint(-60, 3000))
    next_review = last_review + timedelta(days=REVIEW_YEARS[level] * 365)
    gaps = ("DOCUMENT_EXPIRED",) * (expiry < AS_OF) + ("REVIEW_OVERDUE",) * (next_review < AS_OF) + ("SOURCE_OF_WEALTH_MISSING",) * (dice.random() < 0.05)
    return KycFile(
        customer_id=customer.id,
        level=level,
        rating="high" if score >= HIGH_FROM else "medium" if score >= MEDIUM_FROM else "low",
        score=score,
        factors=factors,
        last_review=last_review,
        next_review=next_review,
        document_type="REGISTER_EXTRACT" if customer.kind == "COMPANY" else dice.choice(("PASSPORT", "ID_CARD")),
        document_number=f"X{dice.randint(10**7, 10**8 - 1)}",
        document_expiry=expiry,
        gaps=gaps,
        politically_exposed="Y" if exposed else "N",
    )
