"""The tools over a fake checker: their schemas, their results, and what is said when something is wrong."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError
from mcp.types import Tool
from pydantic import BaseModel

from service.errors import IndexNotReady, PartUnavailable
from service.mcp_server.server import make_server
from service.mcp_server.tools import Tools
from service.web.schemas import Passages, Reply, Report, Source
from tests.fakes import FakeProvider
from tests.mcp_server.talking import call, talk, words
from tests.web.edges import NOW, make_checker, make_settings

RESULTS: dict[str, type[BaseModel]] = {
    "ask": Reply,
    "check_claim": Report,
    "search_sources": Passages,
    "get_source": Source,
}
ARGUMENTS: dict[str, dict[str, Any]] = {
    "ask": {"message": "Does aspirin clear warts?", "session_id": "session-0009", "region": "gb"},
    "check_claim": {"text": "Aspirin cures warts."},
    "search_sources": {"query": "aspirin", "k": 3},
    "get_source": {"source_id": "trial"},
}


@pytest.fixture
def provider() -> FakeProvider:
    return FakeProvider(make_checker())


@pytest.fixture
def server(provider: FakeProvider) -> Server[Any]:
    return make_server(Tools(provider, make_settings(default_region="IE"), lambda: NOW), "1.2.3")


@pytest.fixture
def tools(server: Server[Any]) -> dict[str, Tool]:
    listed = talk(server, lambda client: client.list_tools())
    return {tool.name: tool for tool in listed.tools}


def test_the_tools_have_the_shapes_of_the_contract(tools: dict[str, Tool]) -> None:
    assert list(tools) == list(RESULTS)
    for name, shape in RESULTS.items():
        assert tools[name].output_schema == shape.model_json_schema(mode="serialization")
        assert tools[name].input_schema["additionalProperties"] is False


def test_the_longest_texts_stand_in_the_schemas(tools: dict[str, Tool]) -> None:
    assert tools["ask"].input_schema["properties"]["message"]["maxLength"] == 4_000
    assert tools["check_claim"].input_schema["properties"]["text"]["maxLength"] == 50_000


def test_descriptions_name_the_subject_and_say_that_quotes_are_verbatim(tools: dict[str, Tool]) -> None:
    for tool in tools.values():
        assert tool.description and "{" not in tool.description
    for name in ("ask", "check_claim"):
        assert "aspirin and warts" in str(tools[name].description)
        assert "word for word" in str(tools[name].description)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
@pytest.mark.parametrize("name", RESULTS)
def test_each_tool_gives_its_result_as_data_and_as_text(server: Server[Any], name: str, mode: str) -> None:
    result = call(server, name, ARGUMENTS[name], mode)
    assert not result.is_error
    (text,) = words(result)
    assert RESULTS[name].model_validate_json(text).model_dump(mode="json") == result.structured_content


def test_a_message_reaches_the_checker_with_session_and_region(server: Server[Any], provider: FakeProvider) -> None:
    call(server, "ask", ARGUMENTS["ask"])
    call(server, "ask", {"message": "And children?"})
    assert provider.current().given == [
        ("Does aspirin clear warts?", "session-0009", "GB"),
        ("And children?", None, "IE"),
    ]


@pytest.mark.parametrize(("tool", "argument"), [("check_claim", "text"), ("search_sources", "query")])
def test_a_person_in_danger_gets_help_lines_from_whichever_tool(server: Server[Any], tool: str, argument: str) -> None:
    first, _ = words(call(server, tool, {argument: "I am in danger"}))
    assert first.endswith("Call 999.")


def test_a_long_text_is_an_article_and_not_a_message(server: Server[Any]) -> None:
    assert len(words(call(server, "check_claim", {"text": "danger " * 1_000}))) == 1


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("get_source", {"source_id": "nobody"}, "no vetted source has the id 'nobody'"),
        ("get_source", {}, "source_id: Field required"),
        ("ask", {"message": "  "}, "message: nothing in it can be read."),
        ("ask", {"message": "x" * 4_001}, "message: it holds 4001 characters; at most 4000 are read."),
        ("ask", {"message": "Hi", "region": "England"}, "region: String should match pattern"),
        ("ask", {"message": "Hi", "model": "x"}, "model: Extra inputs are not permitted"),
        ("check_claim", {"text": "a\0b"}, "text: U+0000 at character 1 is a control character."),
        ("search_sources", {"query": "aspirin", "k": 51}, "k: Input should be less than or equal to 50"),
    ],
)
def test_bad_arguments_are_named_with_their_rule(
    server: Server[Any], tool: str, arguments: dict[str, Any], told: str
) -> None:
    result = call(server, tool, arguments)
    assert result.is_error
    assert result.structured_content is None
    assert told in words(result)[0]


def test_a_withdrawn_source_is_not_given(server: Server[Any], provider: FakeProvider) -> None:
    assert provider.checker is not None
    provider.checker.corpus.sources.pop("trial")  # type: ignore[attr-defined]
    result = call(server, "get_source", {"source_id": "trial"})
    assert result.is_error
    assert "withdrawn" in words(result)[0]


@pytest.mark.parametrize("error", [PartUnavailable("down"), IndexNotReady("none")])
def test_what_may_pass_is_told_so_and_names_where_help_is(
    server: Server[Any], provider: FakeProvider, error: Exception
) -> None:
    provider.current().fails = error
    (text,) = words(call(server, "ask", {"message": "Hi"}))
    assert "try again" in text
    assert "emergency number" in text


def test_an_error_that_nobody_foresaw_tells_nothing_and_logs_no_words(
    server: Server[Any], provider: FakeProvider, caplog: pytest.LogCaptureFixture
) -> None:
    provider.current().fails = ZeroDivisionError("my secret")
    with caplog.at_level(logging.INFO):
        result = call(server, "ask", {"message": "my secret"})
    assert (result.is_error, words(result)) == (True, ["Something went wrong here."])
    assert "ZeroDivisionError" in caplog.text
    assert "my secret" not in caplog.text


def test_a_tool_that_is_not_there_is_an_error_of_the_protocol(server: Server[Any]) -> None:
    with pytest.raises(BaseExceptionGroup) as raised:
        call(server, "diagnose", {})
    assert raised.group_contains(MCPError, match="there are ask, check_claim, search_sources, get_source")
