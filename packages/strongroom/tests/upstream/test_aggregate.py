"""The door to all servers."""

import json
from collections.abc import Mapping

import pytest
from support.carrying import LEGACY, Ask, drained, finance

from strongroom.catalog.embedded import Catalog
from strongroom.core.call import Cleared
from strongroom.core.json import Json
from strongroom.core.principal import Principal
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Event, Refusal, Stream
from strongroom.core.target import TargetKind
from strongroom.drivers.sealing import Sealer
from strongroom.upstream.aggregate import Everyone
from strongroom.upstream.cursor import Cursors
from strongroom.upstream.fan_in import ACKNOWLEDGED
from strongroom.upstream.settings import UpstreamSettings
from strongroom.upstream.streams import WholeAnswer
from strongroom.wire import jsonrpc

NAMES = ("finance", "risk", "secret")
CATALOG = Catalog(finance(f"http://{name}/", name=name) for name in NAMES)


def visible(principal: Principal, server: str) -> bool:
    return bool(principal.subject) and server != "secret"


class Servers:
    """Two servers in place of routing: what each answers, and what each was asked."""

    def __init__(self, **answers: "Json | Event") -> None:
        self._answers = answers
        self.asked: list[tuple[str, Cleared]] = []

    async def open(self, cleared: Cleared, server: str) -> Stream:
        self.asked.append((server, cleared))
        answer = self._answers.get(server)
        if answer is None:
            raise Refusal(Deny(Reason.UPSTREAM_UNAVAILABLE, "down"))
        if isinstance(answer, Event):
            return WholeAnswer(answer)
        body = json.dumps({"jsonrpc": "2.0", "id": cleared.call.request.id, "result": answer}).encode()
        return WholeAnswer(Event(body, last=True, message=json.loads(body), facts={"session:" + server: "t.1"} if server == "finance" else {}))

    def sent(self, server: str) -> Mapping[str, Json]:
        body = next(cleared.call.request.body for name, cleared in self.asked if name == server)
        params = json.loads(body)["params"]
        assert isinstance(params, dict)
        return params


def everyone(servers: Servers) -> Everyone:
    return Everyone(servers, CATALOG, visible, Cursors(Sealer(bytes(32))), UpstreamSettings(), version="1.0")


def asking(method: str, *, version: str = "2026-07-28", **params: Json) -> Ask:
    return Ask(method=method, params=params, version=version, server="", endpoint="", kind=TargetKind.CATALOG)


async def answered(servers: Servers, ask: Ask) -> tuple[dict[str, Json], Event]:
    events = await drained(await everyone(servers).open(ask.cleared()))
    return json.loads(events[-1].data), events[-1]


def error(code: int, status: str = "") -> Event:
    body = jsonrpc.encode_error(1, code, "no")
    return Event(body, last=True, message=json.loads(body), facts={"status": status} if status else {})


async def test_a_list_is_that_of_every_server_the_caller_may_know_of() -> None:
    servers = Servers(finance={"tools": [{"name": "get"}]}, risk={"tools": [{"name": "get"}]}, secret={"tools": [{"name": "get"}]})
    message, event = await answered(servers, asking("tools/list"))
    assert event.last
    assert message["id"] == 1
    result = message["result"]
    assert isinstance(result, dict)
    assert result["tools"] == [{"name": "finance__get"}, {"name": "risk__get"}]
    assert [name for name, _ in servers.asked] == ["finance", "risk"]
    assert [cleared.call.target.server for _, cleared in servers.asked] == ["finance", "risk"]


async def test_a_server_that_is_down_is_left_out_and_named() -> None:
    message, _ = await answered(Servers(finance={"tools": []}), asking("tools/list"))
    result = message["result"]
    assert isinstance(result, dict)
    meta = result["_meta"]
    assert isinstance(meta, dict)
    assert meta["strongroom/unavailable"] == ["risk"]


async def test_a_server_that_has_no_such_list_is_not_called_unavailable() -> None:
    message, _ = await answered(Servers(finance={"prompts": []}, risk=error(-32601, "404")), asking("prompts/list", version=LEGACY))
    assert message["result"] == {"prompts": []}


async def test_a_list_nobody_has_is_empty_and_one_nobody_can_give_is_refused() -> None:
    message, _ = await answered(Servers(finance=error(-32601), risk=error(-32601)), asking("prompts/list", version=LEGACY))
    assert message["result"] == {"prompts": []}
    with pytest.raises(Refusal) as caught:
        await everyone(Servers()).open(asking("tools/list").cleared())
    assert caught.value.deny.reason is Reason.UPSTREAM_UNAVAILABLE
    assert "finance, risk" in caught.value.deny.message


