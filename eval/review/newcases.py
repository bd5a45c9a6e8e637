"""Cases made of what reviewers would have replied."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.case import OUTCOMES_OF, Case
from eval.lines import DataFault
from eval.result import Json
from eval.review.marks import CHOICES, NO_VERDICT, RIGHT, Part
from eval.review.reply import Reply
from eval.review.reviewed import Reviewed
from eval.scoring import main_verdict
from service.domain import Outcome, Verdict

CONTENT = frozenset({Outcome.ANSWERED, Outcome.CORRECTED, Outcome.PARTLY_ANSWERED})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What reviewers gave in place of what was said: the most often named first, then as in the vocabulary."""

    verdicts: tuple[str, ...]
    outcomes: tuple[str, ...]
    reviewers: int

    def news(self, expected: Json) -> bool:
        """Whether the case does not accept all of it already."""
        verdicts = {expected.get("expected_verdict") or NO_VERDICT, *expected.get("also_accept", ())}
        return not (set(self.verdicts) <= verdicts and set(self.outcomes) <= set(expected.get("expected_outcomes", ())))


def new_cases(reviewed: Reviewed) -> tuple[Case, ...]:
    """A case for each reply to which a reviewer gave another verdict or outcome, unless its case accepts that already."""
    wanted = {case: _wanted(reviewed, reply) for case, reply in reviewed.replies.items()}
    replies = reviewed.replies
    return tuple(
        _case(reviewed, replies[case], each)
        for case, each in wanted.items()
        if each.reviewers and each.news(replies[case].result.expected)
    )


def write_cases(cases: Sequence[Case], path: Path) -> None:
    """Write a new file that `load_cases` reads; raises DataFault where there is one already."""
    lines = (json.dumps(case.model_dump(mode="json"), ensure_ascii=False) + "\n" for case in cases)
    try:
        with path.open("xb") as file:
            file.write("".join(lines).encode())
    except FileExistsError as error:
        raise DataFault(f"{path}: exists already, and cases may have been edited in it") from error


def _wanted(reviewed: Reviewed, reply: Reply) -> Wanted:
    verdicts = _other(reviewed.given(reply, Part.VERDICT), main_verdict(reply.said) or NO_VERDICT)
    outcomes = _other(reviewed.given(reply, Part.OUTCOME), reply.said.outcome)
    return Wanted(
        _ranked(verdicts, tuple(CHOICES[Part.VERDICT])),
        _ranked(outcomes, tuple(CHOICES[Part.OUTCOME])),
        len({*verdicts, *outcomes}),
    )


def _other(given: Mapping[str, str], said: str) -> dict[str, str]:
    return {reviewer: value for reviewer, value in given.items() if value != said}


def _ranked(given: Mapping[str, str], vocabulary: Sequence[str]) -> tuple[str, ...]:
    counts = Counter(given.values())
    return tuple(sorted(counts, key=lambda value: (-counts[value], vocabulary.index(value))))


def _case(reviewed: Reviewed, reply: Reply, wanted: Wanted) -> Case:
    verdicts = [Verdict(each) for each in wanted.verdicts if each != NO_VERDICT]
    expected = reply.result.expected
    calls = [exchange["call"] for exchange in reply.result.exchanges]
    *history, text = (_writable(call[1]) for call in calls)
    outcomes = [Outcome(each) for each in wanted.outcomes] or _outcomes(verdicts, expected, reply)
    return Case(
        id=f"review-{reply.case}",
        type=reply.result.slices.get("type", "review"),
        text=text,
        history=tuple(history),
        region=calls[-1][3],
        expected_outcomes=tuple(outcomes),
        expected_verdict=verdicts[0] if verdicts else _kept(wanted, outcomes, expected),
        also_accept=tuple(verdicts[1:]),
        sources_any=_sources(reviewed, reply) if CONTENT & set(outcomes) else (),
        note=_note(reviewed, reply, wanted),
    )


def _writable(text: str) -> str:
    """Without lone surrogates, which no file of cases can hold."""
    return text.encode("utf-8", "ignore").decode()


def _outcomes(verdicts: Sequence[Verdict], expected: Json, reply: Reply) -> list[Outcome]:
    """Where no reviewer named one: those of the case that can have the verdict, or else all that can."""
    named = [Outcome(each) for each in expected.get("expected_outcomes", ())] or [reply.said.outcome]
    if not verdicts:
        return named
    possible = OUTCOMES_OF[verdicts[0]]
    return [each for each in named if each in possible] or list(possible)


def _kept(wanted: Wanted, outcomes: Sequence[Outcome], expected: Json) -> Verdict | None:
    """Where reviewers named outcomes alone: the verdict of the case, if one of them can have it."""
    if wanted.verdicts or not expected.get("expected_verdict"):
        return None
    verdict = Verdict(expected["expected_verdict"])
    return verdict if set(OUTCOMES_OF[verdict]) & set(outcomes) else None


def _sources(reviewed: Reviewed, reply: Reply) -> tuple[str, ...]:
    """What a reviewer marked as a right source, or else those of the case."""
    marked = zip(reply.said.citations, reviewed.parts(reply, Part.CITATION), strict=True)
    right = dict.fromkeys(citation.source_id for citation, by in marked if RIGHT in by.values())
    return tuple(right or reply.result.expected.get("sources_any", ()))


def _note(reviewed: Reviewed, reply: Reply, wanted: Wanted) -> str:
    asked = len(reviewed.given(reply, Part.REPLY)) or wanted.reviewers
    said = f"said {main_verdict(reply.said) or 'no verdict'}, {reply.said.outcome}"
    notes = reviewed.given(reply, Part.NOTE).values()
    first = f"From a review by eye of {reply.case}: {said}; {wanted.reviewers} of {asked} reviewers gave another."
    return " ".join([first, *notes])
