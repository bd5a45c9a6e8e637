"""Made-up replies in the form of the contract, a target that gives them, and runs of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from eval.record import Run, RunFacts
from eval.result import CaseResult, Json, Status
from eval.targets.target import TargetFacts
from service.answering.gate import Gate
from service.language.concepts import ConceptMatcher
from tests.samples import CONCEPTS, PASSAGE

FACTS = TargetFacts("fake", "test", {"judge": "0" * 64}, {})
GATE = Gate(ConceptMatcher(CONCEPTS))
CARD: Json = {
    "id": "trial",
    "topics": ["speed"],
    "title": "A trial",
    "statements": [{"passage_id": PASSAGE.id, "text": PASSAGE.text}],
}


def finding(verdict: str, **changes: Any) -> Json:
    return {
        "claim": "Aspirin cures warts.",
        "premise": False,
        "verdict": verdict,
        "confidence": 0.8,
        "whats_right": "",
        "whats_missing": "",
        "better_wording": "",
        "citations": [1],
        "review_id": None,
        **changes,
    }


def citation(**changes: Any) -> Json:
    return {"n": 1, "source_id": "trial", "passage_id": PASSAGE.id, "quote": PASSAGE.text, **changes}


def reply(outcome: str = "answered", *findings: Json, **changes: Any) -> Json:
    return {
        "session_id": "session-1",
        "outcome": outcome,
        "text": f"{PASSAGE.text} [1]",
        "sentences": [{"text": PASSAGE.text, "citations": [1]}],
        "findings": list(findings),
        "citations": [citation()],
        "a field that was added": 1,
        **changes,
    }


@dataclass
class FakeTarget:
    """Answers by message, or always the same; an exception as the answer is raised. Keeps what it was asked."""

    answers: Mapping[str, Json | Exception] = field(default_factory=dict)
    otherwise: Json = field(default_factory=reply)
    report: Json = field(default_factory=dict)
    asked: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    cards_asked: list[str] = field(default_factory=list)

    def facts(self) -> TargetFacts:
        return FACTS

    def chat(self, message: str, *, session_id: str | None = None, region: str | None = None) -> Json:
        self.asked.append((message, session_id, region))
        answer = self.answers.get(message, self.otherwise)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def check(self, text: str) -> Json:
        return self.report

    def search(self, query: str, k: int) -> Json:
        raise NotImplementedError

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Json:
        raise NotImplementedError

    def source(self, source_id: str) -> Json | None:
        self.cards_asked.append(source_id)
        return CARD if source_id == "trial" else None

    def close(self) -> None:
        """Nothing to let go of."""


def no_progress(done: int, total: int) -> None:
    """Nobody is watching."""


def result(number: int, scores: Mapping[str, float | bool] | None = None, **changes: Any) -> CaseResult:
    given = {"id": f"case-{number}", "status": Status.SCORED, "cluster": f"case-{number}", "scores": scores or {}}
    return CaseResult(**{**given, **changes})


def run_of(results: Sequence[CaseResult], name: str = "a", **changes: Any) -> Run:
    given: dict[str, Any] = {
        "suite": "cases",
        "split": "development",
        "cases_hash": "0" * 64,
        "target": FACTS,
        "seed": 13,
        "started": "2026-01-01T00:00:00+00:00",
        "machine": {},
        "took_s": 1.0,
    }
    return Run(name, RunFacts(**{**given, **changes}), tuple(results), {})


def mapped(results: Sequence[CaseResult], change: Callable[[CaseResult], CaseResult]) -> tuple[CaseResult, ...]:
    return tuple(change(each) for each in results)
