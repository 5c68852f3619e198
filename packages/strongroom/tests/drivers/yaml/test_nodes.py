"""YAML without its surprises."""

import pytest

from strongroom.drivers.yaml.nodes import UnreadableYamlError, line_of, plain, read_node


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: NO", {"a": "NO"}),
        ("a: on", {"a": "on"}),
        ("a: 18:00", {"a": "18:00"}),
        ("a: 08:00", {"a": "08:00"}),
        ("a: 0x10", {"a": "0x10"}),
        ("a: 1_000", {"a": "1_000"}),
        ("a: 010", {"a": "010"}),
        ("a: 2026-11-22", {"a": "2026-11-22"}),
        ("a: 0.10", {"a": "0.10"}),
        ("a: 1e3", {"a": "1e3"}),
        ("a: 12", {"a": 12}),
        ("a: -12", {"a": -12}),
        ("a: '12'", {"a": "12"}),
        ("a: true", {"a": True}),
        ("a: [1, {b: null}]", {"a": [1, {"b": None}]}),
        ("", None),
    ],
)
def test_only_whole_numbers_true_false_and_null_are_more_than_text(text: str, data: object) -> None:
    assert plain(read_node(text)) == data


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: &x 1\nb: *x", 2, "alias"),
        ("a: 1\nb: 2\na: 3", 3, "second time"),
        ("a: [1,\nb: }", 2, "is no YAML"),
        ("a: 1\n[x]: 2", 2, "no word"),
        ("\x07", 1, "characters"),
        ("a: " + "[" * 25 + "]" * 25, 1, "too deep"),
        ("a: " + "[" * 5000, 1, ""),
        ("--- a\n--- b", 2, "is no YAML"),
    ],
)
def test_a_fault_names_its_line_and_its_cure(text: str, line: int, what: str) -> None:
    with pytest.raises(UnreadableYamlError) as fault:
        plain(read_node(text))
    assert (fault.value.line, bool(fault.value.cure)) == (line, True)
    assert what in fault.value.what


def test_a_value_is_found_again_by_line() -> None:
    node = read_node("a:\n  - b: 1\n    c: 2\n  - d:\n      e: 3\n")
    assert line_of(node, ("a", 0, "c")) == 3
    assert line_of(node, ("a", 1, "d", "e")) == 5
    assert line_of(node, ("a", 1, "d", "missing", "more")) == 4
    assert line_of(node, ("z",)) == 1
    assert line_of(None, ("z",)) == 1
