"""How fast the index is built: from nothing, after one card changed, and when nothing did."""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from eval.bench.estimate import quantile, rate, ratio
from eval.bench.figure import TIMES, Figure, Measured
from eval.bench.order import Workplace
from eval.runner import Progress
from service.bootstrap import build_index
from service.ingestion.build import BuildReport
from service.ingestion.documents import SOURCES, matching
from service.ingestion.ledger import Admission, admissible, read_ledger, write_ledger
from service.settings import Settings

COLD_SHARE = 3
COLD = "a build from nothing"
NOTES = ("Built by the real parts from a copy of the corpus. A text is a statement or a wording of a claim review.",)


@dataclass(slots=True)
class Embedding:
    """Hears of the progress of a build, and keeps how many texts each batch had and how long it took."""

    texts: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    _last: tuple[int, float] = (0, 0.0)

    def heard(self, stage: str, done: int, total: int) -> None:
        """See `service.ingestion.build.Progress`."""
        now = time.perf_counter()
        if stage == "embed" and done > self._last[0] and self._last[1]:
            self.texts.append(done - self._last[0])
            self.seconds.append(now - self._last[1])
        self._last = (done, now) if stage == "embed" else (0, 0.0)


@dataclass(frozen=True, slots=True)
class Timed:
    """One build and its seconds."""

    seconds: float
    report: BuildReport


def measure_build(place: Workplace, progress: Progress) -> Measured:
    """Builds from nothing, rebuilds after one changed card, and builds that have nothing to do."""
    repeats = place.order.repeats
    colds = max(1, repeats // COLD_SHARE)
    settings = copied(place.settings, place.scratch / "build")
    embedding = Embedding()
    cold = [from_nothing(settings, embedding, partial(progress, at, colds + repeats)) for at in range(colds)]
    changed, idle = [], []
    for at in range(repeats):
        progress(colds + at, colds + repeats)
        change_a_card(settings.corpus_dir, at)
        changed.append(timed_build(settings, Embedding()))
        idle.append(timed_build(settings, Embedding()))
    progress(colds + repeats, colds + repeats)
    return Measured("build", figures(cold, embedding, changed, idle), notes=NOTES)


def copied(settings: Settings, folder: Path) -> Settings:
    """The same settings over a copy of the corpus, with an index of its own."""
    shutil.copytree(settings.corpus_dir, folder / "corpus")
    return settings.model_copy(update={"corpus_dir": folder / "corpus", "index_dir": folder / "index"})


def from_nothing(settings: Settings, embedding: Embedding, begin: partial[None]) -> Timed:
    """Build where there is no index."""
    begin()
    shutil.rmtree(settings.index_dir, ignore_errors=True)
    return timed_build(settings, embedding)


def timed_build(settings: Settings, embedding: Embedding) -> Timed:
    """Build, however little there is to do."""
    began = time.perf_counter()
    report = build_index(settings, embedding.heard)
    return Timed(time.perf_counter() - began, report)


def change_a_card(corpus: Path, at: int) -> None:
    """Add a sentence to the last statement of the `at`th card, and enter its new hash."""
    cards = matching(corpus, SOURCES)
    card = cards[at % len(cards)]
    card.write_text(f"{card.read_text(encoding='utf-8').rstrip()} This is change {at}.\n", encoding="utf-8")
    readmit(corpus, card.stem)


def readmit(corpus: Path, source_id: str) -> None:
    """Enter the present hash of one card."""
    documents = admissible(corpus)
    entries = [
        Admission(e.id, e.kind, date.today(), "bench", "changed to measure a build", documents[key].sha256)
        if key[1] == source_id
        else e
        for key, e in read_ledger(corpus, []).admissions.items()
    ]
    write_ledger(corpus, entries)


def figures(
    cold: Sequence[Timed], embedding: Embedding, changed: Sequence[Timed], idle: Sequence[Timed]
) -> list[Figure]:
    """Rates of the builds from nothing; the others in seconds and in such builds."""
    took = [[each.seconds for each in builds] for builds in (cold, changed, idle)]
    passages = [float(each.report.manifest["counts"]["passages"]) for each in cold]
    again = [float(each.report.embedded) for each in changed]
    return [
        Figure("from nothing, median", "s", quantile(took[0], 0.5)),
        Figure("from nothing", "passages/s", rate(passages, took[0])),
        Figure("encoded in batches", "texts/s", rate(embedding.texts, embedding.seconds)),
        Figure("after one changed card, median", "s", quantile(took[1], 0.5)),
        Figure("after one changed card", TIMES, ratio(took[1], took[0]), COLD),
        Figure("texts encoded after one changed card, median", "texts", quantile(again, 0.5)),
        Figure("nothing changed, median", "s", quantile(took[2], 0.5)),
        Figure("nothing changed", TIMES, ratio(took[2], took[0]), COLD),
    ]
