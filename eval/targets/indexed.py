"""The product's own indexes over any documents, kept in a folder that is named by what they were made from."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

from eval.documents import Document, chunks
from service.domain import Certainty, Checked, Corpus, FindingKind, Passage, Scope
from service.ingestion.build import Tools, write_parts
from service.ingestion.embeddings import load_embeddings
from service.ingestion.generation import Layout
from service.ports import Vectors

FORM = 1
"""Counts up when documents are cut or indexed in another way, so that older folders are not taken for newer ones."""
PASSAGES = "passages.json"
DIGITS = 16


@dataclass(frozen=True, slots=True)
class Indexed:
    """Documents with the indexes over their passages. `corpus.version` is the hash of the documents alone."""

    documents: Mapping[str, Document]
    corpus: Corpus
    layout: Layout


def indexed(
    documents: Sequence[Document],
    cache: Path,
    tools: Tools,
    fits: Callable[[str], bool],
    progress: Callable[[int, int], None],
) -> Indexed:
    """Open the indexes of these documents, after building them where `cache` does not hold them yet.

    Texts that another collection in `cache` has too are not embedded again.

    `fits` tells whether the encoder reads a text to its end; `progress` hears (done, of) while texts are embedded.
    """
    version = documents_hash(documents)
    folder = cache / sha256(f"{FORM} {version} {tools.encoder.model_hash}".encode()).hexdigest()[:DIGITS]
    if not folder.is_dir():
        with _new_folder(folder) as layout:
            passages = [each for document in documents for each in passages_of(document, fits)]
            write_parts(layout, bare_corpus(version, passages), _known(cache), tools, partial(_embedding, progress))
            rows = [[passage.source_id, passage.number, passage.text] for passage in passages]
            (layout.path / PASSAGES).write_text(json.dumps(rows), encoding="utf-8")
    rows = json.loads((folder / PASSAGES).read_text(encoding="utf-8"))
    corpus = bare_corpus(version, [bare_passage(*row) for row in rows])
    return Indexed({document.id: document for document in documents}, corpus, Layout(folder))


def documents_hash(documents: Sequence[Document]) -> str:
    """sha256 of ids, titles and sentences in order, as 16 hex digits."""
    digest = sha256()
    for document in documents:
        digest.update(json.dumps([document.id, document.title, document.sentences]).encode() + b"\n")
    return digest.hexdigest()[:DIGITS]


def passages_of(document: Document, fits: Callable[[str], bool]) -> Iterator[Passage]:
    """The document as passages, numbered from 1."""
    for number, text in enumerate(chunks(document, fits), 1):
        yield bare_passage(document.id, number, text)


def bare_passage(document_id: str, number: int, text: str) -> Passage:
    """A passage of which only the text is known; search reads nothing else."""
    return Passage(
        document_id, number, text, FindingKind.DEFINITION, Certainty.VERY_LOW, Checked.SECONDARY, "not checked"
    )


def bare_corpus(version: str, passages: Sequence[Passage]) -> Corpus:
    """A corpus of passages alone: no subject, no lexicon, no reviews."""
    return Corpus(version, {}, {passage.id: passage for passage in passages}, {}, {}, Scope("", (), (), ""))


def _known(cache: Path) -> dict[str, Vectors]:
    """Vectors by content address, of every collection that is there."""
    folders = [folder for folder in sorted(cache.iterdir()) if (folder / PASSAGES).is_file()]
    return {key: row for folder in folders for key, row in load_embeddings(Layout(folder).embeddings).items()}


def _embedding(progress: Callable[[int, int], None], stage: str, done: int, total: int) -> None:
    if stage == "embed":
        progress(done, total)


@contextmanager
def _new_folder(folder: Path) -> Iterator[Layout]:
    """A folder beside the one to be made, which takes its name once it is whole and goes away if it never is."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
    try:
        yield Layout(beside)
        if not folder.is_dir():  # somebody else may have built the same meanwhile
            beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
