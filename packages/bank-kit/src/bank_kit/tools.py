"""A tool as a bank server offers it: typed arguments in, an envelope out, the scope it needs; labels come from the fields of the result.

Tool(name="get_account", title=..., description=..., scope=READ, arguments=AccountArguments, result=Envelope[AccountRecord], run=desk.get_account)
Tool(..., run=Long(desk.run_stress_test, seconds=120))      # run_stress_test(arguments, caller, progress)
Tool(..., effect=Effect.WRITES, run=desk.request_override)  # arguments extend bank_kit.arguments.WriteArguments
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from mcp_types import CallToolResult, TextContent, ToolAnnotations
from mcp_types import Tool as ToolDescription
from pydantic import BaseModel, ValidationError

from bank_kit.failures import FailedResult, FailureCode, ToolFailureError, refused_arguments
from bank_kit.identity.caller import Caller
from bank_kit.labels import paths_of
from bank_kit.progress import Progress

LONG_SECONDS = 300.0
"""How long a long run may take when nothing else is said."""

Arguments = TypeVar("Arguments", bound=BaseModel)


class Effect(StrEnum):
    """What a call does to the world."""

    READS = "reads"
    WRITES = "writes"


@dataclass(frozen=True, slots=True)
class Long(Generic[Arguments]):
    """Work that takes more than a second or so: it reports progress, can be cancelled, and ends after `seconds`.

    It runs in one of few threads kept for long runs, so that it never keeps quick answers waiting.
    """

    work: Callable[[Arguments, Caller, Progress], BaseModel]
    seconds: float = LONG_SECONDS


class Offered(Protocol):
    """What the server needs of a tool, whatever its arguments are."""

    @property
    def name(self) -> str:
        """Unique in the server."""
        ...

    @property
    def scope(self) -> str:
        """The OAuth scope a call needs."""
        ...

    @property
    def seconds(self) -> float | None:
        """How long a call may take when it is a long run; None for a quick one."""
        ...

    def describe(self) -> ToolDescription:
        """The entry in tools/list."""
        ...

    def call(self, raw: Mapping[str, object], caller: Caller, progress: Progress | None = None) -> CallToolResult:
        """Blocking; answers bad arguments, missing scope and known failures with isError results."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool(Generic[Arguments]):
    """One tool; `run` blocks and is called in a worker thread."""

    name: str
    title: str
    description: str
    scope: str
    arguments: type[Arguments]
    result: type[BaseModel]
    run: Callable[[Arguments, Caller], BaseModel] | Long[Arguments]
    effect: Effect = Effect.READS

    @property
    def seconds(self) -> float | None:
        """As Offered.seconds."""
        return self.run.seconds if isinstance(self.run, Long) else None

    def describe(self) -> ToolDescription:
        """As Offered.describe."""
        reads = self.effect is Effect.READS
        return ToolDescription(
            name=self.name,
            title=self.title,
            description=self.description,
            input_schema=self.arguments.model_json_schema(),
            output_schema=self.result.model_json_schema(mode="serialization"),
            annotations=ToolAnnotations(title=self.title, read_only_hint=reads, destructive_hint=False, idempotent_hint=True, open_world_hint=False),
            _meta=paths_of(self.result).meta(self.scope),
        )

    def call(self, raw: Mapping[str, object], caller: Caller, progress: Progress | None = None) -> CallToolResult:
        """As Offered.call; without `progress` nobody hears how far a long run is, and only its time ends it."""
        try:
            answer = self.answer(raw, caller, progress)
        except ToolFailureError as refusal:
            return failed(refusal)
        return _result(answer, is_error=False, meta=paths_of(self.result).answer_meta())

    def answer(self, raw: Mapping[str, object], caller: Caller, progress: Progress | None = None) -> BaseModel:
        """What `call` wraps: the result itself, or ToolFailureError."""
        require_scope(caller, self.scope)
        arguments, run = self._understood(raw), self.run
        return run.work(arguments, caller, progress or Progress(seconds=run.seconds)) if isinstance(run, Long) else run(arguments, caller)

    def _understood(self, raw: Mapping[str, object]) -> Arguments:
        try:
            return self.arguments.model_validate(dict(raw))
        except ValidationError as error:
            raise refused_arguments(error) from None


def require_scope(caller: Caller, scope: str) -> None:
    """NOT_ENTITLED unless the caller's token carries `scope`."""
    if scope not in caller.scopes:
        raise ToolFailureError(
            FailureCode.NOT_ENTITLED,
            "the token does not carry the scope this needs",
            allowed=f"a token with scope {scope}",
            remedy="ask for a token with that scope",
        )


def failed(refusal: ToolFailureError) -> CallToolResult:
    """The isError result that tells a failure."""
    return _result(FailedResult(error=refusal.failure), is_error=True, meta=None)


def _result(answer: BaseModel, *, is_error: bool, meta: dict[str, object] | None) -> CallToolResult:
    text = answer.model_dump_json()
    structured = answer.model_dump(mode="json")
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=structured, is_error=is_error, _meta=meta)
