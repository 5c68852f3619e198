"""A tool as a bank server offers it: typed arguments in, an envelope out, the scope it needs and the labels of what it returns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from mcp_types import CallToolResult, TextContent, ToolAnnotations
from mcp_types import Tool as ToolDescription
from pydantic import BaseModel, ValidationError

from bank_kit.failures import FailedResult, FailureCode, ToolFailureError, refused_arguments
from bank_kit.identity.caller import Caller
from bank_kit.labels import DATA_CLASSES_KEY, SCOPE_KEY, UNTRUSTED_KEY, DataClass

Arguments = TypeVar("Arguments", bound=BaseModel)


class Effect(StrEnum):
    """What a call does to the world."""

    READS = "reads"
    WRITES = "writes"


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

    def describe(self) -> ToolDescription:
        """The entry in tools/list."""
        ...

    def call(self, raw: Mapping[str, object], caller: Caller) -> CallToolResult:
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
    run: Callable[[Arguments, Caller], BaseModel]
    data_classes: Mapping[str, DataClass] = field(default_factory=dict)
    """JSON path in structuredContent to data class; a path that is not listed is INTERNAL."""
    untrusted: tuple[str, ...] = ()
    effect: Effect = Effect.READS

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
            _meta={DATA_CLASSES_KEY: dict(self.data_classes), UNTRUSTED_KEY: list(self.untrusted), SCOPE_KEY: self.scope},
        )

    def call(self, raw: Mapping[str, object], caller: Caller) -> CallToolResult:
        """As Offered.call."""
        try:
            require_scope(caller, self.scope)
            answer = self.run(self._understood(raw), caller)
        except ToolFailureError as refusal:
            return _result(FailedResult(error=refusal.failure), failed=True, meta=None)
        return _result(answer, failed=False, meta={UNTRUSTED_KEY: list(self.untrusted)} if self.untrusted else None)

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


def _result(answer: BaseModel, *, failed: bool, meta: dict[str, object] | None) -> CallToolResult:
    text = answer.model_dump_json()
    structured = answer.model_dump(mode="json")
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=structured, is_error=failed, _meta=meta)
