"""What one user was given is worth nothing to another: sessions, states of questions, event ids, cursors; and resuming never goes round the masks."""

import json
import re

import pytest
from staging.hostile import Heard, Json
from staging.stage import Stage
from staging.wire import Answer, Asked, ask

pytestmark = pytest.mark.component

HOLDER = "Wilhelmina Featherstone"


def bodiless(stage: Stage, verb: str, *, token: str, session: str, last: str = "", server: str = "alpha") -> Answer:
    headers = [("authorization", f"Bearer {token}"), ("mcp-protocol-version", "2025-11-25"), ("mcp-session-id", session)]
    if last:
        headers.append(("last-event-id", last))
    return ask(Asked(stage.house.port, verb, f"/mcp/{server}" if server else "/mcp", tuple(headers), b""))


@pytest.mark.control("EDG-07")
def test_a_stolen_session_is_no_session(stage: Stage) -> None:
    house = stage.house
    for server in ("", "alpha"):
        mine, theirs = house.token(server, "alice"), house.token(server, "mallory")
        other_agent = stage.issuer.token(house.door(server), "alice", {"client_id": "rate-other"})
        session = house.handshake(server=server, token=mine)
        assert house.legacy("tools/list", server=server, token=mine, session=session).status == 200
        before = len(stage.alpha.heard)
        for thief in (theirs, other_agent):
            said = house.legacy("tools/list", server=server, token=thief, session=session)
            assert (said.status, said.error["message"]) == (404, "Session not found")
            assert bodiless(stage, "DELETE", token=thief, session=session, server=server).status == 404
            assert bodiless(stage, "GET", token=thief, session=session, server=server).status == 404
        assert len(stage.alpha.heard) == before
        assert house.legacy("tools/list", server=server, token=mine, session=session).status == 200, "the owner's session lives on"


