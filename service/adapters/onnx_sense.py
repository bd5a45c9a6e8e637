"""The bundled senses of triage."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from service.adapters.onnx_model import OnnxModel
from service.ports import Vectors

MAX_TOKENS = 128
HEADS = ("danger", "own_care")


class OnnxSense:
    """A text classifier with a logit per head; `thresholds.json` holds the logit from which each speaks up."""

    def __init__(self, folder: Path, *, threads: int) -> None:
        self._model = OnnxModel(folder, max_tokens=MAX_TOKENS, threads=threads)
        self.model_hash = self._model.sha256
        thresholds = json.loads((folder / "thresholds.json").read_text(encoding="utf-8"))
        self._thresholds = np.array([thresholds[head] for head in HEADS], dtype=np.float32)

    def margins(self, texts: Sequence[str]) -> Vectors:
        """See `ports.MessageSense`."""
        return self._model.run(texts) - self._thresholds
