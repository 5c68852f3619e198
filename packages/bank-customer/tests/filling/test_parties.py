"""Rows of the world become documents; a row that is not what the world promises is refused."""

from datetime import UTC, date, datetime

import pytest

from bank_customer.filling import parties

KYC: dict[str, object] = {
    "customer_id": "C-100001", "level": "CDD", "rating": "medium", "score": 30, "geography": 0, "product": 15, "channel": 10, "occupation": 5,
    "politically_exposed": 0, "last_review": date(2025, 3, 7), "next_review": date(2028, 3, 6), "gaps": "",
}  # fmt: skip
PAPER: dict[str, object] = {"document_type": "ID_CARD", "document_expiry": None}


def test_gaps_are_words_and_nothing_when_there_are_none() -> None:
    assert parties.kyc_file(KYC, PAPER).gaps == ()
    assert parties.kyc_file(KYC | {"gaps": "REVIEW_OVERDUE,DOCUMENT_EXPIRED"}, PAPER).gaps == ("REVIEW_OVERDUE", "DOCUMENT_EXPIRED")


def test_the_factors_add_up_to_the_score() -> None:
    rating = parties.risk_rating(KYC)
    assert sum(rating.factors.values()) == rating.score == 30


def test_times_of_consents_are_utc() -> None:
    row = {
        "id": "K-1",
        "customer_id": "C-100001",
        "purpose": "aml",
        "legal_basis": "legal_obligation",
        "given_at": datetime(2020, 1, 1, tzinfo=UTC),
        "withdrawn_at": None,
    }
    assert parties.consent(row).given_at == datetime(2020, 1, 1, tzinfo=UTC)


def test_an_edge_without_a_share_has_none() -> None:
    row: dict[str, object] = {"id": "R-1", "from_id": "C-100001", "to_id": "C-100003", "kind": "SIGNATORY", "share": None, "since": date(2020, 1, 1)}
    assert parties.relationship(row).share is None
    assert parties.relationship(row | {"kind": "OWNS", "share": 0.3}).share == 0.3


def test_a_row_of_another_shape_is_refused_by_its_column() -> None:
    with pytest.raises(TypeError, match="^score of the world is no int$"):
        parties.risk_rating(KYC | {"score": "thirty"})
