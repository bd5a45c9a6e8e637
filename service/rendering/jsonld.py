"""A report as schema.org ClaimReview records, for search engines and other readers of linked data.

https://schema.org/ClaimReview
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from service.domain import Citation, CitedFinding, Finding, Mood, Report, Tier, Verdict
from service.rendering import words
from service.rendering.links import source_address, web_address

AUTHOR: Mapping[str, str] = {"@type": "Organization", "name": "Caveat"}
WORST, BEST = 1, 5
# "Oversimplified" and "contested" both stand in the middle: part of the claim holds, or part of the evidence.
RATING: Mapping[Verdict, int] = {
    Verdict.SUPPORTED: 5,
    Verdict.OVERSIMPLIFIED: 3,
    Verdict.CONTESTED: 3,
    Verdict.REFUTED: 1,
}
SCHOLARLY = frozenset({Tier.PRIMARY_STUDY, Tier.SYNTHESIS})

JsonObject = dict[str, Any]


def render_jsonld(report: Report, *, checked_on: date | None = None) -> JsonObject:
    """Return a JSON-LD document, one ClaimReview per claim that got a verdict.

    `not_enough_evidence` is no rating, so such claims are left out. Without `checked_on` no date is given.
    """
    citations = {citation.n: citation for citation in report.citations}
    rated = [(n, cited) for n, cited in enumerate(report.findings, 1) if cited.finding.verdict in RATING]
    return {
        "@context": "https://schema.org",
        "@graph": [_claim_review(report, n, cited, citations, checked_on) for n, cited in rated],
    }


def _claim_review(
    report: Report, number: int, cited: CitedFinding, citations: Mapping[int, Citation], checked_on: date | None
) -> JsonObject:
    finding = cited.finding
    return _without_gaps(
        {
            "@type": "ClaimReview",
            "@id": f"#claim-{number}",
            "inLanguage": "en",
            "claimReviewed": finding.claim.text,
            "itemReviewed": _claim(finding, web_address(report.source_url)),
            "reviewRating": _rating(finding),
            "reviewBody": _body(finding),
            "author": dict(AUTHOR),
            "datePublished": checked_on.isoformat() if checked_on else None,
            "citation": [_work(citations[n]) for n in cited.citations if n in citations],
        }
    )


def _claim(finding: Finding, source_url: str | None) -> JsonObject:
    """The claim; a page that only asks a question makes no claim, so it is not named as an appearance of one."""
    made = source_url is not None and finding.claim.mood is not Mood.ASKED
    appearance = {"@type": "CreativeWork", "url": source_url} if made else None
    return _without_gaps({"@type": "Claim", "text": finding.claim.text, "appearance": appearance})


def _rating(finding: Finding) -> JsonObject:
    return {
        "@type": "Rating",
        "ratingValue": RATING[finding.verdict],
        "worstRating": WORST,
        "bestRating": BEST,
        "alternateName": words.VERDICT[finding.verdict],
        "ratingExplanation": words.VERDICT_MEANING[finding.verdict],
    }


def _body(finding: Finding) -> str:
    """What is right and what is missing, else the reasons."""
    parts = (finding.whats_right, finding.whats_missing, finding.better_wording)
    return " ".join(part for part in parts if part) or " ".join(excess.reason for excess in finding.excesses)


def _work(citation: Citation) -> JsonObject:
    source = citation.source
    return _without_gaps(
        {
            "@type": "ScholarlyArticle" if source.tier in SCHOLARLY else "CreativeWork",
            "name": source.title,
            "author": source.authors,
            "publisher": source.venue,
            "datePublished": str(source.year),
            "url": source_address(source),
            "identifier": f"doi:{source.doi}" if source.doi else None,
            "text": citation.quote.text,
        }
    )


def _without_gaps(record: JsonObject) -> JsonObject:
    return {name: value for name, value in record.items() if value not in (None, "", [])}
