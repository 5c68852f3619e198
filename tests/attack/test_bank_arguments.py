"""Hostile arguments to every tool of every bank server: a typed refusal or a good answer, soon, without a word of what was sent; and the server goes on."""

import json
import time
from collections.abc import Iterator
from itertools import islice

import pytest
from staging.bank_calls import CALLS, NO_DRAFT, Good
from staging.banks import SERVERS, Bank, Json, Said
from staging.mutations import CANARY, Hostile, of_inside, of_property, of_whole

pytestmark = [pytest.mark.component, pytest.mark.slow, pytest.mark.timeout(180)]
CODES = {
    "INVALID_ARGUMENT", "UNKNOWN_ID", "STALE_DATA", "NO_MARKET_DATA", "LIMIT_EXCEEDED", "UNSUPPORTED_JURISDICTION", "IDEMPOTENCY_CONFLICT", "MASKED_FIELD",
    "ALREADY_DECIDED", "HUMAN_NEEDED", "SAME_PERSON", "APPROVAL_NEEDED", "PURPOSE_REFUSED",
}  # fmt: skip
INTERNALS = ("Traceback", "site-packages", "sqlalchemy", "pydantic", "sqlite3", "duckdb.", "numpy", 'File "', "0x7f")
LONGEST_SECONDS = 10.0
STAND_INS = {"#draft": NO_DRAFT, "#sar_draft": NO_DRAFT, "#alert": "AL-" + "0" * 16, "#case": "CASE-" + "0" * 16}


def plain(good: Good) -> Json:
    """Good arguments, with things that do not exist where earlier answers would be needed: what is hostile comes on top."""
    text = json.dumps(good.arguments)
    for word, stands in STAND_INS.items():
        text = text.replace(word, stands)
    found: Json = json.loads(text)
    return found


def attacks(good: Good, tool: Json, known: set[str]) -> Iterator[Hostile]:
    """Every attack on a property the first time a server has it; of one it has on other tools as well (`known`) every fifth."""
    schema = tool["inputSchema"]
    assert isinstance(schema, dict)
    base = plain(good)
    for name, value in schema["properties"].items():
        pointed = [schema["$defs"][each] for each in schema.get("$defs", {}) if f'"#/$defs/{each}"' in json.dumps(value)]
        yield from islice(of_property(base, name, [value, *pointed]), 0, None, 5 if f"{name} {value}" in known else 1)
        known.add(f"{name} {value}")
    yield from of_whole(base)
    yield from of_inside(base)


def problem(said: Said, took: float) -> str:
    """What is wrong with an answer to something hostile, or nothing."""
    if took > LONGEST_SECONDS:
        return f"took {took:.1f} s"
    if any(word in said.text for word in INTERNALS):
        return "tells of its inside"
    if said.status not in {200, 400}:
        return f"status {said.status}"
    failure = said.message.get("error")
    return of_refusal(said, failure["code"]) if isinstance(failure, dict) else of_result(said)


def of_refusal(said: Said, code: object) -> str:
    """A protocol error is allowed where the arguments are no arguments."""
    if CANARY in said.text:
        return "repeats what was sent"
    return "" if said.status == 400 or code == -32602 else f"protocol error {code}"


def of_result(said: Said) -> str:
    """A good answer may keep what it was given; a refusal may name the field, and nothing more."""
    if said.result.get("isError") is not True:
        return "" if isinstance(said.result["structuredContent"], dict) else "no structure"
    error = said.error
    if any(CANARY in str(value) for name, value in error.items() if name != "field"):
        return "repeats what was sent"
    if error["code"] not in CODES:
        return f"code {error['code']}"
    return "" if error["message"] and len(said.body) < 8_000 else "a refusal without words, or with too many"


@pytest.mark.parametrize("name", SERVERS)
def test_hostile_arguments_get_a_typed_refusal_or_a_good_answer(banks_running: dict[str, Bank], name: str) -> None:
    bank = banks_running[name]
    tools = {str(tool["name"]): tool for tool in bank.listed("tools")}
    wrong: list[str] = []
    known: set[str] = set()
    for good in CALLS[name]:
        for attack in attacks(good, tools[good.tool], known):
            begun = time.monotonic()
            said = bank.call_raw(good.tool, attack.arguments)
            if found := problem(said, time.monotonic() - begun):
                wrong.append(f"{good.tool} {attack.why}: {found}: {said.text[:300]}")
    assert not wrong, f"{len(wrong)} problems:\n" + "\n".join(wrong[:40])
    assert bank.is_well(), bank.log.read_text()[-2000:]
