"""A reply as events: what they are, when they come, and what becomes of the work when the reader leaves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import Semaphore
from time import monotonic, sleep
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from service.errors import InvalidInput, PartUnavailable
from service.web.app import create_app
from tests.fakes import FakeChecker, FakeProvider
from tests.web.edges import REPLY, Edge, make_checker, make_edge, make_settings
from tests.web.serving import SECONDS, Event, events, serving

STREAM = {"Accept": "text/event-stream"}
BODY = {"message": "So aspirin cures warts?"}
LONG = replace(REPLY, sentences=REPLY.sentences * 10_000)
NAMES = ["stage", "citation", "sentence", "sentence", "reply"]


def asking(last_event_id: str | None) -> dict[str, str]:
    return STREAM | ({"Last-Event-ID": last_event_id} if last_event_id else {})


def streamed(client: TestClient, body: dict[str, str] = BODY, last_event_id: str | None = None) -> list[Event]:
    answer = client.post("/v1/chat", json=body, headers=asking(last_event_id))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
    return list(events(answer.text.splitlines()))


def test_the_events_are_the_plain_reply_in_parts(client: TestClient) -> None:
    plain = client.post("/v1/chat", json=BODY).json()
    got = streamed(client)
    assert [event.name for event in got] == NAMES
    assert got[0].data == {"name": "triage"}
    assert [event.data for event in got if event.name == "citation"] == plain["citations"]
    assert [event.data for event in got if event.name == "sentence"] == plain["sentences"]
    assert got[-1].data == plain


def test_each_event_has_an_id_that_counts(client: TestClient) -> None:
    ids = [event.id.split(":") for event in streamed(client)]
    assert len({name for name, _ in ids}) == 1
    assert [n for _, n in ids] == ["1", "2", "3", "4", "5"]


def test_the_headers_keep_a_stream_from_being_held_up_or_kept(client: TestClient) -> None:
    headers = client.post("/v1/chat", json=BODY, headers=STREAM).headers
    assert (headers["x-accel-buffering"], headers["cache-control"]) == ("no", "no-store")
    assert headers["vary"] == "Accept, Origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["ratelimit-remaining"] == "999"
    assert headers["x-request-id"]


def test_a_page_of_an_allowed_origin_may_read_it() -> None:
    client = make_edge(allowed_origins="https://charity.example").client
    origin = {"Origin": "https://charity.example"}
    headers = client.post("/v1/chat", json=BODY, headers=STREAM | origin).headers
    assert headers["access-control-allow-origin"] == "https://charity.example"
    ask = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "last-event-id"}
    assert "Last-Event-ID" in client.options("/v1/chat", headers=origin | ask).headers["access-control-allow-headers"]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/json"),
        ("application/json, text/event-stream", "application/json"),
        ("text/event-stream, application/json;q=0.9", "text/event-stream; charset=utf-8"),
    ],
)
def test_it_is_streamed_to_whom_likes_that_best(client: TestClient, accept: str, media_type: str) -> None:
    assert client.post("/v1/chat", json=BODY, headers={"Accept": accept}).headers["content-type"] == media_type


def test_what_goes_wrong_before_the_first_event_is_an_ordinary_problem(edge: Edge) -> None:
    statuses = [edge.client.post("/v1/chat", json=body, headers=STREAM).status_code for body in ({}, {"message": " "})]
    statuses.append(edge.client.post("/v1/chat", json=BODY, headers={"Accept": "text/html"}).status_code)
    edge.provider.checker = None
    statuses.append(edge.client.post("/v1/chat", json=BODY, headers=STREAM).status_code)
    assert statuses == [422, 422, 406, 503]


@pytest.mark.parametrize(
    ("error", "status", "detail"),
    [
        (PartUnavailable("marmalade"), 503, "try again"),
        (InvalidInput("it breaks a rule"), 422, "it breaks a rule"),
        (KeyError("marmalade"), 500, ""),
    ],
)
def test_what_goes_wrong_later_is_the_last_event(
    edge: Edge, caplog: pytest.LogCaptureFixture, error: Exception, status: int, detail: str
) -> None:
    edge.checker.breaks = error
    got = streamed(edge.client)
    assert [event.name for event in got] == [*NAMES[:-1], "error"]
    problem: dict[str, Any] = got[-1].data
    assert problem["status"] == status
    assert problem["type"].startswith("/problems/")
    assert detail in problem.get("detail", "")
    assert "marmalade" not in str(problem) + caplog.text
    assert (type(error).__name__ in caplog.text) == (status >= 500)


def test_a_streamed_reply_is_counted_once_and_can_be_rated(client: TestClient) -> None:
    got = streamed(client)
    assert streamed(client, last_event_id=got[2].id) == got[3:]
    assert 'caveat_replies_total{outcome="corrected"} 1.0' in client.get("/metrics").text
    rating = {"reply_id": got[-1].data["reply_id"], "rating": "up", "sentence": 1}
    assert client.post("/v1/feedback", json=rating).status_code == 202


@pytest.mark.parametrize(("number", "rest"), [(1, NAMES[1:]), (4, NAMES[4:]), (5, [])])
def test_what_was_missed_is_sent_again_without_the_work(edge: Edge, number: int, rest: list[str]) -> None:
    got = streamed(edge.client)
    again = streamed(edge.client, last_event_id=got[number - 1].id)
    assert (again, [event.name for event in again]) == (got[number:], rest)
    assert len(edge.checker.given) == 1


@pytest.mark.parametrize("change", [r"^\w+", r"\d$", r"\d$|:"], ids=["another stream", "a number to come", "no id"])
def test_what_no_stream_has_is_answered_anew(edge: Edge, change: str) -> None:
    got = streamed(edge.client)
    again = streamed(edge.client, last_event_id=re.sub(change, "9", got[-1].id))
    assert [event.name for event in again] == NAMES
    assert again[0].id != got[0].id
    assert len(edge.checker.given) == 2


def test_another_message_is_another_stream(edge: Edge) -> None:
    got = streamed(edge.client)
    again = streamed(edge.client, {"message": "And ibuprofen?"}, last_event_id=got[0].id)
    assert [event.name for event in again] == NAMES
    assert [given[0] for given in edge.checker.given] == [BODY["message"], "And ibuprofen?"]


def test_a_deleted_conversation_is_not_told_again(edge: Edge) -> None:
    got = streamed(edge.client)
    assert edge.client.delete(f"/v1/sessions/{got[-1].data['session_id']}").status_code == 204
    streamed(edge.client, last_event_id=got[0].id)
    assert len(edge.checker.given) == 2


def test_events_are_kept_for_a_set_time() -> None:
    edge = make_edge(stream_kept_seconds=0)
    with edge.client:
        got = streamed(edge.client)
        streamed(edge.client, last_event_id=got[0].id)
    assert len(edge.checker.given) == 2


@dataclass
class Stepped:
    """A server whose checker tells an item for each step that a test gives it."""

    checker: FakeChecker
    client: httpx.Client
    steps: Semaphore = field(default_factory=lambda: Semaphore(0))

    def step(self, times: int = 1) -> None:
        self.steps.release(times)

    @contextmanager
    def reading(self, last_event_id: str | None = None) -> Iterator[Iterator[str]]:
        with self.client.stream("POST", "/v1/chat", json=BODY, headers=asking(last_event_id)) as answer:
            yield answer.iter_lines()

    def metrics(self) -> str:
        return self.client.get("/metrics").text

    def stopped_after_a_step(self) -> bool:
        self.step()
        return "caveat_replies_stopped_total 1.0" in self.metrics()


@contextmanager
def stepped(**changes: object) -> Iterator[Stepped]:
    checker = make_checker()
    with (
        serving(create_app(make_settings(**changes), FakeProvider(checker))) as address,
        httpx.Client(base_url=address.url, timeout=SECONDS) as client,
    ):
        server = Stepped(checker, client)
        checker.pause = lambda: server.steps.acquire(timeout=SECONDS)
        try:
            yield server
        finally:
            server.step(100)


def waited_for(condition: Callable[[], object]) -> bool:
    deadline = monotonic() + SECONDS
    while not (met := condition()) and monotonic() < deadline:
        sleep(0.01)
    return bool(met)


def test_an_event_arrives_while_the_work_goes_on() -> None:
    with stepped() as server, server.reading() as lines:
        told = events(lines)
        for name in NAMES[:-1]:
            server.step()
            assert next(told).name == name
        assert next(told).name == "reply"


def test_a_silent_line_is_kept_alive() -> None:
    with stepped(stream_heartbeat_seconds=0.01) as server, server.reading() as lines:
        assert next(lines) == ": ping"
        server.step(4)
        assert [event.name for event in events(lines)] == NAMES


def test_a_reader_that_comes_back_in_time_finds_the_work_under_way() -> None:
    with stepped() as server:
        server.step(2)
        with server.reading() as lines:
            first = [next(told) for told in [events(lines)] for _ in range(2)]
        server.step()
        with server.reading(last_event_id=first[-1].id) as lines:
            server.step()
            rest = list(events(lines))
        assert [event.name for event in first + rest] == NAMES
        assert len({event.id.split(":")[0] for event in first + rest}) == 1
        assert len(server.checker.given) == 1


def test_the_work_stops_when_its_reader_has_left() -> None:
    with stepped(stream_grace_seconds=0) as server:
        server.checker.answer = LONG
        server.step()
        with server.reading() as lines:
            assert next(events(lines)).name == "stage"
        assert waited_for(server.stopped_after_a_step)
        assert "caveat_replies_total{" not in server.metrics()


def test_a_server_that_ends_stops_what_nobody_reads() -> None:
    pauses: list[float] = []
    with stepped(stream_grace_seconds=1_000) as server:
        server.checker.answer = LONG
        server.checker.pause = lambda: pauses.append(0.01) or sleep(0.01)  # type: ignore[func-returns-value]
        with server.reading() as lines:
            next(events(lines))
    assert len(pauses) < len(LONG.sentences)
