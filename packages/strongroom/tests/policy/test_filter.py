"""Lists lose what the caller may not know of and not one byte more; streams keep silent about it too."""

import json
from dataclasses import replace

import pytest
from support.calls import call_of, cleared, person

from strongroom.core.json import JsonObject
from strongroom.core.principal import Principal
from strongroom.core.reason import Reason
from strongroom.core.stops import Event, Filter, FilterStop, Refusal
from strongroom.policy.embedded import Embedded
from strongroom.policy.filter import VisibleFilter

TELLER = person("rita", "teller")
ENTRY = b'{ "name" :"get_account", "inputSchema":{"type":"object","$defs":{"a":{"x":1.0e0}}},"vendor/x": [1, 2.50, "\\u00e9\\/"] ,"execution":null}'
OTHER = b'{"name":"pay","description":"\xc3\xa9"}'


def filter_for(engine: Embedded, method: str, *, server: str = "finance", principal: Principal = TELLER) -> Filter:
    stop = VisibleFilter(engine)
    assert isinstance(stop, FilterStop)
    kind = "stream" if method == "subscriptions/listen" else "catalog"
    made = stop.filter_for(cleared(call_of(principal, f"{server}/{kind}/", method=method)))
    assert made is not None
    return made


def fed(made: Filter, message: JsonObject | bytes) -> bytes:
    data = message if isinstance(message, bytes) else json.dumps(message).encode()
    (event,) = made.feed(Event(data, last=True, mark="7", facts={"status": "200"}))
    assert (event.last, event.mark, event.facts, list(made.finish())) == (True, "7", {"status": "200"}, [])
    return event.data


@pytest.mark.control("POL-03")
def test_hidden_tools_go_and_every_byte_of_the_others_stays(small: Embedded) -> None:
    made = filter_for(small, "tools/list")
    hidden = b'{"name":"report_daily"},{"name":"missing"},{"name":"get_secret_not_declared_but_get_"}'
    data = fed(
        made, b'{"jsonrpc":"2.0","id":"a/1","vendor":[ 1 ],"result":{"tools":[' + ENTRY + b"," + hidden + b"," + OTHER + b'],"nextCursor":"","zeit":1.50}}'
    )
    assert ENTRY in data
    assert OTHER in data
    assert b"report_daily" not in data
    assert b"missing" not in data
    assert b'"vendor":[ 1 ]' in data
    assert b'"zeit":1.50' in data
    assert json.loads(data)["result"]["nextCursor"] == ""
    assert made.applied == {"hide:tools": 3}


def test_a_list_without_hidden_entries_says_nothing_was_done(small: Embedded) -> None:
    made = filter_for(small, "tools/list")
    assert json.loads(fed(made, {"jsonrpc": "2.0", "id": 1, "result": {"tools": [{"name": "pay"}]}}))["result"]["tools"] == [{"name": "pay"}]
    assert made.applied == {}


@pytest.mark.parametrize("scope", ["public", "private", None])
def test_a_filtered_list_is_private_where_the_revision_says_so_at_all(small: Embedded, scope: str | None) -> None:
    result: JsonObject = {"tools": [], "ttlMs": 5}
    if scope is not None:
        result["cacheScope"] = scope
    told = json.loads(fed(filter_for(small, "tools/list"), {"jsonrpc": "2.0", "id": 1, "result": result}))["result"]
    assert told == result | ({"cacheScope": "private"} if scope else {})


def test_at_the_door_to_all_servers_names_carry_their_server(small: Embedded) -> None:
    made = filter_for(small, "tools/list", server="")
    names = ["finance__pay", "vault__open", "pay", "gone__pay", "finance__report_daily", "finance__"]
    message: JsonObject = {"jsonrpc": "2.0", "id": 1, "result": {"tools": [{"name": name} for name in names]}}
    assert json.loads(fed(made, message))["result"]["tools"] == [{"name": "finance__pay"}]


@pytest.mark.parametrize("server", ["finance", ""])
@pytest.mark.parametrize(
    ("method", "member", "shown", "hidden"),
    [
        ("resources/list", "resources", {"uri": "bank://rates", "name": "b"}, {"uri": "bank://other", "name": "a"}),
        ("resources/templates/list", "resourceTemplates", {"uriTemplate": "bank://accounts/{id}"}, {"uriTemplate": "bank://vip/{id}", "uri": "bank://rates"}),
    ],
)
def test_resources_and_templates_are_known_by_their_address(
    small: Embedded, server: str, method: str, member: str, shown: JsonObject, hidden: JsonObject
) -> None:
    message: JsonObject = {"jsonrpc": "2.0", "id": 1, "result": {member: [hidden, shown]}}
    made = filter_for(small, method, server=server)
    assert json.loads(fed(made, message))["result"][member] == [shown]
    assert made.applied == {f"hide:{member}": 1}


