"""Secrets are planted wherever a caller or a server can put them, and then looked for wherever Strongroom writes."""

import base64
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from staging.ground import Ground
from staging.hostile import Heard, Hostile, Json
from staging.house import House, house, modern
from staging.stage import POLICY, Stage

pytestmark = pytest.mark.component

COUNT = 12


def canary(place: str, number: int) -> str:
    """A word nobody else writes."""
    return f"canary{place}{number:02}x{base64.b16encode(place.encode()).decode().lower()}"


@pytest.fixture(scope="module")
def quiet(ground: Ground, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A gateway at its most talkative, whose server puts secrets everywhere."""
    alpha = Hostile("alpha")

    async def leaky(heard: Heard) -> None:
        number = int(str(_argument(heard, "number")))
        if number % 3 == 0:
            await heard.error(-32000, canary("errormessage", number), {"why": canary("errordata", number)})
        elif number % 3 == 1:
            await heard.begin()
            await heard.event({"jsonrpc": "2.0", "method": "notifications/message", "params": {"level": "info", "data": canary("logline", number)}})
            await heard.last({"content": [{"type": "text", "text": canary("text", number)}], "structuredContent": {"holder": canary("masked", number)}})
        else:
            broken = f"HTTP/1.1 200 OK\r\nx-leak: {canary('header', number)}\r\ncontent-type: application/json\r\ncontent-length: 40\r\n\r\n"
            await heard.raw((broken + f'{{"{canary("broken", number)}": ' + " " * 40).encode())

    for name in ("open_leaky", "masked_leaky", "write_leaky"):
        alpha.offer(name, leaky)
    ground.raise_up(alpha)
    issuer = ground.issuer()
    more = "log_level: debug\naudit: {call_log: info}\nrouting: {probe_seconds: 0, failures_to_open: 1000}"
    with house(tmp_path_factory.mktemp("quiet"), issuer, (alpha,), POLICY, more=more) as made:
        yield Stage(made, alpha, alpha, issuer, ground)


def _argument(heard: Heard, name: str) -> Json:
    arguments = heard.params.get("arguments")
    return arguments.get(name) if isinstance(arguments, dict) else None


def _plant(stage: Stage) -> list[str]:
    """Secrets in arguments, tokens, headers, `_meta`, states, bodies that are refused; and those that the server adds by itself."""
    house = stage.house
    planted: list[str] = []
    for number in range(COUNT):
        words = {
            place: canary(place, number)
            for place in ("argument", "key", "meta", "header", "cookie", "query", "state", "baggage", "claim", "refused", "session")
        }
        planted += words.values()
        token = stage.issuer.token(house.door("alpha"), f"user{number}", {"secret_claim": words["claim"]})
        planted += [token, token.split(".")[2]]
        arguments: dict[str, Json] = {"number": number, "secret": words["argument"], words["key"]: 1}
        params: dict[str, Json] = {"name": ("open_leaky", "masked_leaky", "write_leaky")[number % 3], "arguments": arguments, "requestState": words["state"]}
        message, headers = modern(
            "tools/call", params, {"vendor/x": words["meta"], "baggage": f"k={words['baggage']}", "io.modelcontextprotocol/logLevel": "debug"}
        )
        headers += [("x-api-key", words["header"]), ("cookie", f"session={words['cookie']}"), ("baggage", f"k={words['baggage']}")]
        house.post(message, server="alpha", token=token, headers=headers)
        house.get(f"/mcp/alpha?access_token={words['query']}")
        house.post(b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"%b":1,"%b":2}}' % ((words["refused"].encode(),) * 2), server="alpha", token=token)
        house.legacy("tools/list", server="alpha", token=token, session=words["session"])
        house.call("open_leaky", {"number": number}, server="alpha", token=f"{token}{words['refused']}")
        planted += [canary(place, number) for place in ("errormessage", "errordata", "logline", "text", "masked", "header", "broken")]
    return planted


def _written(house: House) -> Iterator[tuple[str, bytes]]:
    for path in sorted(house.folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(house.folder)), path.read_bytes()
    for page in ("/metrics", "/", "/console", "/readyz", "/.well-known/jwks.json", "/.well-known/oauth-protected-resource/mcp/alpha"):
        yield page, house.get(page).body


@pytest.mark.control("AUD-07")
def test_no_planted_secret_stands_in_any_log_record_metric_or_page(quiet: Stage) -> None:
    planted = _plant(quiet)
    assert len(set(planted)) >= 50
    sealed = quiet.house.records()
    assert len([one for one in sealed if one["method"] == "tools/call"]) >= COUNT
    minted = {one.header("authorization").removeprefix("Bearer ") for one in quiet.alpha.heard}
    hits: list[str] = []
    for where, content in _written(quiet.house):
        forms = content, content.lower()
        hits += [f"{secret[:40]} in {where}" for secret in (*planted, *minted) if any(secret.encode() in form for form in forms)]
        hits += [f"coded {secret[:20]} in {where}" for secret in planted if base64.b64encode(secret.encode())[:-4] in content]
    assert hits == []
    assert "Traceback" not in quiet.house.output


ODD_NAMES = ("a\nlevel=critical", "b\r\nforged line", 'c"}\n{"kind":"call","call":"forged', "d\x1b[31mred", "e\x00f", "g\u2028h", "i\u202ej", "k\x7fl\x85m")


@pytest.mark.control("OPS-06")
def test_names_with_control_characters_forge_no_line_of_a_log_and_no_record(quiet: Stage) -> None:
    house = quiet.house
    calls = [house.legacy("tools/call", {"name": f"open_{name}", "arguments": {"number": 4}}, server="alpha").call for name in ODD_NAMES]
    quiet.issuer.token(house.door("alpha"))
    house.post({"jsonrpc": "2.0", "id": 1, "method": "ping\nforged line"}, server="alpha", headers=[("mcp-protocol-version", "2025-11-25")])
    house.call("open_leaky", {"number": 4}, server="alpha", token=quiet.issuer.token(house.door("alpha"), "mallory\nforged line", {"name": "x\nforged line"}))
    for line in house.output.splitlines():
        assert not line.startswith("forged"), line
        assert "\x1b" not in line
        assert not {"\x00", "\x7f", "\x85", "\u2028", "\u202e"} & set(line), line
        if line.startswith("{"):
            assert isinstance(json.loads(line), dict)
    for call, name in zip(calls, ODD_NAMES, strict=True):
        target = house.sealed(call)["target"]
        assert isinstance(target, dict)
        assert target["name"] == f"open_{name}"
    assert not [one for one in house.records() if one["call"] == "forged"]


@pytest.mark.control("OPS-06")
def test_ten_thousand_names_add_no_label_to_the_metrics(quiet: Stage) -> None:
    house = quiet.house

    def series() -> int:
        return len([line for line in house.get("/metrics").text.splitlines() if line and not line.startswith("#")])

    token = quiet.issuer.token(house.door("alpha"), "explorer", {"client_id": "rate-explorer"})
    house.call("nobody", server="alpha", token=token)
    house.call("rate", server="alpha", token=token)
    before = series()
    _flood(house, token, 10_000)
    assert series() - before <= 4, "only endings that were not seen before may add a series"
    metrics = house.get("/metrics").text
    assert "explode" not in metrics


def _flood(house: House, token: str, count: int) -> None:
    """Calls of names that do not exist, on a few connections, many at once."""

    def one(number: int) -> bytes:
        message, headers = modern("tools/call", {"name": f"explode_{number}", "arguments": {}}, {})
        body = json.dumps(message).encode()
        lines = [("host", f"127.0.0.1:{house.port}"), ("authorization", f"Bearer {token}"), ("content-type", "application/json"), *headers]
        lines += [("accept", "application/json, text/event-stream"), ("content-length", str(len(body)))]
        return b"POST /mcp/alpha HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines).encode() + b"\r\n" + body

    with socket.create_connection(("127.0.0.1", house.port), timeout=30) as connection:
        for number in range(0, count, 20):
            connection.sendall(b"".join(one(number + at) for at in range(20)))
            said = b""
            while said.count(b"HTTP/1.1 ") < 20 or not said.endswith(b"}"):
                piece = connection.recv(1 << 16)
                assert piece, "the connection ended"
                said += piece


def test_the_state_folder_is_not_for_everybody_and_keys_are_for_their_owner_alone(quiet: Stage) -> None:
    keys = 0
    for path in sorted(Path(quiet.house.state).rglob("*")):
        mode = path.stat().st_mode & 0o777
        assert mode & 0o007 == 0 or path.parent != quiet.house.state, (path, oct(mode))
        if path.is_file() and (path.suffix == ".key" or b"PRIVATE" in path.read_bytes()):
            keys += 1
            assert mode & 0o077 == 0, (path, oct(mode))
    assert keys
