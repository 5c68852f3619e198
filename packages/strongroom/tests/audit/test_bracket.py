"""The seal: exactly one record for every ending, before the answer leaves."""

import asyncio
import contextlib
import json
from collections.abc import Sequence
from typing import NamedTuple

import pytest
from support.audit_log import MakeExchange, ScriptedLedger
from support.journal import ALLOWING, Journal, JournalGate, ListSink, ListUpstream, make_call

from strongroom.audit.bracket import SealBracket, SealRules
from strongroom.audit.embedded import EmbeddedLedger
from strongroom.audit.keys import FileKeys
from strongroom.audit.lookup import latest
from strongroom.audit.port import Ledger, LedgerState, Receipt, Seal
from strongroom.audit.recent import Recent
from strongroom.audit.record import Digester, Recorder
from strongroom.audit.settings import AuditSettings, Durability, WhenUnwritable
from strongroom.core.decision import Effect
from strongroom.core.exchange import Exchange
from strongroom.core.reason import Reason
from strongroom.core.stops import Bracket, ClientGoneError, Deny, Event, Refusal
from strongroom.pipeline.engine import Engine, Road


def bracket_over(ledger: Ledger, keys: FileKeys, rules: SealRules | None = None) -> SealBracket:
    return SealBracket(ledger, Recorder(keys.digest_key), Recent(), rules=rules or SealRules())


class Case(NamedTuple):
    """What became of the record of which call, under which setting, and whether the call is answered."""

    seal: Seal
    effect: Effect
    reason: Reason
    rule: WhenUnwritable
    answered: bool


@pytest.mark.control("AUD-01")
@pytest.mark.parametrize("reason", list(Reason))
async def test_every_ending_is_sealed_exactly_once_and_durable_before_the_bracket_is_left(
    settings: AuditSettings, keys: FileKeys, make_exchange: MakeExchange, reason: Reason
) -> None:
    ledger = EmbeddedLedger(settings, keys)
    await ledger.start()
    bracket = bracket_over(ledger, keys)
    assert isinstance(bracket, Bracket)
    async with bracket.hold(make_exchange(reason=reason)):
        pass
    assert [json.loads(found.record)["outcome"] for found in latest(settings.directory, 9)] == [reason.value]
    assert bracket.recent.entries()[0]["index"] == 0
    await ledger.close()


async def test_delivered_bytes_are_digested_as_they_pass(keys: FileKeys, make_exchange: MakeExchange) -> None:
    ledger = ScriptedLedger(LedgerState(writable=True))
    exchange = make_exchange()
    async with bracket_over(ledger, keys).hold(exchange):
        hook = exchange.on_delivered or pytest.fail("nobody listens")
        for piece in (b"one ", b"two"):
            hook(piece)
    assert json.loads(ledger.records[0])["result_hmac"] == Digester(keys.digest_key).of(b"one two")


async def test_a_failing_call_is_sealed_and_its_failure_goes_on(keys: FileKeys, make_exchange: MakeExchange) -> None:
    ledger = ScriptedLedger(LedgerState(writable=True))
    exchange = make_exchange(reason=Reason.INTERNAL)
    exchange.failure = ValueError("a fault of ours")
    with pytest.raises(ValueError, match="of ours"):
        async with bracket_over(ledger, keys).hold(exchange):
            raise exchange.failure
    assert len(ledger.records) == 1


@pytest.mark.control("AUD-01")
async def test_a_caller_that_hangs_up_during_the_seal_is_still_sealed_once(settings: AuditSettings, keys: FileKeys, make_exchange: MakeExchange) -> None:
    ledger = EmbeddedLedger(settings, keys)
    await ledger.start()

    async def call() -> None:
        async with bracket_over(ledger, keys).hold(make_exchange()):
            task.cancel()

    task = asyncio.ensure_future(call())
    with pytest.raises(asyncio.CancelledError):
        await task
    await ledger.close()
    assert len(latest(settings.directory, 9)) == 1


