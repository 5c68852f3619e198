"""Paging by position: an opaque cursor that stays true while rows are added, bound to the query it came from.

The cursor is not sealed: it can only point at rows the same query returns anyway. It is checked as the foreign input it is.
"""

import base64
import binascii
import json
from typing import Annotated

from pydantic import Field

from bank_kit.envelope import digest
from bank_kit.failures import FailureCode, ToolFailureError

MAX_LIMIT = 1000
MAX_CURSOR = 400

Limit = Annotated[int, Field(ge=1, le=MAX_LIMIT, description=f"Rows per page, 1 to {MAX_LIMIT}")]
Cursor = Annotated[str, Field(min_length=1, max_length=MAX_CURSOR, description="`next_cursor` of the page before; leave out for the first page")]


def write_cursor(query: object, position: list[str]) -> str:
    """The cursor that continues `query` (any JSON value) after `position`."""
    text = json.dumps([1, _binding(query), position], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(cursor: str, query: object, *, parts: int) -> list[str]:
    """The position in `cursor`; a Failure on `cursor` when it is malformed or belongs to another query."""
    try:
        decoded = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, UnicodeDecodeError, ValueError, RecursionError):
        raise _refusal("not a cursor of this server") from None
    match decoded:
        case [1, str(binding), [*position]] if len(position) == parts and all(isinstance(part, str) for part in position):
            if binding != _binding(query):
                raise _refusal("the cursor belongs to another query")
            return [str(part) for part in position]
        case _:
            raise _refusal("not a cursor of this server")


def _binding(query: object) -> str:
    return digest(query).removeprefix("sha256:")[:16]


def _refusal(message: str) -> ToolFailureError:
    return ToolFailureError(
        FailureCode.INVALID_ARGUMENT,
        message,
        field="cursor",
        allowed="next_cursor of the page before, with all other arguments unchanged",
        remedy="start again without cursor",
    )
