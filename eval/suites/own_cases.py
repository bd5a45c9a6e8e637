"""Where the cases of a suite stand that has some of its own: `eval/cases/SUITE/SPLIT.jsonl`."""

from __future__ import annotations

from pathlib import Path

from eval.case import CASES


def own_cases(suite: str, split: str) -> Path:
    """The file, which need not be there: not every suite has cases of its own in every split."""
    return CASES / suite / f"{split}.jsonl"
