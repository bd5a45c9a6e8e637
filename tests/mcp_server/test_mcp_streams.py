"""`caveat mcp` as a client's program starts it: a process of its own over the real parts and a small corpus."""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
from pathlib import Path

import pytest
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult

from service.cli import open_mcp
from service.errors import ExtraMissing
from service.web.schemas import Passages, Reply, Report, Source
from tests.corpora import copy_mini_corpus
from tests.mcp_server.talking import talk, words

ROOT = Path(__file__).resolve().parents[2]
COMMAND = "from service.cli import main; main()"


def environment(home: Path) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("CAVEAT_")}
    folders = {"CAVEAT_CORPUS_DIR": str(home / "corpus"), "CAVEAT_INDEX_DIR": str(home / "index")}
    return own | folders | {"PYTHONPATH": str(ROOT)}


def test_the_tools_answer_over_the_streams_and_nothing_else_is_printed(tmp_path: Path) -> None:
    copy_mini_corpus(tmp_path)
    command = shlex.join([sys.executable, "-c", COMMAND, "mcp"])
    piped = StdioServerParameters(
        command="bash", args=["-c", f"{command} | tee wire"], env=environment(tmp_path), cwd=tmp_path
    )

    async def say(client: Client) -> list[CallToolResult]:
        return [
            await client.call_tool("ask", {"message": "Does one infusion cure depression for good?"}),
            await client.call_tool("ask", {"message": "He won't wake up!"}),
            await client.call_tool("check_claim", {"text": "One ketamine infusion cures depression."}),
            await client.call_tool("search_sources", {"query": "infusion", "k": 2}),
            await client.call_tool("get_source", {"source_id": "alpha2020"}),
            await client.call_tool("get_source", {"source_id": "nobody2020"}),
        ]

    asked, urgent, checked, found, source, unknown = talk(piped, say)
    assert Reply.model_validate_json(words(asked)[0]).citations
    help_now = Reply.model_validate_json(words(urgent)[0])
    assert help_now.outcome == "urgent"
    assert "112" in help_now.text
    assert Report.model_validate_json(words(checked)[0]).claims
    assert len(Passages.model_validate_json(words(found)[0]).passages) == 2
    assert Source.model_validate_json(words(source)[0]).statements
    assert unknown.is_error
    lines = (tmp_path / "wire").read_text(encoding="utf-8").splitlines()
    assert len(lines) >= 6
    assert {json.loads(line)["jsonrpc"] for line in lines} == {"2.0"}


def test_without_the_package_the_extra_that_brings_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("mcp.", "service.mcp_server"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "mcp", None)
    with pytest.raises(ExtraMissing, match=re.escape("this brings it: pip install 'caveat[mcp]'")):
        open_mcp()
