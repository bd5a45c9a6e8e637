"""Do reviewers agree with each other, and do the automatic scores agree with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from eval.grounding import cited_cards, statements, traceable
from eval.review.agreed import Agreed, figure_by_case, share_by_case
from eval.review.kappa import cohen_kappa, krippendorff_alpha, raw_agreement
from eval.review.marks import NO_STATEMENT, NO_VERDICT, RIGHT, SUPPORTED, Part
from eval.review.reply import Reply
from eval.review.reviewed import Reviewed
from eval.scoring import main_verdict
from eval.targets.recorded import Recorded
from service.answering.gate import Gate

SCORED_PARTS = (Part.SENTENCE, Part.CITATION, Part.REPLY)
HOLDS, FAILS = "holds", "fails"


@dataclass(frozen=True, slots=True)
class Unit:
    """One part of a reply to a case, with what each reviewer said of it."""

    case: str
    by: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Paired:
    """What was scored automatically, and what one reviewer said: `holds` or `fails`, and the mark itself."""

    case: str
    automatic: str
    human: str
    mark: str


@dataclass(frozen=True, slots=True)
class Against:
    """An automatic score against reviewers; `counts` by what was scored automatically and the mark."""

    name: str
    figures: tuple[Agreed, ...]
    counts: Mapping[tuple[str, str], int] = field(default_factory=dict)


def between_reviewers(runs: Sequence[Reviewed], seed: int) -> Iterator[Agreed]:
    """Of each part, alpha over all reviewers, and for each two raw agreement and kappa on what both marked."""
    for part in SCORED_PARTS:
        units = [unit for unit in units_of(runs, part) if len(unit.by) > 1]
        if not units:
            continue
        yield figure_by_case(
            f"{part}, alpha", units, lambda drawn: krippendorff_alpha([list(u.by.values()) for u in drawn]), seed
        )
        for a, b in combinations(sorted({name for unit in units for name in unit.by}), 2):
            yield from _between_two(part, a, b, units, seed)


def _between_two(part: Part, a: str, b: str, units: Sequence[Unit], seed: int) -> Iterator[Agreed]:
    both = [unit for unit in units if a in unit.by and b in unit.by]
    if both:
        yield share_by_case(f"{part}, {a} and {b} agree", both, lambda drawn: raw_agreement(_pairs(drawn, a, b)), seed)
        yield figure_by_case(f"{part}, {a} and {b}, kappa", both, lambda drawn: cohen_kappa(_pairs(drawn, a, b)), seed)


def _pairs(units: Sequence[Unit], a: str, b: str) -> list[tuple[str, str]]:
    return [(unit.by[a], unit.by[b]) for unit in units]


def units_of(runs: Sequence[Reviewed], part: Part) -> list[Unit]:
    """Every part of this kind that was marked; one that runs share, in the same reply, counts once."""
    found: dict[tuple[str, int], Unit] = {}
    for run in runs:
        for reply in run.replies.values():
            for index, by in enumerate(run.parts(reply, part)):
                known = found.get((reply.id, index), Unit(reply.case, {}))
                found[reply.id, index] = Unit(reply.case, {**known.by, **by})
    return [unit for unit in found.values() if unit.by]


def with_reviewers(runs: Sequence[Reviewed], gate: Gate, seed: int) -> Iterator[Against]:
    """Every automatic score that a mark speaks to, with what reviewers said; each mark of each reviewer counts."""
    kinds: Mapping[str, Callable[[Reviewed, Reply], Iterator[Paired]]] = {
        "sentence traceable": lambda run, reply: sentence_pairs(run, reply, gate),
        "right source cited": source_pairs,
        "verdict right": verdict_pairs,
        "outcome right": outcome_pairs,
    }
    once = {reply.id: (run, reply) for run in runs for reply in run.replies.values()}
    for name, pairs_of in kinds.items():
        if pairs := [pair for run, reply in once.values() for pair in pairs_of(run, reply)]:
            yield _against(name, pairs, seed)


def sentence_pairs(run: Reviewed, reply: Reply, gate: Gate) -> Iterator[Paired]:
    """The gate, asked again, holds a sentence for traceable; a reviewer, for supported or for no statement at all."""
    target = Recorded(run.run.facts.target, (), run.run.cards)
    stands = traceable(reply.said, statements(cited_cards(reply.said, target)), gate)
    for automatic, by in zip(stands, run.parts(reply, Part.SENTENCE), strict=True):
        for mark in by.values():
            yield Paired(reply.case, _word(automatic), _word(mark in {SUPPORTED, NO_STATEMENT}), mark)


def source_pairs(run: Reviewed, reply: Reply) -> Iterator[Paired]:
    """A reviewer who marked every citation, or one as right, says whether any is right."""
    given = list(run.parts(reply, Part.CITATION))
    if "right_source" not in reply.result.scores:
        return
    for reviewer in run.marks:
        marks = [by[reviewer] for by in given if reviewer in by]
        if RIGHT in marks or (marks and len(marks) == len(given)):
            mark = "one is right" if RIGHT in marks else "none is right"
            yield Paired(reply.case, _word(reply.result.scores["right_source"]), _word(RIGHT in marks), mark)


def verdict_pairs(run: Reviewed, reply: Reply) -> Iterator[Paired]:
    """A reviewer who scored the reply and gave no other verdict takes the one that was said for right."""
    said = main_verdict(reply.said) or NO_VERDICT
    return _differing(run, reply, Part.VERDICT, said, "verdict_right")


def outcome_pairs(run: Reviewed, reply: Reply) -> Iterator[Paired]:
    """The same of the outcome."""
    return _differing(run, reply, Part.OUTCOME, reply.said.outcome, "outcome_right")


def _differing(run: Reviewed, reply: Reply, part: Part, said: str, score: str) -> Iterator[Paired]:
    if score not in reply.result.scores:
        return
    wanted = run.given(reply, part)
    for reviewer in run.given(reply, Part.REPLY):
        same = wanted.get(reviewer, said) == said
        mark = "as it is" if same else "another"
        yield Paired(reply.case, _word(reply.result.scores[score]), _word(same), mark)


def _word(holds: float | bool) -> str:
    return HOLDS if holds else FAILS


def _against(name: str, pairs: Sequence[Paired], seed: int) -> Against:
    def both(drawn: Sequence[Paired]) -> list[tuple[str, str]]:
        return [(pair.automatic, pair.human) for pair in drawn]

    figures = (
        share_by_case("agree", pairs, lambda drawn: raw_agreement(both(drawn)), seed),
        figure_by_case("kappa", pairs, lambda drawn: cohen_kappa(both(drawn)), seed),
    )
    return Against(name, figures, Counter((pair.automatic, pair.mark) for pair in pairs))
