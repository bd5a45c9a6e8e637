"""A reply as the page shows it: nothing that tells of its run, and nothing of what the case expects."""

from __future__ import annotations

from eval.contract import Citation, Finding
from eval.result import Json
from eval.review.marks import NO_VERDICT
from eval.review.reply import Reply
from eval.scoring import main_verdict
from service.rendering.inert import inert, one_line
from service.rendering.words import OUTCOME, VERDICT


def shown(reply: Reply) -> Json:
    """JSON in which every text is harmless to look at; numbers are those of the reply's own marks, as in [1]."""
    verdict = main_verdict(reply.said)
    return {
        "id": reply.id,
        "talk": [_turn(exchange) for exchange in reply.result.exchanges],
        "outcome": OUTCOME[reply.said.outcome],
        "verdict": VERDICT[verdict] if verdict else NO_VERDICT,
        "findings": [_finding(each) for each in reply.said.findings],
        "sentences": [{"text": inert(each.text), "citations": each.citations} for each in reply.said.sentences],
        "citations": [_citation(each, reply.raw) for each in reply.said.citations],
    }


def _turn(exchange: Json) -> Json:
    """What the visitor wrote and what came back."""
    said = exchange.get("said")
    text = said.get("text") if isinstance(said, dict) else None
    return {"visitor": inert(str(exchange["call"][1])), "reply": inert(str(text or ""))}


def _finding(finding: Finding) -> Json:
    told = {
        "What is right": finding.whats_right,
        "What is missing": finding.whats_missing,
        "Better wording": finding.better_wording,
    }
    return {
        "claim": inert(finding.claim),
        "verdict": VERDICT[finding.verdict],
        "told": [[name, inert(text)] for name, text in told.items() if text],
    }


def _citation(citation: Citation, raw: Json) -> Json:
    """The source as far as the reply describes it; a reply may hold less than the contract asks for."""
    described: Json = next((each for each in raw["citations"] if each.get("n") == citation.n), {})
    parts = (described.get(name) for name in ("authors", "venue", "year"))
    about = (described.get(name) for name in ("evidence_kind", "population"))
    return {
        "n": citation.n,
        "quote": inert(citation.quote),
        "title": one_line(str(described.get("title") or citation.source_id)),
        "source": one_line(", ".join(str(part) for part in parts if part)),
        "about": one_line("; ".join(str(part) for part in about if part)),
    }
