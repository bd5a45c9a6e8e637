"""A judge that a maintainer names: any cross-encoder that sentence-transformers loads, for entailment or for reranking.

torch is imported only where such a model is named.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from service.domain import Stance
from service.errors import ModelFault
from service.ports import Judge

if TYPE_CHECKING:
    import torch
    from sentence_transformers import CrossEncoder

_MEANS = {
    "entail": "supports",
    "contradict": "refutes",
    "support": "supports",
    "refute": "refutes",
    "neutral": "neutral",
}


def open_cross_encoder(name: str, bundled: Judge, *, threads: int) -> EntailmentJudge | Reranker:
    """The named model as a judge.

    A model with one output is a reranker: it tells relevance, and the bundled judge the stance. One with outputs for
    entailment, contradiction and neutral tells the stance, and no relevance. Raises ModelFault for any other, and where
    the name cannot be loaded.
    """
    import torch
    from sentence_transformers import CrossEncoder

    torch.set_num_threads(threads)
    try:
        model = CrossEncoder(name, device="cpu")
    except (OSError, ValueError) as error:
        raise ModelFault(f"the judge {name!r} cannot be loaded: {error}") from error
    labels: Mapping[int, str] = model.config.id2label
    return Reranker(model, bundled) if len(labels) == 1 else EntailmentJudge(model, _columns(name, labels))


def weights_hash(model: CrossEncoder) -> str:
    """sha256 of all weights, by name."""
    digest = hashlib.sha256()
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(key.encode())
        digest.update(tensor.detach().float().contiguous().numpy().tobytes())
    return digest.hexdigest()


class EntailmentJudge:
    """See `ports.Judge`: the passage is the premise, the claim the hypothesis; `columns` are those of the three stances."""

    def __init__(self, model: CrossEncoder, columns: tuple[int, int, int]) -> None:
        self.model_hash = weights_hash(model)
        self._model = model
        self._columns = list(columns)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Stance]:
        """See `ports.Judge`."""
        if not pairs:
            return []
        logits = _logits(self._model, [(evidence, claim) for claim, evidence in pairs])[:, self._columns]
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        return [Stance(s, r, n) for s, r, n in (odds / odds.sum(axis=1, keepdims=True)).tolist()]


class Reranker:
    """See `ports.Judge`: relevance by the reranker, stance by another judge."""

    def __init__(self, model: CrossEncoder, stances: Judge) -> None:
        self.model_hash = weights_hash(model)
        self._model = model
        self._stances = stances

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Stance]:
        """See `ports.Judge`."""
        if not pairs:
            return []
        relevances = 1 / (1 + np.exp(-_logits(self._model, pairs)[:, 0]))
        return [
            Stance(stance.supports, stance.refutes, stance.neutral, relevance)
            for stance, relevance in zip(self._stances.judge(pairs), relevances.tolist(), strict=True)
        ]


def _logits(model: CrossEncoder, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
    """Shape (pairs, labels)."""
    scores = model.predict(list(pairs), activation_fn=_as_they_are, show_progress_bar=False)
    return np.asarray(scores, dtype=np.float64).reshape(len(pairs), -1)


def _as_they_are(logits: torch.Tensor) -> torch.Tensor:
    return logits


def _columns(name: str, labels: Mapping[int, str]) -> tuple[int, int, int]:
    found = {
        means: n for n, label in labels.items() for stem, means in _MEANS.items() if label.lower().startswith(stem)
    }
    try:
        return found["supports"], found["refutes"], found["neutral"]
    except KeyError:
        raise ModelFault(
            f"the judge {name!r} has the labels {', '.join(labels.values())}; "
            "wanted are entailment, contradiction and neutral, or one single output of a reranker"
        ) from None
