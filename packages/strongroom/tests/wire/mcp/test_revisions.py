"""The table of methods says of each method what policy will be asked about."""

from strongroom.core.target import TargetKind
from strongroom.wire.mcp.revisions import LEGACY_VERSIONS, METHODS, MIRRORED, MODERN_VERSIONS, Era


def test_a_method_that_names_something_says_where_it_names_it() -> None:
    named = {TargetKind.TOOL, TargetKind.PROMPT, TargetKind.RESOURCE, TargetKind.COMPLETION}
    assert all(bool(rule.member) == (rule.kind in named) for rule in METHODS.values())


def test_the_header_repeats_the_member_that_names_the_target() -> None:
    assert {method: METHODS[method].member for method in MIRRORED} == dict(MIRRORED)


def test_the_handshake_is_gone_from_the_modern_era() -> None:
    gone = {"initialize", "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe"}
    assert {method for method, rule in METHODS.items() if Era.MODERN not in rule.eras} == gone
    assert not set(LEGACY_VERSIONS) & set(MODERN_VERSIONS)
