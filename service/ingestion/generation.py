"""The index on disk: generations built side by side, of which one is live.

index_dir/
├── CURRENT                    name of the live generation, replaced in one step
├── LOCK                       held by the one builder
└── generations/
    ├── <name>/                manifest.json  corpus/  chroma/  bm25/  anchors.npz  embeddings.npz
    └── <name>.partial/        being built, or left by a builder that was killed
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from service.domain import Corpus
from service.errors import IndexMismatch, IndexNotReady
from service.ingestion.anchors import Anchors, load_anchors
from service.ingestion.corpus import load_corpus
from service.ingestion.manifest import Manifest, read_manifest

CURRENT = "CURRENT"
GENERATIONS = "generations"
PARTIAL = ".partial"


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of one generation lie."""

    path: Path

    @property
    def corpus(self) -> Path:
        """Copy of the corpus files that the generation was built from."""
        return self.path / "corpus"

    @property
    def vectors(self) -> Path:
        """Folder of the vector index."""
        return self.path / "chroma"

    @property
    def words(self) -> Path:
        """Folder of the lexical index."""
        return self.path / "bm25"

    @property
    def anchors(self) -> Path:
        """Embedded wordings of the reviews."""
        return self.path / "anchors.npz"

    @property
    def embeddings(self) -> Path:
        """Vectors by content address, for the next build."""
        return self.path / "embeddings.npz"

    @property
    def whole(self) -> bool:
        """Whether every part is there."""
        return all(part.exists() for part in (self.corpus, self.vectors, self.words, self.anchors))


@dataclass(frozen=True, slots=True)
class Generation:
    """A built index, ready to be served: the corpus is the one it was built from, not the one being edited."""

    name: str
    layout: Layout
    manifest: Manifest
    corpus: Corpus
    anchors: Anchors


def open_generation(index_dir: Path, *, model_hash: str) -> Generation:
    """Open the live generation.

    Raises IndexNotReady where nothing has been built, and IndexMismatch where what was built has another layout,
    lacks a part or was embedded by another model.
    """
    name = live_name(index_dir)
    if name is None:
        raise IndexNotReady("no index has been built yet")
    layout = Layout(index_dir / GENERATIONS / name)
    manifest = read_manifest(layout.path)
    if manifest["model_hash"] != model_hash:
        raise IndexMismatch(f"index {name} was embedded by another model; build it again")
    if not layout.whole:
        raise IndexMismatch(f"index {name} lacks a part; build it again")
    return Generation(name, layout, manifest, load_corpus(layout.corpus), load_anchors(layout.anchors))


def live_name(index_dir: Path) -> str | None:
    """Name of the live generation; it changes when a new one is swapped in. None before the first build."""
    try:
        return (index_dir / CURRENT).read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None


def make_live(index_dir: Path, partial: Path) -> str:
    """Give a finished generation its name and point CURRENT at it, each in one step that a crash cannot halve."""
    sync_tree(partial)
    final = partial.with_name(partial.name.removesuffix(PARTIAL))
    partial.rename(final)
    sync(final.parent)
    pointer = index_dir / f"{CURRENT}.new"
    pointer.write_text(final.name + "\n", encoding="utf-8")
    sync(pointer)
    os.replace(pointer, index_dir / CURRENT)
    sync(index_dir)
    return final.name


def delete_generations(index_dir: Path, keep: set[str | None]) -> None:
    """Delete every generation, finished or not, whose name is not kept."""
    for path in (index_dir / GENERATIONS).iterdir():
        if path.name not in keep:
            shutil.rmtree(path)


def sync_tree(folder: Path) -> None:
    """Wait until all files below are on the disk."""
    for path in (*folder.rglob("*"), folder):
        sync(path)


def sync(path: Path) -> None:
    """Wait until one file or folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
