"""Content inspection measured: how much of each class it finds, how much it wrongly takes, and what it costs.

Run: python bench/protection.py. Values are drawn with a fixed seed from published shapes (issuer ranges, IBAN registry, SSA areas) with valid checksums;
beside them stand look-alikes: order numbers that fail Luhn, UUIDs, timestamps, hashes, amounts. Times are the best of five rounds on one core.
"""

import base64
import json
import random
import time
from collections.abc import Callable, Iterator
from functools import partial

from strongroom.protection.checks import IBAN_LENGTHS, luhn
from strongroom.protection.classes import Action, DataClass
from strongroom.protection.inspection import Inspection, spliced
from strongroom.protection.json_text import JsonText

DRAWS = 400
RANDOM = random.Random(20261122)  # noqa: S311  drawn test values, no secrets
INSPECTION = Inspection(dict.fromkeys(DataClass, Action.MASK))
PROSE = "The portfolio review for the second quarter shows steady growth in all regions and no breach of any limit was reported to the committee"


def digits(count: int) -> str:
    """So many random digits."""
    return "".join(RANDOM.choice("0123456789") for _ in range(count))


def card() -> str:
    """A card number of a published issuer range with its check digit."""
    prefix, length = RANDOM.choice([("4", 16), ("51", 16), ("2221", 16), ("34", 15), ("37", 15), ("6011", 16), ("3528", 16), ("62", 16), ("36", 14)])
    body = prefix + digits(length - len(prefix) - 1)
    return next(body + check for check in "0123456789" if luhn((body + check).encode()))


def account() -> str:
    """An IBAN of a random country with its check digits."""
    country, length = RANDOM.choice(sorted(IBAN_LENGTHS.items()))
    body = digits(length - 4)
    number = int("".join(str(int(character, 36)) for character in body + country.decode() + "00"))
    return f"{country.decode()}{98 - number % 97:02d}{body}"


def grouped(value: str) -> str:
    """A number as people write it."""
    joint = RANDOM.choice(["", " ", "-", "\u00a0"])
    return joint.join(value[at : at + 4] for at in range(0, len(value), 4))


def social() -> str:
    """A US social security number by the rules of area, group and serial."""
    area = RANDOM.choice([number for number in range(1, 900) if number != 666])
    return f"{area:03d}-{RANDOM.randint(1, 99):02d}-{RANDOM.randint(1, 9999):04d}"


def address() -> str:
    """An e-mail address."""
    return f"{RANDOM.choice(['jane', 'j.doe', 'ops+alerts', 'x_y-z'])}{digits(2)}@{RANDOM.choice(['example.com', 'mail.bank.example', 'b-c.co.uk'])}"


def telephone() -> str:
    """A telephone number in one of its usual layouts."""
    area, exchange = RANDOM.randint(200, 999), RANDOM.randint(200, 999)
    return RANDOM.choice(
        [f"+49 {RANDOM.randint(30, 999)} {digits(6)}1", f"({area}) {exchange}-{digits(4)}", f"+1-{area}-{exchange}-{digits(4)}", f"phone: 030 9{digits(6)}"]
    )


def secret() -> str:
    """A key or token of a known shape."""
    letters = "".join(RANDOM.choice("abcdefghijkmnpqrstuvwxyzABCDEFGH23456789") for _ in range(40))
    return RANDOM.choice(
        [
            "AKIA" + "".join(RANDOM.choice("ABCDEFGHIJ234567") for _ in range(16)),
            f"ghp_{letters[:36]}",
            f"Bearer {letters}",
            f"api_key={letters[:24]}",
            f"eyJ{letters[:20]}.eyJ{letters}.{letters}",
        ]
    )


def look_alike() -> str:
    """Something that is none of all this."""
    hexadecimal = "".join(RANDOM.choice("0123456789abcdef") for _ in range(64))
    failing = card()
    failing = failing[:-1] + str((int(failing[-1]) + RANDOM.randint(1, 9)) % 10)
    return RANDOM.choice(
        [
            f"order {failing}",
            f"{hexadecimal[:8]}-{hexadecimal[8:12]}-4{hexadecimal[12:15]}-a{hexadecimal[15:18]}-{hexadecimal[18:30]}",
            hexadecimal,
            str(RANDOM.randint(1_600_000_000_000, 1_900_000_000_000)),
            str(RANDOM.randint(1_600_000_000_000_000_000, 1_900_000_000_000_000_000)),
            f"2026-{RANDOM.randint(1, 12):02d}-{RANDOM.randint(1, 28):02d}T10:{RANDOM.randint(0, 59):02d}:00.{digits(6)}Z",
            f"20261122{digits(9)}",
            repr(RANDOM.random() * 10 ** RANDOM.randint(-3, 6)),
            f"{RANDOM.randint(1, 999)},{digits(3)},{digits(3)}.{digits(2)} EUR",
            f"US{digits(10)}",
            f"ref {digits(9)} of {digits(8)}",
            f"10.{RANDOM.randint(0, 255)}.0.{RANDOM.randint(0, 255)}:8080",
            f"ORD-2026-{digits(6)}",
        ]
    )


