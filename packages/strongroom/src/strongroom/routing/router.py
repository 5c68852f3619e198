"""The road's upstream: a call for one server goes there, a call at the door to all of them to all of them."""

from strongroom.core.call import Cleared
from strongroom.core.stops import Stream, Upstream
from strongroom.routing.dispatch import Dispatch, ServerHealth


class Router:
    """Implements core's Upstream. `everyone` takes the calls that no single server can answer."""

    name = "routing"

    def __init__(self, dispatch: Dispatch, everyone: Upstream) -> None:
        self._dispatch = dispatch
        self._everyone = everyone

    async def open(self, cleared: Cleared) -> Stream:
        """Send the call; raises Refusal."""
        call = cleared.call
        server = call.target.server or call.request.endpoint
        if server:
            return await self._dispatch.open(cleared, server)
        return await self._everyone.open(cleared)

    def health(self) -> tuple[ServerHealth, ...]:
        """How every server is."""
        return self._dispatch.health()
