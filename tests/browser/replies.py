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
    """A plain answer of one sentence."""
    plain: Json = {
        "outcome": "answered",
        "session_id": "session-0001",
        "sentences": [{"text": "Colds were a little shorter.", "citations": [1]}],
        "findings": [],
        "citations": [citation()],
        "not_covered": [],
        "next_steps": [],
    }
    return {**examples.REPLY, **plain, **changes}


def report(**changes: object) -> Json:
    return {**examples.REPORT, "claims": [finding()], "citations": [citation()], **changes}
