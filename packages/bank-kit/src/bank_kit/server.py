"""Puts an Offer behind the official SDK's low-level server, which speaks both eras of MCP."""

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import anyio.to_thread
import mcp_types as types
from mcp.server.caching import CacheHint
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError

from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.long_runs import LongRuns
from bank_kit.offer import Offer, Prompt, Resource
from bank_kit.tools import Offered, require_scope

LIST_TTL_MS = 60_000
MAX_ADDRESS = 300

Identify = Callable[[ServerRequestContext], Awaitable[Caller]]
Part = TypeVar("Part", Offered, Prompt)


def build_server(offer: Offer, identify: Identify) -> Server:
    """The server of `offer`; `identify` tells who makes a request or raises, and then nothing is answered."""
    desk = _Desk(offer, identify)
    listed = CacheHint(ttl_ms=LIST_TTL_MS, scope="private")
    return Server(
        offer.name,
        title=offer.title,
        version=offer.version,
        instructions=offer.instructions,
        cache_hints={"tools/list": listed, "prompts/list": listed, "resources/list": listed, "resources/templates/list": listed, "server/discover": listed},
        get_tool_input_schema=desk.input_schema,
        on_list_tools=desk.list_tools,
        on_call_tool=desk.call_tool,
        on_list_resources=desk.list_resources,
        on_list_resource_templates=desk.list_templates,
        on_read_resource=desk.read_resource,
        on_list_prompts=desk.list_prompts,
        on_get_prompt=desk.get_prompt,
    )


class _Desk:
    """The request handlers. Lists tell nothing but what the guide tells, so any verified caller may see them; the rest asks for scopes."""

    def __init__(self, offer: Offer, identify: Identify) -> None:
        self._identify = identify
        self._long_runs = LongRuns()
        self._tools = _by_name(offer.tools)
        self._prompts = _by_name(offer.prompts)
        self._resources: list[tuple[re.Pattern[str], Resource]] = [(resource.pattern(), resource) for resource in offer.resources]
        self._descriptions = [tool.describe() for tool in offer.tools]
        self._schemas = {description.name: description.input_schema for description in self._descriptions}

    def input_schema(self, name: str) -> dict[str, object] | None:
        return self._schemas.get(name)

    async def list_tools(self, context: ServerRequestContext, params: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        await self._listing(context, params)
        return types.ListToolsResult(tools=self._descriptions)

    async def call_tool(self, context: ServerRequestContext, params: types.CallToolRequestParams) -> types.CallToolResult:
        caller = await self._identify(context)
        tool = self._tools.get(params.name)
        if tool is None:
            raise MCPError(code=types.INVALID_PARAMS, message="no such tool: tools/list names them")
        if tool.seconds is not None:
            return await self._long_runs.call(tool, params.arguments or {}, caller, context.session.report_progress)
        return await anyio.to_thread.run_sync(tool.call, params.arguments or {}, caller)

    async def list_resources(self, context: ServerRequestContext, params: types.PaginatedRequestParams | None) -> types.ListResourcesResult:
        await self._listing(context, params)
        fixed = [resource for _, resource in self._resources if not resource.is_template]
        return types.ListResourcesResult(
            resources=[
                types.Resource(
                    uri=each.address,
                    name=each.name,
                    title=each.title,
                    description=each.description,
                    mime_type="application/json",
                    _meta=each.labels.meta(each.scope),
                )
                for each in fixed
            ]
        )

    async def list_templates(self, context: ServerRequestContext, params: types.PaginatedRequestParams | None) -> types.ListResourceTemplatesResult:
        await self._listing(context, params)
        templates = [resource for _, resource in self._resources if resource.is_template]
        return types.ListResourceTemplatesResult(
            resource_templates=[
                types.ResourceTemplate(
                    uri_template=each.address,
                    name=each.name,
                    title=each.title,
                    description=each.description,
                    mime_type="application/json",
                    _meta=each.labels.meta(each.scope),
                )
                for each in templates
            ]
        )

    async def read_resource(self, context: ServerRequestContext, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        caller = await self._identify(context)
        for pattern, resource in self._resources:
            found = pattern.fullmatch(params.uri) if len(params.uri) <= MAX_ADDRESS else None
            if found is not None:
                text = await anyio.to_thread.run_sync(_read, resource, found.groupdict(), caller)
                contents = types.TextResourceContents(uri=params.uri, mime_type="application/json", text=text, _meta=resource.labels.answer_meta())
                return types.ReadResourceResult(contents=[contents])
        raise MCPError(code=types.INVALID_PARAMS, message="no such resource", data={"uri": params.uri[:MAX_ADDRESS]})

    async def list_prompts(self, context: ServerRequestContext, params: types.PaginatedRequestParams | None) -> types.ListPromptsResult:
        await self._listing(context, params)
        return types.ListPromptsResult(prompts=[prompt.describe() for prompt in self._prompts.values()])

    async def get_prompt(self, context: ServerRequestContext, params: types.GetPromptRequestParams) -> types.GetPromptResult:
        caller = await self._identify(context)
        prompt = self._prompts.get(params.name)
        if prompt is None:
            raise MCPError(code=types.INVALID_PARAMS, message="no such prompt: prompts/list names them")
        try:
            return prompt.fill(params.arguments or {}, caller)
        except ToolFailureError as refusal:
            raise _as_protocol_error(refusal, {}) from None

    async def _listing(self, context: ServerRequestContext, params: types.PaginatedRequestParams | None) -> None:
        await self._identify(context)
        if params is not None and params.cursor is not None:
            raise MCPError(code=types.INVALID_PARAMS, message="these lists have one page: leave out cursor")


def _by_name(parts: Sequence[Part]) -> dict[str, Part]:
    named = {part.name: part for part in parts}
    if len(named) != len(parts):
        raise ValueError("two parts of one offer share a name")
    return named


def _read(resource: Resource, names: dict[str, str], caller: Caller) -> str:
    try:
        require_scope(caller, resource.scope)
        return resource.read(names, caller).model_dump_json()
    except ToolFailureError as refusal:
        raise _as_protocol_error(refusal, {"scheme": resource.address}) from None


def _as_protocol_error(refusal: ToolFailureError, extra: dict[str, object]) -> MCPError:
    code = types.INTERNAL_ERROR if refusal.failure.code is FailureCode.UNAVAILABLE else types.INVALID_PARAMS
    return MCPError(code=code, message=refusal.failure.message, data={**refusal.failure.model_dump(mode="json", exclude_none=True), **extra})
