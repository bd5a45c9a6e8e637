from __future__ import annotations

from tests.web.edges import Edge


def test_the_process_is_live_without_an_index_but_not_ready(edge: Edge) -> None:
    edge.provider.checker = None
    assert edge.client.get("/health/live").json() == {"status": "live"}
    ready = edge.client.get("/health/ready")
    assert (ready.status_code, ready.headers["content-type"]) == (503, "application/problem+json")
    assert ready.json()["type"] == "/problems/index-not-ready"
    assert int(ready.headers["retry-after"]) > 0


def test_ready_tells_what_is_served(edge: Edge) -> None:
    ready = edge.client.get("/health/ready")
    assert (ready.status_code, ready.json()) == (
        200,
        {
            "status": "ready",
            "corpus_version": "test",
            "model": "extractive",
            "models": {"encoder": "0" * 64, "judge": "1" * 64, "sense": "2" * 64},
            "counts": {"sources": 1, "passages": 1, "reviews": 2},
        },
    )


def test_without_an_index_the_api_says_when_to_come_back_and_where_help_is(edge: Edge) -> None:
    edge.provider.checker = None
    for method, path, body in (
        ("POST", "/v1/chat", {"message": "I took all of them"}),
        ("POST", "/v1/check", {"text": "A text."}),
        ("POST", "/v1/search", {"query": "warts"}),
        ("GET", "/v1/sources", None),
        ("GET", "/v1/reviews/x", None),
        ("DELETE", "/v1/sessions/session-0001", None),
    ):
        problem = edge.client.request(method, path, json=body)
        assert problem.status_code == 503, path
        assert "call your local emergency number" in problem.json()["detail"]
        assert int(problem.headers["retry-after"]) > 0


def test_the_provider_runs_as_long_as_the_application(edge: Edge) -> None:
    assert edge.provider.running
    edge.client.__exit__()
    assert not edge.provider.running
    edge.client.__enter__()


def test_metrics_count_by_template_and_hold_no_text(edge: Edge) -> None:
    edge.client.post("/v1/chat", json={"message": "marmalade"})
    edge.client.post("/v1/check", json={"text": "marmalade"})
    edge.client.get("/v1/sources/marmalade")
    edge.client.get("/marmalade")
    edge.client.request("MARMALADE", "/v1/chat")
    text = edge.client.get("/metrics").text
    for line in (
        'caveat_requests_total{method="POST",route="/v1/chat",status="200"} 1.0',
        'caveat_requests_total{method="GET",route="/v1/sources/{source_id}",status="404"} 1.0',
        'caveat_requests_total{method="GET",route="unmatched",status="404"} 1.0',
        'caveat_requests_total{method="OTHER",route="/v1/chat",status="405"} 1.0',
        'caveat_request_seconds_count{route="/v1/chat"} 2.0',
        'caveat_replies_total{outcome="corrected"} 1.0',
        'caveat_findings_total{verdict="oversimplified"} 2.0',
        'caveat_corpus_info{version="test"} 1.0',
    ):
        assert line in text
    assert "caveat_build_info" in text
    assert "marmalade" not in text.lower()


def test_metrics_are_served_without_an_index(edge: Edge) -> None:
    edge.provider.checker = None
    metrics = edge.client.get("/metrics")
    assert metrics.status_code == 200
    assert "caveat_corpus_info" not in metrics.text
