"""Opens customers for a caller: only those within the caller's rows, only while they are not erased, with their own key."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bank_customer.desk.rows import row_scope
from bank_customer.keys.port import KeyUnavailableError
from bank_customer.keys.ring import KeyRing, SubjectErasedError, SubjectKey
from bank_customer.keys.sealing import SealBrokenError
from bank_customer.masking.classes import RULES, FieldClass
from bank_customer.masking.fields import CLASSES, SEALED, ProfileField
from bank_customer.masking.free_text import cleaned
from bank_customer.store.documents import CustomerDocument
from bank_customer.store.port import CustomerStore
from bank_kit.failures import FailureCode, ToolFailureError, unknown
from bank_kit.identity.caller import Caller

_KNOWN = (
    ProfileField.NAME,
    ProfileField.DATE_OF_BIRTH,
    ProfileField.TAX_ID,
    ProfileField.DOCUMENT_NUMBER,
    ProfileField.EMAIL,
    ProfileField.PHONE,
)


@dataclass(frozen=True, slots=True, repr=False)
class OpenCustomer:
    """A customer with the key that opens them; short-lived, never shown as it is."""

    document: CustomerDocument
    key: SubjectKey

    def value(self, field: ProfileField) -> str | None:
        """One field in the clear; None when the customer has none."""
        if field in SEALED:
            sealed = self.document.sealed.get(field.value)
            return None if sealed is None else self.key.unseal(field.value, sealed)
        plain = getattr(self.document, field.value)
        return plain.isoformat() if isinstance(plain, date) else str(plain)

    def personal(self) -> dict[str, str]:
        """All sealed fields in the clear, by name."""
        return {field.value: value for field in SEALED if (value := self.value(field)) is not None}

    def masked(self, field: ProfileField, today: date) -> str | None:
        """One field as it may be shown."""
        value = self.value(field)
        if value is None:
            return None
        return self.clean(value, today) if CLASSES[field] is FieldClass.FREE_TEXT else RULES[CLASSES[field]].apply(value)

    def clean(self, text: str, today: date) -> str:
        """Free text about this customer as it may be shown."""
        known: Mapping[FieldClass, str] = {CLASSES[field]: value for field in _KNOWN if (value := self.value(field)) is not None}
        return cleaned(text, known=known, today=today)


class Files:
    """The customers of one store."""

    def __init__(self, store: CustomerStore, ring: KeyRing) -> None:
        self.store = store
        self.ring = ring

    def document(self, customer_id: str, caller: Caller) -> CustomerDocument:
        """The document; UNKNOWN_ID alike for who does not exist, was erased, or is not among the caller's rows."""
        found = self.store.get(CustomerDocument, customer_id)
        if found is None or found.erased_at is not None or not row_scope(caller).holds(found):
            raise no_customer()
        return found

    def open(self, customer_id: str, caller: Caller) -> OpenCustomer:
        """The customer with their key; as `document`, and UNAVAILABLE when the key cannot be had."""
        return self.opened(self.document(customer_id, caller))

    def opened(self, document: CustomerDocument) -> OpenCustomer:
        """As `open`, for a document at hand."""
        try:
            return OpenCustomer(document, self.ring.open(document.id))
        except SubjectErasedError:
            raise no_customer() from None
        except KeyUnavailableError:
            raise ToolFailureError(FailureCode.UNAVAILABLE, "the key of this customer cannot be had", remedy="tell the operator; try again later") from None

    def named(self, ids: Iterable[str]) -> dict[str, tuple[str, CustomerDocument]]:
        """As `masked_names`, by ids; an id that nobody has is left out."""
        found = (self.store.get(CustomerDocument, each) for each in sorted(set(ids)))
        return self.masked_names(document for document in found if document is not None)

    def masked_names(self, documents: Iterable[CustomerDocument]) -> dict[str, tuple[str, CustomerDocument]]:
        """Masked name and document of each customer; who was erased is left out."""
        found: dict[str, tuple[str, CustomerDocument]] = {}
        for document in documents:
            try:
                name = OpenCustomer(document, self.ring.open(document.id)).value(ProfileField.NAME)
            except (SubjectErasedError, SealBrokenError):
                continue
            found[document.id] = (RULES[FieldClass.NAME].apply(name or ""), document)
        return found


def no_customer() -> ToolFailureError:
    """There is nobody of that id for this caller."""
    return unknown("customer", field="customer_id", remedy="search_customers finds ids by name")
