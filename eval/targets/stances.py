"""What the judge says, as JSON."""

from __future__ import annotations

from collections.abc import Iterable

from eval.result import Json
from service.domain import Stance


def stances(judged: Iterable[Stance]) -> Json:
    """`{"stances": [{"supports", "refutes", "neutral", "relevance"}]}`, in order."""
    return {
        "stances": [
            {"supports": s.supports, "refutes": s.refutes, "neutral": s.neutral, "relevance": s.relevance}
            for s in judged
        ]
    }
