"""The road's upstream."""

from collections.abc import Sequence

from support.calls import HandClock
from support.carrying import Ask, drained, finance

from strongroom.catalog.embedded import Catalog
from strongroom.core.call import Cleared
from strongroom.core.stops import Event, Stream, Upstream
from strongroom.routing.dispatch import Dispatch
from strongroom.routing.router import Router
from strongroom.routing.settings import RoutingSettings
from strongroom.upstream.attempt import Attempt
from strongroom.upstream.streams import WholeAnswer


class Single:
    """Answers with the name of the server."""

    async def carry(self, cleared: Cleared, server: str, replica: str) -> Attempt:
        assert cleared.decision.allow
        assert replica
        return Attempt(WholeAnswer(Event(server.encode(), last=True)))

    def pinned(self, cleared: Cleared, server: str, replicas: Sequence[str]) -> str | None:
        raise AssertionError(cleared, server, replicas)

    async def probe(self, replica: str) -> str:
        return replica


class All:
    """Answers for all."""

    name = "all"

    async def open(self, cleared: Cleared) -> Stream:
        assert cleared.call.target.server == ""
        return WholeAnswer(Event(b"all", last=True))


def router() -> Router:
    return Router(Dispatch(Catalog([finance("http://a/")]), Single(), RoutingSettings(), HandClock()), All())


async def test_a_call_goes_to_its_server_or_to_all() -> None:
    road = router()
    assert isinstance(road, Upstream)
    assert road.name == "routing"
    for ask, expected in (
        (Ask(), b"finance"),
        (Ask(endpoint=""), b"finance"),
        (Ask(server="", endpoint="finance"), b"finance"),
        (Ask(server="", endpoint=""), b"all"),
    ):
        events = await drained(await road.open(ask.cleared()))
        assert events[0].data == expected


def test_health_is_that_of_every_server() -> None:
    assert [one.name for one in router().health()] == ["finance"]
