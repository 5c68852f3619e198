"""What this server says about itself: every field and its treatment, and the record of processing activities (GDPR Article 30)."""

from collections.abc import Iterable, Mapping

from bank_customer.desk.origins import TODAY, Origins
from bank_customer.masking.classes import RULES
from bank_customer.masking.clearance import ALLOWED
from bank_customer.masking.fields import CLASSES, SEALED, ProfileField
from bank_customer.results import DataDictionary, DictionaryField, ProcessingActivity, ProcessingRecord
from bank_customer.rulebooks import rulebook
from bank_customer.store.documents import COLLECTIONS
from bank_customer.subject_requests.retention import FRAMEWORK
from bank_kit.arguments import NoArguments
from bank_kit.envelope import Envelope, Reading
from bank_kit.parameters import Parameter

CONTROLLER = "Kestrelmoor Bank SE"
SECURITY = (
    "AES-256-GCM for each field with a key for each data subject",
    "masks at the source",
    "scopes, purposes and four eyes",
    "sealed audit at the gateway",
)
_LAW, _CONTRACT = "Article 6(1)(c), legal obligation", "Article 6(1)(b), contract"

ACTIVITIES: Mapping[str, tuple[tuple[str, ...], str, tuple[str, ...]]] = {
    "Know your customer": (
        ("compliance", "regulatory_reporting"),
        _LAW,
        ("get_kyc_status", "get_risk_rating_explanation", "get_relationships", "update_kyc_note", "find_duplicates"),
    ),
    "Looking after customers": (
        ("customer_service", "account_management"),
        _CONTRACT,
        ("search_customers", "get_customer_profile", "get_transaction_summary", "request_unmask"),
    ),
    "Rights of data subjects": (("compliance",), _LAW, ("get_consents", "create_dsr_package")),
    "Deciding with four eyes": (("compliance", "audit"), _LAW, ("review_draft", "list_drafts")),
}
"""Purposes, legal basis and tools of each activity; each tool belongs to one."""


class Records:
    """The data dictionary and the record of processing activities."""

    def __init__(self, origins: Origins) -> None:
        self._origins = origins

    def data_dictionary(self) -> Envelope[DataDictionary]:
        """Every field with its class, its mask and for whom it may be in the clear."""
        value = DataDictionary(fields=tuple(_field(field) for field in ProfileField), collections=tuple(kind.COLLECTION for kind in COLLECTIONS))
        return self._origins.of("data-dictionary").envelope(value, NoArguments(), Reading(unit="record", as_of=TODAY))

    def processing_record(self, tools: Iterable[str]) -> Envelope[ProcessingRecord]:
        """The record; LookupError when a tool of the server belongs to no activity, so that none is forgotten."""
        offered = set(tools)
        if missing := offered - {tool for _, _, named in ACTIVITIES.values() for tool in named}:
            raise LookupError(f"no activity has {sorted(missing)}")
        rules = rulebook("EU", TODAY)
        terms = tuple(f"{row.paragraph}: {row.value} years" for row in _terms())
        activities = tuple(
            ProcessingActivity(
                activity=name,
                controller=CONTROLLER,
                purposes=purposes,
                legal_basis=basis,
                data_subjects=("customers", "people behind companies", "former customers"),
                data_categories=tuple(sorted({RULES[CLASSES[field]].data_class.value for field in ProfileField})),
                recipients=("employees with a purpose", "agents acting for them, masked", "supervisors and financial intelligence units where the law says so"),
                transfers="none outside the company that keeps the relationship",
                time_limits=terms,
                security=SECURITY,
                tools=tuple(tool for tool in named if tool in offered),
            )
            for name, (purposes, basis, named) in ACTIVITIES.items()
        )
        reading = Reading(unit="rows", as_of=TODAY, warnings=rules.doubts(FRAMEWORK), params=rules.version)
        return self._origins.of("ropa", reg_ref="GDPR Article 30(1)").envelope(ProcessingRecord(activities=activities), NoArguments(), reading)


def _terms() -> tuple[Parameter, ...]:
    rules = rulebook("EU", TODAY)
    books = (rules.row(FRAMEWORK, "books", country) for country in sorted(rules.keyed(FRAMEWORK, "books")))
    return (rules.row(FRAMEWORK, "due_diligence"), *books)


def _field(field: ProfileField) -> DictionaryField:
    rule = RULES[CLASSES[field]]
    purposes = tuple(sorted(purpose.value for purpose, fields in ALLOWED.items() if field in fields))
    return DictionaryField(field=field, data_class=rule.data_class, mask=rule.mask, encrypted=field in SEALED, clear_for=purposes)
