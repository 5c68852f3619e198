"""Reports made from handed figures and from the store, reconciled to the books, sealed by two persons."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from mcp_types import CallToolResult

from bank_kit.identity.caller import Caller

Ask = Callable[..., CallToolResult]


@pytest.mark.slow
def test_own_funds_that_agree_with_the_books_are_reconciled_and_can_be_sealed(ask: Ask, wanted: dict[str, object], anna: Caller, ben: Caller) -> None:
    made = ask("generate_regulatory_report", anna, **wanted).structured_content["value"]
    assert made["reconciliation"] == "reconciled"
    assert {line["item"] for line in made["reconciled"]} == {"CET1", "AdditionalTier1", "Tier2"}
    assert made["xbrl"]["valid"] is True
    draft = {"draft_id": made["draft_id"], "verdict": "approve", "reason": "figures checked"}
    assert ask("review_draft", anna, **draft).structured_content["error"]["code"] == "SAME_PERSON"
    assert ask("review_draft", ben, **draft).structured_content["value"]["state"] == "approved"
    assert ask("generate_regulatory_report", anna, **wanted).structured_content["value"]["state"] == "sealed"


@pytest.mark.slow
def test_own_funds_that_break_cannot_be_sealed(
    ask: Ask, wanted: dict[str, object], figures: Callable[..., list[dict[str, str]]], anna: Caller, ben: Caller
) -> None:
    near = next(str(Decimal(figure["value"]) + Decimal("0.03")) for figure in figures() if figure["name"] == "CET1")
    made = ask("generate_regulatory_report", anna, **wanted | {"figures": figures(CET1=near)}).structured_content
    assert made["value"]["reconciliation"] == "breaks"
    assert "NOT_RECONCILED: breaks" in made["warnings"]
    refused = ask("review_draft", ben, draft_id=made["value"]["draft_id"], verdict="approve", reason="looks fine to me").structured_content
    assert refused["error"]["code"] == "INVALID_ARGUMENT"


@pytest.mark.slow
def test_figures_that_contradict_each_other_are_told(ask: Ask, wanted: dict[str, object], figures: Callable[..., list[dict[str, str]]], anna: Caller) -> None:
    made = ask("generate_regulatory_report", anna, **wanted | {"figures": figures(CET1Ratio="0.2")}).structured_content
    assert [check["holds"] for check in made["value"]["checks"]] == [False]
    assert any(warning.startswith("CHECK_FAILED") for warning in made["warnings"])


def test_management_information_counts_what_is_there(ask: Ask, wanted: dict[str, object], anna: Caller) -> None:
    made = ask("generate_regulatory_report", anna, **wanted | {"template": "AML_MI", "figures": []}).structured_content["value"]
    assert made["reconciliation"] == "reconciled"
    assert made["xbrl"] is None
    assert [file["name"].rpartition(".")[2] for file in made["files"]] == ["csv", "json", "pdf"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"figures": []}, "figures"),
        ({"template": "KM1"}, "figures"),
        ({"legal_entity": "529900T8BM49AURSDO55"}, "legal_entity"),
    ],
)
def test_what_cannot_be_made_is_refused_by_field(ask: Ask, wanted: dict[str, object], anna: Caller, change: dict[str, object], field: str) -> None:
    assert ask("generate_regulatory_report", anna, **wanted | change).structured_content["error"]["field"] == field


@pytest.mark.slow
def test_the_label_is_honest(ask: Ask, wanted: dict[str, object], anna: Caller) -> None:
    assert "not a submission" in ask("generate_regulatory_report", anna, **wanted).structured_content["value"]["label"]
