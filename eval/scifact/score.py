"""How predictions are counted: the definitions of Wadden et al. 2020, section 4 ("Fact or Fiction", EMNLP 2020).

Predicted are abstracts, each with a label and rationale sentences, best first; an abstract that is thought to settle
nothing is not predicted.

| level | predicted | counts as right | right as well as |
|---|---|---|---|
| abstract, label only | abstracts | it is an evidence abstract and the label is right | |
| abstract, with rationale | abstracts | … and its first 3 sentences hold a whole gold rationale | the label |
| sentence, selection only | sentences | it is in a gold rationale of which every sentence is predicted | |
| sentence, with label | sentences | … and the label of its abstract is right | the selection |

Precision is over what is predicted, recall over the evidence abstracts, or over the sentences of all gold rationales.
Counts are summed over claims before they are divided.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from eval.result import CaseResult
from eval.scifact.form import Label

MOST_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Prediction:
    """What is made of one abstract; `sentences` count from 0 and come best first."""

    document_id: str
    label: Label
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """An evidence abstract: its label and its alternative rationales."""

    label: Label
    rationales: tuple[frozenset[int], ...]

    @property
    def sentences(self) -> frozenset[int]:
        """The sentences of all rationales."""
        return frozenset().union(*self.rationales)

    def holds_rationale(self, sentences: Sequence[int]) -> bool:
        """Whether these sentences hold a whole rationale."""
        return any(rationale <= set(sentences) for rationale in self.rationales)

    def selected(self, sentences: Sequence[int]) -> int:
        """How many of these sentences are in a rationale of which every sentence is among them."""
        whole = [rationale for rationale in self.rationales if rationale <= set(sentences)]
        return len(frozenset[int]().union(*whole))


def counts(predictions: Sequence[Prediction], gold: Mapping[str, Gold]) -> dict[str, float | bool]:
    """What one claim adds: `abstracts_…` and `sentences_…`, each predicted, expected, and right in two ways."""
    found = [(each, gold[each.document_id]) for each in predictions if each.document_id in gold]
    labelled = [(each, true) for each, true in found if each.label is true.label]
    return {
        "abstracts_predicted": len(predictions),
        "abstracts_expected": len(gold),
        "abstracts_labelled": len(labelled),
        "abstracts_rationalised": sum(true.holds_rationale(each.sentences[:MOST_SENTENCES]) for each, true in labelled),
        "sentences_predicted": sum(len(set(each.sentences)) for each in predictions),
        "sentences_expected": sum(len(true.sentences) for true in gold.values()),
        "sentences_selected": sum(true.selected(each.sentences) for each, true in found),
        "sentences_labelled": sum(true.selected(each.sentences) for each, true in labelled),
    }


def f1(right: str, level: str) -> Callable[[Sequence[CaseResult]], float | None]:
    """F1 of summed counts, in [0, 1]: 2 right / (predicted + expected); None where nothing is predicted or expected."""

    def over(results: Sequence[CaseResult]) -> float | None:
        whole = _sum(results, f"{level}_predicted") + _sum(results, f"{level}_expected")
        return 2 * _sum(results, f"{level}_{right}") / whole if whole else None

    return over


def _sum(results: Sequence[CaseResult], name: str) -> float:
    return sum(float(result.scores[name]) for result in results)
