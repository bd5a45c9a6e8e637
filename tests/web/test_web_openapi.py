from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from service.web.completions.errors import PATHS
from tests.web.edges import make_edge

FIELDS = {
    "ChatRequest": "message session_id region",
    "CheckRequest": "text source_url",
    "SearchRequest": "query k",
    "FeedbackRequest": "reply_id rating sentence comment",
    "Reply": "reply_id session_id outcome text sentences findings citations not_covered next_steps corpus_version answerer took_ms",
    "Sentence": "text citations",
    "Span": "start end",
    "Finding": (
        "claim span premise verdict confidence oversimplification whats_right whats_missing better_wording citations "
        "basis review_id reasons why_it_sounds_right"
    ),
    "Reason": "overstep reason",
    "Citation": (
        "n source_id passage_id quote stance title authors venue year url doi evidence_kind population certainty checked "
        "status reviewed_on review_due limitations"
    ),
    "Report": "report_id claims citations summary corpus_version took_ms",
    "Passages": "passages",
    "FoundPassage": "passage_id source_id text score",
    "Suggestions": "questions corpus_version",
}
VALUES = {
    "Outcome": "answered corrected partly_answered not_covered out_of_scope urgent declined",
    "Verdict": "supported oversimplified contested refuted not_enough_evidence",
    "Bearing": "supports refutes context",
    "Basis": "claim_review evidence",
    "Checked": "primary secondary",
}
ENDPOINTS = {
    ("post", "/v1/chat"),
    ("post", "/v1/chat/completions"),
    ("get", "/v1/models"),
    ("post", "/v1/check"),
    ("post", "/v1/search"),
    ("get", "/v1/suggestions"),
    ("get", "/v1/sources"),
    ("get", "/v1/sources/{source_id}"),
    ("get", "/v1/reviews"),
    ("get", "/v1/reviews/{review_id}"),
    ("post", "/v1/feedback"),
    ("delete", "/v1/sessions/{session_id}"),
    ("get", "/health/live"),
    ("get", "/health/ready"),
    ("get", "/metrics"),
}


@pytest.fixture
def document(client: TestClient) -> dict[str, Any]:
    held: dict[str, Any] = client.get("/openapi.json").json()
    return held


@pytest.mark.parametrize("schema", FIELDS)
def test_the_contracts_fields_keep_their_names(document: dict[str, Any], schema: str) -> None:
    shape = document["components"]["schemas"][schema]
    assert set(FIELDS[schema].split()) <= set(shape["properties"])
    assert shape["additionalProperties"] is False


@pytest.mark.parametrize("schema", VALUES)
def test_the_contracts_values_keep_their_names(document: dict[str, Any], schema: str) -> None:
    assert document["components"]["schemas"][schema]["enum"] == VALUES[schema].split()


def test_every_endpoint_of_the_contract_is_there(document: dict[str, Any]) -> None:
    assert {(method, path) for path, item in document["paths"].items() for method in item} >= ENDPOINTS


def test_bodies_have_examples_that_are_accepted(document: dict[str, Any], client: TestClient) -> None:
    for path, schema in (
        ("chat", "ChatRequest"),
        ("chat/completions", "CompletionRequest"),
        ("check", "CheckRequest"),
        ("search", "SearchRequest"),
    ):
        for example in document["components"]["schemas"][schema]["examples"]:
            assert client.post(f"/v1/{path}", json=example).status_code == 200


def test_every_answer_has_an_example(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    for path, item in document["paths"].items():
        for method, operation in item.items():
            for status, response in operation["responses"].items():
                for media_type, content in response.get("content", {}).items():
                    if media_type == "application/json":
                        name = content["schema"]["$ref"].rsplit("/", 1)[1]
                        assert schemas[name]["examples"], name
                    elif media_type == "application/problem+json":
                        assert content["example"]["status"] == int(status), (method, path)


def test_problems_are_the_only_errors_that_are_documented(document: dict[str, Any]) -> None:
    for path, item in document["paths"].items():
        for operation in item.values():
            for status, response in operation["responses"].items():
                if status[0] in "45":
                    shape = "application/json" if path in PATHS else "application/problem+json"
                    assert list(response["content"]) == [shape]
    assert "HTTPValidationError" not in document["components"]["schemas"]


def test_every_parameter_of_a_completion_says_what_it_does(document: dict[str, Any]) -> None:
    shape = document["components"]["schemas"]["CompletionRequest"]
    silent = {"stream_options", "response_format"}
    assert {name for name, field in shape["properties"].items() if not field.get("description")} == silent
    assert shape["additionalProperties"] is False


def test_streams_are_in_the_document(document: dict[str, Any]) -> None:
    for path in ("/v1/chat", "/v1/chat/completions"):
        operation = document["paths"][path]["post"]
        assert operation["responses"]["200"]["content"]["text/event-stream"]["example"]
    (header,) = document["paths"]["/v1/chat"]["post"]["parameters"]
    assert (header["in"], header["name"].lower(), header["required"]) == ("header", "last-event-id", False)


def test_references_lead_somewhere(document: dict[str, Any]) -> None:
    def references(node: object) -> list[str]:
        if isinstance(node, dict):
            own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
            return own + [name for value in node.values() for name in references(value)]
        return [name for value in node for name in references(value)] if isinstance(node, list) else []

    for reference in references(document):
        assert reference.removeprefix("#/components/schemas/") in document["components"]["schemas"]


def test_lengths_are_those_of_the_settings() -> None:
    document = make_edge(max_message_chars=99, max_text_chars=999).client.get("/openapi.json").json()
    schemas = document["components"]["schemas"]
    assert schemas["ChatRequest"]["properties"]["message"]["maxLength"] == 99
    assert schemas["CheckRequest"]["properties"]["text"]["maxLength"] == 999
    assert schemas["SearchRequest"]["properties"]["query"]["maxLength"] == 99
