"""SQL texts of a room, and checked values put into them.

Above: every room that asks the warehouse, and its adapter. Below: nothing. Knows no driver.
Values stand in the text as literals, not as bound parameters: the window frames of both engines take constants only, and the text that ran is the
text that is kept as evidence. So only numbers, dates and plain identifiers pass `render`.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from importlib.resources import files

Value = int | Decimal | date | tuple[str, ...]
"""What may stand in a question: a finite number, a day or a moment, or identifiers of letters, digits and `-`."""

_PLACE = re.compile(r"(?<![:\w]):([a-z][a-z0-9_]*)")
_IDENTIFIER = re.compile(r"[A-Za-z0-9-]{1,40}")


def read(package: str, name: str) -> str:
    """The text `sql/<name>.sql` of a room such as `bank_compliance.monitoring`."""
    return (files(package) / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def names(text: str) -> frozenset[str]:
    """The values a text asks for."""
    return frozenset(_PLACE.findall(_without_comments(text)))


def render(text: str, values: Mapping[str, Value]) -> str:
    """The question with every `:name` replaced; KeyError when one is not given, ValueError when one may not stand in SQL."""
    return _PLACE.sub(lambda found: literal(values[found[1]]), _without_comments(text))


def literal(value: Value) -> str:
    """One value as SQL."""
    if isinstance(value, tuple):
        if not value or not all(_IDENTIFIER.fullmatch(each) for each in value):
            raise ValueError("identifiers are letters, digits and '-', at least one of them")
        return ", ".join(f"'{each}'" for each in value)
    if isinstance(value, datetime):
        return f"CAST('{value.replace(tzinfo=None).isoformat(sep=' ', timespec='seconds')}' AS TIMESTAMP)"
    if isinstance(value, date):
        return f"CAST('{value.isoformat()} 00:00:00' AS TIMESTAMP)"
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError("a number in a question is finite")
    return format(number, "f")


def fingerprint(question: str) -> str:
    """`sha256:` and the digest of a rendered question: what ran, for the evidence."""
    return f"sha256:{sha256(question.encode()).hexdigest()}"


def _without_comments(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("--"))
