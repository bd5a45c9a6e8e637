"""What reviews come to, as lines for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from eval.comparison import NotComparable, compare
from eval.figures import figure
from eval.report.terminal import comparison_lines
from eval.review.agreed import Agreed
from eval.review.agreement import FAILS, HOLDS, Against
from eval.review.marks import CHOICES, Part
from eval.review.reviewed import Reviewed
from eval.review.worth import MEASURES, scored_by_eye
from service.rendering.inert import one_line


def agreement_lines(runs: Sequence[Reviewed], between: Sequence[Agreed], against: Sequence[Against]) -> Iterator[str]:
    """How far reviewers agree with each other, and the automatic scores with them."""
    yield "reviewers with each other (alpha and kappa: 1 is full agreement, 0 is chance)"
    yield from (_line(each.name, each) for each in between)
    if not between:
        yield "  no part was marked by two reviewers"
    yield "automatic scores with reviewers"
    for each in against:
        yield from (_line(f"{each.name}, {found.name}", found) for found in each.figures)
        yield from _count_lines(each)
    if not against:
        yield "  no mark speaks to an automatic score of these runs"


def worth_lines(runs: Sequence[Reviewed]) -> Iterator[str]:
    """What reviewers make of each run, and of each further run against the first."""
    scored = [scored_by_eye(run) for run in runs]
    for reviewed, run in zip(runs, scored, strict=True):
        yield f"{one_line(run.name)}, by eye ({_reviewers(reviewed)})"
        yield from (_line(m.name, figure(m, run.results, run.facts.seed)) for m in MEASURES)
    for other in scored[1:]:
        try:
            yield from comparison_lines(scored[0], other, compare(scored[0], other, MEASURES))
        except NotComparable as why:
            yield f"{one_line(other.name)} against {one_line(scored[0].name)}: {why}"


def _reviewers(reviewed: Reviewed) -> str:
    """As in "ana 20 replies, ben 18 replies"."""
    counts = Counter(name for reply in reviewed.replies.values() for name in reviewed.given(reply, Part.REPLY))
    return ", ".join(f"{name} {counts[name]} replies" for name in sorted(reviewed.marks))


def _line(name: str, value: object) -> str:
    return f"  {one_line(name):44} {value}"


def _count_lines(against: Against) -> Iterator[str]:
    for automatic, words in ((HOLDS, "automatic yes"), (FAILS, "automatic no")):
        counted = [(mark, n) for (scored, mark), n in sorted(against.counts.items()) if scored == automatic]
        said = ", ".join(f"{_words(mark)} {n}" for mark, n in counted)
        yield f"    {words:42} {said or 'none'}"


def _words(mark: str) -> str:
    return CHOICES[Part.SENTENCE].get(mark, mark).lower()
