"""Everything about reports takes the scope first, and is of the class SAR."""

from bank_compliance.scopes import SAR
from bank_kit.labels import DATA_CLASSES_KEY, SCOPE_KEY
from bank_kit.offer import Offer


def test_each_tool_and_resource_about_reports_needs_the_scope(offer: Offer) -> None:
    for tool in offer.tools:
        if "sar" in tool.name:
            assert (tool.describe().meta or {})[SCOPE_KEY] == SAR
    named = {resource.name: resource.scope for resource in offer.resources}
    assert (named["case-reports"], named["report-draft"]) == (SAR, SAR)


def test_the_draft_is_labelled_as_confidential_by_law(offer: Offer) -> None:
    [draft] = [tool for tool in offer.tools if tool.name == "draft_sar"]
    classes = (draft.describe().meta or {})[DATA_CLASSES_KEY]
    assert classes["$.value.report"] == "SAR"
    assert classes["$.value.draft_id"] == "SAR"