@pytest.mark.parametrize(
    "case",
    [
        Case(Seal.SPOOLED, Effect.READ, Reason.ALLOWED, WhenUnwritable.REFUSE_WRITES, True),
        Case(Seal.SPOOLED, Effect.READ, Reason.ALLOWED, WhenUnwritable.REFUSE_ALL, False),
        Case(Seal.SPOOLED, Effect.WRITE, Reason.ALLOWED, WhenUnwritable.REFUSE_WRITES, False),
        Case(Seal.SPOOLED, Effect.WRITE, Reason.DEADLINE, WhenUnwritable.REFUSE_WRITES, False),
        Case(Seal.SPOOLED, Effect.WRITE, Reason.DENIED, WhenUnwritable.REFUSE_WRITES, True),
        Case(Seal.SPOOLED, Effect.WRITE, Reason.AUDIT_UNAVAILABLE, WhenUnwritable.REFUSE_ALL, True),
        Case(Seal.LOST, Effect.READ, Reason.ALLOWED, WhenUnwritable.REFUSE_WRITES, False),
        Case(Seal.LOST, Effect.READ, Reason.DENIED, WhenUnwritable.REFUSE_WRITES, False),
    ],
)
@pytest.mark.parametrize("durability", list(Durability))
async def test_what_is_answered_while_the_log_cannot_be_written(keys: FileKeys, make_exchange: MakeExchange, case: Case, durability: Durability) -> None:
    state = LedgerState(writable=False, cause="no space left on its disk", room=9 if case.seal is Seal.SPOOLED else 0)
    ledger = ScriptedLedger(state, Receipt(case.seal))
    bracket = bracket_over(ledger, keys, SealRules(when_unwritable=case.rule, durability=durability))
    outcome = await refused(bracket, make_exchange(effect=case.effect, reason=case.reason))
    assert (outcome == []) == case.answered
    assert len(ledger.records) == 1
    if not case.answered:
        assert outcome[0].deny.reason is Reason.AUDIT_UNAVAILABLE
        assert "no space left on its disk" in outcome[0].deny.message
        assert ("may have been made" in outcome[0].deny.message) == (case.effect is Effect.WRITE)


async def refused(bracket: SealBracket, exchange: Exchange) -> Sequence[Refusal]:
    try:
        async with bracket.hold(exchange):
            pass
    except Refusal as refusal:
        return [refusal]
    return []


async def test_in_the_background_a_call_does_not_wait_for_the_disk(settings: AuditSettings, keys: FileKeys, make_exchange: MakeExchange) -> None:
    ledger = EmbeddedLedger(settings, keys)
    await ledger.start()
    bracket = bracket_over(ledger, keys, SealRules(durability=Durability.BACKGROUND))
    async with bracket.hold(make_exchange()):
        pass
    assert bracket.recent.entries() == []
    await ledger.close()
    assert bracket.recent.entries()[0]["seal"] == "durable"


LAST = Event(b"answer", last=True)
ENDINGS: list[tuple[Event | BaseException, Reason]] = [
    (LAST, Reason.ALLOWED),
    (ValueError("a fault"), Reason.INTERNAL),
    (TimeoutError(), Reason.DEADLINE),
    (ClientGoneError(), Reason.CLIENT_GONE),
    (asyncio.CancelledError(Reason.CUT), Reason.CUT),
    (asyncio.CancelledError(), Reason.CLIENT_GONE),
    (Refusal(Deny(Reason.UPSTREAM_UNAVAILABLE, "nobody there")), Reason.UPSTREAM_UNAVAILABLE),
]


@pytest.mark.parametrize(("event", "reason"), ENDINGS)
async def test_on_a_real_road_each_ending_leaves_one_record_before_the_caller_hears_of_it(
    settings: AuditSettings, keys: FileKeys, event: Event | BaseException, reason: Reason
) -> None:
    ledger = EmbeddedLedger(settings, keys)
    await ledger.start()
    journal = Journal()
    stops = (bracket_over(ledger, keys), JournalGate("policy.decide", journal, lambda call: call.decided(ALLOWING)))
    sink = ListSink(journal)
    with contextlib.suppress(asyncio.CancelledError):
        await Engine().run(Road("test", stops, ListUpstream(journal, [Event(b"early"), event]), ()), make_call(), sink)
    records = [json.loads(found.record) for found in latest(settings.directory, 9)]
    assert [(record["outcome"], record["call"]) for record in records] == [(reason.value, "c1")]
    assert records[0]["result_bytes"] == (11 if reason is Reason.ALLOWED else 5)
    await ledger.close()
