"""The world's rows as documents. Rows come as they are in the world's tables, by name; nothing here reads a file."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TypeVar

from bank_customer.filling.subject import Subject
from bank_customer.store.documents import ConsentDocument, KycDocument, RelationshipDocument, RiskRatingDocument

Row = Mapping[str, object]
Kind = TypeVar("Kind")

MODEL, MODEL_VERSION = "KYC-RISK", "2026-01"
FACTORS = ("geography", "product", "channel", "occupation", "politically_exposed")
PARTY = (
    "id", "kind", "name", "birth_date", "country", "nationality", "street", "postcode", "city", "email", "phone", "tax_id", "document_number", "occupation",
    "segment", "relationship_manager", "customer_since", "politically_exposed", "legal_entity", "note", "document_type", "document_expiry",
)  # fmt: skip
KYC = ("customer_id", "level", "rating", "score", *FACTORS, "last_review", "next_review", "gaps")


def subject(row: Row, jurisdictions: Mapping[str, str]) -> Subject:
    """A row of party; `jurisdictions` says EU, UK or US for each of the bank's companies by LEI."""
    born = row["birth_date"]
    return Subject(
        id=_of(row, "id", str),
        kind=_of(row, "kind", str),
        name=_of(row, "name", str),
        birth_date=born if isinstance(born, date) else None,
        country=_of(row, "country", str),
        nationality=str(row["nationality"]) if row["nationality"] else None,
        address=f"{row['street']}, {row['postcode']}, {row['city']}",
        email=_of(row, "email", str),
        phone=_of(row, "phone", str),
        tax_id=_of(row, "tax_id", str),
        document_number=_of(row, "document_number", str),
        occupation=_of(row, "occupation", str),
        segment=_of(row, "segment", str),
        relationship_manager=_of(row, "relationship_manager", str),
        customer_since=_of(row, "customer_since", date),
        ended_on=None,
        politically_exposed=_of(row, "politically_exposed", str),
        entity=jurisdictions[_of(row, "legal_entity", str)],
        note=_of(row, "note", str),
    )


def kyc_file(row: Row, party: Row) -> KycDocument:
    """A row of kyc_file, with what the party's row says of the identity document."""
    expiry = party["document_expiry"]
    return KycDocument(
        id=_of(row, "customer_id", str),
        level=_of(row, "level", str),
        rating=_of(row, "rating", str),
        last_review=_of(row, "last_review", date),
        next_review=_of(row, "next_review", date),
        document_type=_of(party, "document_type", str),
        document_expiry=expiry if isinstance(expiry, date) else None,
        gaps=tuple(gap for gap in _of(row, "gaps", str).split(",") if gap),
    )


def risk_rating(row: Row) -> RiskRatingDocument:
    """The factors of a row of kyc_file."""
    factors = {factor: _of(row, factor, int) for factor in FACTORS}
    return RiskRatingDocument(id=_of(row, "customer_id", str), score=_of(row, "score", int), factors=factors, model=MODEL, model_version=MODEL_VERSION)


def relationship(row: Row) -> RelationshipDocument:
    """A row of relationship."""
    share = row["share"]
    return RelationshipDocument(
        id=_of(row, "id", str),
        from_id=_of(row, "from_id", str),
        to_id=_of(row, "to_id", str),
        kind=_of(row, "kind", str),
        share=float(share) if isinstance(share, float) else None,
        since=_of(row, "since", date),
    )


def consent(row: Row) -> ConsentDocument:
    """A row of consent; its times are UTC."""
    withdrawn = row["withdrawn_at"]
    return ConsentDocument(
        id=_of(row, "id", str),
        customer_id=_of(row, "customer_id", str),
        purpose=_of(row, "purpose", str),
        legal_basis=_of(row, "legal_basis", str),
        given_at=_of(row, "given_at", datetime).replace(tzinfo=UTC),
        withdrawn_at=withdrawn.replace(tzinfo=UTC) if isinstance(withdrawn, datetime) else None,
    )


def _of(row: Row, name: str, kind: type[Kind]) -> Kind:
    value = row[name]
    if not isinstance(value, kind):
        raise TypeError(f"{name} of the world is no {kind.__name__}")
    return value
