from __future__ import annotations

import logging
import re

import pytest

from service.errors import PartUnavailable
from tests.web.edges import Edge

SECRET = "marmalade"


def test_no_log_line_at_any_level_holds_what_was_sent(edge: Edge, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    edge.client.post("/v1/chat", json={"message": SECRET, "session_id": f"{SECRET}-1"})
    edge.client.post("/v1/chat", json={"message": [SECRET], SECRET: SECRET, "region": SECRET})
    edge.client.post(
        "/v1/chat", content=f'{{"message": "{SECRET}'.encode(), headers={"Content-Type": "application/json"}
    )
    edge.client.post("/v1/chat", json={"message": SECRET * 1_000})
    edge.client.post("/v1/check", json={"text": SECRET, "source_url": f"https://example.org/{SECRET}"})
    edge.client.post("/v1/search", json={"query": SECRET})
    edge.client.post("/v1/feedback", json={"reply_id": "reply-0001", "rating": "up", "comment": SECRET})
    edge.client.delete(f"/v1/sessions/{SECRET}-1")
    edge.client.get(f"/{SECRET}?{SECRET}={SECRET}")
    for error in (KeyError(SECRET), PartUnavailable(SECRET)):
        edge.checker.fails = error
        edge.client.post("/v1/chat", json={"message": SECRET})
    ours = [record for record in caplog.records if not record.name.startswith(("httpx", "httpcore", "asyncio"))]
    assert len(ours) > 10
    for record in ours:
        assert SECRET not in record.getMessage() + str(record.args) + str(record.exc_info) + str(record.exc_text)


def test_a_request_is_one_line(edge: Edge, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="caveat.access")
    answer = edge.client.delete("/v1/sessions/session-0009")
    (line,) = [record.getMessage() for record in caplog.records if record.name == "caveat.access"]
    assert re.fullmatch(r"method=DELETE route=/v1/sessions/\{session_id\} status=404 ms=0 request_id=request-\d+", line)
    assert line.endswith(answer.headers["x-request-id"])


def test_what_nobody_foresaw_is_logged_by_kind_and_place(edge: Edge, caplog: pytest.LogCaptureFixture) -> None:
    edge.checker.fails = KeyError(SECRET)
    edge.client.post("/v1/chat", json={"message": SECRET})
    (line,) = [record.getMessage() for record in caplog.records if record.name == "caveat.web"]
    assert line.startswith("KeyError at ")
    assert re.search(r"routes/chat\.py:\d+ chat", line)
