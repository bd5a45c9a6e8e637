"""cards -> passages -> index -> manifest, built beside the live generation and swapped in whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from service.domain import Corpus, Passage
from service.errors import IndexMismatch
from service.ingestion.anchors import Anchors, anchors_of, save_anchors
from service.ingestion.corpus import load_corpus
from service.ingestion.documents import corpus_files, corpus_version
from service.ingestion.embeddings import Embeddings, embed, load_embeddings, save_embeddings
from service.ingestion.generation import GENERATIONS, PARTIAL, Layout, delete_generations, live_name, make_live
from service.ingestion.lock import only_builder
from service.ingestion.manifest import LAYOUT, Counts, Manifest, library_versions, read_manifest, write_manifest
from service.ports import Clock, Encoder, Vectors

Progress = Callable[[str, int, int], None]  # stage, done, total


class VectorWriter(Protocol):
    """Writes a vector index into a folder that does not exist yet, one row a passage."""

    def __call__(self, folder: Path, passages: Sequence[Passage], vectors: Vectors, model_hash: str) -> None:
        """Raise PartUnavailable where it cannot be written."""


class LexicalWriter(Protocol):
    """Writes a lexical index into a folder that does not exist yet."""

    def __call__(self, folder: Path, passages: Sequence[Passage]) -> None:
        """Raise PartUnavailable where it cannot be written."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The parts that a build works with."""

    encoder: Encoder
    write_vectors: VectorWriter
    write_words: LexicalWriter
    clock: Clock


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What came of a build. `built` is False where the live generation already was what would have been built."""

    built: bool
    generation: str
    manifest: Manifest
    embedded: int
    reused: int


def build_index(corpus_dir: Path, index_dir: Path, tools: Tools, *, progress: Progress) -> BuildReport:
    """Build a generation from the corpus and make it live, unless the live one is up to date.

    The live generation keeps serving until the swap, whatever happens before it; it is kept, one further, for readers
    that still hold it. Raises BuildInProgress, CorpusFault, PartUnavailable.
    """
    (index_dir / GENERATIONS).mkdir(parents=True, exist_ok=True)
    with only_builder(index_dir):
        live = live_generation(index_dir)
        delete_generations(index_dir, {live_name(index_dir), live.manifest["previous"] if live else None})
        if live and live.serves(corpus_version(corpus_dir), tools.encoder.model_hash):
            return BuildReport(False, live.name, live.manifest, embedded=0, reused=0)
        return build_beside(live, corpus_dir, index_dir, tools, progress)


@dataclass(frozen=True, slots=True)
class Live:
    """The live generation as a builder sees it."""

    name: str
    layout: Layout
    manifest: Manifest

    def serves(self, version: str, model_hash: str) -> bool:
        """Whether it already is what would be built."""
        same = (self.manifest["corpus_version"], self.manifest["model_hash"]) == (version, model_hash)
        return same and self.layout.whole


def live_generation(index_dir: Path) -> Live | None:
    """The live generation, or None where there is none that this layout can read."""
    name = live_name(index_dir)
    if name is None:
        return None
    layout = Layout(index_dir / GENERATIONS / name)
    try:
        return Live(name, layout, read_manifest(layout.path))
    except IndexMismatch:
        return None


def build_beside(live: Live | None, corpus_dir: Path, index_dir: Path, tools: Tools, progress: Progress) -> BuildReport:
    """Build the next generation and swap it in."""
    started = tools.clock.now()
    with partial_generation(index_dir, started) as layout:
        progress("read", 0, 1)
        copy_corpus(corpus_dir, layout.corpus)
        corpus = load_corpus(layout.corpus)
        progress("read", 1, 1)
        known = load_embeddings(live.layout.embeddings) if live else {}
        embeddings, anchors = write_parts(layout, corpus, known, tools, progress)
        manifest = describe(corpus, embeddings, anchors, started, tools.clock, live_name(index_dir))
        write_manifest(layout.path, manifest)
        progress("swap", 0, 1)
        name = make_live(index_dir, layout.path)
    delete_generations(index_dir, {name, manifest["previous"]})
    progress("swap", 1, 1)
    return BuildReport(True, name, manifest, embeddings.embedded, embeddings.reused)


@contextmanager
def partial_generation(index_dir: Path, now: datetime) -> Iterator[Layout]:
    """A new folder to build in, named by the time; it does not outlive a build that fails."""
    stem, taken = f"{now:%Y%m%dT%H%M%S%f}", {path.name for path in (index_dir / GENERATIONS).iterdir()}
    name = next(name for n in range(len(taken) + 1) if (name := f"{stem}-{n}") not in taken)
    path = index_dir / GENERATIONS / f"{name}{PARTIAL}"
    path.mkdir()
    try:
        yield Layout(path)
    finally:
        shutil.rmtree(path, ignore_errors=True)


def copy_corpus(corpus_dir: Path, copy: Path) -> None:
    """Copy the corpus files, so that what is served cannot be half edited."""
    for path in corpus_files(corpus_dir):
        target = copy / path.relative_to(corpus_dir)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def write_parts(
    layout: Layout, corpus: Corpus, known: dict[str, Vectors], tools: Tools, progress: Progress
) -> tuple[Embeddings, Anchors]:
    """Embed what is new and write the indexes and the anchors."""
    passages, entries = list(corpus.passages.values()), anchors_of(corpus)
    texts = [passage.text for passage in passages]
    anchor_texts = [anchor.text for anchor in entries]
    embeddings = embed([*texts, *anchor_texts], tools.encoder, known, partial(progress, "embed"))
    progress("index", 0, 2)
    tools.write_vectors(layout.vectors, passages, embeddings.of(texts), embeddings.model_hash)
    progress("index", 1, 2)
    tools.write_words(layout.words, passages)
    progress("index", 2, 2)
    anchors = Anchors(entries, embeddings.of(anchor_texts))
    save_anchors(layout.anchors, anchors)
    save_embeddings(layout.embeddings, embeddings)
    return embeddings, anchors


def describe(
    corpus: Corpus, embeddings: Embeddings, anchors: Anchors, started: datetime, clock: Clock, previous: str | None
) -> Manifest:
    """The manifest of a generation whose parts are written."""
    now = clock.now()
    return Manifest(
        layout=LAYOUT,
        corpus_version=corpus.version,
        model_hash=embeddings.model_hash,
        dimension=embeddings.dimension,
        counts=Counts(
            sources=len(corpus.sources),
            passages=len(corpus.passages),
            reviews=len(corpus.reviews),
            anchors=len(anchors.entries),
            embedded=embeddings.embedded,
            reused=embeddings.reused,
        ),
        built_at=now.isoformat(),
        build_seconds=(now - started).total_seconds(),
        libraries=library_versions(),
        previous=previous,
    )
