"""`newcases`: turn what reviewers would have replied into cases."""

from __future__ import annotations

from pathlib import Path

from eval.review.newcases import new_cases, write_cases
from eval.review.reviewed import reviewed_run


def newcases_command(run: Path, out: Path) -> int:
    """Write the new cases, where there are any; they are to be read by a person before they are kept."""
    cases = new_cases(reviewed_run(run))
    if not cases:
        print("no review asks for a verdict or outcome that its case does not accept already")
        return 0
    write_cases(cases, out)
    print(f"{len(cases)} cases in {out}; read them, then: python -m eval lint {out}")
    return 0
