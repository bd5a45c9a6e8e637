"""The shipped judge as a transformers model on torch, for a pipeline that reranks with it.

    python -m eval.bench.torch_judge OUT

The weights are those of the shipped int8 ONNX file, dequantised to float32; the ONNX judge also rounds what passes
between its layers, so the two agree only about.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import CrossEncoder

from eval.bench.processes import tell
from eval.train.torch_judge import JUDGE, write_torch_judge
from service.adapters.onnx_judge import OnnxJudge
from service.domain import Corpus, Stance
from service.ingestion.corpus import load_corpus
from service.settings import Settings

CHECKED_PAIRS = 48
RELEVANCE = 3


@dataclass(frozen=True, slots=True)
class Agreement:
    """How near two judges are on the same pairs: the mean and largest difference of a probability, and how often their
    likeliest stance is the same.
    """

    pairs: int
    mean_difference: float
    largest_difference: float
    same_stance: float


class FloatJudge:
    """The shipped weights on torch, see `ports.Judge`; the model is written into `folder` first."""

    def __init__(self, folder: Path) -> None:
        write_torch_judge(folder)
        self._model = CrossEncoder(str(folder), device="cpu")

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Stance]:
        """See `ports.Judge`."""
        if not pairs:
            return []
        rows = probabilities(np.asarray(self._model.predict(list(pairs)))).tolist()
        return [Stance(*row) for row in rows]


def probabilities(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Of logits (pairs, 4) the probabilities of supports, refutes, neutral, and of relevance, in the same shape."""
    odds = np.exp(logits[:, :RELEVANCE] - logits[:, :RELEVANCE].max(axis=1, keepdims=True))
    relevances = 1 / (1 + np.exp(-logits[:, RELEVANCE:]))
    return np.hstack([odds / odds.sum(axis=1, keepdims=True), relevances])


def claims_and_citations(corpus: Corpus) -> list[tuple[str, str]]:
    """Reviewed claims, each with the first passage that its review quotes, so that all stances occur."""
    quoted = [review for review in corpus.reviews.values() if review.citations]
    return [(r.claim, corpus.passages[r.citations[0].passage_id].text) for r in quoted][:CHECKED_PAIRS]


def agreement(ours: Sequence[Stance], logits: NDArray[np.float32]) -> Agreement:
    """Compare stances with logits of the same pairs, of shape (pairs, 4)."""
    theirs = probabilities(logits)
    mine = np.array([[s.supports, s.refutes, s.neutral, s.relevance or 0.0] for s in ours])
    apart = np.abs(mine - theirs)
    same = mine[:, :RELEVANCE].argmax(axis=1) == theirs[:, :RELEVANCE].argmax(axis=1)
    return Agreement(len(mine), float(apart.mean()), float(apart.max()), float(same.mean()))


def main(folder: Path) -> None:
    """Write the model and say how it agrees with the shipped one."""
    write_torch_judge(folder)
    settings = Settings()
    torch.set_num_threads(settings.threads)
    pairs = claims_and_citations(load_corpus(settings.corpus_dir))
    logits = CrossEncoder(str(folder), device="cpu").predict(pairs)
    tell(asdict(agreement(OnnxJudge(JUDGE, threads=settings.threads).judge(pairs), np.asarray(logits))))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
