"""What the product's parts make of a claim over a collection: search, then the judge on every sentence.

How sure a sentence is of its side is the product of three numbers in [0, 1]: the judge's probability of the side, its
relevance, and the score of the document in the search. The product weighs passages alike, by probability times cosine.

The thresholds are the only tuned numbers. They were chosen on the first 60 claims of SciFact's training split, most of
which the bundled judge was trained on: report figures on other claims.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eval.contract import Stance, read_card, read_found, read_stances
from eval.scifact.form import Label
from eval.scifact.score import MOST_SENTENCES, Prediction
from eval.targets.target import Target, Unscorable

DEEP = 100


@dataclass(frozen=True, slots=True)
class Thresholds:
    """`documents` are judged of those found. An abstract is predicted where its surest sentence reaches `abstract`.

    It has the label of that sentence; its rationale are the sentences of that label that reach `rationale`.
    """

    documents: int = 3
    abstract: float = 0.7
    rationale: float = 0.5


TUNED = Thresholds()


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence after it was judged, with how sure its likelier side is, in [0, 1]."""

    number: int
    label: Label
    sure: float


def found_documents(claim: str, target: Target) -> Mapping[str, float]:
    """The documents that search finds with their scores in [0, 1], best first."""
    return read_found(target.search(claim, DEEP)).scores


def predictions(
    claim: str, found: Mapping[str, float], target: Target, thresholds: Thresholds
) -> tuple[Prediction, ...]:
    """A prediction for each of the first documents that the judge takes to settle the claim, in their order."""
    read = [
        predicted(document, judged(claim, document, score, target), thresholds)
        for document, score in list(found.items())[: thresholds.documents]
    ]
    return tuple(each for each in read if each)


def judged(claim: str, document_id: str, score: float, target: Target) -> list[Read]:
    """Every sentence of a document that search gave this score."""
    raw = target.source(document_id)
    if raw is None:
        raise Unscorable(f"search found {document_id!r}, of which there is no card")
    pairs = [(claim, statement.text) for statement in read_card(raw).statements]
    return [_read(number, each, score) for number, each in enumerate(read_stances(target.judge(pairs), len(pairs)))]


def predicted(document_id: str, sentences: Sequence[Read], thresholds: Thresholds) -> Prediction | None:
    """The label of the surest sentence with the sentences that say so, surest first; None where none is sure enough."""
    surest = sorted(sentences, key=lambda each: -each.sure)
    if not surest or surest[0].sure < thresholds.abstract:
        return None
    return Prediction(document_id, surest[0].label, tuple(_rationale(surest, thresholds))[:MOST_SENTENCES])


def _rationale(surest: Sequence[Read], thresholds: Thresholds) -> Iterator[int]:
    """The surest sentence, and those of its label that reach the threshold."""
    for each in surest:
        if each.label is surest[0].label and (each is surest[0] or each.sure >= thresholds.rationale):
            yield each.number


def _read(number: int, stance: Stance, score: float) -> Read:
    """A sentence of a judge that tells no relevance counts as relevant."""
    weight = score * (1.0 if stance.relevance is None else stance.relevance)
    if stance.supports >= stance.refutes:
        return Read(number, Label.SUPPORT, stance.supports * weight)
    return Read(number, Label.CONTRADICT, stance.refutes * weight)
