"""The seal: outermost bracket of every road. However the call ends, one record of it goes to the ledger before the last bytes of the answer leave."""

import asyncio
import time
from dataclasses import dataclass
from types import TracebackType

from strongroom.audit.port import Ledger, Receipt, Seal
from strongroom.audit.recent import Recent, SealedCall
from strongroom.audit.record import Recorder
from strongroom.audit.settings import Durability, WhenUnwritable
from strongroom.core.decision import Effect
from strongroom.core.exchange import Exchange
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Refusal

_NEVER_WENT_UPSTREAM = frozenset(
    {
        Reason.CACHED,
        Reason.DENIED,
        Reason.NOT_FOUND,
        Reason.INSUFFICIENT_SCOPE,
        Reason.STEP_UP_REQUIRED,
        Reason.APPROVAL_REQUIRED,
        Reason.RATE_LIMITED,
        Reason.BUSY,
        Reason.AUDIT_UNAVAILABLE,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealRules:
    """When a call is answered, and what a record that waits in memory is worth."""

    durability: Durability = Durability.BEFORE_REPLY
    when_unwritable: WhenUnwritable = WhenUnwritable.REFUSE_WRITES


class SealBracket:
    """Holds the seal over a call."""

    name = "audit.seal"

    def __init__(self, ledger: Ledger, recorder: Recorder, recent: Recent, *, rules: SealRules) -> None:
        self.ledger = ledger
        self.recorder = recorder
        self.recent = recent
        self.rules = rules

    def hold(self, exchange: Exchange) -> "_Seal":
        """From before identity's first word to after the last filter's."""
        return _Seal(self, exchange)


class _Seal:
    """The seal over one call."""

    __slots__ = ("_begun", "_bracket", "_exchange", "_result")

    def __init__(self, bracket: SealBracket, exchange: Exchange) -> None:
        self._bracket = bracket
        self._exchange = exchange

    async def __aenter__(self) -> None:
        self._begun = time.perf_counter_ns()
        self._result = self._bracket.recorder.begin()
        self._exchange.on_delivered = self._result.update

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Seal. Raises Refusal where the call may not be answered without its record, and CancelledError only after the record's fate is known."""
        bracket, exchange = self._bracket, self._exchange
        duration = time.perf_counter_ns() - self._begun
        pending = bracket.ledger.append(bracket.recorder.record(exchange, self._result, duration_ns=duration))
        if bracket.rules.durability is Durability.BACKGROUND:
            asyncio.ensure_future(pending).add_done_callback(lambda done: bracket.recent.add(SealedCall.of(exchange, done.result(), duration)))
            if not bracket.ledger.state.writable:
                self._judge(Receipt(Seal.SPOOLED if bracket.ledger.state.room else Seal.LOST))
            return
        receipt = await pending
        bracket.recent.add(SealedCall.of(exchange, receipt, duration))
        self._judge(receipt)

    def _judge(self, receipt: Receipt) -> None:
        """A record in memory is enough for a read, where the settings say so; a change that was made is never reported as done on that ground."""
        if receipt.seal is Seal.DURABLE:
            return
        exchange = self._exchange
        decision = exchange.decision
        changed = decision is not None and decision.effect is Effect.WRITE and exchange.reason not in _NEVER_WENT_UPSTREAM
        if receipt.seal is Seal.SPOOLED and not changed and self._bracket.rules.when_unwritable is WhenUnwritable.REFUSE_WRITES:
            return
        if exchange.reason is Reason.AUDIT_UNAVAILABLE:
            return
        cause = self._bracket.ledger.state.cause or "its disk refused a write"
        done = " The change may have been made: ask before trying again." if changed else ""
        raise Refusal(Deny(Reason.AUDIT_UNAVAILABLE, f"The audit log cannot be written ({cause}), so this answer is withheld.{done}", decision=decision))
