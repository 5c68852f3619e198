"""What a document declares can be walked and named."""

from strongroom.policy.declared import entries, means_something
from strongroom.policy.loading import load_text


def test_every_declared_thing_is_met_once(small_text: str) -> None:
    found = [f"{server}/{kind}/{name}" for server, kind, name, _ in entries(load_text(small_text).document)]
    assert len(found) == len(set(found)) == 8
    assert "finance/resource/bank://accounts/*" in found


def test_a_target_means_something_only_where_it_overlaps_a_declaration(small_text: str) -> None:
    document = load_text(small_text).document
    for target in ("finance/tool/pay", "finance/tool/report_daily", "finance/tool/rep*", "*", "*/prompt/*", "finance/resource/bank://accounts/1"):
        assert means_something(document, target)
    for target in ("finance/tool/paid", "vault/prompt/*", "treasury/*"):
        assert not means_something(document, target)
