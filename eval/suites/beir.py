"""Retrieval over any folder in BEIR form: corpus.jsonl, queries.jsonl and qrels/<split>.tsv."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ConfigDict, Field

from eval.contract import read_found
from eval.documents import Document, split_sentences
from eval.lines import DataFault, Line, read_files
from eval.measure import Measure, mean_of, over_set
from eval.ranking import gain, judged_share, recall, reciprocal_rank
from eval.scoring import share_of
from eval.suites.suite import Item, Options, Scores, folder_of
from eval.tables import read_judgments
from eval.targets.target import Target

DEEP = 100
GRADES = range(1_000)
HEADING = ("query-id", "corpus-id", "score")
MEASURES = (
    mean_of("ndcg", "nDCG@10"),
    mean_of("recall", "recall@10"),
    mean_of("deep_recall", "recall@100"),
    mean_of("reciprocal_rank", "MRR@10"),
    over_set("judged in the first 10", share_of("judged", "shown"), score="shown", reference=True),
)


class CorpusLine(Line):
    """A line of corpus.jsonl."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    id: str = Field(min_length=1, alias="_id")
    title: str = ""
    text: str


class QueryLine(Line):
    """A line of queries.jsonl."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    id: str = Field(min_length=1, alias="_id")
    text: str = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class BeirSuite:
    """See `suite.Suite` and `suite.OverDocuments`. A document that nobody judged counts as not relevant, as in BEIR.

    A query to which no document is relevant is no case.
    """

    name: str = "beir"
    needs_data: bool = True
    measures: Sequence[Measure] = MEASURES

    def documents(self, options: Options) -> Sequence[Document]:
        """See `OverDocuments`."""
        lines = read_files([folder_of(self.name, options) / "corpus.jsonl"], CorpusLine)
        return [Document(line.id, line.title, split_sentences(line.text)) for line in lines]

    def load(self, options: Options) -> Sequence[Item]:
        """See `Suite`; the queries that the split judges, in the order of queries.jsonl."""
        folder = folder_of(self.name, options)
        known = {line.id for line in read_files([folder / "corpus.jsonl"], CorpusLine)}
        queries = {line.id: line.text for line in read_files([folder / "queries.jsonl"], QueryLine)}
        grades = judged_grades(folder / "qrels" / f"{options.split}.tsv", HEADING, GRADES, queries, known)
        items = [Item(key, {"text": text}, {"grades": grades[key]}) for key, text in queries.items() if key in grades]
        return [item for item in items if any(item.expected["grades"].values())]

    def run(self, item: Item, target: Target) -> Scores:
        """See `Suite`."""
        ranked = read_found(target.search(item.asked["text"], DEEP)).sources
        grades = item.expected["grades"]
        judged, shown = judged_share(grades, ranked)
        scores = {
            "ndcg": gain(grades, ranked) or 0.0,
            "recall": recall(grades, ranked) or 0.0,
            "deep_recall": recall(grades, ranked, DEEP) or 0.0,
            "reciprocal_rank": reciprocal_rank(grades, ranked) or 0.0,
            "judged": judged,
            "shown": shown,
        }
        return Scores(scores, {"documents": list(ranked[:DEEP])}, _reasons(grades, ranked))


def judged_grades(
    path: Path, heading: Sequence[str], grades: range, queries: Mapping[str, object], documents: set[str]
) -> dict[str, dict[str, int]]:
    """Per query the grades of its judged documents; raises DataFault where a judgment names what is not there."""
    read: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for judgment in read_judgments(path, heading, grades):
        for key, known in ((judgment.query_id, queries), (judgment.document_id, documents)):
            if key not in known:
                raise DataFault(f"{judgment.place}: no {'query' if known is queries else 'document'} is called {key!r}")
        read[judgment.query_id][judgment.document_id] = judgment.grade
    return dict(read)


def _reasons(grades: Mapping[str, int], ranked: Sequence[str]) -> tuple[str, ...]:
    places = {document: rank for rank, document in enumerate(ranked, 1)}
    relevant = [document for document, grade in grades.items() if grade]
    late = [f"{document} is {_rank(places.get(document))}" for document in relevant if places.get(document, 99) > 10]
    return tuple(late)


def _rank(place: int | None) -> str:
    return f"number {place}" if place else "not found"
