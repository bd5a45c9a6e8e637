"""How the bundled models do on public sets, and how much of that the judge owes to the evidence and loses to int8.

Claims of SciFact are those that `eval.train.prepare` keeps out of training; the judge was not trained on HealthVer's
development pairs, FeverSymmetric or LiveQA.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from eval.bench.estimate import SEED, Estimate
from eval.bench.figure import SHARE, Figure, Measured, PartFault
from eval.bench.order import Workplace
from eval.bench.torch_judge import FloatJudge
from eval.figures import figure
from eval.result import CaseResult, Status
from eval.runner import Progress, run_suite
from eval.suites.beir import BeirSuite
from eval.suites.liveqa import LiveQaSuite
from eval.suites.scifact import SciFactSuite
from eval.suites.stance import StanceSuite
from eval.suites.suite import JUDGED, Item, Options, Suite
from eval.targets.collection import open_collection
from eval.targets.judge_alone import JudgeAlone
from eval.targets.target import Target
from eval.train.pairs import held_out, read_jsonl
from eval.train.prepare import HEALTH_HELD_OUT
from service.bootstrap import open_judge
from service.ingestion.corpus import load_corpus

KEPT_OUT = "kept_out"
NOTHING = "."
"""Evidence that says nothing, for what a judge makes of a claim alone."""
NOTES = (
    f"SciFact: claims kept out of training, {HEALTH_HELD_OUT:.0%} of the training split by hash; all abstracts.",
    f"Of search, the first {JUDGED} documents are put in the judge's order where the figure says so.",
    "Float32: the same weights on torch, so that the difference is what rounding between the layers costs.",
)


@dataclass(frozen=True, slots=True)
class Task:
    """One run: a suite, its options, the figures wanted of it by name, and how they are told apart from others."""

    suite: BeirSuite | LiveQaSuite | SciFactSuite
    options: Options
    figures: Sequence[str]
    name: str


def measure_public(place: Workplace, progress: Progress) -> Measured:
    """Every figure; `--public` names the folder that holds the sets."""
    data = place.order.public
    if data is None or not data.is_dir():
        raise PartFault(f"{data}: no folder of public sets: name it by --public")
    corpus = load_corpus(place.settings.corpus_dir)
    stance = StanceSuite(lambda: {passage.id: passage.text for passage in corpus.passages.values()})
    found: list[Figure] = []
    try:
        jobs = [
            *(partial(over_documents, task, place) for task in collection_tasks(data, place.scratch)),
            *(partial(over_pairs, stance, path, name, place) for name, path in pair_sets(data).items()),
        ]
        for done, job in enumerate(jobs, 1):
            found += job()
            progress(done, len(jobs))
    except (OSError, ValueError) as fault:
        raise PartFault(str(fault)) from fault
    return Measured("public", found, notes=NOTES)


def collection_tasks(data: Path, scratch: Path) -> Iterator[Task]:
    """Searching and judging over collections of documents, with the judge in the order and without."""
    folder, beir = scratch / "scifact", scratch / "beir"
    keep_out(data / "scifact", folder)
    as_beir(folder, beir)
    for judged in (0, JUDGED):
        how = "judged" if judged else "search alone"
        options = Options(split=KEPT_OUT, judged=judged)
        yield Task(BeirSuite(), replace(options, data=beir), ("nDCG@10",), f"SciFact, {how}")
        yield Task(
            LiveQaSuite(),
            replace(options, data=data / "liveqa_med"),
            ("nDCG@10", "nDCG@10 of judged"),
            f"LiveQA-Med, {how}",
        )
    wanted = ("F1, abstract, label only", "F1, abstract, with rationale")
    yield Task(SciFactSuite(), Options(folder, KEPT_OUT, judged=0), wanted, "SciFact, open retrieval")


def keep_out(source: Path, folder: Path) -> None:
    """SciFact with no claims but those that are not trained on."""
    folder.mkdir()
    shutil.copy(source / "corpus.jsonl", folder / "corpus.jsonl")
    claims = [row for row in read_jsonl(source / "claims_train.jsonl") if held_out(row["claim"], HEALTH_HELD_OUT)]
    _write(folder / f"claims_{KEPT_OUT}.jsonl", claims)


def as_beir(folder: Path, beir: Path) -> None:
    """The same as a BEIR folder: relevant to a claim are the abstracts that it cites, as in BEIR's own SciFact."""
    (beir / "qrels").mkdir(parents=True)
    abstracts = read_jsonl(folder / "corpus.jsonl")
    _write(
        beir / "corpus.jsonl",
        [{"_id": str(a["doc_id"]), "title": a["title"], "text": " ".join(a["abstract"])} for a in abstracts],
    )
    claims = list(read_jsonl(folder / f"claims_{KEPT_OUT}.jsonl"))
    _write(beir / "queries.jsonl", [{"_id": str(row["id"]), "text": row["claim"]} for row in claims])
    judged = [f"{row['id']}\t{cited}\t1" for row in claims for cited in row["cited_doc_ids"]]
    lines = ["query-id\tcorpus-id\tscore", *judged]
    (beir / "qrels" / f"{KEPT_OUT}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def over_documents(task: Task, place: Workplace) -> Iterator[Figure]:
    """The figures of a task over its own documents; indexes are kept below that of the corpus."""
    documents = task.suite.documents(task.options)
    target = open_collection(documents, place.settings, judged=task.options.judged)
    try:
        results = ran(task.suite, task.suite.load(task.options), target)
    finally:
        target.close()
    yield from told(task.suite, results, task.figures, task.name)


def pair_sets(data: Path) -> dict[str, Path | None]:
    """Files of pairs by the name of their set; the maintainers' own have none."""
    return {
        "own pairs, later-written claims": None,
        "HealthVer development pairs": data / "stance" / "healthver_dev.jsonl",
        "FeverSymmetric": data / "probes" / "fever_symmetric_dev.jsonl",
    }


def over_pairs(suite: StanceSuite, path: Path | None, name: str, place: Workplace) -> Iterator[Figure]:
    """What the judge makes of pairs and of their claims alone, and of the maintainers' own in float32."""
    judge, items = open_judge(place.settings), suite.load(Options(path))
    bundled = JudgeAlone(judge, judge.model_hash)
    yield from told(suite, ran(suite, items, bundled), ("macro F1", "ECE"), name)
    alone = [replace(item, asked={**item.asked, "evidence": NOTHING}) for item in items]
    yield from told(suite, ran(suite, alone, bundled), ("macro F1",), f"{name}, the claim alone")
    if path is None:
        exact = JudgeAlone(FloatJudge(place.scratch / "float"), judge.model_hash)
        yield from told(suite, ran(suite, items, exact), ("macro F1",), f"{name}, in float32")


def ran(suite: Suite, items: Sequence[Item], target: Target) -> tuple[CaseResult, ...]:
    """The results; raises PartFault where a case could not be scored, as the figures would be of fewer."""
    results = run_suite(suite, items, target, {}, lambda done, total: None)
    for result in results:
        if result.status is not Status.SCORED:
            raise PartFault(f"{suite.name}, case {result.id}: {result.status}: {' '.join(result.reasons)}")
    return results


def told(suite: Suite, results: Sequence[CaseResult], wanted: Sequence[str], name: str) -> Iterator[Figure]:
    """The figures of those names; raises PartFault where one is not defined on these cases."""
    measures = {measure.name: measure for measure in suite.measures}
    for title in wanted:
        found = figure(measures[title], results, SEED)
        if found.value is None:
            raise PartFault(f"{name}: {title} is not defined on these cases")
        yield Figure(f"{name}: {title}", SHARE, Estimate(found.n, found.value, found.low, found.high))


def _write(path: Path, rows: Iterable[object]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
