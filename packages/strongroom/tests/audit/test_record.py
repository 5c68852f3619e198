"""The canonical record: everything that happened, nothing of the data."""

import hashlib
import hmac
import json
from dataclasses import replace

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.audit_log import MakeExchange

from strongroom.audit.record import LIMITS, Digester, Recorder
from strongroom.audit.segment import MAX_RECORD
from strongroom.core.exchange import Exchange
from strongroom.core.reason import Reason

KEY = b"k" * 32


def made(exchange: Exchange, result: bytes = b"") -> tuple[bytes, dict[str, object]]:
    recorder = Recorder(KEY)
    running = recorder.begin()
    running.update(result)
    record = recorder.record(exchange, running, duration_ns=1_234)
    return record, json.loads(record)


@given(st.binary(max_size=200), st.binary(max_size=500))
def test_a_digest_is_the_hmac_of_the_standard(key: bytes, data: bytes) -> None:
    digester = Digester(key)
    running = digester.begin()
    running.update(data[:7])
    running.update(data[7:])
    assert digester.of(data) == running.hexdigest() == hmac.new(key, data, hashlib.sha256).hexdigest()


def test_a_record_says_who_what_why_and_how_it_ended(make_exchange: MakeExchange) -> None:
    exchange = make_exchange(call_id="c" * 32)
    exchange.applied = {"mask:iban": 2, "drop": 1}
    exchange.upstream_ns, exchange.delivered_bytes, exchange.events = 700, 12, 1
    exchange.timings = [("policy.decide", 90)]
    _, record = made(exchange, b"the answer")
    assert record == {
        "applied": {"drop": 1, "mask:iban": 2},
        "arguments_hmac": Digester(KEY).of(b'{"account":"GB82WEST12345698765432"}'),
        "body_bytes": 29,
        "body_hmac": Digester(KEY).of(exchange.call.request.body),
        "call": "c" * 32,
        "decision": {
            "effect": "read",
            "obligations": ["mask:$.iban:last4"],
            "reason": "allowed",
            "reasons": ["a rule spoke"],
            "revision": "abc",
            "rule": "r-1",
        },
        "detail": "",
        "duration_ns": 1234,
        "endpoint": "",
        "events": 1,
        "kind": "call",
        "method": "tools/call",
        "outcome": "allowed",
        "peer": "127.0.0.1",
        "protocol": "mcp",
        "purpose": "servicing",
        "received_us": 1_790_000_000_250_000,
        "result_bytes": 12,
        "result_hmac": Digester(KEY).of(b"the answer"),
        "schema": 1,
        "sealed_us": record["sealed_us"],
        "span": "b" * 16,
        "target": {"kind": "tool", "name": "get_account", "server": "bank-finance"},
        "timings_ns": [["policy.decide", 90]],
        "trace": "a" * 32,
        "upstream_ns": 700,
        "version": "2026-07-28",
        "who": {
            "actors": ["agent-7"],
            "client": "agent-7",
            "issuer": "https://idp.example/",
            "mfa": 2,
            "roles": ["relationship_manager", "staff"],
            "subject": "u-17",
            "token": "",
        },
    }


@pytest.mark.parametrize("reason", list(Reason))
def test_every_record_has_sorted_keys_and_whole_numbers_only(make_exchange: MakeExchange, reason: Reason) -> None:
    exchange = make_exchange(reason=reason)
    exchange.applied = {"z": 1, "a": 2}
    exchange.failure = ValueError("not for the record: 4111111111111111")
    record, parsed = made(exchange)
    assert orjson.dumps(parsed, option=orjson.OPT_SORT_KEYS) == record
    json.loads(record, parse_float=lambda text: pytest.fail(f"a float: {text}"))
    assert parsed["fault"] == "ValueError"


@pytest.mark.control("AUD-07")
def test_neither_arguments_nor_body_nor_result_are_in_a_record(make_exchange: MakeExchange) -> None:
    record, _ = made(make_exchange(), b'{"iban":"DE89370400440532013000"}')
    for secret in (b"GB82WEST12345698765432", b"4111111111111111", b"DE89370400440532013000"):
        assert secret not in record


def test_the_same_argument_under_another_key_has_another_digest(make_exchange: MakeExchange) -> None:
    first = made(make_exchange())[1]["arguments_hmac"]
    recorder = Recorder(b"other")
    other = json.loads(recorder.record(make_exchange(), recorder.begin(), duration_ns=1))["arguments_hmac"]
    assert first != other


@pytest.mark.parametrize("name", ["x" * 200_000, "\ud800", "\ud800" * 9000, "\x00" * 60_000, "\U0001f600" * 50_000])
def test_a_hostile_name_makes_a_bounded_record_and_no_error(make_exchange: MakeExchange, name: str) -> None:
    exchange = make_exchange(name=name)
    exchange.detail = name
    exchange.call = replace(exchange.call, arguments={"name": name, "huge": 2**70})
    record, parsed = made(exchange)
    assert len(record) <= MAX_RECORD
    assert len(str(parsed["detail"])) <= LIMITS[0] * 6


def test_a_record_full_to_the_brim_still_fits_a_frame(make_exchange: MakeExchange) -> None:
    exchange = make_exchange(name="\U0001f600" * 9000)
    long = "\U0001f600" * 400
    principal = replace(exchange.call.principal, roles=frozenset(f"{long}{at}" for at in range(500)), actors=(long,) * 90, subject=long)
    exchange.decision = replace(exchange.call.decision or pytest.fail("not decided"), reasons=(long,) * 99, rule=long)
    exchange.call = replace(exchange.call, principal=principal, purpose=long, peer=long)
    exchange.applied = {f"{long}{at}": 1 for at in range(90)}
    assert len(made(exchange)[0]) <= MAX_RECORD


def test_one_principal_changed_is_not_taken_for_the_other(make_exchange: MakeExchange) -> None:
    recorder = Recorder(KEY)
    exchange = make_exchange()
    for subject in ("u-1", "u-2", "u-1"):
        exchange.call = replace(exchange.call, principal=replace(exchange.call.principal, subject=subject))
        assert json.loads(recorder.record(exchange, recorder.begin(), duration_ns=1))["who"]["subject"] == subject


def test_many_principals_do_not_fill_the_memory(make_exchange: MakeExchange) -> None:
    recorder = Recorder(KEY)
    exchange = make_exchange()
    for number in range(3000):
        exchange.call = replace(exchange.call, principal=replace(exchange.call.principal, subject=f"u-{number}"))
        recorder.record(exchange, recorder.begin(), duration_ns=1)
    assert len(recorder._known) <= 1024


@pytest.mark.control("AUD-07")
def test_a_name_and_a_purpose_are_told_as_they_may_be_told(make_exchange: MakeExchange) -> None:
    exchange = make_exchange()
    exchange.call = replace(exchange.call, purpose="why")
    recorder = Recorder(KEY, lambda text: f"<{text}>")
    facts = json.loads(recorder.record(exchange, recorder.begin(), duration_ns=1))
    assert facts["target"]["name"] == f"<{exchange.call.target.name}>"
    assert facts["purpose"] == "<why>"
