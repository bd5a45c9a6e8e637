from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.web.recent import RecentReplies
from tests.web.edges import REPLY, make_edge


def rate(client: TestClient, **body: object) -> tuple[int, dict[str, object]]:
    answer = client.post("/v1/feedback", json=body)
    return answer.status_code, answer.json()


def test_a_rating_is_kept_as_one_line_that_only_the_owner_may_read(tmp_path: Path) -> None:
    path = tmp_path / "feedback.jsonl"
    client = make_edge(feedback_file=path).client
    client.post("/v1/chat", json={"message": "hi"})
    comment = "two\nlines – “quoted”"
    assert rate(client, reply_id="reply-0001", rating="down", sentence=1, comment=comment) == (202, {"recorded": True})
    assert rate(client, reply_id="reply-0001", rating="up") == (202, {"recorded": True})
    first, second = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    assert first == {
        "at": "2026-03-01T12:00:00+00:00", "reply_id": "reply-0001", "rating": "down", "sentence": 1, "comment": comment,
    }  # fmt: skip
    assert (second["rating"], second["comment"]) == ("up", None)
    assert path.stat().st_mode & 0o777 == 0o600


def test_without_a_file_a_rating_is_only_counted(client: TestClient) -> None:
    client.post("/v1/chat", json={"message": "hi"})
    assert rate(client, reply_id="reply-0001", rating="up") == (202, {"recorded": False})
    assert 'caveat_feedback_total{rating="up"} 1.0' in client.get("/metrics").text


def test_a_file_that_cannot_be_written_is_a_part_that_does_not_answer(tmp_path: Path) -> None:
    client = make_edge(feedback_file=tmp_path).client
    client.post("/v1/chat", json={"message": "hi"})
    status, problem = rate(client, reply_id="reply-0001", rating="up")
    assert (status, problem["type"]) == (503, "/problems/part-unavailable")


def test_a_reply_that_was_not_given_here_cannot_be_rated(client: TestClient) -> None:
    assert rate(client, reply_id="reply-0001", rating="up")[0] == 404


@pytest.mark.parametrize(
    "change",
    [{"rating": "UP"}, {"rating": 1}, {"sentence": -1}, {"sentence": 2}, {"sentence": "0"}, {"sentence": True},
     {"comment": "x" * 2_001}, {"comment": "\x07"}, {"reply_id": ""}, {"reply_id": "x" * 65}, {"stars": 5}],
)  # fmt: skip
def test_a_rating_that_breaks_a_rule_is_refused(client: TestClient, change: dict[str, object]) -> None:
    client.post("/v1/chat", json={"message": "hi"})
    assert rate(client, **{"reply_id": "reply-0001", "rating": "up", **change})[0] == 422


def test_only_so_many_replies_are_remembered() -> None:
    recent = RecentReplies(max_replies=2)
    for name in ("a", "b", "c"):
        recent.add(replace(REPLY, reply_id=name))
    assert [recent.sentences_of(name) for name in ("a", "b", "c")] == [None, 2, 2]
