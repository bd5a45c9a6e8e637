"""The bundled stance judge."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from service.adapters.onnx_model import OnnxModel
from service.domain import Stance

MAX_TOKENS = 160


class OnnxJudge:
    """A cross-encoder with four logits: supports, refutes, neutral (one softmax) and relevance; see `ports.Judge`."""

    def __init__(self, folder: Path, *, threads: int) -> None:
        self._model = OnnxModel(folder, max_tokens=MAX_TOKENS, threads=threads)
        self.model_hash = self._model.sha256

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Stance]:
        """See `ports.Judge`."""
        if not pairs:
            return []
        logits = self._model.run(pairs).astype(np.float64)
        odds = np.exp(logits[:, :3] - logits[:, :3].max(axis=1, keepdims=True))
        shares = odds / odds.sum(axis=1, keepdims=True)
        relevances = 1 / (1 + np.exp(-logits[:, 3]))
        return [
            Stance(s, r, n, relevance)
            for (s, r, n), relevance in zip(shares.tolist(), relevances.tolist(), strict=True)
        ]
