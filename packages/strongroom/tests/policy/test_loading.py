"""A policy file that cannot be used says so with file, line and cure."""

from pathlib import Path

import pytest

from strongroom.drivers.yaml.files import Problem
from strongroom.policy.loading import PolicyFileError, load_file, load_text


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(PolicyFileError) as error:
        load_text(text, "policy.yaml")
    return error.value.problems


@pytest.mark.control("POL-07")
def test_a_right_file_has_a_revision_that_is_a_digest_of_its_text(small_text: str) -> None:
    first = load_text(small_text)
    assert first.revision == load_text(small_text).revision
    assert first.revision != load_text(small_text + "# a comment\n").revision
    assert len(first.revision) == 16


@pytest.mark.control("POL-08")
@pytest.mark.parametrize(
    ("old", "new", "line_with", "what", "cure"),
    [
        ("classification: restricted, effect: read", "classification: secret, effect: read", "get_secret", "classification", "correct it"),
        ("roles: [auditor]", "roles: [auditr]", "auditr", "role 'auditr' is not declared", "did you mean auditor?"),
        ("targets: [finance/tool/report_*]", "targets: [finance/tool/reprot_*]", "reprot", "means nothing", "did you mean finance/tool/report_*?"),
        ("max_age: 5m", "max_age: 5 minutes", "5 minutes", "is no duration", "write a whole number and a unit"),
        ("id: reports", "id: tellers", "Auditors read reports", "second time", "its own id"),
        ("regions: [EU]\n      mfa", "region: [EU]\n      mfa", "region:", "is no field here", "did you mean regions?"),
        (
            'effect: deny\n    roles: ["*"]\n    targets: [finance/resource/*]',
            "effect: deny\n    roles: []\n    targets: [finance/resource/*]",
            "roles: []",
            "",
            "name at least one",
        ),
        ("version: 1", "version: 2", "version", "version", "correct it"),
        ("  - id: reports\n", "  - ID: reports\n", "", "id", "add it"),
    ],
)
def test_a_fault_is_named_with_its_line_and_its_cure(small_text: str, old: str, new: str, line_with: str, what: str, cure: str) -> None:
    assert old in small_text
    text = small_text.replace(old, new, 1)
    found = problems(text)
    said = [problem for problem in found if what in problem.what and cure in problem.cure]
    assert said, [str(problem) for problem in found]
    assert all(problem.file == "policy.yaml" for problem in found)
    if line_with:
        lines = text.splitlines()
        near = lines[said[0].line - 1 : said[0].line + 1] + lines[said[0].line - 2 : said[0].line]
        assert any(line_with in line for line in near)
    assert str(said[0]).startswith(f"policy.yaml:{said[0].line}: ")


def test_rules_without_agents_let_nobody_act_and_are_refused(small_text: str) -> None:
    start, end = small_text.index("agents:"), small_text.index("servers:")
    found = problems(small_text[:start] + small_text[end:])
    assert "no agent may act" in found[0].what
    assert 'targets: ["*"]' in found[0].cure


@pytest.mark.control("POL-08")
def test_all_problems_are_told_at_once_in_the_order_of_the_file(small_text: str) -> None:
    found = problems(small_text.replace("classification: internal", "classification: inner").replace("effect: deny", "effect: no"))
    assert len(found) == 4
    assert [problem.line for problem in found] == sorted(problem.line for problem in found)


def test_a_file_that_is_missing_no_text_too_large_or_no_mapping_is_refused(tmp_path: Path) -> None:
    missing = tmp_path / "missing.yaml"
    binary = tmp_path / "binary.yaml"
    binary.write_bytes(b"\xff\xfe\x00")
    large = tmp_path / "large.yaml"
    large.write_text("#" * (1024 * 1024 + 1))
    listed = tmp_path / "list.yaml"
    listed.write_text("- a\n")
    for path, what in ((missing, "cannot be read"), (binary, "UTF-8"), (large, "too many"), (listed, "the file")):
        with pytest.raises(PolicyFileError, match=what):
            load_file(path)


def test_the_policy_of_the_demonstration_is_right(demo_policy: Path) -> None:
    assert load_file(demo_policy).document.rules
