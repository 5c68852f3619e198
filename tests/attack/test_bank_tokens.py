"""Tokens at the doors of the bank servers: no way in without a good one, and no tool, address or prompt beyond its scopes."""

import json
import time

import pytest
from staging.bank_calls import ADDRESSES, CALLS, NO_DRAFT, PROMPTS
from staging.banks import META, RIGHTS, SERVERS, Bank, Json, Said

from bank_kit.labels import SCOPE_KEY
from bank_kit.testing import AUDIENCE, Issuer

pytestmark = [pytest.mark.component, pytest.mark.slow, pytest.mark.timeout(120)]


@pytest.fixture(params=SERVERS)
def bank(request: pytest.FixtureRequest, banks_running: dict[str, Bank]) -> Bank:
    return banks_running[request.param]


def scope_of(each: Json) -> str:
    meta = each["_meta"]
    assert isinstance(meta, dict)
    return str(meta[SCOPE_KEY])


def refusals(bank: Bank) -> dict[str, str | None]:
    """A token each that must not open the door."""
    now, stranger = int(time.time()), Issuer()
    good, other = bank.everything, bank.issuer.token(scope=f"{bank.name}.read", sub="bert")
    head, claims, signature = good.split(".")
    return {
        "none": None,
        "nonsense": "nonsense",
        "of another server": bank.token(aud="http://127.0.0.1:1/mcp"),
        "of two servers": bank.token(aud=[AUDIENCE, "http://127.0.0.1:1/mcp"]),
        "with a longer audience": bank.token(aud=AUDIENCE + "/"),
        "expired": bank.token(exp=now - 1),
        "without an end": bank.token(exp=None),
        "with an end that is no number": bank.token(exp="soon"),
        "not valid yet": bank.token(nbf=now + 60),
        "of another issuer": bank.token(iss="https://issuer.example.evil"),
        "signed by a stranger": stranger.token(scope=f"{bank.name}.read"),
        "with claims of another": f"{head}.{other.split('.')[1]}.{signature}",
        "unsigned": f"eyJhbGciOiJub25lIiwia2lkIjoiazEifQ.{claims}.",
        "without a subject": bank.token(sub=None),
        "with an empty subject": bank.token(subject=""),
        "with scopes that are no text": bank.token(scope=[f"{bank.name}.{right}" for right in RIGHTS]),
        "with an actor that is no object": bank.token(act="agent-1"),
        "much too long": good + "A" * 10_000,
    }


def test_no_bad_token_opens_the_door(bank: Bank) -> None:
    for why, token in refusals(bank).items():
        for said in (bank.call(CALLS[bank.name][0].tool, {}, token=token), bank.ask("tools/list", {}, token=token)):
            assert said.status == 401, (why, said.text[:200])
            assert "result" not in said.text
            assert len(said.body) < 600
    assert bank.is_well()


def test_what_no_scope_allows_is_refused_for_every_tool_address_and_prompt(bank: Bank) -> None:
    """The token holds every scope but the one that is needed, and the scopes of the other servers."""
    everything = {f"{server}.{right}" for server in SERVERS for right in RIGHTS}
    held: dict[str, str] = {}

    def without(scope: str) -> str:
        if scope not in held:
            held[scope] = bank.token(scope=" ".join(sorted(everything - {scope})))
        return held[scope]

    for tool in bank.listed("tools"):
        said = bank.call(str(tool["name"]), {"nonsense": 1}, token=without(scope_of(tool)))
        assert said.error["code"] == "NOT_ENTITLED", tool["name"]
        assert said.error["allowed"] == f"a token with scope {scope_of(tool)}"
    scopes = {str(each["uriTemplate"]): scope_of(each) for each in bank.listed("resources/templates")}
    scopes |= {str(each["uri"]): scope_of(each) for each in bank.listed("resources")}
    for address in ADDRESSES[bank.name]:
        plain = address.replace("#draft", NO_DRAFT).replace("#request", NO_DRAFT).replace("#", "")
        begun = address.split("/")
        scope = next(scope for pattern, scope in scopes.items() if fits(pattern.split("/"), begun))
        assert failure_of(bank.ask("resources/read", {"uri": plain}, token=without(scope))) == "NOT_ENTITLED", address
    for prompt in bank.listed("prompts"):
        params: Json = {"name": prompt["name"], "arguments": PROMPTS[bank.name][str(prompt["name"])]}
        assert failure_of(bank.ask("prompts/get", params, token=without(scope_of(prompt)))) == "NOT_ENTITLED", prompt["name"]


def fits(pattern: list[str], address: list[str]) -> bool:
    return len(pattern) == len(address) and all(mine.startswith("{") or mine == theirs for mine, theirs in zip(pattern, address, strict=True))


def failure_of(said: Said) -> str:
    error = said.message["error"]
    assert isinstance(error, dict), said.text[:300]
    return str(error["data"]["code"])


@pytest.mark.parametrize("scope", ["{0}.rea", "{0}.read.all", "{0}.*", "*", "{0}", "READ", "{0}.READ", "{0}.read,{0}.write", ""])
def test_a_scope_that_is_nearly_right_is_none(bank: Bank, scope: str) -> None:
    good = CALLS[bank.name][0]
    assert bank.call(good.tool, good.arguments, token=bank.token(scope=scope.format(bank.name))).error["code"] == "NOT_ENTITLED"


def test_two_tokens_or_another_scheme_open_nothing(bank: Bank) -> None:
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {"_meta": META}}).encode()
    era = {"mcp-protocol-version": "2026-07-28", "mcp-method": "tools/list"}
    for value in (f"Basic {bank.everything}", bank.everything, "Bearer", "Bearer ", f"Bearer {bank.everything} x", f"Bearer {bank.everything},Bearer x"):
        assert bank.post(body, era | {"authorization": value}, token=None).status == 401, value[:20]


def test_a_session_is_worth_nothing_with_the_token_of_another(bank: Bank) -> None:
    client: Json = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "attack", "version": "1"}}
    begun = bank.post(json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": client}).encode(), {})
    assert begun.status == 200 and begun.session, begun.text[:200]
    call = json.dumps({"jsonrpc": "2.0", "id": 2, "method": "tools/list", "params": {}}).encode()
    mine = {"mcp-session-id": begun.session, "mcp-protocol-version": "2025-06-18"}
    assert bank.post(call, mine).status == 200
    assert bank.post(call, mine, token=bank.token(subject="mallory")).status in {401, 403, 404}
    assert bank.post(call, mine, token=None).status == 401


def test_a_foreign_host_or_origin_is_refused(bank: Bank) -> None:
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {"_meta": META}}).encode()
    era = {"mcp-protocol-version": "2026-07-28", "mcp-method": "tools/list"}
    for header, value in (("host", "evil.example"), ("origin", "http://evil.example"), ("origin", "null"), ("host", "127.0.0.1.evil.example:80")):
        assert bank.post(body, era | {header: value}).status in {400, 403, 421}, (header, value)
