"""Credit risk-weighted assets under the standardised approach: one weight for each line, and why (CRE20).

Ratings are those of the exposure or its issuer, after CRE21. Where the jurisdiction splits property loans (CRE20.83, CRR Art. 125 and 126), the part
within the limit takes the secured weight and the rest that of the borrower.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bank_kit.parameters import Rulebook
from bank_risk.capital.sa_traits import Diligence, IncomeCurrency, Repayment, RetailKind, SaClass, SaTraits, Standing, Term, rating_grade, worse

Floats = NDArray[np.float64]
FRAMEWORK = "CRE20"


@dataclass(frozen=True, slots=True)
class SaWeight:
    """A ratio, and the words and paragraph that explain it."""

    weight: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaResult:
    """Row by row: `weights` are ratios, `rwa` money, `why` words."""

    weights: Floats
    rwa: Floats
    why: tuple[str, ...]


def calculate(traits: Sequence[SaTraits], exposure: Floats, book: Rulebook) -> SaResult:
    """Weights and RWA of a portfolio; equal traits are weighed once. `exposure` is money after conversion, provisions and collateral, not negative."""
    if len(traits) != len(exposure):
        raise ValueError("traits and exposure must be of one length")
    if not np.isfinite(exposure).all() or (exposure < 0).any():
        raise ValueError("exposure must be finite and not negative")
    known = {line: weigh(line, book) for line in set(traits)}
    found = [known[line] for line in traits]
    weights = np.array([line.weight for line in found], dtype=np.float64)
    return SaResult(weights=weights, rwa=weights * exposure, why=tuple(line.why for line in found))


def standing(*, defaulted: bool, exposure: float, specific_provision: float, book: Rulebook) -> Standing:
    """Which weight a defaulted exposure takes: provisions of 20 % of what is owed make it lower (CRE20.104). Money."""
    if not defaulted:
        return Standing.PERFORMING
    enough = specific_provision >= book.number(FRAMEWORK, "defaulted_provision") * exposure
    return Standing.PROVISIONED if enough else Standing.LOW_PROVISION


def weigh(line: SaTraits, book: Rulebook) -> SaWeight:
    """The weight of one exposure; ValueError when a trait that its class needs is missing."""
    if line.standing is not Standing.PERFORMING:
        return _defaulted(line, book)
    plain = _CLASSES[line.exposure_class](line, book)
    exposed = line.income_currency is IncomeCurrency.MISMATCHED and line.exposure_class in {SaClass.RETAIL, SaClass.RESIDENTIAL}
    return _mismatched(plain, book) if exposed else plain


def _mismatched(plain: SaWeight, book: Rulebook) -> SaWeight:
    """Half as much again, up to 150 %."""
    multiplier = book.row(FRAMEWORK, "currency_mismatch_multiplier")
    cap = book.number(FRAMEWORK, "currency_mismatch_cap")
    weight = min(plain.weight * float(multiplier.value), cap)
    return SaWeight(weight, f"{plain.why}; income in another currency: {weight:.1%} ({multiplier.paragraph})")


def _defaulted(line: SaTraits, book: Rulebook) -> SaWeight:
    home = line.exposure_class is SaClass.RESIDENTIAL and line.repayment is Repayment.OWN_MEANS
    return _listed("defaulted", "RESIDENTIAL" if home else line.standing.value, book)


def _sovereign(line: SaTraits, book: Rulebook) -> SaWeight:
    return _listed("sovereign", _grade(line), book)


def _bank(line: SaTraits, book: Rulebook) -> SaWeight:
    suffix = "_short_term" if line.term is Term.SHORT else ""
    if line.rating is not None:
        return _listed(f"bank_rated{suffix}", _grade(line), book)
    return _listed(f"bank_graded{suffix}", line.grade or "C", book)


def _corporate(line: SaTraits, book: Rulebook) -> SaWeight:
    return _listed("corporate", _grade(line), book)


def _small_firm(line: SaTraits, book: Rulebook) -> SaWeight:
    return _corporate(line, book) if line.rating is not None else _listed("corporate_sme", "", book)


def _retail(line: SaTraits, book: Rulebook) -> SaWeight:
    return _listed("retail", line.kind or RetailKind.OTHER.value, book)


def _residential(line: SaTraits, book: Rulebook) -> SaWeight:
    if line.repayment is Repayment.PROPERTY_INCOME:
        return _banded("residential_income", line, book)
    if book.number(FRAMEWORK, "property_split"):
        return _split("residential", line, book, rest=_listed("retail", line.kind or RetailKind.REGULATORY.value, book))
    return _banded("residential", line, book)


def _commercial(line: SaTraits, book: Rulebook) -> SaWeight:
    if line.repayment is Repayment.PROPERTY_INCOME:
        return _banded("commercial_income", line, book)
    borrower = _corporate(line, book)
    if book.number(FRAMEWORK, "property_split"):
        return _split("commercial", line, book, rest=borrower)
    within = _ratio(line) <= book.number(FRAMEWORK, "commercial_limit")
    secured = _listed("commercial_secured", "", book)
    return secured if within and secured.weight < borrower.weight else borrower


def _split(property_kind: str, line: SaTraits, book: Rulebook, *, rest: SaWeight) -> SaWeight:
    """The part up to the limit of the property's value, then the borrower's own weight."""
    ratio = _ratio(line)
    secured = book.number(FRAMEWORK, f"{property_kind}_secured")
    limit = book.row(FRAMEWORK, f"{property_kind}_limit")
    share = min(1.0, float(limit.value) / ratio) if ratio > 0 else 1.0
    weight = min(secured, rest.weight) * share + rest.weight * (1.0 - share)
    why = f"{property_kind} loan split at {float(limit.value):.0%} of value: {share:.1%} at {secured:.0%}, the rest at {rest.weight:.0%} ({limit.paragraph})"
    return SaWeight(weight, why)


def _banded(name: str, line: SaTraits, book: Rulebook) -> SaWeight:
    """By loan to value; an end belongs to its band."""
    ratio = _ratio(line)
    ends = sorted(key for key in book.keyed(FRAMEWORK, name) if key != "ABOVE")
    key = next((end for end in ends if ratio <= float(end)), "ABOVE")
    return _listed(name, key, book)


def _kinded(name: str) -> Callable[[SaTraits, Rulebook], SaWeight]:
    def found(line: SaTraits, book: Rulebook) -> SaWeight:
        return _listed(name, line.kind, book)

    return found


def _subordinated(_line: SaTraits, book: Rulebook) -> SaWeight:
    return _listed("subordinated", "", book)


def _listed(name: str, key: str, book: Rulebook) -> SaWeight:
    row = book.row(FRAMEWORK, name, key)
    words = f"{name.replace('_', ' ')} {key}".strip()
    return SaWeight(float(row.value), f"{words}: {float(row.value):.1%} ({row.paragraph})")


def _grade(line: SaTraits) -> str:
    grade = rating_grade(line.rating)
    return worse(grade) if line.diligence is Diligence.WORSE else grade


def _ratio(line: SaTraits) -> float:
    if line.loan_to_value is None or not 0 <= line.loan_to_value < float("inf"):
        raise ValueError("a property loan needs its loan to value, not negative")
    return line.loan_to_value


_CLASSES: Mapping[SaClass, Callable[[SaTraits, Rulebook], SaWeight]] = {
    SaClass.SOVEREIGN: _sovereign,
    SaClass.BANK: _bank,
    SaClass.CORPORATE: _corporate,
    SaClass.SME: _small_firm,
    SaClass.RETAIL: _retail,
    SaClass.RESIDENTIAL: _residential,
    SaClass.COMMERCIAL: _commercial,
    SaClass.DEVELOPMENT: _kinded("development"),
    SaClass.EQUITY: _kinded("equity"),
    SaClass.SUBORDINATED: _subordinated,
    SaClass.OTHER: _kinded("other_asset"),
}
