"""The live view: the last calls, newest first, and those who watch."""

import asyncio
import json
from dataclasses import replace

from support.audit_log import MakeExchange

from strongroom.audit.port import Receipt, Seal
from strongroom.audit.recent import WATCHER_BACKLOG, Recent, SealedCall
from strongroom.core.reason import Reason


def sealed(make_exchange: MakeExchange, number: int) -> SealedCall:
    return SealedCall.of(make_exchange(call_id=f"call-{number}"), Receipt(Seal.DURABLE, "shard-00", number), 2_500_000)


def test_the_newest_calls_come_first_and_the_oldest_are_forgotten(make_exchange: MakeExchange) -> None:
    recent = Recent(3)
    for number in range(5):
        recent.add(sealed(make_exchange, number))
    assert [entry["call"] for entry in recent.entries()] == ["call-4", "call-3", "call-2"]
    assert [entry["call"] for entry in recent.entries(1)] == ["call-4"]


def test_an_entry_says_who_what_why_and_where_it_is_sealed(make_exchange: MakeExchange) -> None:
    recent = Recent()
    recent.add(sealed(make_exchange, 7))
    entry = recent.entries()[0]
    wanted = {
        "subject": "u-17",
        "target": "get_account",
        "outcome": "allowed",
        "why": ["a rule spoke"],
        "seal": "durable",
        "shard": "shard-00",
        "index": 7,
        "duration_ms": 2.5,
    }
    assert {name: entry[name] for name in wanted} == wanted
    assert "GB82WEST12345698765432" not in json.dumps(entry)


def test_a_call_that_policy_let_pass_and_another_stop_did_not_shows_that_stops_words(make_exchange: MakeExchange) -> None:
    exchange = make_exchange(call_id="call-1")
    exchange.reason, exchange.detail = Reason.RATE_LIMITED, "Too many calls."
    assert SealedCall.of(exchange, Receipt(Seal.DURABLE, "shard-00", 1), 1).entry()["why"] == ["Too many calls."]
    denied = replace(exchange.decision, reason=Reason.DENIED, reasons=("no rule",)) if exchange.decision else None
    exchange.decision = denied
    assert SealedCall.of(exchange, Receipt(Seal.DURABLE, "shard-00", 1), 1).entry()["why"] == ["no rule"]


async def test_a_watcher_sees_each_call_from_now_on(make_exchange: MakeExchange) -> None:
    recent = Recent()
    recent.add(sealed(make_exchange, 0))
    watching = recent.subscribe()
    first = asyncio.ensure_future(anext(watching))
    await asyncio.sleep(0)
    recent.add(sealed(make_exchange, 1))
    assert (await first)["call"] == "call-1"
    await watching.aclose()
    recent.add(sealed(make_exchange, 2))
    assert recent.entries()[0]["call"] == "call-2"


async def test_a_watcher_that_does_not_keep_up_misses_the_oldest(make_exchange: MakeExchange) -> None:
    recent = Recent()
    watching = recent.subscribe()
    first = asyncio.ensure_future(anext(watching))
    await asyncio.sleep(0)
    for number in range(WATCHER_BACKLOG + 10):
        recent.add(sealed(make_exchange, number))
    assert (await first)["call"] == "call-10"
    await watching.aclose()


def test_a_name_is_told_as_it_may_be_told(make_exchange: MakeExchange) -> None:
    recent = Recent(3, lambda name: f"<{name}>")
    recent.add(sealed(make_exchange, 7))
    (entry,) = recent.entries()
    assert str(entry["target"]).startswith("<")
