"""No change begins that could not be recorded."""

from strongroom.audit.port import Ledger
from strongroom.audit.settings import WhenUnwritable
from strongroom.core.call import Call
from strongroom.core.decision import Effect
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny

RETRY_AFTER = 5.0


class WritableGate:
    """Refuses calls while the ledger cannot be written: those that change something, or all of them. Fail mode: closed."""

    name = "audit.writable"

    def __init__(self, ledger: Ledger, *, when_unwritable: WhenUnwritable = WhenUnwritable.REFUSE_WRITES) -> None:
        self._ledger = ledger
        self._all = when_unwritable is WhenUnwritable.REFUSE_ALL

    async def pass_through(self, call: Call) -> Call | Deny:
        """A read passes while the spool has room for its record; whatever nobody declared to be a read is a write."""
        state = self._ledger.state
        if state.writable:
            return call
        if self._all:
            scope = "every call is refused"
        elif call.decision is None or call.decision.effect is Effect.WRITE:
            scope = "calls that change something are refused"
        elif state.room <= 0:
            scope = "every call is refused, since the memory for waiting records is full"
        else:
            return call
        message = f"The audit log cannot be written ({state.cause}): {scope} until it can. The operator has been told."
        return Deny(Reason.AUDIT_UNAVAILABLE, message, retry_after=RETRY_AFTER)