def test_prompts_are_filtered_by_name(small: Embedded) -> None:
    message: JsonObject = {"jsonrpc": "2.0", "id": 1, "result": {"prompts": [{"name": "summary"}, {"name": "secret"}]}}
    assert json.loads(fed(filter_for(small, "prompts/list"), message))["result"]["prompts"] == [{"name": "summary"}]
    auditor = filter_for(small, "prompts/list", principal=person("ada", "auditor"))
    assert json.loads(fed(auditor, message))["result"]["prompts"] == []


@pytest.mark.parametrize("entry", [{}, {"name": None}, {"name": 7}, {"name": ["pay"]}, 7, "pay", None, [], {"title": "pay"}])
def test_an_entry_that_does_not_say_what_it_is_goes(small: Embedded, entry: object) -> None:
    data = json.dumps({"jsonrpc": "2.0", "id": 1, "result": {"tools": [entry, {"name": "pay"}]}}).encode()
    assert json.loads(fed(filter_for(small, "tools/list"), data))["result"]["tools"] == [{"name": "pay"}]


@pytest.mark.parametrize("data", [b"{", b"[]", b'{"result":[]}', b'{"result":{"tools":{}}}', b'{"result":{"tools":null}}', b"\xff"])
def test_a_list_that_cannot_be_read_does_not_pass(small: Embedded, data: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        filter_for(small, "tools/list").feed(Event(data, last=True))
    assert refused.value.deny.reason is Reason.UPSTREAM_INVALID


@pytest.mark.control("PRO-07")
@pytest.mark.parametrize("data", [b'{"jsonrpc":"2.0","method":"notifications/message","params":{} }', b'{"jsonrpc":"2.0","id":1,"error":{"code":-32602} }'])
def test_errors_and_notifications_pass_as_they_came(small: Embedded, data: bytes) -> None:
    assert fed(filter_for(small, "tools/list"), data) == data


def test_an_event_without_a_message_passes_as_it_came(small: Embedded) -> None:
    priming = Event(b"", mark="event-1", facts={"retry": "500"})
    assert list(filter_for(small, "tools/list").feed(priming)) == [priming]


@pytest.mark.parametrize(
    ("target", "method"), [("finance/tool/pay", "tools/call"), ("finance/catalog/", "server/discover"), ("finance/session/", "initialize")]
)
def test_what_lists_nothing_needs_no_filter(small: Embedded, target: str, method: str) -> None:
    assert VisibleFilter(small).filter_for(cleared(call_of(TELLER, target, method=method))) is None


@pytest.mark.control("POL-03")
@pytest.mark.parametrize("server", ["finance", ""])
@pytest.mark.parametrize(
    ("message", "passes"),
    [
        ({"method": "notifications/resources/updated", "params": {"uri": "bank://rates"}}, True),
        ({"method": "notifications/resources/updated", "params": {"uri": "bank://accounts/7", "_meta": {}}}, True),
        ({"method": "notifications/resources/updated", "params": {"uri": "bank://vip"}}, False),
        ({"method": "notifications/resources/updated", "params": {}}, False),
        ({"method": "notifications/resources/updated", "params": {"uri": 7}}, False),
        ({"method": "notifications/resources/updated"}, False),
        ({"method": "notifications/tools/list_changed"}, True),
        ({"method": "notifications/subscriptions/acknowledged", "params": {"notifications": {}}}, True),
        ({"id": 1, "result": {}}, True),
    ],
)
def test_a_stream_is_silent_about_hidden_resources(small: Embedded, server: str, message: JsonObject, passes: bool) -> None:
    made = filter_for(small, "subscriptions/listen", server=server, principal=replace(TELLER, name="Rita"))
    event = Event(json.dumps({"jsonrpc": "2.0", **message}).encode())
    assert list(made.feed(event)) == ([event] if passes else [])
    assert made.applied == ({} if passes else {"hide:notifications": 1})
    assert list(made.finish()) == []
