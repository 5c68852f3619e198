"""Attempts to carry past the masks what policy or inspection hides: another place, another spelling, another message, another shape."""

import base64
import json
from collections.abc import Iterator

import pytest
from staging.hostile import Heard, Json
from staging.house import modern
from staging.stage import Stage

pytestmark = pytest.mark.component

HOLDER = "Wilhelmina Featherstone"
ACCOUNT = "7Q44-9931-XK08"
PAN = "4111111111111111"
IBAN = "DE89370400440532013000"
STRUCTURE: dict[str, Json] = {"holder": HOLDER, "account": ACCOUNT, "people": [{"holder": HOLDER}, {"holder": "Ottoline Pemberton"}], "open": "yes"}


def text(value: str) -> Json:
    return {"type": "text", "text": value}


ANSWERS: dict[str, dict[str, Json]] = {
    "structure alone": {"content": [], "structuredContent": STRUCTURE},
    "text copy as JSON": {"content": [text(json.dumps(STRUCTURE))], "structuredContent": STRUCTURE},
    "text copy only": {"content": [text(json.dumps(STRUCTURE))]},
    "text copy with blanks": {"content": [text("\n\t " + json.dumps(STRUCTURE, indent=8))]},
    "JSON in JSON": {"content": [text(json.dumps({"answer": json.dumps(STRUCTURE)}))], "structuredContent": STRUCTURE},
    "prose": {"content": [text(f"The account {ACCOUNT} is of {HOLDER}.")], "structuredContent": STRUCTURE},
    "prose in capitals": {"content": [text(f"{HOLDER.upper()} has {ACCOUNT.lower()}")], "structuredContent": STRUCTURE},
    "prose, spaced": {"content": [text(" ".join(ACCOUNT.replace("-", "")) + " " + HOLDER.replace(" ", "  "))], "structuredContent": STRUCTURE},
    "resource text": {"content": [{"type": "resource", "resource": {"uri": "x://y", "text": f"{HOLDER} {ACCOUNT}"}}], "structuredContent": STRUCTURE},
    "resource blob": {
        "content": [{"type": "resource", "resource": {"uri": "x://y", "blob": base64.b64encode(json.dumps(STRUCTURE).encode()).decode()}}],
        "structuredContent": STRUCTURE,
    },
    "resource link": {
        "content": [{"type": "resource_link", "uri": f"alpha://open/{ACCOUNT}", "name": HOLDER, "description": f"of {HOLDER}", "title": ACCOUNT}],
        "structuredContent": STRUCTURE,
    },
    "address of a resource": {"content": [{"type": "resource", "resource": {"uri": f"x://{ACCOUNT}", "text": ""}}], "structuredContent": STRUCTURE},
    "meta": {"content": [], "structuredContent": STRUCTURE, "_meta": {"vendor/copy": {"who": HOLDER, "what": [ACCOUNT]}}},
    "meta of a block": {
        "content": [{"type": "text", "text": "x", "_meta": {"copy": HOLDER}, "annotations": {"note": ACCOUNT}}],
        "structuredContent": STRUCTURE,
    },
    "another member": {"content": [], "structuredContent": {**STRUCTURE, "label": f"{HOLDER} ({ACCOUNT})"}},
    "a vendor's member": {"content": [], "structuredContent": STRUCTURE, "vendorExtra": {"copy": [HOLDER, ACCOUNT]}},
    "a name of a member": {"content": [], "structuredContent": {**STRUCTURE, "by": {HOLDER: 1, ACCOUNT: 2}}},
}


@pytest.fixture
def masked(stage: Stage) -> Iterator[Stage]:
    """A tool that answers as the argument `case` says."""

    async def answer(heard: Heard) -> None:
        arguments = heard.params.get("arguments")
        case = str(arguments.get("case")) if isinstance(arguments, dict) else ""
        await heard.result(ANSWERS[case])

    stage.alpha.tools["masked_account"] = answer
    yield stage
    del stage.alpha.tools["masked_account"]


@pytest.mark.control("PRO-04")
@pytest.mark.parametrize("case", list(ANSWERS))
def test_a_masked_value_is_found_wherever_the_answer_repeats_it(masked: Stage, case: str) -> None:
    for said in (
        masked.house.call("masked_account", {"case": case}, server="alpha"),
        masked.house.legacy("tools/call", {"name": "masked_account", "arguments": {"case": case}}, server="alpha"),
    ):
        assert said.status == 200, said.body
        plain = "".join(letter for letter in said.text.casefold() if letter.isalnum())
        assert "wilhelminafeatherstone" not in plain, said.body
        assert "7q449931xk08" not in plain, said.body
        assert "ottoline" not in plain, said.body
        for blob in _blobs(said.message):
            assert HOLDER.encode() not in blob
            assert ACCOUNT.encode() not in blob


