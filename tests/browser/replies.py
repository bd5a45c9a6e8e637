"""Replies and reports as the service gives them, with every part that the widget shows."""

from __future__ import annotations

from typing import Any

from service.web import examples

Json = dict[str, Any]


def citation(n: int = 1, **changes: object) -> Json:
    return {**examples.CITATION, "n": n, **changes}


def finding(**changes: object) -> Json:
    return {**examples.FINDING, "span": {"start": 0, "end": 24}, "repeated_at": [], **changes}


def reply(**changes: object) -> Json:
    said: Json = {
        "reply_id": "reply-0001",
        "session_id": "session-0001",
        "outcome": "answered",
        "text": "",
        "sentences": [{"text": "Colds were a little shorter.", "citations": [1]}],
        "findings": [],
        "citations": [citation()],
        "not_covered": [],
        "next_steps": [],
        "corpus_version": "1",
        "answerer": "extractive",
        "took_ms": 1,
    }
    return said | changes


def report(**changes: object) -> Json:
    said: Json = {
        "report_id": "report-0001",
        "claims": [finding()],
        "citations": [citation()],
        "summary": {},
        "overview": "One claim was weighed.",
        "gravest": [0],
        "corpus_version": "1",
        "took_ms": 1,
    }
    return said | changes
