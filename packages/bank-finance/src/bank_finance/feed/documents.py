"""JSON deliveries: a list of objects with instrument, field, date and price; numbers keep their digits, for they are never read as floats."""

import json
from typing import cast

from bank_finance.feed.delivery import Item, Items, Unreadable, exceeded
from bank_kit.failures import FailureCode, ToolFailureError

NAMES = frozenset({"instrument", "field", "date", "price"})
MAX_TEXT = 128
MAX_JSON_BYTES = 8 * 1024 * 1024
"""Smaller than other deliveries: a document is held in memory as objects, many times its size."""


def read_json(content: bytes) -> Items:
    """One item per element, counted from 1; INVALID_ARGUMENT when the document is no JSON list in UTF-8."""
    if len(content) > MAX_JSON_BYTES:
        raise exceeded("the document is too large", f"{MAX_JSON_BYTES} bytes of JSON")
    try:
        document: object = json.loads(content.decode(), parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        raise _no_list() from None
    if not isinstance(document, list):
        raise _no_list()
    return _items(cast("list[object]", document))


def _items(elements: list[object]) -> Items:
    for number, element in enumerate(elements, start=1):
        texts = _texts(element)
        if texts is None:
            yield Unreadable(line=number, why=f"not an object of exactly {', '.join(sorted(NAMES))}, each a text or number of at most {MAX_TEXT} characters")
            continue
        yield Item(line=number, instrument=texts["instrument"], field=texts["field"], on=texts["date"], price=texts["price"])


def _texts(element: object) -> dict[str, str] | None:
    if not isinstance(element, dict) or element.keys() != NAMES:
        return None
    texts = {name: value for name, value in element.items() if isinstance(value, str) and len(value) <= MAX_TEXT}
    return texts if len(texts) == len(NAMES) else None


def _no_list() -> ToolFailureError:
    return ToolFailureError(
        FailureCode.INVALID_ARGUMENT,
        "the document is not a list of prices",
        field="document",
        allowed="a JSON list in UTF-8",
        remedy="send [{instrument, field, date, price}, ...]",
    )
