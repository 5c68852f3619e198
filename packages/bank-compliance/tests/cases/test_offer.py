"""The tools of alerts and cases as they are listed."""

from bank_kit.labels import DATA_CLASSES_KEY, UNTRUSTED_KEY
from bank_kit.offer import Offer


def test_reasons_are_published_as_untrusted_text(offer: Offer) -> None:
    described = {tool.name: tool.describe() for tool in offer.tools}
    assert (described["get_alert"].meta or {})[UNTRUSTED_KEY] == ["$.value.history[*].reason"]
    assert (described["get_alert"].meta or {})[DATA_CLASSES_KEY]["$.value.customer_id"] == "CONFIDENTIAL"


def test_what_writes_says_so(offer: Offer) -> None:
    writes = {"disposition_alert", "open_case", "draft_sar", "review_sar_draft", "generate_regulatory_report", "export_evidence", "review_draft"}
    for tool in offer.tools:
        annotations = tool.describe().annotations
        assert annotations is not None
        assert annotations.read_only_hint is (tool.name not in writes), tool.name