MAKERS: dict[DataClass, Callable[[], str]] = {
    DataClass.PAN: lambda: grouped(card()),
    DataClass.IBAN: lambda: grouped(account()),
    DataClass.SSN: social,
    DataClass.EMAIL: address,
    DataClass.PHONE: telephone,
    DataClass.SECRET: secret,
}


def found(value: str) -> set[DataClass]:
    """The classes inspection sees in a message that carries `value` in a sentence."""
    text = JsonText(json.dumps({"result": {"note": f"Please see {value} for this."}}, ensure_ascii=RANDOM.random() < 0.5).encode())
    return {spot.kind for spot in INSPECTION.spots(text)}


def quality() -> Iterator[str]:
    """A line per class: recall over its values, precision against look-alikes and the values of other classes."""
    right, wrong = dict.fromkeys(DataClass, 0), dict.fromkeys(DataClass, 0)
    for kind, make in MAKERS.items():
        for _ in range(DRAWS):
            for seen in found(make()):
                (right if seen is kind else wrong)[seen] += 1
    alone = dict.fromkeys(DataClass, 0)
    for _ in range(DRAWS * 5):
        for seen in found(look_alike()):
            alone[seen] += 1
    yield f"{'class':8} {'recall':>8} {'precision':>10}   {DRAWS} values each, {DRAWS * 5} look-alikes"
    for kind in DataClass:
        taken = right[kind] + wrong[kind] + alone[kind]
        yield f"{kind:8} {right[kind] / DRAWS:8.4f} {right[kind] / taken if taken else 0:10.4f}"


def message(size: int, planted: tuple[str, ...] = ()) -> bytes:
    """An answer of about `size` bytes as bank tools give it, text copy included."""
    rows: list[dict[str, object]] = []
    while len(json.dumps(rows)) * 2 < size:
        at = len(rows)
        rows.append(
            {
                "id": f"TX-{at:06d}",
                "booked": "2026-11-22",
                "amount": f"{at * 7}.{at % 100:02d}",
                "currency": "EUR",
                "text": PROSE[: 40 + at % 60],
                "score": 0.25,
            }
        )
    rows[0]["planted"] = list(planted)
    structured = {"rows": rows}
    return json.dumps(
        {"jsonrpc": "2.0", "id": 1, "result": {"content": [{"type": "text", "text": json.dumps(structured)}], "structuredContent": structured}}
    ).encode()


def best(work: Callable[[], object], rounds: int) -> float:
    """Microseconds of one run, the best of five batches."""
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        for _ in range(rounds):
            work()
        taken.append((time.perf_counter() - begun) / rounds * 1e6)
    return min(taken)


def treat(data: bytes) -> bytes:
    """Find and mask everything in one message."""
    text = JsonText(data)
    return spliced(data, [(spot.start, spot.end, spot.instead) for spot in INSPECTION.spots(text)])


def costs() -> Iterator[str]:
    """A line per size: the gate on a clean answer, and the whole treatment of one that carries four findings."""
    yield f"{'size':>8} {'clean us':>9} {'us/KB':>6} {'with findings us':>17} {'us/KB':>6}"
    for size in (1_000, 16_000, 100_000):
        clean, dirty = (
            message(size),
            message(size, ("4111111111111111", "DE89370400440532013000", base64.b64encode(b"4111111111111111 card").decode(), "536-90-4399")),
        )
        if not INSPECTION.clean(clean):
            raise RuntimeError("the clean answer is not clean")

        one, two, kilobytes = best(partial(INSPECTION.clean, clean), 200), best(partial(treat, dirty), 20), len(clean) / 1024
        yield f"{len(clean):8} {one:9.1f} {one / kilobytes:6.2f} {two:17.1f} {two / kilobytes:6.2f}"


if __name__ == "__main__":
    for line in (*quality(), "", *costs()):
        print(line)
