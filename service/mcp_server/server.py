"""The protocol's side: which tools there are, and a call from its arguments to its result or its error."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from anyio.to_thread import run_sync
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError
from mcp.types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)

from service.domain import Scope
from service.mcp_server import tools
from service.mcp_server.failures import told

NAME = "caveat"
INSTRUCTIONS = (
    "Caveat knows what vetted sources say about {subject}, and says so where they are silent. It covers: {topics}. Show "
    "its quotes and sources with what you say; do not add facts of your own."
)
HINTS = ToolAnnotations(read_only_hint=True, destructive_hint=False, open_world_hint=False)

Context = ServerRequestContext[dict[str, Any]]


def make_server(offered: tools.Tools, version: str) -> Server[dict[str, Any]]:
    """A server of these tools. Raises IndexNotReady before there is an index, for it names what the corpus covers."""
    scope = offered.provider.current().corpus.scope
    by_name = {tool.name: tool for tool in offered.all()}
    return Server(
        NAME,
        version=version,
        title="Caveat",
        instructions=INSTRUCTIONS.format(
            subject=scope.subject, topics="; ".join(topic.title for topic in scope.topics)
        ),
        on_list_tools=_lister([_described(tool, scope) for tool in by_name.values()]),
        on_call_tool=_caller(by_name),
    )


def _described(tool: tools.Tool[Any], scope: Scope) -> Tool:
    return Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description.format(subject=scope.subject),
        input_schema=tool.input_schema(),
        output_schema=tool.output_schema(),
        annotations=HINTS,
    )


def _lister(described: list[Tool]) -> Callable[[Context, PaginatedRequestParams | None], Awaitable[ListToolsResult]]:
    async def list_tools(context: Context, params: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=described)

    return list_tools


def _caller(
    by_name: dict[str, tools.Tool[Any]],
) -> Callable[[Context, CallToolRequestParams], Awaitable[CallToolResult]]:
    async def call_tool(context: Context, params: CallToolRequestParams) -> CallToolResult:
        tool = by_name.get(params.name)
        if tool is None:
            raise MCPError(INVALID_PARAMS, f"no tool has this name; there are {', '.join(by_name)}")
        return await run_sync(partial(_called, tool, params.arguments or {}))

    return call_tool


def _called(tool: tools.Tool[Any], arguments: dict[str, Any]) -> CallToolResult:
    """The one place that catches everything: what goes wrong in a tool is told to whoever called it."""
    try:
        first, result = tool.call(arguments)
    except Exception as error:
        return CallToolResult(content=[TextContent(text=told(error))], is_error=True)
    said = [text for text in (first, result.model_dump_json()) if text]
    return CallToolResult(
        content=[TextContent(text=text) for text in said], structured_content=result.model_dump(mode="json")
    )
