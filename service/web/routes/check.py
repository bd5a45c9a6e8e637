"""Checking a text, in three renderings."""

from __future__ import annotations

import json

from fastapi import APIRouter, Response

from service import domain
from service.rendering.html import render_html, style_source
from service.rendering.jsonld import render_jsonld
from service.web.json_body import JsonRoute
from service.web.negotiation import Accept, choose_media_type
from service.web.openapi import OF_BODIES, Responses, problems
from service.web.parts import CurrentChecker, Parts, PartsOf
from service.web.requests import CheckRequest
from service.web.schemas import Report, to_report
from service.web.security import report_policy
from service.web.texts import check_text

JSON, HTML, JSON_LD = OFFERED = ("application/json", "text/html", "application/ld+json")

router = APIRouter(route_class=JsonRoute, tags=["check"])

RESPONSES: Responses = {
    200: {
        "description": "Each claim with its verdict, as data, as a page, or as schema.org ClaimReview",
        "content": {HTML: {"schema": {"type": "string"}}, JSON_LD: {"schema": {"type": "object"}}},
    },
    **problems(*OF_BODIES, 406),
}


@router.post("/v1/check", response_model=Report, responses=RESPONSES)
def check(body: CheckRequest, checker: CurrentChecker, parts: PartsOf, accept: Accept = None) -> Response:
    """Check every claim of a text against vetted sources."""
    media_type = choose_media_type(",".join(accept or ()), OFFERED)
    check_text("text", body.text, parts.settings.max_text_chars)
    report = checker.check(body.text, source_url=body.source_url)
    parts.metrics.count_findings(report.findings)
    return _rendered(report, media_type, parts)


def _rendered(report: domain.Report, media_type: str, parts: Parts) -> Response:
    headers = {"Vary": "Accept"}
    today = parts.now().date()
    if media_type == HTML:
        headers["Content-Security-Policy"] = report_policy(style_source())
        return Response(render_html(report, checked_on=today), headers=headers, media_type=HTML)
    if media_type == JSON_LD:
        content = json.dumps(render_jsonld(report, checked_on=today), ensure_ascii=False)
        return Response(content, headers=headers, media_type=JSON_LD)
    return Response(to_report(report).model_dump_json(), headers=headers, media_type=JSON)
