from __future__ import annotations

import pytest
from starlette.types import Scope

from service.web.buckets import TokenBuckets
from service.web.clients import client_of
from tests.web.edges import Edge, SteppedSeconds, make_edge


def ask(edge: Edge, **headers: str) -> tuple[int, dict[str, str]]:
    answer = edge.client.post("/v1/chat", json={"message": "hi"}, headers=headers)
    return answer.status_code, dict(answer.headers)


def test_every_answer_of_the_api_says_what_is_left() -> None:
    edge = make_edge(rate_limit_per_minute=10)
    for left, (method, path, status) in enumerate(
        [("GET", "/v1/sources", 200), ("GET", "/v1/nothing", 404), ("PUT", "/v1/chat", 405), ("POST", "/v1/chat", 415)],
        1,
    ):
        answer = edge.client.request(method, path)
        assert answer.status_code == status
        assert answer.headers["ratelimit-limit"] == "10"
        assert answer.headers["ratelimit-remaining"] == str(10 - left)
        assert answer.headers["ratelimit-reset"] == str(6 * left)


def test_a_client_that_asks_too_often_is_told_when_to_come_back_and_where_help_is() -> None:
    edge = make_edge(rate_limit_per_minute=2)
    assert [ask(edge)[0] for _ in range(3)] == [200, 200, 429]
    problem = edge.client.post("/v1/chat", json={"message": "hi"})
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.headers["retry-after"] == "30"
    assert (problem.headers["ratelimit-remaining"], problem.headers["ratelimit-reset"]) == ("0", "60")
    assert problem.json()["detail"] == (
        "At most 2 requests a minute; try again in 30 seconds. "
        "If someone is in danger, call your local emergency number."
    )
    edge.monotonic.seconds += 30
    assert [ask(edge)[0] for _ in range(2)] == [200, 429]


def test_health_pages_and_preflights_are_free() -> None:
    edge = make_edge(rate_limit_per_minute=1, allowed_origins="https://charity.example")
    preflight = {"Origin": "https://charity.example", "Access-Control-Request-Method": "POST"}
    for _ in range(3):
        assert edge.client.get("/health/live").status_code == 200
        assert edge.client.get("/metrics").status_code == 200
        assert edge.client.get("/").status_code == 200
        assert edge.client.options("/v1/chat", headers=preflight).status_code == 204
    assert ask(edge)[0] == 200


def test_clients_do_not_use_up_each_others_requests() -> None:
    seconds = SteppedSeconds()
    buckets = TokenBuckets(1, seconds)
    assert [buckets.take(client).allowed for client in ("a", "b", "a", "b")] == [True, True, False, False]


def test_only_so_many_clients_are_remembered_and_the_silent_leave_first() -> None:
    buckets = TokenBuckets(1, SteppedSeconds(), max_clients=2)
    for client in ("a", "b", "a", "c"):
        buckets.take(client)
    assert len(buckets) == 2
    assert not buckets.take("a").allowed
    assert buckets.take("b").allowed


def test_a_bucket_never_holds_more_than_a_minutes_requests() -> None:
    seconds = SteppedSeconds()
    buckets = TokenBuckets(3, seconds)
    buckets.take("a")
    seconds.seconds += 86_400
    assert [buckets.take("a").allowed for _ in range(4)] == [True, True, True, False]


def test_a_forged_header_does_not_make_another_client() -> None:
    edge = make_edge(rate_limit_per_minute=1)
    assert ask(edge, **{"X-Forwarded-For": "198.51.100.1"})[0] == 200
    assert ask(edge, **{"X-Forwarded-For": "198.51.100.2"})[0] == 429


def test_behind_a_proxy_the_clients_are_told_apart() -> None:
    edge = make_edge(rate_limit_per_minute=1, trusted_proxies=1, client_host="10.0.0.1")
    assert ask(edge, **{"X-Forwarded-For": "198.51.100.1"})[0] == 200
    assert ask(edge, **{"X-Forwarded-For": "198.51.100.2"})[0] == 200
    assert ask(edge, **{"X-Forwarded-For": "203.0.113.99, 198.51.100.2"})[0] == 429


def scope(peer: str | None, *forwarded: str) -> Scope:
    headers = [(b"x-forwarded-for", each.encode()) for each in forwarded]
    return {"type": "http", "client": (peer, 1) if peer else None, "headers": headers}


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxies", "client"),
    [
        ("203.0.113.7", [], 0, "203.0.113.7"),
        ("203.0.113.7", ["1.1.1.1"], 0, "203.0.113.7"),
        ("10.0.0.1", ["1.1.1.1"], 1, "1.1.1.1"),
        ("10.0.0.1", ["6.6.6.6, 1.1.1.1"], 1, "1.1.1.1"),
        ("10.0.0.1", ["6.6.6.6", "1.1.1.1"], 1, "1.1.1.1"),
        ("10.0.0.1", ["6.6.6.6, 1.1.1.1, 10.0.0.2"], 2, "1.1.1.1"),
        ("10.0.0.1", ["1.1.1.1"], 3, "1.1.1.1"),
        ("10.0.0.1", [], 1, "10.0.0.1"),
        ("10.0.0.1", ["nonsense"], 1, "10.0.0.1"),
        ("10.0.0.1", [" , ,"], 1, "10.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", [], 0, "2001:db8:1:2::/64"),
        ("10.0.0.1", ["[2001:db8:1:2::9]"], 1, "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", [], 0, "203.0.113.7"),
        ("testclient", [], 0, "testclient"),
        (None, [], 0, "unknown"),
    ],
)
def test_the_client_is_as_far_out_as_trusted_proxies_vouch_for(
    peer: str | None, forwarded: list[str], proxies: int, client: str
) -> None:
    assert client_of(scope(peer, *forwarded), proxies) == client
