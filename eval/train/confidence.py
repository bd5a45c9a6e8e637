"""Fit how likely a verdict is right, on the development cases.

    python -m eval.train.confidence --out service/models/confidence/weights.json

Each case gives its main finding: what the verdict rests on, and whether the case accepts it. The printed calibration is
out of fold (five folds by case), of cases that the verdict's own thresholds were chosen on.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import numpy as np
from tqdm import tqdm

from eval.calibration import Judgement, calibration_error
from eval.case import CASES, Case, load_cases
from eval.scoring import main_finding
from eval.suites.case_items import converse
from eval.targets.in_process import InProcess
from eval.targets.target import Target
from eval.train.logistic import Rows, out_of_fold, weights
from service.adapters.system import SystemClock
from service.bootstrap import build
from service.settings import Settings
from service.verification.confidence import Grounds

LOOSENESS = 0.3
MILLION = 1_000_000


class Recorder:
    """Takes the place of the model: keeps the features, and answers with the number of their row in millionths."""

    def __init__(self) -> None:
        self.features: list[tuple[float, ...]] = []

    def __call__(self, features: tuple[float, ...]) -> float:
        """The number of the row, in the place of a probability."""
        self.features.append(features)
        return (len(self.features) - 1) / MILLION

    def of(self, confidence: float) -> tuple[float, ...]:
        """The features that a confidence was given for."""
        return self.features[round(confidence * MILLION)]


def rows_of(cases: Sequence[Case], target: Target, recorder: Recorder) -> Rows:
    """One row per case with a verdict and a finding."""
    chosen: list[tuple[float, ...]] = []
    labels: list[int] = []
    groups: list[str] = []
    for case in tqdm([case for case in cases if case.verdicts]):
        if found := main_finding(converse(case, target).findings):
            chosen.append(recorder.of(found.confidence))
            labels.append(int(found.verdict in case.verdicts))
            groups.append(case.id)
    return Rows(np.array(chosen), np.array(labels), groups)


def main() -> None:
    """Fit, report and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cases", type=Path, default=CASES / "development")
    args = parser.parse_args()
    settings, recorder = Settings(), Recorder()
    checker = build(settings)
    checker.verifier.confidence = recorder
    rows = rows_of(load_cases(args.cases), InProcess(checker, settings, SystemClock().now().date()), recorder)
    found = [Judgement(*row) for row in zip(out_of_fold(rows, LOOSENESS).tolist(), rows.labels == 1, strict=True)]
    written = {
        **weights(rows, LOOSENESS),
        "features": [field.name for field in fields(Grounds)],
        "cases": len(rows.labels),
        "right": int(rows.labels.sum()),
        "out_of_fold": {"ece": round(calibration_error(found), 4)},
        "models": dict(checker.models),
    }
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(written, indent=2))


if __name__ == "__main__":
    main()
