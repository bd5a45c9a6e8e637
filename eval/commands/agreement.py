"""`agreement`: do reviewers agree, do the automatic scores agree with them, and which run would they rather show."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eval.report.agreement import agreement_lines, worth_lines
from eval.review.agreement import between_reviewers, with_reviewers
from eval.review.reviewed import reviewed_run
from eval.suites.catalogue import gate_of
from service.settings import Settings


def agreement_command(folders: Sequence[Path], settings: Settings) -> int:
    """Print all that the reviews of these runs come to."""
    runs = [reviewed_run(folder) for folder in dict.fromkeys(folders)]
    seed = runs[0].run.facts.seed
    against = list(with_reviewers(runs, gate_of(settings.corpus_dir), seed))
    print("\n".join(agreement_lines(runs, list(between_reviewers(runs, seed)), against)))
    print("\n".join(worth_lines(runs)))
    return 0
