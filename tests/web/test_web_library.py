from __future__ import annotations

from dataclasses import replace
from datetime import date

from starlette.testclient import TestClient

from tests.web.edges import SOURCE, Edge


def test_a_search_gives_passages_with_scores(edge: Edge) -> None:
    found = edge.client.post("/v1/search", json={"query": "warts", "k": 3}).json()
    assert found == {
        "passages": [
            {
                "passage_id": "trial#1",
                "source_id": "trial",
                "text": "In one trial, aspirin cleared warts in 64 % of adults.",
                "score": 0.5,
            }
        ]
    }
    assert edge.checker.given == [("warts", "3", None)]


def test_a_search_without_k_asks_for_ten(edge: Edge) -> None:
    edge.client.post("/v1/search", json={"query": "warts"})
    assert edge.checker.given == [("warts", "10", None)]


def test_a_source_is_shown_with_its_statements_but_without_pending_findings(client: TestClient) -> None:
    everything = client.get("/v1/sources")
    source = client.get("/v1/sources/trial").json()
    assert everything.json() == {"sources": [source], "corpus_version": "test"}
    assert [statement["passage_id"] for statement in source["statements"]] == ["trial#1"]
    assert source["limitations"] == ["Small."]
    assert "pending" not in source and "came back" not in everything.text


def test_a_source_whose_review_date_has_passed_is_due(edge: Edge) -> None:
    old = replace(SOURCE, review_due=date(2026, 2, 28))
    edge.checker.corpus = replace(edge.checker.corpus, sources={"trial": old})
    assert edge.client.get("/v1/sources/trial").json()["status"] == "due"


def test_a_review_is_shown_while_it_is_active(client: TestClient) -> None:
    review = client.get("/v1/reviews/aspirin-cures-warts").json()
    assert client.get("/v1/reviews").json() == {"reviews": [review], "corpus_version": "test"}
    assert review["citations"] == [
        {"passage_id": "trial#1", "source_id": "trial", "stance": "context", "quote": "64 % of adults"}
    ]
    assert client.get("/v1/reviews/old-review").status_code == 404


def test_suggestions_are_the_questions_of_the_scope(edge: Edge) -> None:
    said = edge.client.get("/v1/suggestions").json()
    questions = [topic.question for topic in edge.checker.corpus.scope.topics]
    assert questions and said == {"questions": questions, "corpus_version": "test"}


def test_an_unknown_id_is_not_found_and_not_echoed(client: TestClient) -> None:
    for path in (
        "/v1/sources/marmalade",
        "/v1/reviews/marmalade",
        "/v1/sources/%00marmalade",
        "/v1/sources/%ffmarmalade",
    ):
        problem = client.get(path)
        assert (problem.status_code, problem.json()["type"]) == (404, "/problems/not-found")
        assert "marmalade" not in problem.text
