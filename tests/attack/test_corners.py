"""Corners: batches, other verbs, foreign pages, ids of every type, pipelined strangers, names that want to be markup."""

import json

import pytest
from staging.hostile import Heard, Json
from staging.house import modern
from staging.stage import Stage
from staging.wire import Asked, ask, exchange, parse

pytestmark = pytest.mark.component


def _batch(stage: Stage, items: "list[Json]", version: str = "2025-03-26") -> tuple[int, list[dict[str, Json]]]:
    said = stage.house.post(items, server="alpha", headers=[("mcp-protocol-version", version)])
    return said.status, said.messages if said.body else []


def _call(to: Json, name: str) -> Json:
    return {"jsonrpc": "2.0", "id": to, "method": "tools/call", "params": {"name": name, "arguments": {}}}


@pytest.mark.control("POL-03")
def test_each_message_of_a_batch_is_decided_by_itself_and_sealed_by_itself(stage: Stage) -> None:
    before = len(stage.house.records())
    calls = len(stage.alpha.heard)
    status, messages = _batch(stage, [_call(1, "open_echo"), _call(2, "secret_echo"), _call("3", "beta__open_echo"), _call(4, "open_echo")])
    assert status == 200
    assert [(one["id"], "result" in one) for one in messages] == [(1, True), (2, False), ("3", False), (4, True)]
    assert len(stage.alpha.heard) == calls + 2
    assert len(stage.house.records()) == before + 4


@pytest.mark.control("EDG-04")
def test_batches_that_want_more_than_a_batch_may_are_refused(stage: Stage) -> None:
    handshake: Json = {"jsonrpc": "2.0", "id": 9, "method": "initialize", "params": {"protocolVersion": "2025-03-26", "capabilities": {}, "clientInfo": {}}}
    before = len(stage.alpha.heard)
    for items in ([], [_call(number, "open_echo") for number in range(33)], [handshake], [[_call(1, "open_echo")]], [1, 2], [None]):
        assert _batch(stage, list(items))[0] in {400, 413}, items
    for version in ("2025-06-18", "2025-11-25", "2026-07-28"):
        assert _batch(stage, [_call(1, "open_echo")], version)[0] == 400
    assert len(stage.alpha.heard) == before


