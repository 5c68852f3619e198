"""The engine: default deny, every refusal with its kind and reason, and nothing learned about what is hidden."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from support.calls import NOON, call_of, person

from strongroom.core.decision import Effect, Obligation, ObligationKind
from strongroom.core.json import JsonObject
from strongroom.core.principal import Clearance, MfaLevel, Principal
from strongroom.core.reason import Reason
from strongroom.core.target import Target, TargetKind
from strongroom.policy.embedded import Embedded

TELLER = replace(person("rita", "teller"), scopes=frozenset({"finance.read", "finance.write"}))
PAY = "finance/tool/pay"
SMALL_SUM = {"amount": "10.00", "currency": "EUR"}
LARGE_SUM = {"amount": "20000", "currency": "EUR"}

PEOPLE = {
    "rita": ("relationship_manager", Clearance.CONFIDENTIAL, "EU"),
    "rashid": ("risk_analyst", Clearance.CONFIDENTIAL, "EU"),
    "tara": ("trader", Clearance.INTERNAL, "UK"),
    "colin": ("compliance_officer", Clearance.RESTRICTED, "EU"),
    "ada": ("auditor", Clearance.INTERNAL, "EU"),
    "nobody": ("", Clearance.RESTRICTED, "EU"),
}
TOOLS = (
    "finance/tool/get_account",
    "finance/tool/search_transactions",
    "finance/tool/get_positions",
    "customer/tool/get_customer_profile",
    "customer/tool/get_kyc_status",
    "customer/tool/search_customers",
)
# One letter per tool and person: a allowed, d denied with a reason, s step-up, . not there; the left word with a password, the right with a one-time code.
TRUTH = {
    "rita": ("aa.aaa", "aa.aaa"),
    "rashid": ("adsdd.", "adadd."),
    "tara": ("..s...", "..a..."),
    "colin": ("ss.sss", "aa.aaa"),
    "ada": ("..s...", "..a..."),
    "nobody": ("......", "......"),
}
LETTERS = {"a": Reason.ALLOWED, "d": Reason.DENIED, "s": Reason.STEP_UP_REQUIRED, ".": Reason.NOT_FOUND}


def who(name: str, mfa: MfaLevel) -> Principal:
    role, clearance, region = PEOPLE[name]
    return replace(person(name, role), clearance=clearance, region=region, mfa=mfa)


@pytest.mark.parametrize(("name", "mfa"), list(product(PEOPLE, MfaLevel)))
def test_the_demonstration_policy_answers_as_its_truth_table(demo_policy: Path, name: str, mfa: MfaLevel) -> None:
    engine = Embedded.from_file(demo_policy)
    word = TRUTH[name][mfa >= MfaLevel.ONE_TIME_CODE]
    decided = [engine.rule_on(call_of(who(name, mfa), tool)).decision.reason for tool in TOOLS]
    assert decided == [LETTERS[letter] for letter in word]


def test_the_demonstration_shows_an_iban_to_one_role_and_masks_it_for_another(demo_policy: Path) -> None:
    engine = Embedded.from_file(demo_policy)
    rita, rashid = (engine.rule_on(call_of(who(name, MfaLevel.PASSWORD), TOOLS[0])).decision for name in ("rita", "rashid"))
    assert Obligation(ObligationKind.INSPECT, "iban", "allow") in rita.obligations
    assert not [one for one in rita.obligations if one.kind is ObligationKind.MASK]
    assert Obligation(ObligationKind.INSPECT, "iban", "mask") in rashid.obligations
    assert [one.detail for one in rashid.obligations if one.kind is ObligationKind.MASK] == ["iban"]
    assert rita.scopes == ("finance.read",)
    assert rita.effect is Effect.READ


@pytest.mark.parametrize(
    ("arguments", "purpose", "tool", "told"),
    [
        ({"amount_max": 1000000}, "", TOOLS[1], "amount_max must be a number from 0 to 25000"),
        ({}, "", TOOLS[3], "state its purpose, one of: regulatory_reporting or risk_management"),
        ({}, "marketing", TOOLS[3], "may state"),
    ],
)
def test_a_denied_caller_learns_what_would_help(demo_policy: Path, arguments: JsonObject, purpose: str, tool: str, told: str) -> None:
    ruling = Embedded.from_file(demo_policy).rule_on(call_of(who("rashid", MfaLevel.PASSWORD), tool, arguments=arguments, purpose=purpose))
    assert ruling.decision.reason is Reason.DENIED
    assert told in ruling.message


@pytest.mark.control("POL-01")
def test_without_any_policy_nothing_exists() -> None:
    engine = Embedded.closed()
    for target in ("finance/tool/x", "finance/catalog/", "/session/", "finance/stream/", "finance/completion/x", "/model/gpt"):
        assert engine.rule_on(call_of(target=target)).decision.reason is Reason.NOT_FOUND


@pytest.mark.control("POL-03")
def test_hidden_and_missing_answer_exactly_alike(small: Embedded) -> None:
    hidden = small.rule_on(call_of(TELLER, "vault/tool/open"))
    for target in (
        "vault/tool/missing",
        "gone/tool/open",
        "finance/tool/report_daily",
        "vault/catalog/",
        "gone/catalog/",
        "vault/completion/x",
        "finance/tool/x y",
    ):
        missing = small.rule_on(call_of(TELLER, target))
        assert (missing.message, missing.step_up, missing.decision.reason, missing.decision.scopes) == (hidden.message, None, Reason.NOT_FOUND, ())


def test_what_hides_a_target_stands_in_the_record_and_not_in_the_message(small: Embedded) -> None:
    ruling = small.rule_on(call_of(replace(TELLER, clearance=Clearance.INTERNAL), "finance/tool/get_account"))
    assert "clearance is internal" in ruling.decision.reasons[0]
    assert "clearance" not in ruling.message


@pytest.mark.control("POL-07")
def test_the_first_allow_rule_that_fits_decides_and_says_so(small: Embedded) -> None:
    decision = small.rule_on(call_of(TELLER, PAY, arguments=SMALL_SUM)).decision
    assert (decision.rule, decision.reasons, decision.effect) == ("pay-small", ("Tellers pay small amounts.",), Effect.WRITE)
    assert decision.scopes == ("finance.read", "finance.write")
    assert decision.revision == small.tables.revision


def test_obligations_of_all_layers_meet_in_the_decision(small: Embedded) -> None:
    decision = small.rule_on(call_of(TELLER, "finance/tool/get_account")).decision
    assert sorted(map(str, decision.obligations)) == ["cap:1000", "drop:$.b", "inspect:iban:allow", "inspect:pan:mask", "mask:$.a:last4"]


@pytest.mark.control("POL-06")
@pytest.mark.parametrize(
    ("mfa", "age", "reason"),
    [
        (MfaLevel.PASSWORD, 0, Reason.STEP_UP_REQUIRED),
        (MfaLevel.ONE_TIME_CODE, 301, Reason.STEP_UP_REQUIRED),
        (MfaLevel.ONE_TIME_CODE, 300, Reason.ALLOWED),
        (MfaLevel.HARDWARE, 0, Reason.ALLOWED),
    ],
)
def test_a_step_up_is_asked_for_where_it_alone_would_help(small: Embedded, mfa: MfaLevel, age: int, reason: Reason) -> None:
    ruling = small.rule_on(call_of(replace(TELLER, mfa=mfa, authenticated_at=NOON - age), PAY, arguments=LARGE_SUM))
    assert ruling.decision.reason is reason
    if reason is Reason.STEP_UP_REQUIRED:
        assert ruling.step_up is not None
        assert (ruling.step_up.minimum, ruling.step_up.max_age) == (MfaLevel.ONE_TIME_CODE, 300)
        assert "one-time code" in ruling.message


def test_no_step_up_is_asked_for_where_it_would_not_help(small: Embedded) -> None:
    huge = small.rule_on(call_of(TELLER, PAY, arguments={"amount": 10**9, "currency": "EUR"}))
    abroad = small.rule_on(call_of(replace(TELLER, region="US"), PAY, arguments=LARGE_SUM))
    assert huge.decision.reason is abroad.decision.reason is Reason.DENIED
    assert "10" not in huge.message.replace("1000", "")
    assert "region EU" in abroad.message


@pytest.mark.parametrize("scopes", [set(), {"finance.read"}, {"finance.write"}])
def test_a_missing_scope_names_all_scopes_of_this_call(small: Embedded, scopes: set[str]) -> None:
    for arguments in (SMALL_SUM, LARGE_SUM):
        ruling = small.rule_on(call_of(replace(TELLER, scopes=frozenset(scopes)), PAY, arguments=arguments))
        assert ruling.decision.reason is Reason.INSUFFICIENT_SCOPE
        assert ruling.decision.scopes == ("finance.read", "finance.write")


def test_a_call_that_scopes_could_not_save_asks_for_none(small: Embedded) -> None:
    ruling = small.rule_on(call_of(replace(TELLER, scopes=frozenset()), PAY, arguments={"amount": True, "currency": "EUR"}))
    assert (ruling.decision.reason, ruling.decision.scopes) == (Reason.DENIED, ())


@pytest.mark.control("POL-01")
def test_a_deny_that_applies_overrides_every_allow(small: Embedded) -> None:
    marketer = replace(TELLER, purposes=frozenset({"marketing", "audit"}))
    target = "finance/resource/bank://accounts/1"
    assert small.rule_on(call_of(marketer, target, purpose="audit")).decision.allow
    for region in ("EU", ""):
        denied = small.rule_on(call_of(replace(marketer, region=region), target, purpose="marketing")).decision
        assert (denied.reason, denied.rule) == (Reason.DENIED, "no-marketing")
    assert small.rule_on(call_of(replace(marketer, region="UK"), target, purpose="marketing")).decision.allow


@pytest.mark.parametrize("kind", ["catalog", "session", "stream"])
def test_lists_handshakes_and_streams_are_open_to_whoever_sees_something_there(small: Embedded, kind: str) -> None:
    for server, allowed in (("finance", True), ("", True), ("vault", False), ("gone", False)):
        decision = small.rule_on(call_of(TELLER, f"{server}/{kind}/")).decision
        assert decision.allow is allowed
        assert decision.effect is (Effect.READ if allowed else Effect.WRITE)
    assert not small.rule_on(call_of(person("nobody"), f"/{kind}/")).decision.allow
    upstream = small.rule_on(call_of(replace(TELLER, scopes=frozenset({"finance.read", "other"})), f"finance/{kind}/")).decision
    assert upstream.scopes == ("finance.read",)


def test_a_completion_follows_what_it_completes(small: Embedded) -> None:
    def reason(name: str, principal: Principal = TELLER) -> Reason:
        return small.rule_on(call_of(principal, f"finance/completion/{name}")).decision.reason

    assert reason("summary") is reason("bank://accounts/{id}") is Reason.ALLOWED
    assert reason("get_account") is reason("missing") is Reason.NOT_FOUND
    assert reason("summary", person("ada", "auditor")) is Reason.NOT_FOUND
    assert reason("bank://accounts/{id}", replace(TELLER, scopes=frozenset())) is Reason.INSUFFICIENT_SCOPE


def test_a_target_without_a_server_is_looked_for_on_every_server(small: Embedded) -> None:
    assert small.visible(TELLER, Target(TargetKind.RESOURCE, "", "bank://rates"))
    assert not small.visible(TELLER, Target(TargetKind.RESOURCE, "", "bank://other"))
    assert small.server_visible(TELLER, "finance")
    assert small.server_visible(TELLER, "")
    assert not small.server_visible(TELLER, "vault")
    assert not small.server_visible(person("nobody"), "")


async def test_the_port_answers_as_the_core(small: Embedded) -> None:
    call = call_of(TELLER, PAY, arguments=SMALL_SUM)
    assert await small.decide(call) == small.rule_on(call)
