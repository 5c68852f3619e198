"""The gate: broad enough for every finding, narrow enough for everyday answers."""

import base64

import orjson
import pytest

from strongroom.protection.classes import DataClass
from strongroom.protection.rules import RULES, gate_for

EVERYDAY = [
    {
        "jsonrpc": "2.0",
        "id": 7,
        "result": {"_meta": {"io.modelcontextprotocol/serverInfo": {"name": "bank-finance", "version": "0.1.0"}}, "resultType": "complete"},
    },
    {"call": "019aab3c0e1f7a4b9c8d0e1f2a3b4c5d", "uuid": "f47ac10b-58cc-4372-a567-0e02b2c3d479", "at": "2026-11-22T14:46:24.123456Z", "epoch": 1763822784123},
    {"balance": 12345.67, "volatility": 0.4539578763621486, "delta": -0.2345678901234567, "rate": 3.141592653589793, "loss": 23456789.123456789},
    {
        "text": "The portfolio gained 3.5 % in 2025 and lost 12 % in 2022; see page 14.\nNext steps follow.",
        "url": "https://bank.example/docs?id=12%2C13&q=a%3Db",
    },
    {"sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"},
    {"order": "ORD-2026-000123", "amount": "1,234,567.89", "isin": "US0378331005", "lei": "5493001KJTIIGC8Y1R12", "bic": "DEUTDEFF500"},
]


@pytest.mark.parametrize("document", EVERYDAY)
def test_everyday_answers_do_not_open_the_gate(document: object) -> None:
    gate, _ = gate_for(frozenset(DataClass))
    assert gate.hits(orjson.dumps(document)) == []


@pytest.mark.control("PRO-02")
@pytest.mark.parametrize("kind", list(DataClass))
def test_every_rule_opens_the_gate_of_its_class(kind: DataClass) -> None:
    gate, patterns = gate_for(frozenset({kind}))
    for index, (_, canary) in enumerate(RULES[kind]):
        assert index in gate.hits(canary)
        assert patterns[index].first(canary) is not None


@pytest.mark.parametrize("shift", range(3))
def test_digits_in_base64_are_seen_at_every_alignment(shift: int) -> None:
    gate, _ = gate_for(frozenset({DataClass.PAN}))
    assert gate.hits(base64.b64encode(b"x" * shift + b"4111 1111 1111 1111"))
