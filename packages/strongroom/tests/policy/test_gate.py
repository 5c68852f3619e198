"""The gate turns a ruling into a call that goes on, or into a refusal that says enough and no more."""

from dataclasses import replace

import pytest
from support.calls import call_of, person

from strongroom.core.call import Call
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Gate
from strongroom.policy.embedded import Embedded
from strongroom.policy.gate import DecideGate

TELLER = replace(person("rita", "teller"), scopes=frozenset({"finance.read", "finance.write"}))


async def test_an_allowed_call_goes_on_with_its_decision(small: Embedded) -> None:
    gate = DecideGate(small)
    assert isinstance(gate, Gate)
    said = await gate.pass_through(call_of(TELLER, "finance/tool/get_account"))
    assert isinstance(said, Call)
    assert said.decision is not None
    assert said.decision.rule == "tellers"


@pytest.mark.control("POL-06")
async def test_a_step_up_tells_what_sign_in_is_needed(small: Embedded) -> None:
    said = await DecideGate(small).pass_through(call_of(TELLER, "finance/tool/pay", arguments={"amount": 2000, "currency": "EUR"}))
    assert isinstance(said, Deny)
    assert said.reason is Reason.STEP_UP_REQUIRED
    assert said.data == {"acr_values": "2", "max_age": 300}


async def test_a_missing_scope_is_named_in_the_refusal(small: Embedded) -> None:
    said = await DecideGate(small).pass_through(call_of(replace(TELLER, scopes=frozenset()), "finance/tool/get_account"))
    assert isinstance(said, Deny)
    assert (said.reason, said.scopes) == (Reason.INSUFFICIENT_SCOPE, ("finance.read",))


@pytest.mark.control("POL-03")
async def test_hidden_and_missing_are_refused_with_the_same_bytes(small: Embedded) -> None:
    gate = DecideGate(small)
    told = set()
    for target in ("vault/tool/open", "vault/tool/missing", "gone/tool/x"):
        said = await gate.pass_through(call_of(TELLER, target))
        assert isinstance(said, Deny)
        assert said.decision is not None
        told.add(repr(replace(said, decision=None)).encode())
    assert len(told) == 1


@pytest.mark.control("POL-07")
async def test_a_refusal_carries_the_whole_decision_for_the_record(small: Embedded) -> None:
    said = await DecideGate(small).pass_through(call_of(replace(TELLER, region="US"), "finance/tool/pay", arguments={"amount": 1, "currency": "EUR"}))
    assert isinstance(said, Deny)
    assert said.decision is not None
    assert (said.decision.rule, said.decision.reason, said.data) == ("pay-small", Reason.DENIED, {})
    assert said.message == " ".join(said.decision.reasons)
