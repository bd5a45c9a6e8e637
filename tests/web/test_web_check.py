from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from service.errors import CaveatError
from service.web.negotiation import choose_media_type
from service.web.problems import Problem
from tests.web.edges import Edge

OFFERED = ("application/json", "text/html", "application/ld+json")


def test_a_report_has_the_contracts_shape(client: TestClient) -> None:
    report = client.post("/v1/check", json={"text": "So Aspirin cures warts."}).json()
    fields = ["report_id", "claims", "citations", "summary", "overview", "gravest", "corpus_version", "took_ms"]
    assert list(report) == fields
    assert report["summary"] == {
        "supported": 0, "oversimplified": 1, "contested": 0, "refuted": 0, "not_enough_evidence": 0,
    }  # fmt: skip
    assert report["claims"][0]["claim"] == "Aspirin cures warts."


def test_the_address_of_the_text_is_passed_on_as_sent(edge: Edge) -> None:
    edge.client.post("/v1/check", json={"text": "A text.", "source_url": "HTTPS://Example.org:443/a?b=c#d"})
    assert edge.checker.given == [("A text.", "HTTPS://Example.org:443/a?b=c#d", None)]


@pytest.mark.parametrize(
    "url",
    ["", "example.org", "ftp://example.org", "javascript:alert(1)", "https://", "https:///x", "http://[", "https://a b.org",
     "https://a.org/\u202e", "https://a.org/\n", "https://a.org/" + "x" * 2_000, 7, ["https://a.org"]],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(client: TestClient, url: object) -> None:
    problem = client.post("/v1/check", json={"text": "A text.", "source_url": url})
    assert problem.status_code == 422
    assert problem.json()["errors"][0]["pointer"].startswith("#/source_url")


def test_a_page_can_be_asked_for(client: TestClient) -> None:
    page = client.post("/v1/check", json={"text": "So Aspirin cures warts. <b>&"}, headers={"Accept": "text/html"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["vary"] == "Accept, Origin"
    assert "style-src 'sha256-" in page.headers["content-security-policy"]
    assert "script-src" not in page.headers["content-security-policy"]
    assert "&lt;b&gt;&amp;" in page.text and "<b>&" not in page.text
    assert "1 March 2026" in page.text


def test_linked_data_can_be_asked_for(client: TestClient) -> None:
    data = client.post("/v1/check", json={"text": "So Aspirin cures warts."}, headers={"Accept": "application/ld+json"})
    assert data.headers["content-type"] == "application/ld+json"
    assert data.json()["@graph"][0]["@type"] == "ClaimReview"
    assert data.json()["@graph"][0]["datePublished"] == "2026-03-01"


def test_another_media_type_is_refused_before_the_text_is_checked(edge: Edge) -> None:
    problem = edge.client.post("/v1/check", json={"text": "A text."}, headers={"Accept": "image/png"})
    assert (problem.status_code, problem.headers["content-type"]) == (406, "application/problem+json")
    assert edge.checker.given == []


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("text/html", "text/html"),
        ("TEXT/HTML; charset=utf-8", "text/html"),
        ("text/*;q=0.9, application/json;q=0.1", "text/html"),
        ("text/html;q=0.5, application/ld+json", "application/ld+json"),
        ("application/json;q=0, */*", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        (";;;,,, */*", "application/json"),
    ],
)
def test_the_media_type_that_is_liked_best_is_chosen(accept: str | None, chosen: str) -> None:
    assert choose_media_type(accept, OFFERED) == chosen


@pytest.mark.parametrize("accept", ["image/png", "text/html;q=0", "*/*;q=0", "text/html;q=nonsense", "html"])
def test_nothing_that_is_liked_is_a_406(accept: str) -> None:
    with pytest.raises(Problem) as caught:
        choose_media_type(accept, OFFERED)
    assert caught.value.status_code == 406
    assert not isinstance(caught.value, CaveatError)
