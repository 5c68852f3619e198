"""Maker and checker under attack: nobody approves what they asked for, no agent approves, keys cannot be bent, a grant is of use to one person alone."""

from collections.abc import Callable

import pytest
from staging.bank_calls import CALLS, CUSTOMER, Good, Remembered, made
from staging.banks import Bank, Json

pytestmark = [pytest.mark.component, pytest.mark.slow, pytest.mark.timeout(120)]
Propose = Callable[[str], str]
REASON = "looks right to me"
DRAFTING = {
    "risk": ("request_limit_override", "review_draft", ("id",)),
    "customer": ("update_kyc_note", "review_draft", ("id",)),
    "compliance": ("generate_regulatory_report", "review_draft", ("draft_id",)),
}
"""The tool that drafts, the one that decides, and where the draft's id stands."""


@pytest.fixture(params=sorted(DRAFTING))
def bank(request: pytest.FixtureRequest, banks_running: dict[str, Bank]) -> Bank:
    return banks_running[request.param]


@pytest.fixture
def good(bank: Bank) -> Good:
    return next(each for each in CALLS[bank.name] if each.tool == DRAFTING[bank.name][0])


@pytest.fixture
def propose(bank: Bank, good: Good) -> Propose:
    """A draft by anna's agent under a key; its id."""

    def drafted(key: str) -> str:
        value: object = bank.call(good.tool, good.arguments | {"idempotency_key": key}).value
        for step in DRAFTING[bank.name][2]:
            assert isinstance(value, dict)
            value = value[step]
        return str(value)

    return drafted


def decide(bank: Bank, draft: str, token: str, verdict: str = "approve") -> str:
    """The state of the draft after a decision, or the code of the refusal."""
    said = bank.call(DRAFTING[bank.name][1], {"draft_id": draft, "verdict": verdict, "reason": REASON}, token=token)
    return str(said.error["code"] if said.result.get("isError") else said.value["state"])


def test_who_drafts_does_not_decide(bank: Bank, propose: Propose) -> None:
    draft = propose("own-approval")
    assert decide(bank, draft, bank.token(person=True)) == "SAME_PERSON"
    assert decide(bank, draft, bank.token(person=True), "reject") == "SAME_PERSON"
    assert decide(bank, draft, bank.token(person=True, client_id="another-workbench")) == "SAME_PERSON"
    assert decide(bank, draft, bank.token(person=True, subject="berta")) == "approved"


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "berta"},
        {"sub": "berta", "act": {"sub": "agent-2"}},
        {"sub": "berta", "act": {"sub": "workbench", "act": {"sub": "agent-1"}}},
        {"sub": "berta", "act": {"sub": "berta"}},
        {"sub": "robot", "client_id": "robot", "act": None},
    ],
    ids=["its agent", "another agent", "an agent behind a workbench", "an agent with the person's name", "a client in its own name"],
)
def test_no_agent_decides(bank: Bank, propose: Propose, claims: dict[str, object]) -> None:
    assert decide(bank, propose("agent-approval"), bank.issuer.token(scope=f"{bank.name}.read {bank.name}.approve", **claims)) == "HUMAN_NEEDED"


def test_a_draft_is_decided_once(bank: Bank, propose: Propose) -> None:
    draft = propose("decided-once")
    assert decide(bank, draft, bank.token(person=True, subject="berta"), "reject") == "rejected"
    assert decide(bank, draft, bank.token(person=True, subject="berta"), "approve") == "ALREADY_DECIDED"
    assert decide(bank, draft, bank.token(person=True, subject="carl"), "approve") == "ALREADY_DECIDED"
    assert decide(bank, draft, bank.token(person=True, subject="berta"), "reject") == "rejected", "the same once more changes nothing"


def test_a_replayed_key_makes_no_second_draft_and_no_other_one(bank: Bank, good: Good, propose: Propose) -> None:
    draft = propose("replayed-key")
    assert propose("replayed-key") == draft
    other = {"reason": "another reason altogether", "note": "another note", "period_end": "2026-09-30"}
    name = next(name for name in other if name in good.arguments)
    changed = bank.call(good.tool, good.arguments | {"idempotency_key": "replayed-key", name: other[name]})
    assert changed.error["code"] == "IDEMPOTENCY_CONFLICT"
    theirs = bank.call(good.tool, good.arguments | {"idempotency_key": "replayed-key"}, token=bank.token(subject="mallory")).value
    assert theirs[DRAFTING[bank.name][2][0]] != draft, "a key is its caller's own"


