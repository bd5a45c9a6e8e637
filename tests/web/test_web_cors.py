from __future__ import annotations

import pytest

from tests.web.edges import make_edge

CHARITY = "https://charity.example"
PREFLIGHT = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}


def test_by_default_no_other_origin_is_allowed() -> None:
    client = make_edge().client
    answer = client.get("/v1/sources", headers={"Origin": CHARITY})
    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["vary"] == "Origin"
    preflight = client.options("/v1/chat", headers={"Origin": CHARITY, **PREFLIGHT})
    assert (preflight.status_code, preflight.json()["type"]) == (403, "/problems/origin-not-allowed")
    assert "access-control-allow-origin" not in preflight.headers


def test_an_allowed_origin_may_call_and_read_the_limits() -> None:
    client = make_edge(allowed_origins=f" {CHARITY}/ , https://other.example").client
    preflight = client.options("/v1/chat", headers={"Origin": CHARITY, **PREFLIGHT})
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-origin"] == CHARITY
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert "DELETE" in preflight.headers["access-control-allow-methods"]
    assert "Content-Type" in preflight.headers["access-control-allow-headers"]
    answer = client.post("/v1/chat", json={"message": "hi"}, headers={"Origin": CHARITY})
    assert answer.headers["access-control-allow-origin"] == CHARITY
    assert answer.headers["vary"] == "Accept, Origin"
    assert "RateLimit-Remaining" in answer.headers["access-control-expose-headers"]
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize(
    "origin", ["http://charity.example", "https://charity.example.evil.test", "https://evil.test", "null", "", "*"]
)
def test_an_origin_that_only_looks_alike_is_not_allowed(origin: str) -> None:
    client = make_edge(allowed_origins=CHARITY).client
    answer = client.get("/v1/sources", headers={"Origin": origin})
    assert "access-control-allow-origin" not in answer.headers


def test_a_star_allows_every_origin() -> None:
    answer = make_edge(allowed_origins="*").client.get("/v1/sources", headers={"Origin": CHARITY})
    assert answer.headers["access-control-allow-origin"] == "*"


def test_problems_can_be_read_by_an_allowed_origin() -> None:
    edge = make_edge(allowed_origins=CHARITY, rate_limit_per_minute=2)
    edge.checker.fails = RuntimeError("boom")
    answers = [edge.client.post("/v1/chat", json={"message": "hi"}, headers={"Origin": CHARITY}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [500, 500, 429]
    assert all(answer.headers["access-control-allow-origin"] == CHARITY for answer in answers)
