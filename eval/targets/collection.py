"""The product's retrieval and judge over documents that are not its corpus: what its parts can do on public data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from eval.documents import Document
from eval.progress import bar
from eval.result import Json
from eval.suites.suite import JUDGED
from eval.targets.indexed import Indexed, indexed
from eval.targets.stances import stances
from eval.targets.target import TargetFacts, TargetFault
from service.bootstrap import build_tools, open_encoder, open_judge, open_search
from service.domain import RankedPassage
from service.language.concepts import ConceptMatcher
from service.ports import Judge
from service.retrieval.search import DEPTH, PassageSearch
from service.settings import Settings

HEADING_CHARS = 120


class CollectionTarget:
    """See `target.Target`: it searches documents, judges pairs and gives the card of a document; it does not talk.

    The score of a document is that of its best passage. Of the first `judged` the judge reads that passage, and half
    their score is its relevance, as it is where the service chooses what answers a question; the others keep half of
    theirs. Search gives the id of the document as `source_id`, and the beginning of its text, no more, so that a
    recorded run stays small.
    """

    def __init__(self, held: Indexed, search: PassageSearch, judge: Judge, facts: TargetFacts, judged: int = 0) -> None:
        self._held = held
        self._search = search
        self._judge = judge
        self._facts = facts
        self._judged = judged

    def facts(self) -> TargetFacts:
        """See `Target`; the version is the hash of the documents."""
        return self._facts

    def chat(self, message: str, *, session_id: str | None = None, region: str | None = None) -> Json:
        """A collection has no safety rules and no reviews, so that it gives no replies: raises TargetFault."""
        raise TargetFault("a collection of documents is searched and judged, not talked to")

    def check(self, text: str) -> Json:
        """As `chat`."""
        return self.chat(text)

    def search(self, query: str, k: int) -> Json:
        """See `Target`; up to `k` documents, best first, of the passages that both indexes name."""
        (ranked,) = self._search.search([query], 2 * DEPTH)
        best: dict[str, RankedPassage] = {}
        for each in ranked:  # best first, so that the first of a document is its best
            best.setdefault(each.passage.source_id, each)
        return {
            "passages": [
                {
                    "passage_id": each.passage.id,
                    "source_id": each.passage.source_id,
                    "text": each.passage.text[:HEADING_CHARS],
                    "score": each.score,
                }
                for each in self._in_order(query, list(best.values()))[:k]
            ]
        }

    def _in_order(self, query: str, found: Sequence[RankedPassage]) -> Sequence[RankedPassage]:
        """What was found with its final scores, best first."""
        if not self._judged:
            return found
        first = found[: self._judged]
        read = self._judge.judge([(query, each.passage.text) for each in first])
        relevances = [stance.relevance or 0.0 for stance in read] + [0.0] * len(found[self._judged :])
        scored = [
            replace(each, score=(each.score + relevance) / 2) for each, relevance in zip(found, relevances, strict=True)
        ]
        return sorted(scored, key=lambda each: -each.score)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Json:
        """See `Target`."""
        return stances(self._judge.judge(pairs))

    def source(self, source_id: str) -> Json | None:
        """See `Target`; the statements are the sentences, in order."""
        document = self._held.documents.get(source_id)
        if document is None:
            return None
        statements = [{"passage_id": f"{source_id}#{n}", "text": text} for n, text in enumerate(document.sentences)]
        return {"id": source_id, "title": document.title, "topics": [], "statements": statements}

    def close(self) -> None:
        """See `Target`."""
        self._search.close()


def open_collection(
    documents: Sequence[Document], settings: Settings, cache: Path | None = None, judged: int = JUDGED
) -> CollectionTarget:
    """Build or open the indexes of a collection, by default below the folder of the index; shows a bar."""
    encoder, judge = open_encoder(settings), open_judge(settings)
    with bar("index") as progress:
        place = cache or settings.index_dir / "collections"
        held = indexed(documents, place, build_tools(encoder), encoder.reads_whole, progress)
    facts = TargetFacts(
        "in process, over a collection",
        held.corpus.version,
        {"encoder": encoder.model_hash, "judge": judge.model_hash},
        {
            "documents": str(len(held.documents)),
            "passages": str(len(held.corpus.passages)),
            "documents judged": str(judged),
        },
    )
    search = open_search(held.layout, held.corpus, encoder, ConceptMatcher({}))
    return CollectionTarget(held, search, judge, facts, judged)
