"""What a generation says of itself. It is written last: a folder without one is unfinished."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypedDict, cast

from service.errors import IndexMismatch

LAYOUT = 1
MANIFEST = "manifest.json"
LIBRARIES = ("bm25s", "chromadb", "numpy", "onnxruntime", "PyStemmer", "tokenizers")


class Counts(TypedDict):
    """How much a generation holds, and how many distinct texts were embedded for it or taken from the one before."""

    sources: int
    passages: int
    reviews: int
    anchors: int
    embedded: int
    reused: int


class Manifest(TypedDict):
    """`built_at` is ISO 8601 in UTC; `previous` names the generation that was live before."""

    layout: int
    corpus_version: str
    model_hash: str
    dimension: int
    counts: Counts
    built_at: str
    build_seconds: float
    libraries: dict[str, str]
    previous: str | None


def read_manifest(folder: Path) -> Manifest:
    """Raises IndexMismatch where there is none, or one of another layout."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise IndexMismatch(f"index {folder.name} has no readable manifest; build it again") from error
    if not isinstance(manifest, dict) or manifest.get("layout") != LAYOUT:
        raise IndexMismatch(f"index {folder.name} has another layout than {LAYOUT}; build it again")
    return cast("Manifest", manifest)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write it beside the index that it describes."""
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def library_versions() -> dict[str, str]:
    """Versions of the libraries that had a hand in the index, where they are installed."""
    return {name: found for name in LIBRARIES if (found := installed_version(name))}


def installed_version(name: str) -> str | None:
    """Version of one library, or None."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None
