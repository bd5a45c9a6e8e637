"""The made-up corpus that tests copy and break; it is sound as it stands."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from service.ingestion.documents import Document
from service.ingestion.ledger import Admission, admissible, read_ledger, write_ledger

MINI = Path(__file__).parent / "mini_corpus"
SHIPPED = Path(__file__).parent.parent / "corpus"


def copy_mini_corpus(folder: Path) -> Path:
    """Copy the mini corpus into a folder that a test may change."""
    return Path(shutil.copytree(MINI, folder / "corpus"))


def edit(corpus: Path, path: str, old: str, new: str) -> None:
    """Replace the one place where `old` stands."""
    text = (corpus / path).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    (corpus / path).write_text(text.replace(old, new), encoding="utf-8")


def readmit(corpus: Path) -> None:
    """Enter every admitted file's present hash, sound or not, so that other rules are seen alone."""
    ledger, documents = read_ledger(corpus, []), admissible(corpus)
    entries = [(entry, documents.get(key)) for key, entry in ledger.admissions.items()]
    write_ledger(corpus, [entry if document is None else with_hash(entry, document) for entry, document in entries])


def with_hash(entry: Admission, document: Document) -> Admission:
    """Take over a file's present hash."""
    return replace(entry, sha256=document.sha256)
