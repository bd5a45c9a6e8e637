"""Marks on disk: beside the run, which never changes, one file a reviewer, one line a mark, appended and never edited."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from threading import Lock

from pydantic import ValidationError

from eval.lines import DataFault
from eval.review.marks import Mark

REVIEWER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
ENDING = ".jsonl"


def marks_path(run: Path, reviewer: str) -> Path:
    """As in `runs/NAME.review/REVIEWER.jsonl`; raises DataFault where the name could not be that of a file."""
    if not REVIEWER.fullmatch(reviewer):
        raise DataFault(f"reviewer {reviewer!r}: a name has 1 to 40 letters, digits, dots, dashes or underscores")
    return review_folder(run) / f"{reviewer}{ENDING}"


def review_folder(run: Path) -> Path:
    """Where the marks on a run are kept."""
    whole = run.resolve()
    return whole.with_name(whole.name + ".review")


def read_reviews(run: Path) -> Mapping[str, tuple[Mark, ...]]:
    """The marks of every reviewer of a run, by name, each in the order in which they were made."""
    paths = sorted(review_folder(run).glob(f"*{ENDING}"))
    return {path.name.removesuffix(ENDING): read_marks(path) for path in paths}


def read_marks(path: Path) -> tuple[Mark, ...]:
    """The marks of a file; none where there is no file. Raises DataFault naming file and line.

    A last line without its line feed is what a crash left of a mark that was never confirmed: it is passed over.
    """
    if not path.exists():
        return ()
    whole = path.read_bytes().split(b"\n")[:-1]
    return tuple(_parsed(f"{path}:{number}", line) for number, line in enumerate(whole, 1) if line.strip())


def _parsed(place: str, line: bytes) -> Mark:
    try:
        return Mark.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        raise DataFault(f"{place}: {'.'.join(map(str, first['loc'])) or 'mark'}: {first['msg']}") from error


class Store:
    """The files of one reviewer, one for each run. Threads may share it."""

    def __init__(self, runs: Iterable[Path], reviewer: str) -> None:
        self._paths = {run: marks_path(run, reviewer) for run in runs}
        self._lock = Lock()

    def marks(self) -> Iterator[Mark]:
        """Every mark that was made, run by run."""
        for path in self._paths.values():
            yield from read_marks(path)

    def add(self, mark: Mark, runs: Iterable[Path]) -> None:
        """Append the mark to the files of these runs; it is on the disk when this returns. Raises OSError."""
        with self._lock:
            for run in runs:
                _append(self._paths[run], mark.model_dump_json().encode() + b"\n")


def _append(path: Path, line: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        _drop_unfinished(file.fileno())
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def _drop_unfinished(file: int, window: int = 65_536) -> None:
    """Cut off a last line that a crash left unfinished; a mark is much shorter than the window, in bytes."""
    size = os.fstat(file).st_size
    start = max(0, size - window)
    tail = os.pread(file, window, start)
    if tail and not tail.endswith(b"\n"):
        os.ftruncate(file, start + tail.rfind(b"\n") + 1)
