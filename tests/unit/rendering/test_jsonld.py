from __future__ import annotations

import json

import pytest

from service.domain import Mood, Report, Verdict
from service.rendering.jsonld import render_jsonld
from tests.unit.rendering.reports import DAY, article_report, claim_in, make_finding, make_report


def test_each_rated_claim_is_a_claim_review_in_the_order_of_the_text() -> None:
    report = article_report()
    document = render_jsonld(report, checked_on=DAY)
    assert document["@context"] == "https://schema.org"
    rated = [f.finding for f in report.findings if f.finding.verdict is not Verdict.NOT_ENOUGH_EVIDENCE]
    assert [review["claimReviewed"] for review in document["@graph"]] == [finding.claim.text for finding in rated]
    for review in document["@graph"]:
        assert review["@type"] == "ClaimReview"
        assert review["author"] == {"@type": "Organization", "name": "Caveat"}
        assert review["datePublished"] == "2026-11-24"
        assert review["itemReviewed"]["@type"] == "Claim"
        assert review["itemReviewed"]["appearance"] == {"@type": "CreativeWork", "url": "https://clinic.example/drops"}


@pytest.mark.parametrize(
    ("verdict", "value", "name"),
    [
        (Verdict.SUPPORTED, 5, "Supported"),
        (Verdict.OVERSIMPLIFIED, 3, "Oversimplified"),
        (Verdict.CONTESTED, 3, "Contested"),
        (Verdict.REFUTED, 1, "Refuted"),
    ],
)
def test_a_verdict_is_a_rating_with_its_name(verdict: Verdict, value: int, name: str) -> None:
    finding = make_finding(claim_in("It works.", "It works."), verdict)
    rating = render_jsonld(make_report("It works.", (finding,)))["@graph"][0]["reviewRating"]
    assert (rating["@type"], rating["ratingValue"], rating["alternateName"]) == ("Rating", value, name)
    assert (rating["worstRating"], rating["bestRating"]) == (1, 5)


def test_no_claim_or_no_verdict_gives_an_empty_graph() -> None:
    finding = make_finding(claim_in("It works.", "It works."), Verdict.NOT_ENOUGH_EVIDENCE)
    assert render_jsonld(make_report("It works.", ()))["@graph"] == []
    assert render_jsonld(make_report("It works.", (finding,)))["@graph"] == []


def test_quoted_works_are_cited_with_their_records() -> None:
    graph = render_jsonld(article_report())["@graph"]
    assert graph[0]["citation"] == [
        {
            "@type": "ScholarlyArticle",
            "name": "Drops against tablets for hay fever: a randomised trial",
            "author": "Lee A et al.",
            "publisher": "Journal of Examples",
            "datePublished": "2019",
            "url": "https://journal.example/lee2019",
            "text": "In a trial of 120 adults, 64 % were free of symptoms with drops and 60 % with tablets.",
        }
    ]
    label = graph[4]["citation"][0]
    assert (label["@type"], label["url"]) == ("CreativeWork", "https://doi.org/10.1000/label")
    assert label["identifier"] == "doi:10.1000/label"


def test_nothing_is_invented_where_nothing_is_known() -> None:
    finding = make_finding(claim_in("It works.", "It works."), Verdict.REFUTED)
    (review,) = render_jsonld(make_report("It works.", (finding,)))["@graph"]
    assert not {"datePublished", "citation", "reviewBody"} & set(review)
    assert "appearance" not in review["itemReviewed"]


@pytest.mark.parametrize("source_url", ["javascript:alert(1)", "not a url", None])
def test_only_a_web_address_is_an_appearance(source_url: str | None) -> None:
    finding = make_finding(claim_in("It works.", "It works."), Verdict.REFUTED)
    (review,) = render_jsonld(make_report("It works.", (finding,), source_url=source_url))["@graph"]
    assert "appearance" not in review["itemReviewed"]


def test_a_page_that_only_asks_is_not_said_to_have_claimed() -> None:
    finding = make_finding(claim_in("Does it work?", "Does it work?", mood=Mood.ASKED), Verdict.REFUTED)
    report: Report = make_report("Does it work?", (finding,), source_url="https://clinic.example")
    assert "appearance" not in render_jsonld(report)["@graph"][0]["itemReviewed"]


def test_the_document_is_plain_json() -> None:
    document = render_jsonld(article_report(), checked_on=DAY)
    assert json.loads(json.dumps(document)) == document
