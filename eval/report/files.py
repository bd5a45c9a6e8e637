"""The files that a report is written to."""

from __future__ import annotations

from pathlib import Path

from eval.record import RunFault


def check_outside(path: Path | None) -> None:
    """Raise RunFault for a place inside a run, which never changes."""
    if path and (path.absolute().parent / "run.json").exists():
        raise RunFault(f"{path}: is in the folder of a run; a run never changes")


def written(path: Path, body: str) -> None:
    """Write a file and say so; a lone surrogate, which JSON may hold, becomes a question mark."""
    path.write_text(body, encoding="utf-8", errors="replace")
    print(f"written: {path}")
