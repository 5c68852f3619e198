"""No change begins that could not be recorded."""

from dataclasses import replace

import pytest
from support.audit_log import MakeExchange, ScriptedLedger

from strongroom.audit.gate import WritableGate
from strongroom.audit.port import LedgerState
from strongroom.audit.settings import WhenUnwritable
from strongroom.core.decision import Effect
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Gate

GOOD = LedgerState(writable=True, room=5)
FULL_DISK = LedgerState(writable=False, cause="no space left on its disk", room=5)
FULL_SPOOL = LedgerState(writable=False, cause="no space left on its disk", room=0)


def test_it_is_a_gate() -> None:
    assert isinstance(WritableGate(ScriptedLedger(GOOD)), Gate)


@pytest.mark.parametrize("effect", list(Effect))
@pytest.mark.parametrize("rule", list(WhenUnwritable))
async def test_while_the_log_can_be_written_every_call_passes(make_exchange: MakeExchange, effect: Effect, rule: WhenUnwritable) -> None:
    call = make_exchange(effect=effect).call
    assert await WritableGate(ScriptedLedger(GOOD), when_unwritable=rule).pass_through(call) is call


@pytest.mark.control("AUD-08")
@pytest.mark.parametrize(
    ("state", "rule", "effect", "passes"),
    [
        (FULL_DISK, WhenUnwritable.REFUSE_WRITES, Effect.READ, True),
        (FULL_DISK, WhenUnwritable.REFUSE_WRITES, Effect.WRITE, False),
        (FULL_DISK, WhenUnwritable.REFUSE_WRITES, None, False),
        (FULL_DISK, WhenUnwritable.REFUSE_ALL, Effect.READ, False),
        (FULL_DISK, WhenUnwritable.REFUSE_ALL, Effect.WRITE, False),
        (FULL_SPOOL, WhenUnwritable.REFUSE_WRITES, Effect.READ, False),
        (FULL_SPOOL, WhenUnwritable.REFUSE_WRITES, Effect.WRITE, False),
    ],
)
async def test_what_passes_while_it_cannot(
    make_exchange: MakeExchange, state: LedgerState, rule: WhenUnwritable, effect: Effect | None, *, passes: bool
) -> None:
    call = make_exchange(effect=effect or Effect.WRITE).call
    call = call if effect else replace(call, decision=None)
    said = await WritableGate(ScriptedLedger(state), when_unwritable=rule).pass_through(call)
    assert (said is call) == passes
    if isinstance(said, Deny):
        assert (said.reason, said.retry_after) == (Reason.AUDIT_UNAVAILABLE, 5.0)
        assert "no space left on its disk" in said.message
