"""Who and where in a payment: parties, addresses, births, agents and accounts in our own words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class AddressForm(StrEnum):
    """How far an address can be read by a machine."""

    NONE = "none"
    UNSTRUCTURED = "unstructured"
    HYBRID = "hybrid"
    STRUCTURED = "structured"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A postal address (PostalAddress24); `country` is ISO 3166 alpha-2, `lines` are at most 7 of 70 characters."""

    street: str | None = None
    building: str | None = None
    postcode: str | None = None
    town: str | None = None
    region: str | None = None
    country: str | None = None
    lines: tuple[str, ...] = ()

    @property
    def form(self) -> AddressForm:
        """Structured: town and country in their own elements and no lines. Hybrid: the same beside lines. Unstructured: lines without them."""
        placed = self.town is not None and self.country is not None
        if placed:
            return AddressForm.HYBRID if self.lines else AddressForm.STRUCTURED
        return AddressForm.UNSTRUCTURED if self.lines else AddressForm.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Birth:
    """When and where a person was born; the schema wants all three together."""

    on: date
    city: str
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A person (birth, national_id) or an organisation (bic, lei, organisation_id), never both; all free text is untrusted."""

    name: str | None = None
    address: Address | None = None
    residence: str | None = None
    birth: Birth | None = None
    national_id: str | None = None
    bic: str | None = None
    lei: str | None = None
    organisation_id: str | None = None

    @property
    def is_person(self) -> bool:
        """Whether something only a person has is told."""
        return self.birth is not None or self.national_id is not None

    @property
    def is_organisation(self) -> bool:
        """Whether something only an organisation has is told."""
        return self.bic is not None or self.lei is not None or self.organisation_id is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """A financial institution by BIC (ISO 9362), LEI, clearing member or name."""

    bic: str | None = None
    lei: str | None = None
    name: str | None = None
    member: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountNumber:
    """An account by IBAN or by another number, exactly one of them."""

    iban: str | None = None
    other: str | None = None
    currency: str | None = None