def _blobs(value: Json) -> Iterator[bytes]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "blob" and isinstance(inner, str):
                yield base64.b64decode(inner)
            yield from _blobs(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _blobs(inner)


INTACT: dict[str, dict[str, Json]] = {
    "one embedded resource": {
        "content": [{"type": "resource", "resource": {"uri": "alpha://open/a", "mimeType": "text/plain", "text": "A document of its own."}}]
    },
    "one picture": {"content": [{"type": "image", "data": "iVBORw0KGgo=", "mimeType": "image/png"}]},
    "a binary resource": {"content": [{"type": "resource", "resource": {"uri": "alpha://open/b", "blob": base64.b64encode(bytes(range(256))).decode()}}]},
    "a link": {"content": [{"type": "resource_link", "uri": "alpha://open/a", "name": "a"}]},
    "nothing": {"content": []},
    "another structure": {"content": [text('{"other": 1}')], "structuredContent": {"other": 1}},
    "a question": {
        "resultType": "input_required",
        "inputRequests": {"k": {"method": "elicitation/create", "params": {"message": "sure?"}}},
        "requestState": "abc",
    },
}


@pytest.mark.control("PRO-04")
@pytest.mark.parametrize("case", list(INTACT))
def test_an_answer_without_the_masked_field_arrives_as_it_came(stage: Stage, case: str) -> None:
    async def answer(heard: Heard) -> None:
        await heard.result(INTACT[case])

    stage.alpha.tools["masked_other"] = answer
    said = stage.house.call("masked_other", server="alpha")
    assert said.status == 200, said.body
    assert said.result == {"resultType": "complete", **INTACT[case]}


@pytest.mark.control("PRO-04")
def test_prose_where_fields_cannot_be_found_is_withheld(stage: Stage) -> None:
    async def answer(heard: Heard) -> None:
        await heard.text(f"Holder: {HOLDER}")

    stage.alpha.tools["masked_prose"] = answer
    said = stage.house.call("masked_prose", server="alpha")
    assert HOLDER not in said.text
    assert said.reason == "content_blocked"


SPELLINGS = {
    "plain": json.dumps(PAN),
    "escaped": '"' + "".join(f"\\u{ord(letter):04x}" for letter in PAN) + '"',
    "spaced": '"4111 1111 1111 1111"',
    "dashes of another alphabet": '"4111\\u20111111\\u20131111\\u20141111"',
    "full width": '"' + "".join(chr(ord(letter) + 0xFEE0) for letter in PAN) + '"',
    "nothing between": '"4111\\u200b1111\\u200b1111\\u200d1111"',
    "a number": PAN,
    "a float": PAN + ".0",
    "JSON in a string": json.dumps(json.dumps({"card": PAN})),
    "JSON in JSON in a string": json.dumps(json.dumps({"a": json.dumps({"card": PAN})})),
    "a key": f'{{"{PAN}":1}}',
    "base64": json.dumps(base64.b64encode(f"card={PAN};holder=x".encode()).decode()),
    "percent": json.dumps("card%3D" + "".join(f"%{ord(letter):02X}" for letter in PAN)),
    "mathematical digits": '"' + "".join(chr(0x1D7CE + int(letter)) for letter in PAN) + '"',
    "arabic digits": '"' + "".join(chr(0x660 + int(letter)) for letter in PAN) + '"',
}


@pytest.mark.control("PRO-01")
@pytest.mark.parametrize("spelling", list(SPELLINGS))
@pytest.mark.parametrize("place", ["structuredContent", "error", "notification", "array", "vendor"])
def test_a_card_number_is_hidden_however_it_is_spelled_and_wherever_it_stands(stage: Stage, spelling: str, place: str) -> None:
    written = SPELLINGS[spelling].encode()

    async def answer(heard: Heard) -> None:
        to = json.dumps(heard.message["id"]).encode()
        if place == "error":
            await heard.whole(b'{"jsonrpc":"2.0","id":%b,"error":{"code":-32000,"message":"no","data":{"x":%b}}}' % (to, written))
        elif place == "notification":
            await heard.begin()
            await heard.frame(b'data: {"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":%b}}\n\n' % written)
            await heard.last({"content": []})
        elif place == "array":
            await heard.whole(b'{"jsonrpc":"2.0","id":%b,"result":{"resultType":"complete","content":[],"structuredContent":[[[%b]],1]}}' % (to, written))
        elif place == "vendor":
            await heard.whole(b'{"jsonrpc":"2.0","id":%b,"x":{"y":%b},"result":{"resultType":"complete","content":[],"z":%b}}' % (to, written, written))
        else:
            await heard.whole(b'{"jsonrpc":"2.0","id":%b,"result":{"resultType":"complete","content":[],"structuredContent":{"c":%b}}}' % (to, written))

    stage.alpha.tools["open_card"] = answer
    said = stage.house.call("open_card", server="alpha", meta={"io.modelcontextprotocol/logLevel": "debug"})
    assert said.status in {200, 403}, said.body
    assert written not in said.body, said.body
    assert PAN not in "".join(letter for letter in json.dumps(said.messages) if letter.isdigit())


def test_a_number_split_over_messages_and_blocks_is_caught(stage: Stage) -> None:
    async def answer(heard: Heard) -> None:
        await heard.begin()
        for piece in ("card 4111", "1111", "1111 11"):
            await heard.event({"jsonrpc": "2.0", "method": "notifications/message", "params": {"level": "info", "data": piece}})
        await heard.last({"content": [text("11, and the account DE8937"), text("0400440532013000")]})

    stage.alpha.tools["open_split"] = answer
    said = stage.house.call("open_split", server="alpha", meta={"io.modelcontextprotocol/logLevel": "debug"})
    digits = "".join(letter for letter in json.dumps(said.messages) if letter.isalnum())
    assert PAN not in digits
    shown = "".join(str(_said(message)) for message in said.messages)
    assert PAN not in shown.replace(" ", "")
    assert IBAN not in shown.replace(" ", "")


def _said(message: dict[str, Json]) -> str:
    params, result = message.get("params"), message.get("result")
    if isinstance(params, dict):
        return str(params.get("data"))
    content = result.get("content") if isinstance(result, dict) else []
    return "".join(str(block.get("text")) for block in content if isinstance(block, dict)) if isinstance(content, list) else ""


def test_big_numbers_unknown_members_and_order_survive(stage: Stage) -> None:
    sent = b'{"resultType":"complete","content":[],"structuredContent":{"z":123456789012345678901234567890,"a":1.0,"n":null},"\\u00e9":0,"v":{"b":1,"a":[]}}'

    async def answer(heard: Heard) -> None:
        await heard.whole(b'{"jsonrpc":"2.0","id":%b,"result":%b}' % (json.dumps(heard.message["id"]).encode(), sent))

    stage.alpha.tools["open_big"] = answer
    said = stage.house.call("open_big", server="alpha")
    assert said.status in {200, 502}
    assert sent in said.body or said.status == 502, said.body


@pytest.mark.control("PRO-01")
@pytest.mark.parametrize("spelling", list(SPELLINGS))
def test_a_card_number_in_arguments_never_reaches_a_server(stage: Stage, spelling: str) -> None:
    written = SPELLINGS[spelling]
    before = len(stage.alpha.heard)
    meta = '"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}'
    headers = [("mcp-protocol-version", "2026-07-28"), ("mcp-method", "tools/call"), ("mcp-name", "open_echo")]
    for params in (f'"arguments":{{"a":[{written}]}}', f'"arguments":{{}},"inputResponses":{{"k":{{"content":{{"c":{written}}}}}}}', f'"vendor":{written}'):
        body = f'{{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{{"name":"open_echo",{params},{meta}}}}}'.encode()
        said = stage.house.post(body, server="alpha", headers=headers)
        assert said.reason == "content_blocked", said.body
        assert PAN not in said.text
    assert len(stage.alpha.heard) == before


@pytest.mark.control("AUD-07")
def test_a_number_beside_the_body_is_stopped_and_one_in_a_name_is_written_down_nowhere(stage: Stage) -> None:
    house = stage.house
    before = len(stage.alpha.heard)
    message, headers = modern("tools/call", {"name": "open_echo", "arguments": {}}, {})
    coded = f"=?base64?{base64.b64encode(PAN.encode()).decode()}?="
    trace = [("traceparent", f"00-{'a' * 32}-{'b' * 16}-01"), ("tracestate", f"card={PAN}")]
    for more in ([("mcp-param-card", PAN)], [("mcp-param-card", coded)], trace):
        assert house.post(message, server="alpha", headers=[*headers, *more]).reason == "content_blocked"
    assert house.call(f"open_{PAN}", server="alpha").reason == "content_blocked"
    assert house.call(f"none_{PAN}", server="alpha").status == 400
    assert house.send("resources/read", {"uri": f"alpha://open/{IBAN}"}, server="alpha").reason == "content_blocked"
    house.post(message, server="alpha", headers=[*headers, ("strongroom-purpose", PAN)])
    last = house.call("open_echo", server="alpha")
    house.sealed(last.call)
    assert len(stage.alpha.heard) == before + 1
    written = [path.read_bytes() for path in house.folder.rglob("*") if path.is_file()] + [house.get("/").body, house.get("/metrics").body]
    assert not [1 for content in written if PAN.encode() in content or IBAN.encode() in content]
    assert b"none_" in b"".join(written), "the call itself is written down"
