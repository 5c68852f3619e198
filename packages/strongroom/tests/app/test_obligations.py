"""A misspelled mask or class of data is found when the policy is read, not when a call meets it."""

from pathlib import Path

import pytest

from strongroom.app.obligations import policy_of, problems_in
from strongroom.policy.loading import PolicyFileError

POLICY = """\
version: 1
roles:
  analyst: {description: Looks at accounts.}
agents:
  "*": {targets: ["*"]}
servers:
  finance:
    tools:
      get_account:
        classification: internal
        obligations: {inspect: {email: mask}}
always:
  inspect: {pan: mask}
rules:
  - id: accounts
    description: Analysts read accounts.
    roles: [analyst]
    targets: [finance/tool/get_account]
    obligations:
      inspect: {arguments.iban: allow}
      mask: {$.structuredContent.value.iban: iban}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "policy.yaml"
    path.write_text(POLICY)
    return path


@pytest.mark.parametrize(
    ("right", "wrong", "line", "said"),
    [
        ("pan: mask", "pam: mask", 13, "inspect:pam:mask is not known; the classes are secret, iban, pan"),
        ("email: mask", "mail: mask", 11, "inspect:mail:mask"),
        ("arguments.iban", "argument.iban", 20, "inspect:argument.iban:allow"),
        ("value.iban: iban", "value.iban: ibn", 21, "the styles of masks are last4, pan, iban"),
    ],
)
def test_what_protection_does_not_know_is_named_with_its_line(file: Path, right: str, wrong: str, line: int, said: str) -> None:
    assert problems_in(file) == ()
    file.write_text(POLICY.replace(right, wrong))
    (problem,) = problems_in(file)
    assert problem.line == line
    assert said in str(problem)
    with pytest.raises(PolicyFileError, match="is not known"):
        policy_of(file)


def test_a_file_that_is_wrong_in_itself_says_that_first(file: Path) -> None:
    file.write_text(POLICY.replace("version: 1", "version: 2").replace("pan: mask", "pam: mask"))
    (problem,) = problems_in(file)
    assert "version" in problem.what


def test_without_a_file_nothing_is_allowed() -> None:
    assert policy_of(None).tables.rules == ()
