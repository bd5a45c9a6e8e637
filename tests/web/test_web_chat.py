from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.web.edges import Edge, make_edge


def test_a_reply_has_the_contracts_shape_and_values(client: TestClient) -> None:
    reply = client.post("/v1/chat", json={"message": "So aspirin cures warts?"}).json()
    assert reply == {
        "reply_id": "reply-0001",
        "session_id": "session-0001",
        "outcome": "corrected",
        "text": "Fact first. [1] Ask a pharmacist.",
        "sentences": [{"text": "Fact first.", "citations": [1]}, {"text": "Ask a pharmacist.", "citations": []}],
        "findings": [
            {
                "claim": "Aspirin cures warts.",
                "span": {"start": 3, "end": 23},
                "premise": False,
                "verdict": "oversimplified",
                "confidence": 0.8,
                "oversimplification": ["certainty_inflation"],
                "reasons": [{"overstep": "certainty_inflation", "reason": "cures, where the trial says cleared"}],
                "whats_right": "It cleared some.",
                "whats_missing": "Not all.",
                "better_wording": "Aspirin may clear warts.",
                "why_it_sounds_right": "It is familiar.",
                "citations": [1],
                "basis": "claim_review",
                "review_id": "aspirin-cures-warts",
                "repeated_at": [],
            }
        ],
        "citations": [
            {
                "n": 1,
                "source_id": "trial",
                "passage_id": "trial#1",
                "quote": "In one trial, aspirin cleared warts in 64 % of adults.",
                "stance": "context",
                "title": "A trial",
                "authors": "A et al.",
                "venue": "Journal",
                "year": 2020,
                "url": "https://example.org/trial",
                "doi": None,
                "evidence_kind": "rct",
                "population": "adults",
                "certainty": "moderate",
                "checked": "primary",
                "status": "active",
                "reviewed_on": "2026-01-01",
                "review_due": "2027-01-01",
                "limitations": ["One trial.", "Small."],
            }
        ],
        "not_covered": ["the price"],
        "next_steps": ["Call your surgery."],
        "corpus_version": "test",
        "answerer": "extractive",
        "took_ms": 7,
    }


@pytest.mark.parametrize(
    "message",
    [
        "plain",
        "  spaces kept  ",
        "two\nlines\tand\r\n tabs",
        "a\u200bb\u202ec\U000e0041",
        "\u0061\u0301 👩\u200d👧",
        "x" * 4_000,
    ],
)
def test_a_message_reaches_the_checker_as_it_was_sent(edge: Edge, message: str) -> None:
    assert edge.client.post("/v1/chat", json={"message": message}).status_code == 200
    assert edge.checker.given[-1][0] == message


def test_length_is_counted_in_code_points(client: TestClient) -> None:
    assert client.post("/v1/chat", json={"message": "🙂" * 4_000}).status_code == 200
    problem = client.post("/v1/chat", json={"message": "🙂" * 4_001})
    assert (problem.status_code, problem.json()["type"]) == (422, "/problems/message-too-long")
    assert problem.json()["detail"] == "message: it holds 4001 characters; at most 4000 are read."


def test_the_length_is_a_setting() -> None:
    client = make_edge(max_message_chars=5).client
    assert client.post("/v1/chat", json={"message": "12345"}).status_code == 200
    assert client.post("/v1/chat", json={"message": "123456"}).status_code == 422


def test_the_session_and_the_region_are_passed_on(edge: Edge) -> None:
    edge.client.post("/v1/chat", json={"message": "hi", "session_id": "abc_DEF-12", "region": "gb"})
    assert edge.checker.given == [("hi", "abc_DEF-12", "GB")]


def test_without_a_region_the_default_is_used() -> None:
    edge = make_edge(default_region="nl")
    edge.client.post("/v1/chat", json={"message": "hi"})
    assert edge.checker.given == [("hi", None, "NL")]
    edge = make_edge()
    edge.client.post("/v1/chat", json={"message": "hi", "region": None, "session_id": None})
    assert edge.checker.given == [("hi", None, None)]


def test_a_conversation_can_be_deleted_once(client: TestClient) -> None:
    client.post("/v1/chat", json={"message": "hi", "session_id": "session-0002"})
    gone = client.delete("/v1/sessions/session-0002")
    assert (gone.status_code, gone.content) == (204, b"")
    again = client.delete("/v1/sessions/session-0002")
    assert (again.status_code, again.json()["type"]) == (404, "/problems/not-found")


def test_a_session_id_that_cannot_be_one_is_refused(client: TestClient) -> None:
    problem = client.delete("/v1/sessions/short")
    assert problem.status_code == 422
    assert problem.json()["errors"][0]["parameter"] == "session_id"