@pytest.mark.parametrize("verb", ["HEAD", "PUT", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"])
def test_other_verbs_do_nothing(stage: Stage, verb: str) -> None:
    before = len(stage.alpha.heard)
    token = stage.house.token("alpha")
    said = ask(Asked(stage.house.port, verb, "/mcp/alpha", (("authorization", f"Bearer {token}"),), b""))
    assert said.status in {400, 404, 405, 501}
    assert token not in said.text
    assert len(stage.alpha.heard) == before


@pytest.mark.control("EDG-02")
@pytest.mark.parametrize(
    "origin", ["null", "https://127.0.0.1.evil.example", "http://localhost@evil.example", "file://", "http://evil.example#127.0.0.1", "http://[::2]"]
)
def test_pages_from_elsewhere_may_not_call(stage: Stage, origin: str) -> None:
    message, headers = modern("tools/call", {"name": "open_echo", "arguments": {}}, {})
    said = stage.house.post(message, server="alpha", headers=[*headers, ("origin", origin)])
    assert said.status == 403
    assert not said.header("access-control-allow-origin")


@pytest.mark.control("EDG-02")
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.1:1@evil.example", "evil.example:80", "", "[::1", "localhost\tevil"])
def test_requests_for_another_host_are_refused_and_metadata_names_only_ours(stage: Stage, host: str) -> None:
    for path in ("/mcp/alpha", "/.well-known/oauth-protected-resource/mcp/alpha"):
        said = ask(Asked(stage.house.port, "GET", path, (("host", host), ("x-forwarded-host", "evil.example")), b""))
        assert said.status in {400, 421}
    fine = ask(
        Asked(
            stage.house.port,
            "GET",
            path,
            (("host", f"localhost:{stage.house.port}"), ("x-forwarded-host", "evil.example"), ("forwarded", "host=evil.example")),
            b"",
        )
    )
    assert fine.status == 200
    assert "evil" not in fine.text
    assert json.loads(fine.body)["resource"] == stage.house.door("alpha")


@pytest.mark.parametrize("to", ["1", 1, 0, -5, 2**53, "", "\u00e9\u2028", "x" * 200])
def test_an_id_comes_back_as_it_was_with_its_type(stage: Stage, to: str | int) -> None:
    message, headers = modern("tools/call", {"name": "open_echo", "arguments": {}}, {}, to=to)
    said = stage.house.post(message, server="alpha", headers=headers)
    assert said.message["id"] == to
    assert type(said.message["id"]) is type(to)


@pytest.mark.parametrize("to", [None, 1.5, True, [], {}, "x" * 100_000, 1e300])
def test_an_id_that_is_none_is_refused(stage: Stage, to: Json) -> None:
    message, headers = modern("tools/call", {"name": "open_echo", "arguments": {}}, {})
    assert stage.house.post({**message, "id": to}, server="alpha", headers=headers).status == 400


@pytest.mark.control("IDN-01")
def test_each_request_of_a_connection_is_identified_by_itself(stage: Stage) -> None:
    message, headers = modern("tools/call", {"name": "open_echo", "arguments": {}}, {})
    body = json.dumps(message).encode()
    port, before = stage.house.port, len(stage.alpha.heard)
    known = Asked(port, "POST", "/mcp/alpha", (("authorization", f"Bearer {stage.house.token('alpha')}"), *headers), body).encoded(close=False)
    stranger = Asked(port, "POST", "/mcp/alpha", tuple(headers), body).encoded()
    said = exchange(port, known + stranger)
    first, _, second = said.partition(b"HTTP/1.1 401")
    assert parse(first).status == 200
    assert second, said
    assert len(stage.alpha.heard) == before + 1


def test_names_that_want_to_be_markup_are_text_on_the_page(stage: Stage) -> None:
    house = stage.house
    name = "open_<img src=x onerror=alert(1)>\"'><script>alert(1)</script>"
    house.sealed(house.legacy("tools/call", {"name": name, "arguments": {}}, server="alpha").call)
    token = stage.issuer.token(house.door("alpha"), "<script>alert(2)</script>", {"name": "<script>alert(3)</script>"})
    house.sealed(house.call("open_echo", server="alpha", token=token).call)
    page = house.get("/")
    assert page.status == 200
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text
    assert "default-src" in page.header("content-security-policy")


def test_a_progress_token_comes_back_with_its_type(stage: Stage) -> None:
    async def progress(heard: Heard) -> None:
        meta = heard.params["_meta"]
        assert isinstance(meta, dict)
        await heard.begin()
        await heard.event({"jsonrpc": "2.0", "method": "notifications/progress", "params": {"progressToken": meta["progressToken"], "progress": 1}})
        await heard.last({"content": []})

    stage.alpha.tools["open_progress"] = progress
    for token in ("7", 7):
        params: dict[str, Json] = {"name": "open_progress", "arguments": {}, "_meta": {"progressToken": token}}
        said = stage.house.legacy("tools/call", params, server="alpha")
        told = said.messages[0]["params"]
        assert isinstance(told, dict)
        assert told["progressToken"] == token
        assert type(told["progressToken"]) is type(token)


@pytest.mark.control("POL-03")
def test_a_stranger_cannot_tell_a_server_that_exists_from_one_that_does_not(stage: Stage) -> None:
    message, headers = modern("tools/call", {"name": "open_echo", "arguments": {}}, {})
    body = json.dumps(message).encode()

    def seen(server: str) -> list[tuple[int, object, bytes]]:
        asked = (
            Asked(stage.house.port, "POST", f"/mcp/{server}", tuple(headers), body),
            Asked(stage.house.port, "POST", f"/mcp/{server}", (("authorization", "Bearer x.y.z"), *headers), body),
            Asked(stage.house.port, "GET", f"/.well-known/oauth-protected-resource/mcp/{server}", (), b""),
        )
        said = [ask(one) for one in asked]
        return [
            (
                one.status,
                [(name, value.replace(server, "S")) for name, value in one.headers if name not in {"date", "content-length"}],
                one.body.replace(server.encode(), b"S"),
            )
            for one in said
        ]

    assert seen("alpha") == seen("gamma")


@pytest.mark.control("POL-03")
@pytest.mark.parametrize("method", ["tools/list", "server/discover", "tools/call", "subscriptions/listen", "resources/read", "completion/complete"])
def test_a_caller_who_may_see_nothing_of_a_server_cannot_tell_that_it_exists(stage: Stage, method: str) -> None:
    params: dict[str, dict[str, Json]] = {
        "tools/call": {"name": "open_echo", "arguments": {}},
        "subscriptions/listen": {"notifications": {"toolsListChanged": True}},
        "resources/read": {"uri": "x://y"},
        "completion/complete": {"ref": {"type": "ref/prompt", "name": "p"}, "argument": {"name": "a", "value": ""}},
    }
    before = len(stage.beta.heard)

    def seen(server: str, legacy: str) -> tuple[int, bytes]:
        token = stage.issuer.token(stage.house.door(server), "outsider", {"roles": []})
        if legacy and method == "server/discover":
            handshake: Json = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": legacy, "capabilities": {}, "clientInfo": {}}}
            said = stage.house.post(handshake, server=server, token=token)
        elif legacy:
            said = stage.house.legacy(method, params.get(method), server=server, token=token)
        else:
            said = stage.house.send(method, params.get(method), server=server, token=token)
        return said.status, said.body.replace(said.call.encode(), b"ID").replace(server.encode(), b"S")

    for legacy in ("", "2025-11-25"):
        assert seen("beta", legacy) == seen("gamma", legacy)
    assert len(stage.beta.heard) == before