@pytest.mark.control("EDG-07")
def test_a_session_of_one_door_is_none_at_another_and_its_text_cannot_be_bent(stage: Stage) -> None:
    house = stage.house
    session = house.handshake(server="alpha")
    assert house.legacy("tools/list", server="beta", session=session).status == 404
    assert house.legacy("tools/list", session=session).status == 404
    for place in range(0, len(session), max(1, len(session) // 24)):
        bent = session[:place] + ("A" if session[place] != "A" else "B") + session[place + 1 :]
        if bent != session:
            assert house.legacy("tools/list", server="alpha", session=bent).status in {400, 404}, place
    for made in ("alpha-1", "x" * 9000, "../..", "\x7f", session + "=", session + session):
        assert house.legacy("tools/list", server="alpha", session=made).status in {400, 404, 431}


def test_the_servers_own_session_id_never_shows_and_is_not_accepted(stage: Stage) -> None:
    session = stage.house.handshake(server="alpha")
    own = max(stage.alpha.sessions, key=len)
    assert not any(one in session for one in stage.alpha.sessions)
    assert stage.house.legacy("tools/list", server="alpha", session=own).status == 404


@pytest.mark.control("EDG-07")
def test_an_aggregated_cursor_serves_only_the_caller_and_the_list_it_was_made_for(stage: Stage) -> None:
    async def pages(heard: Heard) -> None:
        await heard.result({"tools": [], "nextCursor": f"page-after-{heard.params.get('cursor', 'none')}", "ttlMs": 0, "cacheScope": "private"})

    stage.alpha.acts["tools/list"] = pages
    try:
        cursor = str(stage.house.send("tools/list").result["nextCursor"])
        assert "page-after" not in cursor
        assert stage.house.send("tools/list", {"cursor": cursor}).status == 200
        for said in (
            stage.house.send("tools/list", {"cursor": cursor}, token=stage.house.token("", "mallory")),
            stage.house.send("prompts/list", {"cursor": cursor}),
            stage.house.send("tools/list", {"cursor": cursor[:-4] + "AAAA"}),
            stage.house.send("tools/list", {"cursor": "page-after-none"}),
            stage.house.send("tools/list", {"cursor": ["x"]}),
            stage.house.send("tools/list", {"cursor": ""}),
        ):
            assert said.status == 400, said.body
            assert said.error["code"] == -32602
    finally:
        del stage.alpha.acts["tools/list"]


async def _marked(heard: Heard) -> None:
    """Begin, give an id, and hang up: the rest is for whoever comes back."""
    await heard.begin()
    await heard.frame(b"id: own-1\nretry: 10\ndata:\n\n")
    await heard.raw(b"0\r\n\r\n")


async def _replay(heard: Heard) -> None:
    """A server that replays whatever it likes to whoever resumes: the answer to another call, a masked field, then the right answer."""
    result: dict[str, Json] = {"content": [{"type": "text", "text": json.dumps({"holder": HOLDER})}], "structuredContent": {"holder": HOLDER}}
    await heard.begin()
    await heard.event({"jsonrpc": "2.0", "id": 999, "result": result})
    await heard.event({"jsonrpc": "2.0", "id": 1, "result": result})
    await heard.raw(b"0\r\n\r\n")


@pytest.mark.control("PRO-04")
def test_resuming_yields_the_masked_answer_and_only_ones_own(stage: Stage) -> None:
    house = stage.house
    stage.alpha.tools["masked_slow"] = _marked
    stage.alpha.acts["GET"] = _replay
    try:
        session = house.handshake(server="alpha")
        begun = house.legacy("tools/call", {"name": "masked_slow", "arguments": {"a": 1}}, server="alpha", session=session)
        found = re.search(rb"id: (\S+)", begun.body)
        assert found, begun.body
        mark = found[1].decode()
        assert "own-1" not in mark
        mine = house.token("alpha")
        resumed = bodiless(stage, "GET", token=mine, session=session, last=mark)
        assert HOLDER not in resumed.text, resumed.body
        assert b"999" not in resumed.body
        theirs = house.token("alpha", "mallory")
        their_session = house.handshake(server="alpha", token=theirs)
        for token, where, last in ((theirs, their_session, mark), (theirs, session, mark), (mine, session, "own-1"), (mine, session, mark[:-3] + "AAA")):
            said = bodiless(stage, "GET", token=token, session=where, last=last)
            assert said.status in {400, 404}, said.body
            assert HOLDER not in said.text
        assert bodiless(stage, "GET", token=house.token("beta"), session=session, last=mark, server="beta").status in {400, 404}
        again = house.handshake(server="alpha")
        assert bodiless(stage, "GET", token=mine, session=again, last=mark).status in {400, 404}, "an event id belongs to its session"
    finally:
        del stage.alpha.acts["GET"]


def test_a_request_state_passes_untouched_and_carries_the_callers_identity_only_in_the_token(stage: Stage) -> None:
    async def asks(heard: Heard) -> None:
        if "requestState" not in heard.params:
            questions: Json = {"k": {"method": "elicitation/create", "params": {"message": "sure?", "requestedSchema": {"type": "object", "properties": {}}}}}
            await heard.result({"resultType": "input_required", "inputRequests": questions, "requestState": "s\u00e9aled/+=\\u0041"})
        else:
            await heard.text(str(heard.params["requestState"]))

    stage.alpha.tools["open_asks"] = asks
    first = stage.house.call("open_asks", server="alpha")
    state = first.result["requestState"]
    params: dict[str, Json] = {"name": "open_asks", "arguments": {}, "inputResponses": {"k": {"action": "accept"}}, "requestState": state}
    assert stage.house.send("tools/call", params, server="alpha").result["content"] == [{"type": "text", "text": state}]
    stage.house.send("tools/call", params, server="alpha", token=stage.house.token("alpha", "mallory"))
    senders = [one.header("authorization") for one in stage.alpha.calls("open_asks")]
    assert senders[1] != senders[2], "a server that binds its state to its caller can tell them apart"


def test_an_answer_to_a_question_goes_only_to_the_server_and_session_that_asked(stage: Stage) -> None:
    house = stage.house
    session = house.handshake()
    answer: Json = {"jsonrpc": "2.0", "id": 'alpha/"q1"', "result": {"action": "accept"}}
    lines = [("mcp-protocol-version", "2025-11-25"), ("mcp-session-id", session)]
    before = len(stage.beta.heard)
    assert house.post(answer, headers=lines).status == 202
    posted = next(one for one in reversed(stage.alpha.heard) if "result" in one.message)
    assert posted.message["id"] == "q1"
    assert posted.header("mcp-session-id") in stage.alpha.sessions
    assert len(stage.beta.heard) == before
    for crooked in ('gamma/"q1"', "alpha/[1]", "alpha/", "/1", "q1", 7):
        assert house.post({"jsonrpc": "2.0", "id": crooked, "result": {}}, headers=lines).status in {200, 202, 400}
    assert len(stage.beta.heard) == before


def test_event_ids_and_data_with_line_ends_stay_one_event(stage: Stage) -> None:
    async def crooked(heard: Heard) -> None:
        await heard.begin()
        await heard.frame(b'id: a\rid: evil\r\ndata: {"jsonrpc":"2.0","method":"notifications/message",\r\ndata: "params":{"level":"info","data":"x"}}\r\n\r\n')
        await heard.frame(b'event: evil\ndata: {"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"forged"}]}}\n\n')
        await heard.last({"content": [{"type": "text", "text": "true\n\ndata: {}\n\nid: forged"}]})

    stage.alpha.tools["open_crooked"] = crooked
    session = stage.house.handshake(server="alpha")
    said = stage.house.legacy("tools/call", {"name": "open_crooked"}, server="alpha", session=session)
    assert b"forged" not in b"\n".join(line for line in said.body.splitlines() if not line.startswith(b"data: {"))
    assert b"event: evil" not in said.body
    assert b"id: evil" not in said.body
    assert [message.get("id") for message in said.messages] == [None, 1]
