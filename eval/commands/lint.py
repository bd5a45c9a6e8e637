"""`lint`: say what is wrong with files of cases."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from eval.case import CASES
from eval.lines import DataFault
from eval.lint import Known, lint, schema
from service.ingestion.corpus import load_corpus
from service.rendering.inert import one_line


def lint_command(places: Sequence[Path], corpus_dir: Path) -> int:
    """Print every flaw of these files and folders, or else of the shipped cases; 1 where there is one."""
    paths = files_of(places or [CASES.relative_to(Path.cwd()) if CASES.is_relative_to(Path.cwd()) else CASES])
    flaws = lint(paths, Known.of(load_corpus(corpus_dir)))
    for flaw in flaws:
        print(one_line(str(flaw)))
    print(f"{len(paths)} files, {len(flaws)} flaws")
    return 1 if flaws else 0


def schema_command() -> int:
    """Print the JSON schema of a line of a file of cases."""
    print(schema_text(), end="")
    return 0


def schema_text() -> str:
    """The schema as it is kept in the repository."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def files_of(places: Sequence[Path]) -> list[Path]:
    """Each file once, and the .jsonl files in each folder; raises DataFault where there is none."""
    found = [path for place in places for path in (sorted(place.rglob("*.jsonl")) if place.is_dir() else [place])]
    if not found:
        raise DataFault(f"{', '.join(map(str, places))}: no .jsonl file")
    return list(dict.fromkeys(found))
