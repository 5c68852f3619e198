"""An explanation says what every rule did, and agrees with the decision."""

from dataclasses import replace
from pathlib import Path

from support.calls import NOON, person

from strongroom.core.json import JsonObject
from strongroom.core.principal import Principal
from strongroom.core.target import Target, TargetKind
from strongroom.policy.embedded import Embedded
from strongroom.policy.explain import Explanation, check_file, explain, imagined

TELLER = replace(person("rita", "teller"), scopes=frozenset({"finance.read", "finance.write"}))


def explained(engine: Embedded, name: str, arguments: JsonObject, principal: Principal = TELLER, kind: TargetKind = TargetKind.TOOL) -> Explanation:
    return explain(engine, imagined(principal, Target(kind, "finance", name), arguments, at=NOON))


def test_each_rule_says_whether_it_matched_and_why_not(small: Embedded) -> None:
    notes = {note.rule: note for note in explained(small, "pay", {"amount": 5000, "currency": "EUR"}).rules}
    assert notes["tellers"].why_not == ("It does not name this target.",)
    assert notes["pay-small"].why_not == ("Its argument amount must be a number from 0 to 1000 EUR, with currency EUR.",)
    assert notes["pay-large"].why_not == ("It needs a sign-in with a one-time code or better within the last 5 minutes.",)
    assert notes["reports"].why_not == ("It does not name this target.", "It is for the roles auditor.")
    assert notes["no-marketing"].effect == "deny"


def test_the_rule_that_decided_is_among_those_that_matched(small: Embedded) -> None:
    told = explained(small, "pay", {"amount": 5, "currency": "EUR"})
    assert told.visible
    assert told.ruling.decision.rule == "pay-small"
    assert [note.rule for note in told.rules if note.matched] == ["pay-small"]


def test_officers_learn_why_something_is_hidden(small: Embedded) -> None:
    told = explained(small, "report_daily", {}, person("ada", "auditor"))
    assert not told.visible
    assert "no-daily" in told.as_text()
    assert "Daily reports are closed." in told.as_text()
    assert "The caller is told: There is nothing of that name here for you" in told.as_text()


def test_an_agent_that_a_rule_does_not_name_is_told_apart_from_a_role() -> None:
    engine = Embedded.from_text(
        'version: 1\nagents: {"*": {targets: ["*"]}}\nservers: {finance: {tools: {x: {classification: public}}}}\n'
        'rules: [{id: r, description: For one agent., roles: ["*"], agents: [reporter], targets: ["*"]}]\n'
    )
    assert explained(engine, "x", {}).rules[0].why_not == ("It does not name this agent.",)


def test_a_completion_is_explained_by_its_prompt(small: Embedded) -> None:
    told = explained(small, "summary", {}, kind=TargetKind.COMPLETION)
    assert told.ruling.decision.allow
    assert next(note for note in told.rules if note.rule == "tellers").matched


def test_the_explanation_is_told_to_scripts_and_to_people(small: Embedded) -> None:
    told = explained(small, "get_account", {})
    assert told.as_json()["target"] == "finance/tool/get_account"
    decision = told.as_json()["decision"]
    assert isinstance(decision, dict)
    assert (decision["reason"], decision["rule"], decision["effect"]) == ("allowed", "tellers", "read")
    text = told.as_text()
    assert text.startswith("finance/tool/get_account: allowed (rule tellers")
    assert "Scopes: finance.read" in text
    assert "Obligations:" in text
    assert "+ tellers (allow)" in text
    assert "- pay-small (allow)" in text


def test_a_file_is_checked_without_being_used(tmp_path: Path, small_text: str) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(small_text)
    assert check_file(path) == ()
    path.write_text(small_text.replace("effect: deny", "effect: refuse"))
    assert {problem.file for problem in check_file(path)} == {str(path)}
