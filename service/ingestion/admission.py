"""Admitting cards and reviews: the only way into the ledger."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

from service.errors import CorpusFault, NotFound
from service.ingestion.corpus_check import check
from service.ingestion.documents import Document
from service.ingestion.faults import Fault
from service.ingestion.ledger import Admission, Kind, Ledger, admissible, read_ledger, write_ledger

CURED_BY_ADMISSION = frozenset({"not-admitted", "changed-after-admission"})


def admit(
    corpus_dir: Path, *, by: str, grounds: str, on: date, ids: Collection[str] | None = None
) -> tuple[Admission, ...]:
    """Enter files into the ledger as they are now, and return the new entries.

    Without `ids`, every file that is new or has changed since its admission is entered, and entries whose file is
    gone are struck. Nothing is written unless all of them may enter: raises NotFound for an id that no file has, and
    CorpusFault where a file to be admitted breaks any other rule.
    """
    faults: list[Fault] = []
    ledger, documents = read_ledger(corpus_dir, faults), admissible(corpus_dir)
    chosen = {key: documents[key] for key in choose(ledger, documents, ids)}
    paths = {document.path for document in chosen.values()}
    faults += [f for f in check(corpus_dir) if f.path in paths and f.rule not in CURED_BY_ADMISSION]
    if faults:
        raise CorpusFault("\n".join(str(fault) for fault in faults))
    entered = {key: Admission(key[1], key[0], on, by, grounds, doc.sha256) for key, doc in chosen.items()}
    kept = {key: entry for key, entry in ledger.admissions.items() if ids is not None or key in documents}
    write_ledger(corpus_dir, {**kept, **entered}.values())
    return tuple(entered.values())


def choose(
    ledger: Ledger, documents: dict[tuple[Kind, str], Document], ids: Collection[str] | None
) -> list[tuple[Kind, str]]:
    """Files with the given ids; without ids, those that the ledger does not hold as they are now."""
    if ids is not None:
        if unknown := set(ids) - {name for _, name in documents}:
            raise NotFound(f"no card or review has the id {', '.join(sorted(unknown))}")
        return [key for key in documents if key[1] in ids]
    entries = ledger.admissions
    return [key for key, doc in documents.items() if key not in entries or entries[key].sha256 != doc.sha256]
