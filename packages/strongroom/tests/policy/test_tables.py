"""The compiled tables answer as a slow and obvious reading of the same file does."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.calls import NOON, call_of, person
from support.naive_policy import outcome

from strongroom.core.call import Call
from strongroom.core.decision import Obligation, ObligationKind
from strongroom.core.json import JsonObject
from strongroom.core.principal import Clearance, MfaLevel
from strongroom.core.target import Target, TargetKind
from strongroom.policy.embedded import Embedded
from strongroom.policy.tables import merged

ROLES = ("teller", "auditor", "trader")
NAMES = ("pay", "pay_all", "get_account", "get_book", "report")
TARGETS = tuple(f"{server}/tool/{name}" for server in ("bank", "desk") for name in NAMES)
PATTERNS = (*TARGETS, "*", "bank/*", "desk/tool/*", "bank/tool/get_*", "*/tool/pay*")
PARTIES = ("agent", "agent-two", "broker", "")

amounts = st.fixed_dictionaries({"argument": st.just("amount")}, optional={"absent": st.sampled_from(["allow", "deny"]), "at_least": st.sampled_from([0, 5])})
currencies = st.sampled_from([{}, {"currency": "EUR", "currency_argument": "currency"}])
hours = st.fixed_dictionaries(
    {
        "from": st.sampled_from(["00:00", "09:00", "22:00"]),
        "to": st.sampled_from(["12:00", "24:00", "06:00"]),
        "zone": st.sampled_from(["UTC", "Europe/London"]),
    },
    optional={"days": st.lists(st.sampled_from(["monday", "saturday", "sunday"]), min_size=1, unique=True)},
)


def conditions(bound: str) -> st.SearchStrategy[dict[str, object]]:
    limit = st.tuples(amounts, currencies).map(lambda made: {**made[0], **made[1], bound: 1000})
    optional: dict[str, st.SearchStrategy[object]] = {
        "purposes": st.lists(st.sampled_from(["audit", "sales"]), min_size=1, unique=True),
        "regions": st.lists(st.sampled_from(["EU", "UK"]), min_size=1, unique=True),
        "hours": hours,
        "amounts": st.lists(limit, min_size=1, max_size=2),
    }
    if bound == "at_most":
        optional["mfa"] = st.fixed_dictionaries({}, optional={"minimum": st.sampled_from(["one_time_code", "hardware"]), "max_age": st.just("10m")})
    return st.fixed_dictionaries({}, optional=optional)


def rules(effect: str, bound: str) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries(
        {
            "effect": st.just(effect),
            "roles": st.lists(st.sampled_from([*ROLES, "*"]), min_size=1, unique=True),
            "targets": st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=3, unique=True),
            "when": conditions(bound),
        },
        optional={"agents": st.lists(st.sampled_from(["agent", "agent*", "broker"]), min_size=1, unique=True)},
    )


declared = st.fixed_dictionaries(
    {"classification": st.sampled_from(["public", "internal", "confidential"])}, optional={"scopes": st.sampled_from([[], ["read"], ["read", "write"]])}
)
tools = st.fixed_dictionaries(dict.fromkeys(NAMES, declared)).map(lambda made: {**made, "get_*": made["get_book"]})
agents = st.dictionaries(
    st.sampled_from(["agent", "agent*", "broker", "*"]),
    st.fixed_dictionaries(
        {"targets": st.lists(st.sampled_from(PATTERNS), min_size=1, unique=True)}, optional={"clearance": st.sampled_from(["internal", "restricted"])}
    ),
    min_size=1,
)
some_rules = st.lists(st.one_of(rules("allow", "at_most"), rules("allow", "at_most"), rules("deny", "above")), min_size=1, max_size=7)
policies = st.tuples(tools, tools, agents, some_rules).map(
    lambda made: {
        "version": 1,
        "roles": {role: {"description": "A role."} for role in ROLES},
        "agents": made[2],
        "servers": {"bank": {"tools": made[0]}, "desk": {"tools": made[1]}},
        "rules": [{"id": f"rule-{at}", "description": "A rule.", **rule} for at, rule in enumerate(made[3])],
    }
)
principals = st.builds(
    lambda roles, scopes, client, actors, where: replace(
        person("p"),
        roles=frozenset(roles),
        scopes=frozenset(scopes),
        client=client,
        actors=actors,
        clearance=where[0],
        region=where[1],
        mfa=where[2],
        authenticated_at=where[3],
        purposes=frozenset(where[4]),
    ),
    st.sets(st.sampled_from(ROLES), min_size=1),
    st.sampled_from([set(), {"read"}, {"read", "write"}]),
    st.sampled_from(PARTIES),
    st.sampled_from([(), (), ("broker",), ("agent-two", "agent")]),
    st.tuples(
        st.sampled_from(Clearance),
        st.sampled_from(["EU", "UK", "US", ""]),
        st.sampled_from(MfaLevel),
        st.sampled_from([NOON, NOON - 700]),
        st.sets(st.just("audit")),
    ),
)
values = st.one_of(
    st.integers(-10, 2000),
    st.floats(),
    st.booleans(),
    st.none(),
    st.sampled_from(["5", "5.5", "-1", "1e3", "NaN", "1000.01", "", ".", "5.", ".5", "-.5", 2**70, "\u0665"]),
)
arguments = st.fixed_dictionaries({}, optional={"amount": values, "currency": st.sampled_from(["EUR", "USD", 7])})
calls = st.builds(
    lambda who, target, given, at, purpose: call_of(who, target, arguments=given, at=at, purpose=purpose),
    principals,
    st.sampled_from([*TARGETS, "bank/tool/get_other", "bank/tool/gone", "moon/tool/pay"]),
    arguments,
    st.integers(0, 7 * 24).map(lambda hour: NOON + hour * 3600),
    st.sampled_from(["", "", "audit", "sales"]),
)


@pytest.mark.control("POL-01")
@settings(max_examples=80, deadline=None)
@given(policies, st.lists(calls, min_size=1, max_size=25))
def test_no_call_is_decided_otherwise_than_by_a_naive_reading(policy: JsonObject, some_calls: list[Call]) -> None:
    engine = Embedded.from_text(json.dumps(policy))
    for call in some_calls:
        decision = engine.rule_on(call).decision
        reason, rule = outcome(policy, call)
        assert (decision.reason.value, decision.rule if decision.allow else "") == (reason, rule)
        assert engine.visible(call.principal, call.target) is (reason != "not_found")


def test_the_later_and_more_particular_obligation_replaces_the_earlier() -> None:
    def inspect(action: str) -> Obligation:
        return Obligation(ObligationKind.INSPECT, "iban", action)

    assert merged((inspect("mask"),), (inspect("allow"),)) == (inspect("allow"),)


@pytest.mark.parametrize(("first", "second"), [("10", "9"), ("9", "10"), ("9", "9")])
def test_of_two_caps_the_smaller_stays(first: str, second: str) -> None:
    caps = merged((Obligation(ObligationKind.CAP, detail=first),), (Obligation(ObligationKind.CAP, detail=second),))
    assert [cap.detail for cap in caps] == ["9"]


def test_the_exact_declaration_comes_before_the_longest_beginning_and_evasive_names_have_none() -> None:
    declared_tools = "\n".join(
        f"      {name}: {{classification: {level}}}"
        for name, level in (('"*"', "restricted"), ("get_*", "confidential"), ("get_a*", "internal"), ("get_ab", "public"))
    )
    engine = Embedded.from_text(f"version: 1\nservers:\n  bank:\n    tools:\n{declared_tools}\n")
    found = {
        name: entry.classification.name.lower() if (entry := engine.tables.entry(Target(TargetKind.TOOL, "bank", name))) else None
        for name in ("get_ab", "get_abc", "get_b", "set", "get_x/../y", "get_%2e%2e")
    }
    assert found == {"get_ab": "public", "get_abc": "internal", "get_b": "confidential", "set": "restricted", "get_x/../y": None, "get_%2e%2e": None}
