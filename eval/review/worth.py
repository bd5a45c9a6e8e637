"""What reviewers make of a run as a whole, as figures that a comparison can take."""

from __future__ import annotations

from dataclasses import replace

from eval.measure import over_set, rate_of
from eval.record import Run
from eval.review.marks import NO_STATEMENT, RIGHT, SUPPORTED, WITH_CHANGES, YES, Part
from eval.review.reply import Reply
from eval.review.reviewed import Reviewed
from eval.scoring import share_of

MEASURES = (
    rate_of("shown", "would be shown as it is"),
    rate_of("shown_changed", "would be shown, if with changes"),
    over_set("sentences supported", share_of("supported", "statements"), score="statements"),
    over_set("citations of a right source", share_of("right", "cited"), score="cited"),
)


def scored_by_eye(reviewed: Reviewed) -> Run:
    """The run with what reviewers said for its scores; a case that nobody marked has none."""
    of = {case: _scores(reviewed, reply) for case, reply in reviewed.replies.items()}
    results = tuple(replace(result, scores=of.get(result.id, {})) for result in reviewed.run.results)
    return replace(reviewed.run, results=results)


def _scores(reviewed: Reviewed, reply: Reply) -> dict[str, float | bool]:
    """A reply is shown where more than half of its reviewers would; sentences and citations count once a reviewer."""
    whole = list(reviewed.given(reply, Part.REPLY).values())
    scores: dict[str, float | bool] = {}
    if whole:
        scores["shown"] = 2 * whole.count(YES) > len(whole)
        scores["shown_changed"] = 2 * sum(mark in {YES, WITH_CHANGES} for mark in whole) > len(whole)
    sentences = [mark for by in reviewed.parts(reply, Part.SENTENCE) for mark in by.values() if mark != NO_STATEMENT]
    citations = [mark for by in reviewed.parts(reply, Part.CITATION) for mark in by.values()]
    if sentences:
        scores |= {"statements": len(sentences), "supported": sentences.count(SUPPORTED)}
    if citations:
        scores |= {"cited": len(citations), "right": citations.count(RIGHT)}
    return scores
