"""Claims against sentences of a page that bear them out wholly, in part, or not at all.

The judge has no label for support in part; its probability of support is cut twice instead, where other claims say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations_with_replacement
from math import inf
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import ConfigDict, Field
from sklearn.model_selection import GroupKFold

from eval.labelled import labelled
from eval.lines import Line, read_files
from eval.result import CaseResult
from service.ports import Encoder, Judge

NEAR = 3
"""How many sentences of the page are read for a claim: those nearest to it."""
FOLDS = 5
STEPS = 21
Ranks = NDArray[np.int_]


class Support(StrEnum):
    """How far a claim is borne out."""

    WHOLE = "supported"
    PART = "partially_supported"
    NONE = "not_supported"


RISING = (Support.NONE, Support.PART, Support.WHOLE)


class Paged(Line):
    """A line of the file; fields beyond these are passed over."""

    numbered = True
    model_config = ConfigDict(frozen=True, extra="ignore")

    claim: str = Field(min_length=1)
    evidence: tuple[str, ...] = Field(min_length=1)
    label: Support


@dataclass(frozen=True, slots=True)
class Tools:
    """The parts of the product that read a page for a claim."""

    encoder: Encoder
    judge: Judge


@dataclass(frozen=True, slots=True)
class Cuts:
    """The probabilities of support from which a claim counts as borne out in part, and wholly."""

    part: float
    whole: float

    def label(self, support: float) -> Support:
        """Of one probability."""
        if support >= self.whole:
            return Support.WHOLE
        return Support.PART if support >= self.part else Support.NONE


def read_claims(path: Path, tools: Tools) -> list[CaseResult]:
    """How far each claim of the file is borne out; raises DataFault naming file, line and rule."""
    lines = read_files([path], Paged)
    supports = [support(line, tools) for line in lines]
    found = out_of_fold(supports, lines)
    return [labelled(line.id, line.label, said, line.claim) for line, said in zip(lines, found, strict=True)]


def support(line: Paged, tools: Tools) -> float:
    """The probability that the sentences nearest to the claim, read as one in the order of the page, support it."""
    sentences = [sentence for sentence in line.evidence if sentence.strip()]
    cosines = tools.encoder.encode(sentences) @ tools.encoder.encode([line.claim])[0]
    nearest = sorted(np.argsort(-cosines)[:NEAR].tolist())
    (stance,) = tools.judge.judge([(line.claim, " ".join(sentences[n] for n in nearest))])
    return stance.supports


def out_of_fold(supports: Sequence[float], lines: Sequence[Paged]) -> list[Support]:
    """The label of each line by cuts that were chosen on the lines of other claims."""
    found = [Support.NONE] * len(lines)
    folds = GroupKFold(min(FOLDS, len({line.claim for line in lines})))
    for others, own in folds.split(supports, groups=[line.claim for line in lines]):
        cuts = best_cuts([supports[n] for n in others], [lines[n].label for n in others])
        for n in own:
            found[n] = cuts.label(supports[n])
    return found


def best_cuts(supports: Sequence[float], labels: Sequence[Support]) -> Cuts:
    """Those of the highest macro F1, of cuts at even quantiles of the probabilities and above all of them."""
    steps = [*np.unique(np.quantile(supports, np.linspace(0, 1, STEPS))).tolist(), inf]
    rows, gold = np.asarray(supports), np.array([RISING.index(label) for label in labels])
    pairs = combinations_with_replacement(steps, 2)
    return Cuts(*max(pairs, key=lambda pair: _macro_f1(gold, (rows >= pair[0]).astype(int) + (rows >= pair[1]))))


def _macro_f1(gold: Ranks, said: Ranks) -> float:
    """The mean over the labels that are expected of 2 hits / (said + expected)."""
    scores = [
        2 * float(((gold == rank) & (said == rank)).sum()) / float((gold == rank).sum() + (said == rank).sum())
        for rank in np.unique(gold)
    ]
    return sum(scores) / len(scores)
