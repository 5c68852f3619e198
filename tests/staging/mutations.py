"""Hostile arguments made from a tool's input schema: the same on every run, each with a word why it is hostile."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from staging.banks import Json

CANARY = "zqX9canary7Kw"
"""Stands in every hostile text; no answer may hold it."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """Arguments as they are written on the wire, since JSON libraries would not write all of them."""

    why: str
    arguments: str


def _texts() -> Mapping[str, str]:
    """Texts, written as JSON."""
    texts = {
        "sql": f"{CANARY}' OR 1=1; DROP TABLE account;--",
        "a template": f"{CANARY}{{0.__class__}}{{{{7*7}}}}${{jndi:ldap://x}}%s%n",
        "a path": f"../../../../etc/passwd%00{CANARY}",
        "a prototype": f"__proto__{CANARY}",
        "control characters": f"{CANARY}\x00\x07\x1b[2J\r\nSet-Cookie: a=1",
        "right to left": f"{CANARY}\u202e\u2066gnp.exe\u200b\ufeff",
        "a formula": f'=HYPERLINK("http://x","{CANARY}")',
        "a long text": CANARY + "x" * 100_000,
        "a mark of no character": CANARY + "\ufffe\U0010ffff",
        "no text": "",
    }
    written = {why: json.dumps(text) for why, text in texts.items()}
    return written | {"half a surrogate": f'"{CANARY}\\ud800"'}


_NUMBERS = {
    "NaN": "NaN",
    "infinity": "-Infinity",
    "1e400": "1e400",
    "less than nothing": "-1",
    "a huge number": "9" * 4000,
    "a tiny fraction": "1e-400",
    "more than 64 bits": "18446744073709551616",
    "a truth": "true",
}
_DATES = {
    "the last day there is": '"9999-12-31"',
    "an ancient day": '"0001-01-01"',
    "a day to come": '"2031-01-02"',
    "no day": '"2026-02-30"',
    "a year of five digits": '"+12026-01-01"',
}
_SHAPES = {
    "a list": f'["{CANARY}"]',
    "a mapping": f'{{"{CANARY}":1,"__proto__":{{"admin":true}}}}',
    "500 deep": "[" * 500 + "]" * 500,
    "a long list": "[" + ",".join(["1"] * 5_000) + "]",
}


def _values(schema: str) -> Iterator[tuple[str, str]]:
    yield from _texts().items()
    yield from _NUMBERS.items()
    yield from _SHAPES.items()
    if '"type": "null"' not in schema:
        yield "a null", "null"
    if '"format": "date"' in schema:
        yield from _DATES.items()
    if "[A-Z]{3}$" in schema:
        yield from {"no currency": '"QQQ"', "a currency elsewhere": '"KPW"'}.items()
    if "0-9]{1,18}" in schema:
        amounts = {
            "an amount below zero": '"-1"',
            "many decimals": '"0.12345678"',
            "the largest amount": f'"{"9" * 18}"',
            "an amount in words": '"1e9"',
            "NaN in words": '"NaN"',
        }
        yield from amounts.items()


def of_property(good: Json, name: str, schema: object) -> Iterator[Hostile]:
    """The good arguments with one property made hostile, in every way its schema suggests."""
    rest = ",".join(f"{json.dumps(key)}:{json.dumps(value)}" for key, value in good.items() if key != name)
    for why, value in _values(json.dumps(schema)):
        yield Hostile(f"{name}: {why}", "{" + (f"{rest}," if rest else "") + f"{json.dumps(name)}:{value}" + "}")


def of_whole(good: Json) -> Iterator[Hostile]:
    """Arguments that are hostile as a whole."""
    inside = json.dumps(good)[1:-1]
    begun = f"{inside}," if inside else ""
    yield Hostile("an argument nobody knows", "{" + begun + f'"__proto__":{{"x":"{CANARY}"}}' + "}")
    yield Hostile("a known name with a space", "{" + begun + f'"limit ":"{CANARY}"' + "}")
    yield Hostile("10,000 arguments nobody knows", "{" + begun + ",".join(f'"k{number}":"{CANARY}"' for number in range(10_000)) + "}")
    for missing in good:
        kept = {key: value for key, value in good.items() if key != missing}
        yield Hostile(f"without {missing}", json.dumps(kept))


def of_inside(good: Json) -> Iterator[Hostile]:
    """Good arguments with each text and number inside a nested value made hostile."""
    for name, value in good.items():
        if isinstance(value, dict | list):
            for why, changed in _replaced(value):
                yield Hostile(f"inside {name}: {why}", json.dumps(good | {name: changed}))


def _replaced(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from ((f"{key}: {why}", value | {key: changed}) for why, changed in _replaced(inner))
        yield "something nobody knows", value | {CANARY: 1}
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from ((f"{at}: {why}", [*value[:at], changed, *value[at + 1 :]]) for why, changed in _replaced(inner))
        yield "1,000 times", value * 1_000
    else:
        yield from (("a text", CANARY), ("a number", -(10**30)), ("a mapping", {CANARY: CANARY}), ("infinity in words", "Infinity"))
