"""A client of the official package, as one call."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import anyio
from mcp import Client
from mcp.types import CallToolResult, TextContent

R = TypeVar("R")


def talk(server: Any, say: Callable[[Client], Awaitable[R]], mode: str = "auto") -> R:
    """Connect, say something, leave."""

    async def main() -> R:
        with anyio.fail_after(120):
            async with Client(server, mode=mode) as client:
                return await say(client)

    return anyio.run(main)


def call(server: Any, tool: str, arguments: dict[str, Any], mode: str = "auto") -> CallToolResult:
    """Connect and call one tool; the client holds the result to the tool's output schema."""
    return talk(server, lambda client: client.call_tool(tool, arguments), mode)


def words(result: CallToolResult) -> list[str]:
    """The text blocks of a result."""
    return [block.text for block in result.content if isinstance(block, TextContent)]
