"""The files of SciFact's form: corpus.jsonl and claims_<split>.jsonl."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, NonNegativeInt

from eval.documents import Document
from eval.lines import DataFault, Line, read_files, read_placed


class Label(StrEnum):
    """What an abstract makes of a claim; one that says nothing of it has no label."""

    SUPPORT = "SUPPORT"
    CONTRADICT = "CONTRADICT"


class Rationale(BaseModel):
    """Sentences (counted from 0) that together are enough to see the label."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sentences: tuple[NonNegativeInt, ...] = Field(min_length=1)
    label: Label


class ClaimLine(Line):
    """A line of the claims; `evidence` maps an abstract to its alternative rationales."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    claim: str = Field(min_length=1)
    evidence: Mapping[str, tuple[Rationale, ...]]
    cited: tuple[str, ...] = Field((), validation_alias=AliasChoices("cited_doc_ids", "doc_ids"))


class AbstractLine(Line):
    """A line of the corpus; the abstract is its sentences, in order."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    id: str = Field(min_length=1, alias="doc_id")
    title: str = ""
    abstract: tuple[str, ...] = Field(min_length=1)


def read_abstracts(folder: Path) -> dict[str, Document]:
    """The abstracts by id; raises DataFault."""
    lines = read_files([folder / "corpus.jsonl"], AbstractLine)
    return {line.id: Document(line.id, line.title, line.abstract) for line in lines}


def read_claims(folder: Path, split: str, abstracts: Mapping[str, Document]) -> Sequence[ClaimLine]:
    """The claims of a split, in order; raises DataFault also where evidence names what is not in the abstracts."""
    lines = read_placed([folder / f"claims_{split}.jsonl"], ClaimLine)
    for place, line in lines:
        for document_id in (*line.cited, *line.evidence):
            if document_id not in abstracts:
                raise DataFault(f"{place}: no abstract is called {document_id!r}")
        for document_id, rationales in line.evidence.items():
            _check(f"{place}: evidence.{document_id}", rationales, len(abstracts[document_id].sentences))
    return [line for _, line in lines]


def _check(place: str, rationales: Sequence[Rationale], sentences: int) -> None:
    if not rationales:
        raise DataFault(f"{place}: no rationale; an abstract that settles nothing is left out")
    if len({rationale.label for rationale in rationales}) > 1:
        raise DataFault(f"{place}: an abstract has one label, and its rationales name two")
    for number in (number for rationale in rationales for number in rationale.sentences):
        if number >= sentences:
            raise DataFault(f"{place}: sentence {number}, where the abstract has {sentences}, counted from 0")
