"""corpus/ledger.yaml: who admitted which file, when, on what grounds, and what the file's hash was then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

import yaml

from service.ingestion.documents import LEDGER, REVIEWS, SOURCES, Document, read_document, read_documents
from service.ingestion.faults import Fault
from service.ingestion.fields import Fields, compose

ENTRY_FIELDS = ("id", "kind", "admitted_on", "admitted_by", "grounds", "sha256")
HEADER = "# Written by `caveat corpus admit`. One entry per admitted file, with the hash of its content on that day.\n"


class Kind(StrEnum):
    """What was admitted."""

    SOURCE = "source"
    REVIEW = "review"


FOLDERS = {Kind.SOURCE: SOURCES, Kind.REVIEW: REVIEWS}


@dataclass(frozen=True, slots=True)
class Admission:
    """One entry. `admitted_by` names a role, not a person."""

    id: str
    kind: Kind
    admitted_on: date
    admitted_by: str
    grounds: str
    sha256: str

    @property
    def key(self) -> tuple[Kind, str]:
        """What it admits: one file."""
        return self.kind, self.id


@dataclass(frozen=True, slots=True)
class Ledger:
    """The entries by what they admit, with the line of each."""

    admissions: Mapping[tuple[Kind, str], Admission]
    lines: Mapping[tuple[Kind, str], int]


def read_ledger(corpus_dir: Path, faults: list[Fault]) -> Ledger:
    """Read the ledger; faults are noted. A corpus without one has admitted nothing."""
    path = corpus_dir / LEDGER
    document = read_document(corpus_dir, path) if path.is_file() else Document(LEDGER, "", "")
    if isinstance(document, Fault):
        faults.append(document)
        return Ledger({}, {})
    admissions: dict[tuple[Kind, str], Admission] = {}
    lines: dict[tuple[Kind, str], int] = {}
    for fields in read_entries(document, faults):
        admission = read_admission(fields)
        if admission.key in admissions:
            fields.bad("id", "duplicate-id", f"`{admission.id}` is already admitted on line {lines[admission.key]}")
        admissions[admission.key], lines[admission.key] = admission, fields.line("id")
    return Ledger(admissions, lines)


def read_entries(document: Document, faults: list[Fault]) -> Iterable[Fields]:
    """Entries of the list that the ledger is."""
    node = compose(document.text, LEDGER, 1, faults) if document.text else None
    if node is None:
        return
    if not isinstance(node, yaml.SequenceNode):
        faults.append(Fault(LEDGER, 1, "wrong-type", "the ledger is a list of entries"))
        return
    for entry in node.value:
        yield Fields(entry, LEDGER, 1, faults)


def read_admission(fields: Fields) -> Admission:
    """Read one entry."""
    fields.expect(*ENTRY_FIELDS)
    return Admission(
        id=fields.text("id"),
        kind=fields.choice("kind", Kind),
        admitted_on=fields.day("admitted_on"),
        admitted_by=fields.text("admitted_by"),
        grounds=fields.text("grounds"),
        sha256=fields.text("sha256"),
    )


def admissible(corpus_dir: Path) -> dict[tuple[Kind, str], Document]:
    """Every card and review that could be admitted, sources first."""
    return {
        (kind, document.name): document
        for kind, folder in FOLDERS.items()
        for document in read_documents(corpus_dir, folder)
        if isinstance(document, Document)
    }


def verify(corpus_dir: Path) -> list[Fault]:
    """Files that were never admitted or have changed since, and entries whose file is gone."""
    faults: list[Fault] = []
    ledger, documents = read_ledger(corpus_dir, faults), admissible(corpus_dir)
    for key, document in documents.items():
        admission = ledger.admissions.get(key)
        if admission is None:
            faults.append(Fault(document.path, 1, "not-admitted", "the ledger has no entry for this file"))
        elif admission.sha256 != document.sha256:
            message = f"its hash differs from the one on line {ledger.lines[key]} of {LEDGER}"
            faults.append(Fault(document.path, 1, "changed-after-admission", message))
    for key in ledger.admissions.keys() - documents.keys():
        message = f"the {key[0]} `{key[1]}` has an entry but no file"
        faults.append(Fault(LEDGER, ledger.lines[key], "admitted-but-missing", message))
    return faults


def write_ledger(corpus_dir: Path, admissions: Iterable[Admission]) -> None:
    """Write the entries, sources first, each kind in the order of its ids."""
    ordered = sorted(admissions, key=lambda admission: (list(Kind).index(admission.kind), admission.id))
    entries = [asdict(admission) | {"kind": str(admission.kind)} for admission in ordered]
    text = yaml.safe_dump(entries, sort_keys=False, allow_unicode=True, width=120) if entries else ""
    (corpus_dir / LEDGER).write_text(HEADER + text, encoding="utf-8")
