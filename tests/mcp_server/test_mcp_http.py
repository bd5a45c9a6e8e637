"""The tools over streamable HTTP, behind a real server on a real port."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from service.mcp_server.serve import http_app
from service.mcp_server.tools import Tools
from service.web.schemas import Reply
from tests.fakes import FakeProvider
from tests.mcp_server.talking import call, talk
from tests.web.edges import NOW, make_checker, make_settings
from tests.web.serving import serving

HELLO = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
BOTH = "application/json, text/event-stream"
MOST = 12
"""Requests that a client may make in a minute."""


@pytest.fixture
def url() -> Iterator[str]:
    settings = make_settings(rate_limit_per_minute=MOST, max_body_bytes=2_000)
    app = http_app(Tools(FakeProvider(make_checker()), settings, lambda: NOW), "127.0.0.1")
    with serving(app) as address:
        yield f"{address.url}/mcp"


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_client_lists_the_tools_and_asks(url: str, mode: str) -> None:
    listed = talk(url, lambda client: client.list_tools(), mode)
    assert [tool.name for tool in listed.tools] == ["ask", "check_claim", "search_sources", "get_source"]
    result = call(url, "ask", {"message": "Does aspirin clear warts?"}, mode)
    assert Reply.model_validate_json(str(result.content[0].text)).outcome == "corrected"  # type: ignore[union-attr]


def test_a_page_of_another_site_is_refused(url: str) -> None:
    for name, value in (("Origin", "https://evil.example"), ("Host", "evil.example")):
        assert httpx.post(url, json=HELLO, headers={"Accept": BOTH, name: value}).status_code in {403, 421}


def test_a_stream_that_would_never_say_anything_is_not_held_open(url: str) -> None:
    refused = httpx.get(url, headers={"Accept": "text/event-stream"}, timeout=20)
    assert (refused.status_code, refused.headers["Allow"]) == (405, "POST")


def test_bodies_and_requests_are_limited_as_in_the_http_api(url: str) -> None:
    large = httpx.post(url, json=HELLO | {"params": {"x": "y" * 2_000}}, headers={"Accept": BOTH})
    assert (large.status_code, large.json()["type"]) == (413, "/problems/body-too-large")
    for _ in range(MOST):
        last = httpx.post(url, json=HELLO, headers={"Accept": BOTH})
    assert (last.status_code, last.json()["type"]) == (429, "/problems/too-many-requests")
