"""A customer as one record in the clear, on its way into a document that holds it sealed."""

from dataclasses import dataclass
from datetime import date

from bank_customer.keys.ring import Hasher, SubjectKey
from bank_customer.masking.fields import ProfileField
from bank_customer.store.documents import CustomerDocument
from bank_customer.store.port import fold

_STEM = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Everything the bank keeps of a customer; short-lived."""

    id: str
    kind: str
    name: str
    birth_date: date | None
    country: str
    nationality: str | None
    address: str
    email: str
    phone: str
    tax_id: str
    document_number: str
    occupation: str
    segment: str
    relationship_manager: str
    customer_since: date
    ended_on: date | None
    politically_exposed: str
    entity: str
    note: str

    def document(self, key: SubjectKey, hasher: Hasher) -> CustomerDocument:
        """The document: what is personal sealed under `key`, and marks by which likely duplicates are found."""
        return CustomerDocument(
            id=self.id,
            kind=self.kind,
            segment=self.segment,
            country=self.country,
            entity=self.entity,
            occupation=self.occupation,
            relationship_manager=self.relationship_manager,
            customer_since=self.customer_since,
            ended_on=self.ended_on,
            politically_exposed=self.politically_exposed,
            folded_name=fold(self.name),
            blocks=self.blocks(hasher),
            sealed=key.seal_all(self.personal()),
            erased_at=None,
        )

    def personal(self) -> dict[str, str]:
        """What is sealed, by field; nothing for what the customer does not have."""
        found = {
            ProfileField.NAME: self.name,
            ProfileField.NATIONALITY: self.nationality,
            ProfileField.DATE_OF_BIRTH: self.birth_date.isoformat() if self.birth_date else None,
            ProfileField.EMAIL: self.email,
            ProfileField.PHONE: self.phone,
            ProfileField.TAX_ID: self.tax_id,
            ProfileField.DOCUMENT_NUMBER: self.document_number,
            ProfileField.ADDRESS: self.address,
            ProfileField.NOTE: self.note,
        }
        return {field.value: value for field, value in found.items() if value}

    def blocks(self, hasher: Hasher) -> tuple[str, ...]:
        """Keyed hashes of details that a duplicate is likely to share."""
        born = self.birth_date.isoformat() if self.birth_date else None
        details = {
            "tax": self.tax_id,
            "paper": self.document_number,
            "mail": self.email.casefold(),
            "phone": "".join(character for character in self.phone if character.isdigit()),
            "home": fold(self.address),
            "born": born,
            "stem": f"{fold(self.name).split()[-1][:_STEM]}/{born[:4] if born else self.country}",
        }
        return tuple(hasher.mark(detail, value) for detail, value in details.items() if value)