def test_who_neither_drafted_nor_may_decide_cannot_tell_a_draft_from_none(bank: Bank, propose: Propose) -> None:
    draft, none = propose("hidden-draft"), "D-" + "f" * 24
    token = bank.token(("read", "write"), subject="eve")
    scheme = {"risk": "risk", "customer": "cust", "compliance": "comp"}[bank.name]
    there, nowhere = (bank.ask("resources/read", {"uri": f"{scheme}://drafts/{each}"}, token=token).text.replace(each, "") for each in (draft, none))
    assert there == nowhere and "UNKNOWN_ID" in there
    assert bank.call("list_drafts", {}, token=token).value["drafts"] == []
    assert decide(bank, draft, bank.token(("read", "write"), person=True, subject="eve")) == "NOT_ENTITLED"


class Unmasking:
    """What a caller without the scope for clear data may see of customers."""

    def __init__(self, bank: Bank) -> None:
        self.bank = bank

    def seen(self, subject: str, about: Json) -> str:
        """The e-mail address in the clear, or the code of the refusal."""
        asked: Json = {"customer_id": CUSTOMER, "fields": ["email"], "unmask": ["email"]}
        said = self.bank.call("get_customer_profile", asked | about, token=self.bank.token(("read", "write"), subject=subject))
        if said.result.get("isError"):
            return str(said.error["code"])
        fields = said.value["fields"]
        assert isinstance(fields, dict)
        return "clear" if not any(each["masked"] for each in fields.values()) else "masked"


def test_a_grant_is_of_use_to_one_person_one_customer_and_one_field(banks_running: dict[str, Bank]) -> None:
    bank, remembered = banks_running["customer"], Remembered()
    sight = Unmasking(bank)
    wanted: Json = {"customer_id": CUSTOMER, "idempotency_key": "grant-attack-1", "fields": ["email"], "reason": "a letter came back", "ticket": "CASE-7"}
    assert sight.seen("gert", {}) == "MASKED_FIELD"
    draft = str(bank.call("request_unmask", wanted, token=bank.token(("read", "write"), subject="gert")).value["id"])
    assert sight.seen("gert", {}) == "MASKED_FIELD", "asked for is not granted"
    assert decide(bank, draft, bank.token(person=True, subject="gert")) == "SAME_PERSON"
    made(bank, Good("review_draft", {"draft_id": draft, "verdict": "approve", "reason": REASON}, by_person=True), remembered)
    assert sight.seen("gert", {}) == "clear"
    assert sight.seen("mallory", {}) == "MASKED_FIELD", "somebody else"
    assert sight.seen("GERT", {}) == sight.seen("gert ", {}) == "MASKED_FIELD", "nearly the same name"
    assert sight.seen("gert", {"customer_id": "C-100002"}) == "MASKED_FIELD", "another customer"
    assert sight.seen("gert", {"unmask": ["email", "tax_id"], "fields": ["email", "tax_id"]}) == "MASKED_FIELD", "another field"
    assert bank.call("request_unmask", wanted, token=bank.token(("read", "write"), subject="gert")).value["id"] == draft, "no second grant by replay"


def test_a_purpose_opens_only_what_it_is_for(banks_running: dict[str, Bank]) -> None:
    bank = banks_running["customer"]
    asked: Json = {"customer_id": CUSTOMER, "fields": ["tax_id"], "unmask": ["tax_id"]}
    cleared = bank.token(("read", "unmask"))
    codes = {"PURPOSE_REFUSED", "MASKED_FIELD"}
    for about in ({}, {"purpose": "trading"}, {"purpose": "customer_service"}, {"purpose": "risk_management"}):
        assert bank.call("get_customer_profile", asked | about, token=cleared).error["code"] in codes, about
    bound = bank.token(("read", "unmask"), purposes=["customer_service"])
    assert bank.call("get_customer_profile", asked | {"purpose": "compliance"}, token=bound).error["code"] == "PURPOSE_REFUSED"
    assert bank.call("get_customer_profile", asked | {"purpose": "compliance"}, token=bank.token(("read",))).error["code"] in codes
