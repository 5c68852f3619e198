"""What the standardised approach must know of an exposure to choose its weight; no amounts."""

from dataclasses import dataclass
from enum import StrEnum


class SaClass(StrEnum):
    """Exposure classes of CRE20 that this package weighs."""

    SOVEREIGN = "SOVEREIGN"
    BANK = "BANK"
    CORPORATE = "CORPORATE"
    SME = "SME"
    RETAIL = "RETAIL"
    RESIDENTIAL = "RESIDENTIAL"
    COMMERCIAL = "COMMERCIAL"
    DEVELOPMENT = "DEVELOPMENT"
    EQUITY = "EQUITY"
    SUBORDINATED = "SUBORDINATED"
    OTHER = "OTHER"


class RetailKind(StrEnum):
    """Regulatory retail, those who always pay in full, and the rest (CRE20.66 to CRE20.68)."""

    REGULATORY = "REGULATORY"
    TRANSACTOR = "TRANSACTOR"
    OTHER = "OTHER"


class Repayment(StrEnum):
    """Whether a property loan is repaid from the borrower's own means or from what the property yields (CRE20.79)."""

    OWN_MEANS = "OWN_MEANS"
    PROPERTY_INCOME = "PROPERTY_INCOME"


class Standing(StrEnum):
    """Performing, or in default with few or enough specific provisions (CRE20.104)."""

    PERFORMING = "PERFORMING"
    LOW_PROVISION = "LOW_PROVISION"
    PROVISIONED = "PROVISIONED"


class Term(StrEnum):
    """Original maturity of a claim on a bank; short is at most three months (CRE20.19)."""

    LONG = "LONG"
    SHORT = "SHORT"


class IncomeCurrency(StrEnum):
    """Whether an individual earns in the currency of the loan, or is hedged for nine tenths of it (CRE20.93)."""

    MATCHED = "MATCHED"
    MISMATCHED = "MISMATCHED"


class Diligence(StrEnum):
    """What the bank's own analysis says of an external rating (CRE20.4): it can only raise the weight, by one grade."""

    CONFIRMS = "CONFIRMS"
    WORSE = "WORSE"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaTraits:
    """`rating` is AAA to CCC with or without sign, None when unrated; `grade` is the SCRA grade of an unrated bank.

    `loan_to_value` is a ratio; `kind` names retail kinds, equity kinds, development kinds and other assets in the words of the tables.
    """

    exposure_class: SaClass
    rating: str | None = None
    grade: str | None = None
    term: Term = Term.LONG
    diligence: Diligence = Diligence.CONFIRMS
    loan_to_value: float | None = None
    repayment: Repayment = Repayment.OWN_MEANS
    income_currency: IncomeCurrency = IncomeCurrency.MATCHED
    kind: str = ""
    standing: Standing = Standing.PERFORMING


GRADES = ("AAA", "AA", "A", "BBB", "BB", "B", "CCC")
UNRATED = "UNRATED"


def rating_grade(rating: str | None) -> str:
    """The grade of the tables without its sign; CC to D read as CCC; ValueError for what is no rating."""
    if rating is None:
        return UNRATED
    grade = rating.strip().upper().rstrip("+-")
    if grade in {"CC", "C", "D"}:
        return "CCC"
    if grade not in GRADES:
        raise ValueError(f"a rating is one of {', '.join(GRADES)} with or without a sign")
    return grade


def worse(grade: str) -> str:
    """One grade lower; the lowest stays, and so does unrated."""
    if grade == UNRATED:
        return grade
    return GRADES[min(GRADES.index(grade) + 1, len(GRADES) - 1)]
