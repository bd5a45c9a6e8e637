"""`show`: explain one case of a run."""

from __future__ import annotations

from pathlib import Path

from eval.record import read_run
from eval.report.terminal import case_lines


def show_command(folder: Path, case_id: str) -> int:
    """Print what was asked, expected and said, and why the scores are what they are."""
    run = read_run(folder)
    print("\n".join(case_lines(run, run.result(case_id))))
    return 0
