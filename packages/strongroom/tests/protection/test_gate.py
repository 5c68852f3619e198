"""Arguments before they leave."""

from collections.abc import Callable
from dataclasses import replace

import orjson
import pytest

from strongroom.core.call import Call
from strongroom.core.decision import Obligation, ObligationKind
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Gate
from strongroom.protection.classes import Action, DataClass
from strongroom.protection.gate import ArgumentsGate
from strongroom.protection.settings import ProtectionSettings

MakeCall = Callable[..., Call]


def body(**arguments: object) -> bytes:
    return orjson.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "t", "arguments": arguments}})


@pytest.fixture
def gate() -> ArgumentsGate:
    return ArgumentsGate(ProtectionSettings().arguments.table())


def test_it_stands_at_its_place_on_the_road(gate: ArgumentsGate) -> None:
    stop: Gate = gate
    assert stop.name == "protection.arguments"


async def test_clean_arguments_pass_as_the_same_call(gate: ArgumentsGate, make_call: MakeCall) -> None:
    call = make_call(body(account="4711", amount="12.50"))
    assert await gate.pass_through(call) is call


@pytest.mark.control("PRO-01")
async def test_a_refusal_names_class_and_place_and_never_the_value(make_call: MakeCall, canary: tuple[DataClass, str]) -> None:
    kind, value = canary
    said = await ArgumentsGate(dict.fromkeys(DataClass, Action.DENY)).pass_through(make_call(body(note={"to": ["x", f"see {value} ok"]})))
    assert isinstance(said, Deny) and said.reason is Reason.CONTENT_BLOCKED
    assert f"{kind} at $.params.arguments.note.to[1]" in said.message
    assert value not in said.message


async def test_a_key_that_is_a_value_itself_is_not_told(gate: ArgumentsGate, make_call: MakeCall) -> None:
    said = await gate.pass_through(make_call(body(**{"4111111111111111": "DE89370400440532013000"})))
    assert isinstance(said, Deny) and "4111111111111111" not in said.message and "DE8937" not in said.message.replace("DE89***", "")


async def test_policy_may_let_an_account_number_through(gate: ArgumentsGate, make_call: MakeCall) -> None:
    data = body(iban="DE89370400440532013000")
    assert isinstance(await gate.pass_through(make_call(data)), Deny)
    allowed = make_call(data, (Obligation(ObligationKind.INSPECT, "arguments.iban", "allow"),))
    assert await gate.pass_through(allowed) is allowed


async def test_policy_may_forbid_what_the_settings_allow(gate: ArgumentsGate, make_call: MakeCall) -> None:
    data = body(to="jane.doe@example.com")
    assert isinstance(await gate.pass_through(make_call(data)), Call)
    assert isinstance(await gate.pass_through(make_call(data, (Obligation(ObligationKind.INSPECT, "email", "deny"),))), Deny)


async def test_an_obligation_that_nobody_understands_ends_the_call(gate: ArgumentsGate, make_call: MakeCall) -> None:
    assert isinstance(await gate.pass_through(make_call(body(), (Obligation(ObligationKind.INSPECT, "shoe-size", "deny"),))), Deny)


async def test_the_id_of_the_request_is_no_argument(gate: ArgumentsGate, make_call: MakeCall) -> None:
    call = make_call(b'{"jsonrpc":"2.0","id":4111111111111111,"method":"ping"}')
    assert await gate.pass_through(call) is call


async def test_many_findings_are_told_as_a_few_and_a_count(gate: ArgumentsGate, make_call: MakeCall) -> None:
    said = await gate.pass_through(make_call(body(cards=["4111111111111111"] * 9)))
    assert isinstance(said, Deny) and "and 6 more" in said.message


@pytest.mark.control("PRO-01")
@pytest.mark.parametrize("value", [b"4111111111111111", b"=?base64?NDExMTExMTExMTExMTExMQ==?="])
async def test_a_parameter_header_is_read_as_the_arguments_are(gate: ArgumentsGate, make_call: MakeCall, value: bytes) -> None:
    call = make_call(body(a=1))
    routing = ((b"mcp-protocol-version", b"2026-07-28"), (b"mcp-method", b"tools/call"), (b"mcp-name", b"t"))
    clean = replace(call, request=replace(call.request, headers=(*routing, (b"mcp-param-a", b"1"))))
    assert await gate.pass_through(clean) is clean
    said = await gate.pass_through(replace(call, request=replace(call.request, headers=(*routing, (b"mcp-param-a", value)))))
    assert isinstance(said, Deny) and "pan at $.headers.mcp-param-a" in said.message


async def test_trace_state_is_read_too(gate: ArgumentsGate, make_call: MakeCall) -> None:
    call = make_call(body(a=1))
    assert isinstance(await gate.pass_through(replace(call, trace=replace(call.trace, state="card=4111111111111111"))), Deny)
