"""Failures a caller can act on: a code from one list, the field, what is allowed and what to do."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails


class FailureCode(StrEnum):
    """Why a tool did not answer."""

    INVALID_ARGUMENT = "INVALID_ARGUMENT"
    UNKNOWN_ID = "UNKNOWN_ID"
    NOT_ENTITLED = "NOT_ENTITLED"
    MASKED_FIELD = "MASKED_FIELD"
    STALE_DATA = "STALE_DATA"
    NO_MARKET_DATA = "NO_MARKET_DATA"
    LIMIT_EXCEEDED = "LIMIT_EXCEEDED"
    UNSUPPORTED_JURISDICTION = "UNSUPPORTED_JURISDICTION"
    UNAVAILABLE = "UNAVAILABLE"
    CANCELLED = "CANCELLED"
    DEADLINE_EXCEEDED = "DEADLINE_EXCEEDED"
    IDEMPOTENCY_CONFLICT = "IDEMPOTENCY_CONFLICT"
    """The same key came with other arguments before."""
    SAME_PERSON = "SAME_PERSON"
    """Who drafted may not decide."""
    HUMAN_NEEDED = "HUMAN_NEEDED"
    """Agents draft, people approve."""
    ALREADY_DECIDED = "ALREADY_DECIDED"
    """The draft is no longer open."""
    APPROVAL_NEEDED = "APPROVAL_NEEDED"
    """What was asked for takes an approved draft or a grant that has not ended."""
    PURPOSE_REFUSED = "PURPOSE_REFUSED"
    """The token does not allow this purpose, or the purpose does not allow the data."""


class Failure(BaseModel):
    """What the caller is told; it never repeats the value that was sent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: FailureCode
    message: str
    field: str | None = Field(default=None, description="Argument at fault, as a path")
    allowed: str | None = Field(default=None, description="What would have been accepted")
    remedy: str | None = Field(default=None, description="What to do next")


class FailedResult(BaseModel):
    """structuredContent of a result whose isError is true."""

    error: Failure


class ToolFailureError(Exception):
    """Raised by a tool to answer with a Failure instead of a value."""

    def __init__(self, code: FailureCode, message: str, *, field: str | None = None, allowed: str | None = None, remedy: str | None = None) -> None:
        super().__init__(message)
        self.failure = Failure(code=code, message=message, field=field, allowed=allowed, remedy=remedy)


def unknown(kind: str, *, field: str, remedy: str) -> ToolFailureError:
    """The identifier is well formed, but no such thing exists here."""
    return ToolFailureError(FailureCode.UNKNOWN_ID, f"no such {kind}", field=field, remedy=remedy)


def refused_arguments(error: ValidationError) -> ToolFailureError:
    """The first thing pydantic did not like, without the value; the number of others is told."""
    problems = error.errors(include_url=False, include_input=False)
    first = problems[0]
    others = f" ({len(problems) - 1} more)" if len(problems) > 1 else ""
    return ToolFailureError(
        FailureCode.INVALID_ARGUMENT,
        f"{_message(first)}{others}",
        field=".".join(str(part) for part in first["loc"])[:80] or None,
        allowed="see the tool's inputSchema",
        remedy="correct the field and call again",
    )


def _message(problem: ErrorDetails) -> str:
    if problem["type"] == "union_tag_invalid":
        # The only message of pydantic that repeats what was sent.
        context = problem.get("ctx", {})
        return f"{str(context['discriminator']).strip(chr(39))} should be one of {context['expected_tags']}"
    return problem["msg"].removeprefix("Value error, ")
