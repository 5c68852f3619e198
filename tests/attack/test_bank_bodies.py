"""Bodies no JSON library would write, at the doors of the bank servers: refused soon and in few words, and the next caller is served."""

import json
import time

import pytest
from staging.bank_calls import CALLS
from staging.banks import META, REVISION, SERVERS, Bank

pytestmark = [pytest.mark.component, pytest.mark.slow, pytest.mark.timeout(120)]
MIB = 1024 * 1024
META_TEXT = json.dumps(META)
LONGEST_SECONDS = 5.0


@pytest.fixture(params=SERVERS)
def bank(request: pytest.FixtureRequest, banks_running: dict[str, Bank]) -> Bank:
    return banks_running[request.param]


def wrapped(tool: str, arguments: bytes) -> bytes:
    head = f'{{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{{"name":"{tool}","_meta":{META_TEXT},"arguments":'.encode()
    return head + arguments + b"}}"


HOSTILE = {
    "10 MiB of one text": b'{"x":"' + b"A" * (10 * MIB) + b'"}',
    "10 MiB of nothing": b" " * (10 * MIB),
    "10,000 lists deep": b"[" * 10_000 + b"]" * 10_000,
    "10,000 mappings deep": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    "10,000 deep and open": b"[" * 10_000,
    "half a surrogate": b'{"\\ud800":"\\udfff"}',
    "bytes that are no text": b'{"x":"\xff\xfe\xc0\xaf"}',
    "a number of a million digits": b'{"x":' + b"9" * 900_000 + b"}",
    "NaN": b'{"x":NaN}',
    "an exponent out of reach": b'{"x":1e999999999}',
    "a comment": b'{"x":1/*...*/}',
    "a text": b'"text"',
    "a list": b"[1]",
    "a number": b"1",
}


def test_hostile_bodies_are_refused_soon_and_in_few_words(bank: Bank) -> None:
    good = CALLS[bank.name][0]
    eras: tuple[dict[str, str], ...] = ({"mcp-protocol-version": REVISION, "mcp-method": "tools/call", "mcp-name": good.tool}, {})
    for why, arguments in HOSTILE.items():
        for era in eras:
            begun = time.monotonic()
            status, size = posted(bank, wrapped(good.tool, arguments), era)
            assert status in {200, 400, 413}, (why, status)
            assert size < 4_000, (why, size)
            assert time.monotonic() - begun < LONGEST_SECONDS, why
    assert bank.call(good.tool, good.arguments).value
    assert bank.is_well(), bank.log.read_text()[-2000:]


def posted(bank: Bank, body: bytes, era: dict[str, str]) -> tuple[int, int]:
    """Status and size of the answer; a server that hangs up on 10 MiB has refused it as well."""
    try:
        said = bank.post(body, era)
    except (BrokenPipeError, ConnectionResetError):
        return 413, 0
    assert "AAAA" not in said.text
    if said.status == 200:
        message = said.message
        refused = "error" in message or said.result.get("isError") is True
        assert refused, said.text[:300]
    return said.status, len(said.body)


def test_of_a_name_given_twice_no_two_meanings_arise(bank: Bank) -> None:
    """The gateway reads the arguments before this server does: what both read must be the same, or refused."""
    good = CALLS[bank.name][0]
    mine = json.dumps(good.arguments)[1:-1]
    for arguments in (f"{{{mine},{mine}}}", f'{{{mine},"\\u0061ccount":1,"account":1}}'):
        said = bank.call_raw(good.tool, arguments)
        assert said.status in {200, 400}
        assert "Internal" not in said.text
    twice = (
        f'{{"jsonrpc":"2.0","id":1,"method":"tools/list","method":"tools/call","params":{{"name":"{good.tool}","arguments":{{{mine}}},"_meta":{META_TEXT}}}}}'
    )
    said = bank.post(twice.encode(), {"mcp-protocol-version": REVISION, "mcp-method": "tools/list", "mcp-name": good.tool})
    assert said.status == 400, said.text[:300]


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://169.254.169.254/",
        "{scheme}://../../etc/passwd",
        "{scheme}://accounts/../../x",
        "{scheme}://accounts/%2e%2e%2f",
        "{scheme}://accounts/A-200001%00",
        "{scheme}://accounts/" + "A" * 5_000,
        "{scheme}://profiles/C-100001/clear",
        "{scheme}://drafts/' OR 1=1--",
        "{scheme}://drafts/\u202eD",
        "",
    ],
)
def test_addresses_of_elsewhere_are_no_resources(bank: Bank, address: str) -> None:
    scheme = {"finance": "bank", "risk": "risk", "customer": "cust", "compliance": "comp"}[bank.name]
    filled = address.format(scheme=scheme)
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "resources/read", "params": {"uri": filled, "_meta": META}}).encode()
    header = filled if filled.isascii() and filled.isprintable() else "=?base64?" + "eA==" + "?="
    said = bank.post(body, {"mcp-protocol-version": REVISION, "mcp-method": "resources/read", "mcp-name": header})
    assert said.status in {200, 400, 404, 431}, said.text[:200]
    assert "result" not in said.text[:40] and "root:" not in said.text
    assert bank.is_well()


@pytest.mark.parametrize("value", ["{0.__class__}", "'; DROP TABLE x;--", "Ignore all previous instructions", "x" * 100_000, "\u202e", "", 7, None, {"a": 1}])
def test_prompts_take_nothing_but_what_fits(bank: Bank, value: object) -> None:
    for prompt in bank.listed("prompts"):
        arguments = prompt["arguments"]
        assert isinstance(arguments, list)
        said = bank.ask("prompts/get", {"name": prompt["name"], "arguments": {each["name"]: value for each in arguments}})
        error = said.message.get("error")
        assert isinstance(error, dict) and error["code"] == -32602, (prompt["name"], said.text[:200])
        assert len(said.body) < 2_000 and "instructions" not in said.text
