"""Builds with the real stores and a fake encoder."""

from __future__ import annotations

from pathlib import Path

from service.adapters.bm25 import write_bm25
from service.adapters.chroma import write_chroma
from service.ingestion.build import BuildReport, Tools, build_index
from tests.fakes import HashingEncoder, SteppingClock


def silent(stage: str, done: int, total: int) -> None:
    """Show nothing."""


def tools(encoder: HashingEncoder) -> Tools:
    """The real stores, with the fake encoder and clock."""
    return Tools(encoder, write_chroma, write_bm25, SteppingClock())


def build(corpus: Path, index: Path, encoder: HashingEncoder | None = None) -> BuildReport:
    """Build without a sound."""
    return build_index(corpus, index, tools(encoder or HashingEncoder()), progress=silent)


def build_slowly(corpus: Path, index: Path, seconds_per_text: float) -> None:
    """Build with an encoder that takes its time, in a process that a test may kill."""
    build(corpus, index, HashingEncoder(seconds_per_text=seconds_per_text))
