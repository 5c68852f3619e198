"""Who may be the same customer twice: candidates that share a detail, compared in full, told as likeness."""

from decimal import Decimal

from bank_customer.arguments import OneCustomer
from bank_customer.desk.files import Files, OpenCustomer
from bank_customer.desk.origins import TODAY, Origins
from bank_customer.desk.rows import row_scope
from bank_customer.duplicates import LEAST_SCORE, Feature, Likeness, likeness
from bank_customer.keys.ring import SubjectErasedError
from bank_customer.masking.classes import RULES, FieldClass
from bank_customer.masking.fields import ProfileField
from bank_customer.results import Candidate, Candidates, ComparedDetail
from bank_customer.store.documents import CustomerDocument
from bank_kit.arguments import require_purpose
from bank_kit.envelope import Envelope, Reading
from bank_kit.identity.caller import Caller

COMPARED = 200
"""Candidates that are compared in full."""
TOLD = 10
_SAME, _CLOSE = 0.99, 0.6


class Doubles:
    """find_duplicates."""

    def __init__(self, files: Files, origins: Origins) -> None:
        self._files = files
        self._origins = origins

    def find_duplicates(self, arguments: OneCustomer, caller: Caller) -> Envelope[Candidates]:
        """The likeliest, most alike first; only among the caller's rows."""
        require_purpose(caller, arguments.purpose)
        customer = self._files.open(arguments.customer_id, caller)
        mine, scope = customer.personal(), row_scope(caller)
        sharing = self._files.store.among(CustomerDocument, "blocks", customer.document.blocks, COMPARED + 1)
        others = [each for each in sharing if each.id != customer.document.id and each.erased_at is None and scope.holds(each)]
        compared = [(likeness(mine, theirs), other, theirs) for other in others[:COMPARED] if (theirs := self._details(other))]
        alike = sorted((each for each in compared if each[0].score >= LEAST_SCORE), key=lambda each: (-each[0].score, each[1].id))
        shown = tuple(_candidate(found, other, theirs) for found, other, theirs in alike[:TOLD])
        warnings = (f"NOT_WHOLE: more than {COMPARED} customers share a detail; only the first were compared",) if len(sharing) > COMPARED else ()
        reading = Reading(unit="rows", as_of=TODAY, warnings=warnings, masked=bool(shown))
        return self._origins.of("duplicates").envelope(Candidates(customer_id=arguments.customer_id, candidates=shown), arguments, reading)

    def _details(self, other: CustomerDocument) -> dict[str, str]:
        try:
            return OpenCustomer(other, self._files.ring.open(other.id)).personal()
        except SubjectErasedError:
            return {}


def _candidate(found: Likeness, other: CustomerDocument, theirs: dict[str, str]) -> Candidate:
    return Candidate(
        customer_id=other.id,
        masked_name=RULES[FieldClass.NAME].apply(theirs.get(ProfileField.NAME, "")),
        score=found.score,
        details=tuple(ComparedDetail(field=each.field, likeness=Decimal(str(each.likeness)), weight=each.weight) for each in found.features),
        because=_because(found.features),
    )


def _because(features: tuple[Feature, ...]) -> str:
    same = [feature.field.value for feature in features if feature.likeness >= _SAME]
    close = [feature.field.value for feature in features if _CLOSE <= feature.likeness < _SAME]
    other = [feature.field.value for feature in features if feature.likeness < _CLOSE]
    parts = [f"{word}: {', '.join(fields)}" for word, fields in (("same", same), ("close", close), ("different", other)) if fields]
    return "; ".join(parts)
