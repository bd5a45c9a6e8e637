"""How far a judge agrees with the labels, and only then what it makes of the run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.llm_judge.answer import WORDS, Answer
from eval.llm_judge.ask import Judgment
from eval.review.agreed import Agreed, figure_by_case, share_by_case
from eval.review.kappa import cohen_kappa, raw_agreement

LEAST_KAPPA = 0.6
"""Below it agreement is no more than moderate (Landis and Koch 1977, Biometrics 33: 159-174)."""
MOST_UNANSWERED = 0.1
LABELS = (Answer.SUPPORTED, Answer.UNSUPPORTED)


@dataclass(frozen=True, slots=True)
class Cell:
    """How many of the questions with this label got this answer, and their share."""

    label: Answer
    answer: Answer
    count: int
    share: Agreed


@dataclass(frozen=True, slots=True)
class Agreement:
    """`accuracy` and `kappa` are over the labelled questions that were answered, `supported` over the real pairs that were."""

    unanswered: tuple[Agreed, ...]
    accuracy: Agreed
    kappa: Agreed
    cells: tuple[Cell, ...]
    supported: Agreed
    against: tuple[str, ...]
    """Why its figure is not to be used; empty where it may be."""


def agreement_of(judged: Sequence[Judgment], seed: int) -> Agreement:
    """All figures; every interval is that of draws of cases."""
    answered = [each for each in judged if each.given.answer.readable]
    labelled = [each for each in answered if each.question.label]
    real = [each for each in answered if not each.question.control]
    kappa = _kappa(labelled, seed)
    return Agreement(
        tuple(_share(str(kind), judged, kind, seed) for kind in Answer if not kind.readable),
        _accuracy(labelled, seed),
        kappa,
        tuple(cell for label in LABELS for cell in _cells(label, judged, seed)),
        _share("sentences it calls supported", real, Answer.SUPPORTED, seed),
        tuple(_against(kappa, judged)),
    )


def _accuracy(labelled: Sequence[Judgment], seed: int) -> Agreed:
    name = "accuracy"
    return (
        share_by_case(name, labelled, lambda d: raw_agreement(_pairs(d)), seed) if labelled else Agreed(name, 0, None)
    )


def _kappa(labelled: Sequence[Judgment], seed: int) -> Agreed:
    name = "kappa"
    return figure_by_case(name, labelled, lambda d: cohen_kappa(_pairs(d)), seed) if labelled else Agreed(name, 0, None)


def _pairs(judged: Sequence[Judgment]) -> list[tuple[str, str]]:
    return [(str(each.question.label), str(each.given.answer)) for each in judged]


def _share(name: str, judged: Sequence[Judgment], answer: Answer, seed: int) -> Agreed:
    """The share of these judgments with that answer."""
    if not judged:
        return Agreed(name, 0, None)
    return share_by_case(name, judged, lambda drawn: sum(d.given.answer is answer for d in drawn) / len(drawn), seed)


def _cells(label: Answer, judged: Sequence[Judgment], seed: int) -> Iterator[Cell]:
    """A cell for each of the three words, and for each other kind that came."""
    own = [each for each in judged if each.question.label is label]
    for answer in Answer:
        count = sum(each.given.answer is answer for each in own)
        if answer in WORDS or count:
            yield Cell(label, answer, count, _share(str(answer), own, answer, seed))


def _against(kappa: Agreed, judged: Sequence[Judgment]) -> Iterator[str]:
    if kappa.value is None:
        yield "its agreement with the labels is not defined"
    elif kappa.value < LEAST_KAPPA:
        yield f"kappa {kappa.value:.3f} is below {LEAST_KAPPA}"
    unanswered = sum(not each.given.answer.readable for each in judged)
    if unanswered > MOST_UNANSWERED * len(judged):
        yield f"{unanswered} of {len(judged)} questions have no answer that can be read, more than a tenth"
