"""Patterns mean what they say: exact names, beginnings, and nothing that a server could read otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strongroom.core.target import Target, TargetKind
from strongroom.policy.patterns import is_evasive, name_pattern, target_pattern

PATTERNS = st.tuples(st.text("ab", max_size=3), st.booleans()).filter(lambda made: made[1] or made[0]).map(lambda made: made[0] + "*" * made[1])
NAMES = st.text("ab", max_size=5)


@pytest.mark.parametrize(
    ("pattern", "target", "meant"),
    [
        ("*", "finance/tool/pay", True),
        ("finance/*", "finance/prompt/summary", True),
        ("finance/*", "finances/tool/pay", False),
        ("finance/tool/*", "finance/prompt/pay", False),
        ("finance/tool/get_*", "finance/tool/get_account", True),
        ("finance/tool/get_*", "finance/tool/set_account", False),
        ("finance/tool/pay", "finance/tool/pay_all", False),
        ("*/tool/pay", "vault/tool/pay", True),
        ("finance/*/pay", "finance/prompt/pay", True),
        ("finance/resource/bank://a/b/*", "finance/resource/bank://a/b/c/d", True),
    ],
)
def test_a_target_pattern_means_what_it_says(pattern: str, target: str, meant: bool) -> None:
    server, kind, name = target.split("/", 2)
    assert target_pattern(pattern).matches(Target(TargetKind(kind), server, name)) is meant


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("finance", "write server/kind/name"),
        ("finance/tool", "write server/kind/name"),
        ("finance/tools/pay", "allowed are tool, resource, prompt"),
        ("finance/tool/p*y", "one \\*"),
        ("finance/tool/", "1 to 512 visible"),
        ("finance/tool/a b", "1 to 512 visible"),
        ("finance/tool/" + "a" * 513, "1 to 512 visible"),
    ],
)
def test_what_is_no_pattern_is_refused_with_the_cure(text: str, cure: str) -> None:
    with pytest.raises(ValueError, match=cure):
        target_pattern(text)


@pytest.mark.parametrize(
    "name",
    [
        "bank://a/../b",
        "bank://a/..",
        "../a",
        "bank://a/./b",
        "bank://a/%2e%2e/b",
        "bank://a%2Fb",
        "bank://a\\b",
        "bank://a b",
        "bank://a\x00",
        "x/..?q",
        "x/..#f",
    ],
)
def test_a_name_that_a_server_may_read_otherwise_is_evasive(name: str) -> None:
    assert is_evasive(name)


@pytest.mark.parametrize("name", ["bank://a/b..c", "bank://accounts/A-200001", "get_account", "a.b.c", ".well-known/x", "test://template/{id}/data"])
def test_an_ordinary_name_is_not_evasive(name: str) -> None:
    assert not is_evasive(name)


@given(PATTERNS, PATTERNS, NAMES)
def test_covers_and_overlaps_agree_with_matches(one: str, other: str, name: str) -> None:
    first, second = name_pattern(one), name_pattern(other)
    if first.covers(second) and second.matches(name):
        assert first.matches(name)
    if first.matches(name) and second.matches(name):
        assert first.overlaps(second)
        assert second.overlaps(first)


def test_a_target_pattern_covers_and_overlaps_by_server_and_kind_too() -> None:
    pattern = target_pattern("finance/tool/get_*")
    assert pattern.covers("finance", TargetKind.TOOL, name_pattern("get_a*"))
    assert not pattern.covers("finance", TargetKind.TOOL, name_pattern("g*"))
    assert pattern.overlaps("finance", TargetKind.TOOL, name_pattern("g*"))
    assert not pattern.overlaps("finance", TargetKind.PROMPT, name_pattern("g*"))
    assert not pattern.overlaps("vault", TargetKind.TOOL, name_pattern("g*"))
