"""What one kind of caller sees: built once, bounded, and the same for hidden and missing."""

from dataclasses import replace

import pytest
from support.calls import person

from strongroom.core.principal import Clearance
from strongroom.core.target import Target, TargetKind
from strongroom.policy.embedded import Embedded
from strongroom.policy.view import Hidden, Plan, followed

PAY = Target(TargetKind.TOOL, "finance", "pay")


def test_a_plan_is_made_once(small: Embedded) -> None:
    view = small.view(person("rita", "teller"))
    assert isinstance(view.plan(PAY), Plan)
    assert view.plan(PAY) is view.plan(PAY)
    assert small.view(replace(person("other", "teller"), region="UK")) is view


def test_a_hostile_stream_of_names_does_not_fill_the_memory(small: Embedded) -> None:
    view = small.view(person("rita", "teller"))
    for number in range(3000):
        view.plan(Target(TargetKind.RESOURCE, "finance", f"bank://accounts/{number}"))
        view.plan(Target(TargetKind.TOOL, "finance", f"missing{number}"))
    assert len(view._plans) == 2048
    for number in range(1100):
        small.view(replace(person(), client=f"agent{number}"))
    assert len(small._views) == 1024


@pytest.mark.control("POL-02")
@pytest.mark.parametrize(
    ("client", "actors", "target", "visible"),
    [
        ("agent", (), "get_account", True),
        ("agent-7", (), "get_account", True),
        ("reader", (), "get_account", True),
        ("reader", (), "pay", False),
        ("reader", ("agent",), "get_account", True),
        ("agent", ("reader",), "pay", False),
        ("agent", ("stranger",), "get_account", False),
        ("stranger", (), "get_account", False),
        ("", (), "get_account", False),
        ("reader", (), "get_secret", False),
        ("agent", (), "get_secret", True),
    ],
)
def test_user_and_every_agent_on_the_way_must_be_allowed(small: Embedded, client: str, actors: tuple[str, ...], target: str, visible: bool) -> None:
    principal = replace(person("rita", "teller"), client=client, actors=actors)
    assert small.visible(principal, Target(TargetKind.TOOL, "finance", target)) is visible


@pytest.mark.control("POL-04")
@pytest.mark.parametrize("clearance", Clearance)
def test_clearance_stands_over_every_rule(small: Embedded, clearance: Clearance) -> None:
    principal = replace(person("rita", "teller"), clearance=clearance)
    seen = {name for name in ("get_account", "get_secret") if small.visible(principal, Target(TargetKind.TOOL, "finance", name))}
    assert seen == {Clearance.CONFIDENTIAL: {"get_account"}, Clearance.RESTRICTED: {"get_account", "get_secret"}}.get(clearance, set())


def test_a_deny_without_condition_hides_one_name_out_of_a_beginning(small: Embedded) -> None:
    view = small.view(person("ada", "auditor"))
    assert isinstance(view.plan(Target(TargetKind.TOOL, "finance", "report_weekly")), Plan)
    hidden = view.plan(Target(TargetKind.TOOL, "finance", "report_daily"))
    assert isinstance(hidden, Hidden)
    assert hidden.rule == "no-daily"


def test_servers_and_scopes_are_those_of_what_is_visible(small: Embedded) -> None:
    teller, auditor = small.view(person("rita", "teller")), small.view(person("ada", "auditor"))
    assert teller.servers == auditor.servers == {"finance"}
    assert teller.scopes["finance"] == {"finance.read", "finance.write"}
    assert auditor.scopes["finance"] == frozenset()
    assert small.view(person("nobody")).servers == frozenset()


def test_a_completion_follows_the_prompt_and_the_resource_of_its_name() -> None:
    assert [target.kind for target in followed(Target(TargetKind.COMPLETION, "finance", "summary"))] == [TargetKind.PROMPT, TargetKind.RESOURCE]
