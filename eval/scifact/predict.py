"""What the product's parts make of a claim over a collection: search, then the judge on every sentence.

The thresholds are the only tuned numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.contract import Stance, read_card, read_found, read_stances
from eval.scifact.form import Label
from eval.scifact.score import MOST_SENTENCES, Prediction
from eval.targets.target import Target, Unscorable

DEEP = 100


@dataclass(frozen=True, slots=True)
class Thresholds:
    """`documents` are judged of those found; a sentence is a rationale where its stance reaches `rationale`.

    An abstract is predicted where its surest sentence reaches `abstract`, with the label of that sentence.
    """

    documents: int = 3
    abstract: float = 0.8
    rationale: float = 0.6


TUNED = Thresholds()


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence after it was judged."""

    number: int
    label: Label
    chance: float


def found_documents(claim: str, target: Target) -> tuple[str, ...]:
    """The documents that search finds, best first."""
    return read_found(target.search(claim, DEEP)).sources


def predictions(claim: str, documents: Sequence[str], target: Target, thresholds: Thresholds) -> tuple[Prediction, ...]:
    """A prediction for each of the first documents that the judge takes to settle the claim, in their order."""
    read = [
        predicted(document, judged(claim, document, target), thresholds)
        for document in documents[: thresholds.documents]
    ]
    return tuple(each for each in read if each)


def judged(claim: str, document_id: str, target: Target) -> list[Read]:
    """Every sentence of a document with its likelier side."""
    raw = target.source(document_id)
    if raw is None:
        raise Unscorable(f"search found {document_id!r}, of which there is no card")
    pairs = [(claim, statement.text) for statement in read_card(raw).statements]
    return [_read(number, each) for number, each in enumerate(read_stances(target.judge(pairs), len(pairs)))]


def predicted(document_id: str, sentences: Sequence[Read], thresholds: Thresholds) -> Prediction | None:
    """The label of the surest sentence with the sentences that say so, surest first; None where none is sure enough."""
    surest = sorted(sentences, key=lambda each: -each.chance)
    if not surest or surest[0].chance < thresholds.abstract:
        return None
    return Prediction(document_id, surest[0].label, tuple(_rationale(surest, thresholds))[:MOST_SENTENCES])


def _rationale(surest: Sequence[Read], thresholds: Thresholds) -> Iterator[int]:
    for each in surest:
        if each.label is surest[0].label and each.chance >= min(thresholds.rationale, thresholds.abstract):
            yield each.number


def _read(number: int, stance: Stance) -> Read:
    if stance.supports >= stance.refutes:
        return Read(number, Label.SUPPORT, stance.supports)
    return Read(number, Label.CONTRADICT, stance.refutes)
