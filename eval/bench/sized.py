"""An index of a wanted size, built by the real parts."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from eval.bench.large import write_large
from service.adapters.bm25 import write_bm25
from service.adapters.chroma import write_chroma
from service.adapters.system import SystemClock
from service.ingestion.build import Tools, build_index
from service.ingestion.generation import GENERATIONS, Layout, live_name
from service.ports import Encoder
from service.settings import Settings

MIB = 2**20


@dataclass(frozen=True, slots=True)
class Sized:
    """A built index. `seconds` are those of the build without encoding; `disk` holds MiB by part."""

    passages: int
    settings: Settings
    seconds: float
    stages: Mapping[str, float]
    disk: Mapping[str, float]


@dataclass(slots=True)
class StageClock:
    """Hears of the progress of a build and adds up the seconds between two words about the same stage."""

    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    _last: tuple[str, float] = ("", 0.0)

    def heard(self, stage: str, done: int, total: int) -> None:
        """See `service.ingestion.build.Progress`."""
        now = time.perf_counter()
        if stage == self._last[0]:
            self.seconds[stage] += now - self._last[1]
        self._last = (stage, now)


def build_sized(settings: Settings, folder: Path, statements: Sequence[str], encoder: Encoder) -> Sized:
    """Write the corpus with these statements added, and build its index; `encoder` knows every vector beforehand."""
    write_large(settings.corpus_dir, folder / "corpus", statements)
    own = settings.model_copy(update={"corpus_dir": folder / "corpus", "index_dir": folder / "index"})
    clock = StageClock()
    began = time.perf_counter()
    report = build_index(
        own.corpus_dir, own.index_dir, Tools(encoder, write_chroma, write_bm25, SystemClock()), progress=clock.heard
    )
    took = time.perf_counter() - began
    layout = Layout(own.index_dir / GENERATIONS / str(live_name(own.index_dir)))
    disk = {"whole index": layout.path, "vector index": layout.vectors, "lexical index": layout.words}
    return Sized(
        report.manifest["counts"]["passages"],
        own,
        took,
        dict(clock.seconds),
        {name: mib_of(path) for name, path in disk.items()},
    )


def mib_of(folder: Path) -> float:
    """MiB of all files below."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / MIB
