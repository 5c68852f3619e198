"""What a bank server offers besides tools: resources, by address or address pattern, and prompts."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mcp_types import GetPromptResult, PromptArgument, PromptMessage, TextContent
from mcp_types import Prompt as PromptDescription
from pydantic import BaseModel

from bank_kit.downloads import OpenLink
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.labels import SCOPE_KEY, Labels, paths_of
from bank_kit.tools import Arguments, Offered, Tool, require_scope

MAX_PROMPT_ARGUMENT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Something to read as JSON; `address` may hold `{names}`, each standing for one path segment of at most 64 safe characters.

    `result` is the model that `read` answers; its fields say the labels.
    """

    address: str
    name: str
    title: str
    description: str
    scope: str
    result: type[BaseModel]
    read: Callable[[Mapping[str, str], Caller], BaseModel]

    @property
    def is_template(self) -> bool:
        """Whether the address holds names to fill in."""
        return "{" in self.address

    def pattern(self) -> re.Pattern[str]:
        """Matches a whole address; groups carry the names."""
        pieces = re.split(r"\{([a-z_]+)\}", self.address)
        return re.compile("".join(f"(?P<{piece}>[A-Za-z0-9._-]{{1,64}})" if index % 2 else re.escape(piece) for index, piece in enumerate(pieces)))

    @property
    def labels(self) -> Labels:
        """Labels, as on tools."""
        return paths_of(self.result)


def resource_of(
    tool: Tool[Arguments], *, address: str, name: str, title: str, description: str, given: Callable[[Mapping[str, str]], Mapping[str, object]] = dict
) -> Resource:
    """The resource that answers as `tool` does, arguments checked like the tool's; `given` turns the names in the address into arguments.

    Scope and labels are the tool's. ValueError for a long run: nothing reports progress while a resource is read.
    """
    if tool.seconds is not None:
        raise ValueError(f"{tool.name} is a long run: it is no resource")

    def read(names: Mapping[str, str], caller: Caller) -> BaseModel:
        return tool.answer(given(names), caller)

    return Resource(address=address, name=name, title=title, description=description, scope=tool.scope, result=tool.result, read=read)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A prompt: a template with `{names}`, each a required argument that must match its pattern, so that nothing else gets into the text."""

    name: str
    title: str
    description: str
    scope: str
    template: str
    arguments: Mapping[str, tuple[str, re.Pattern[str]]]
    """Argument name to its description and the whole value it may have."""

    def describe(self) -> PromptDescription:
        """The entry in prompts/list."""
        arguments = [PromptArgument(name=name, description=text, required=True) for name, (text, _) in self.arguments.items()]
        return PromptDescription(name=self.name, title=self.title, description=self.description, arguments=arguments, _meta={SCOPE_KEY: self.scope})

    def fill(self, given: Mapping[str, str], caller: Caller) -> GetPromptResult:
        """The prompt with its arguments; a ToolFailureError names the argument that is missing, unknown or malformed."""
        require_scope(caller, self.scope)
        for name in given:
            if name not in self.arguments:
                raise _bad_argument(name[:40], "no such argument")
        for name, (text, pattern) in self.arguments.items():
            value = given.get(name, "")
            if len(value) > MAX_PROMPT_ARGUMENT or pattern.fullmatch(value) is None:
                raise _bad_argument(name, text)
        message = PromptMessage(role="user", content=TextContent(type="text", text=self.template.format(**given)))
        return GetPromptResult(description=self.description, messages=[message])


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """All of one server."""

    name: str
    title: str
    version: str
    instructions: str
    tools: tuple[Offered, ...]
    resources: tuple[Resource, ...]
    prompts: tuple[Prompt, ...]
    open_link: OpenLink | None = None
    """What the links of this server lead to, when it gives any out; they are answered under `/links/` without a token."""
    further_scopes: tuple[str, ...] = ()
    """Scopes that a part asks for besides its own, such as for one argument."""

    def scopes(self) -> tuple[str, ...]:
        """Every scope that something here needs, sorted."""
        needed = {tool.scope for tool in self.tools} | {resource.scope for resource in self.resources} | {prompt.scope for prompt in self.prompts}
        return tuple(sorted(needed | set(self.further_scopes)))


def _bad_argument(name: str, allowed: str) -> ToolFailureError:
    return ToolFailureError(FailureCode.INVALID_ARGUMENT, f"argument {name!r} is missing or malformed", field=name, allowed=allowed)