async def test_the_next_page_asks_only_the_servers_that_have_one_and_each_with_its_own_cursor() -> None:
    first, _ = await answered(Servers(finance={"tools": [], "nextCursor": ""}, risk={"tools": []}), asking("tools/list"))
    result = first["result"]
    assert isinstance(result, dict)
    servers = Servers(finance={"tools": [{"name": "more"}]}, risk={"tools": []})
    second, _ = await answered(servers, asking("tools/list", cursor=result["nextCursor"]))
    assert [name for name, _ in servers.asked] == ["finance"]
    assert servers.sent("finance")["cursor"] == ""
    page = second["result"]
    assert isinstance(page, dict)
    assert page["tools"] == [{"name": "finance__more"}]
    assert "nextCursor" not in page


async def test_a_cursor_that_is_not_ours_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        await everyone(Servers(finance={})).open(asking("tools/list", cursor="").cleared())
    assert caught.value.deny.data == {"code": -32602}


async def test_a_handshake_opens_a_session_wherever_it_can() -> None:
    accepted: Json = {"protocolVersion": LEGACY, "capabilities": {}}
    message, event = await answered(Servers(finance=accepted, risk=accepted), asking("initialize", version=LEGACY))
    assert event.facts == {"session:finance": "t.1"}
    result = message["result"]
    assert isinstance(result, dict)
    assert result["protocolVersion"] == LEGACY


async def test_a_session_that_is_gone_anywhere_makes_the_client_begin_anew() -> None:
    _, event = await answered(Servers(finance={"tools": []}, risk=error(-32600, "404")), asking("tools/list", version=LEGACY))
    assert event.facts == {"status": "404"}


async def test_a_ping_is_answered_without_asking_anybody() -> None:
    servers = Servers()
    message, _ = await answered(servers, asking("ping", version=LEGACY))
    assert (message["result"], servers.asked) == ({}, [])


async def test_notifications_and_the_end_of_a_session_go_to_all() -> None:
    for ask in (Ask(method="notifications/initialized", id=None, server="", endpoint=""), Ask(verb="DELETE", id=None, server="", endpoint="")):
        servers = Servers(finance={})
        assert await drained(await everyone(servers).open(ask.cleared())) == []
        assert [name for name, _ in servers.asked] == ["finance", "risk"]


async def test_a_level_is_set_where_it_can_be() -> None:
    message, _ = await answered(Servers(finance={}, risk=error(-32601)), asking("logging/setLevel", version=LEGACY, level="info"))
    assert message["result"] == {}
    message, event = await answered(Servers(finance=error(-32601), risk=error(-32601)), asking("logging/setLevel", version=LEGACY, level="info"))
    assert "error" in message
    assert event.last


async def test_what_cannot_be_routed_here_is_an_unknown_method() -> None:
    message, event = await answered(Servers(finance={}), asking("tasks/get", taskId="t"))
    assert isinstance(message["error"], dict)
    assert message["error"]["code"] == -32601
    assert event.facts == {"status": "404"}


async def test_listening_asks_each_server_for_its_own_resources() -> None:
    acknowledged = jsonrpc.encode_notification(ACKNOWLEDGED, b'{"notifications":{"toolsListChanged":true}}')
    event = Event(acknowledged, message=json.loads(acknowledged))
    servers = Servers(finance=event, risk=error(-32601, "404"))
    ask = asking("subscriptions/listen", notifications={"toolsListChanged": True, "resourceSubscriptions": ["bank://finance/a", "bank://risk/b", "x://c"]})
    stream = await everyone(servers).open(ask.cleared())
    first = await stream.next()
    assert first is not None
    assert json.loads(first.data)["params"]["notifications"] == {"toolsListChanged": True}
    asked = servers.sent("finance")["notifications"]
    assert isinstance(asked, dict)
    assert asked["resourceSubscriptions"] == ["bank://finance/a"]
    await stream.close()


async def test_a_standing_stream_that_nobody_offers_is_refused() -> None:
    with pytest.raises(Refusal):
        await everyone(Servers()).open(Ask(verb="GET", id=None, server="", endpoint="", version=LEGACY).cleared())


async def test_a_standing_stream_relays_all() -> None:
    body = jsonrpc.encode_notification("notifications/tools/list_changed")
    news = Event(body, message=json.loads(body))
    stream = await everyone(Servers(finance=news, risk=news)).open(Ask(verb="GET", id=None, server="", endpoint="", version=LEGACY).cleared())
    assert [one.data for one in await drained(stream)] == [body, body]
