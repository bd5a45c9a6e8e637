"""Retrieval suites over tiny folders, and the product's own indexes over documents that are not its corpus."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2
from pathlib import Path

import pytest

from eval.documents import Document, chunks, split_sentences
from eval.lines import DataFault
from eval.suites.beir import BeirSuite
from eval.suites.liveqa import LiveQaSuite
from eval.suites.suite import Options
from eval.targets.collection import CollectionTarget
from eval.targets.indexed import indexed
from eval.targets.target import TargetFault
from service.adapters.bm25 import Bm25Index
from service.adapters.chroma import ChromaIndex
from service.domain import Stance
from service.language.concepts import ConceptMatcher
from service.ports import Judge
from service.retrieval.search import PassageSearch
from tests.eval.documents import DocumentsTarget, write_lines
from tests.eval.replies import FACTS
from tests.fakes import HashingEncoder
from tests.integration.builder import tools

BEIR = "query-id\tcorpus-id\tscore"
LIVE = "question_id\tanswer_id\tjudgment"


def beir_folder(folder: Path, *judgments: str, heading: str = BEIR) -> Path:
    write_lines(folder / "corpus.jsonl", *({"_id": each, "title": each, "text": "A. B."} for each in "abc"))
    write_lines(folder / "queries.jsonl", {"_id": "q", "text": "warts"}, {"_id": "unjudged", "text": "x"})
    write_lines(folder / "qrels" / "test.tsv", heading, *judgments)
    return folder


def live_folder(folder: Path, *judgments: str) -> Path:
    answers = [{"id": each, "text": f"Answer {each}."} for each in ("w", "a", "b", "a")]  # one stands there twice
    write_lines(folder / "answers.jsonl", *answers)
    write_lines(folder / "questions.jsonl", {"id": 1, "message": "warts pls", "summary": "How do warts heal?"})
    write_lines(folder / "qrels.tsv", LIVE, *judgments)
    return folder


def test_a_beir_folder_is_scored_on_the_queries_that_its_split_judges(tmp_path: Path) -> None:
    suite = BeirSuite()
    options = Options(beir_folder(tmp_path, "q\tb\t1", "q\tc\t0"), "test")
    (item,) = suite.load(options)
    scores = suite.run(item, DocumentsTarget(suite.documents(options)))  # finds a, b, c
    assert scores.scores["ndcg"] == pytest.approx(1 / log2(3))
    assert (scores.scores["recall"], scores.scores["reciprocal_rank"]) == (1.0, 0.5)
    assert (scores.scores["judged"], scores.scores["shown"]) == (2, 3)


def test_an_answer_is_scored_by_its_grade_and_what_nobody_judged_counts_as_wrong(tmp_path: Path) -> None:
    suite = LiveQaSuite()
    options = Options(live_folder(tmp_path, "1\ta\t2", "1\tb\t4"), "all")
    (item,) = suite.load(options)
    scores = suite.run(item, DocumentsTarget(suite.documents(options))).scores  # finds w, which nobody judged, a, b
    assert (scores["score"], scores["succ_2"], scores["prec_2"]) == (0, False, False)
    assert scores["reciprocal_rank"] == scores["average_precision"] == pytest.approx(1 / 3)
    best = 3 / log2(2) + 1 / log2(3)
    assert scores["ndcg"] == scores["summary_ndcg"] == pytest.approx((1 / log2(3) + 3 / log2(4)) / best)
    assert (scores["judged"], scores["shown"]) == (2, 3)
    assert (scores["judged_score"], scores["judged_reciprocal_rank"]) == (1, 1 / 2)  # of judged: a, b
    assert scores["judged_ndcg"] == pytest.approx((1 / log2(2) + 3 / log2(3)) / best)


def test_a_question_without_an_answer_has_no_precision_and_no_score(tmp_path: Path) -> None:
    suite = LiveQaSuite()
    (item,) = suite.load(Options(live_folder(tmp_path, "1\ta\t2")))
    scores = suite.run(item, DocumentsTarget([])).scores
    assert (scores["score"], scores["succ_2"], scores["ndcg"]) == (0, False, 0)
    assert not {"prec_2", "reciprocal_rank", "average_precision"} & set(scores)  # no judged answer is right


@pytest.mark.parametrize(
    ("judgments", "said"),
    [
        (["q\tb\t1", "x\tb\t1"], r"test\.tsv:3: no query is called 'x'"),
        (["q\tx\t1"], r"test\.tsv:2: no document is called 'x'"),
        (["q\tb"], r"test\.tsv:2: 2 columns between tabs, not 3: 'q\\tb'"),
        (["q\tb\t1\t2"], r"test\.tsv:2: 4 columns"),
        (["q\tb\t-1"], r"test\.tsv:2: grade '-1': a whole number from 0"),
        (["q\tb\t0.5"], r"test\.tsv:2: grade '0\.5'"),
        (["q\tb\t1", "q\tb\t0"], r"test\.tsv:3: q and b were judged before"),
        ([], r"test\.tsv: no judgments"),
    ],
)
def test_a_bad_judgment_is_named_with_its_line_and_rule(tmp_path: Path, judgments: list[str], said: str) -> None:
    with pytest.raises(DataFault, match=said):
        BeirSuite().load(Options(beir_folder(tmp_path, *judgments), "test"))


def test_judgments_without_their_heading_or_in_no_file_are_a_fault(tmp_path: Path) -> None:
    with pytest.raises(DataFault, match=r"test\.tsv:1: the heading must be query-id TAB corpus-id TAB score, not 'q"):
        BeirSuite().load(Options(beir_folder(tmp_path, heading="q\tb\t1"), "test"))
    with pytest.raises(DataFault, match=r"dev\.tsv: No such file"):
        BeirSuite().load(Options(tmp_path, "dev"))
    write_lines(tmp_path / "corpus.jsonl", {"_id": "a", "text": "x"}, {"id": "b", "text": "x"})
    with pytest.raises(DataFault, match=r"corpus\.jsonl:2: unknown field 'id': '_id' may be meant"):
        BeirSuite().documents(Options(tmp_path))


def test_a_grade_of_no_meaning_and_an_id_with_two_texts_are_a_fault(tmp_path: Path) -> None:
    with pytest.raises(DataFault, match=r"qrels\.tsv:2: grade '5': a whole number from 1 to 4"):
        LiveQaSuite().load(Options(live_folder(tmp_path, "1\ta\t5")))
    write_lines(tmp_path / "answers.jsonl", {"id": "a", "text": "One."}, {"id": "a", "text": "Two."})
    with pytest.raises(DataFault, match=r"answers\.jsonl:2: duplicate id a"):
        LiveQaSuite().documents(Options(tmp_path))


def fits(text: str) -> bool:
    """As an encoder that reads six words."""
    return len(text.split()) <= 6


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("One two. Three four.", ["T One two. Three four."]),
        ("One two three. Four five. Six.", ["T One two three. Four five.", "T Six."]),
        ("1 2 3 4 5 6 7 8 9. End.", ["T 1 2 3 4", "T 5 6 7 8 9.", "T End."]),
        ("", ["T"]),
    ],
)
def test_a_long_document_is_cut_between_sentences_below_its_title(text: str, made: list[str]) -> None:
    cut = chunks(Document("d", "T", split_sentences(text)), fits)
    assert list(cut) == made and all(map(fits, cut))


def test_a_word_that_is_too_long_alone_is_not_cut() -> None:
    assert list(chunks(Document("d", "", ("word",)), lambda _: False)) == ["word"]


class Untouched:
    """A text as it is; and a judge that nobody asks."""

    def correct(self, text: str) -> str:
        return text

    def judge(self, pairs: object) -> list[object]:
        raise AssertionError(pairs)


UNTOUCHED: Judge = Untouched()  # type: ignore[assignment]


DOCUMENTS = [
    Document("warts", "Warts", ("Aspirin cleared warts.", "It did so in two weeks.", "It was cheap.")),
    Document("heads", "Headache", ("Tea eased no headache.",)),
]


class Prefers:
    """A judge to whom a word is relevant."""

    def __init__(self, word: str) -> None:
        self.word = word

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Stance]:
        return [Stance(0.0, 0.0, 1.0, 0.9 if self.word in evidence else 0.1) for _, evidence in pairs]


def opened(
    cache: Path, encoder: HashingEncoder, documents: list[Document], judge: Judge = UNTOUCHED, judged: int = 0
) -> CollectionTarget:
    """The real stores with a fake encoder that reads no more than eight words."""
    held = indexed(documents, cache, tools(encoder), lambda text: len(text.split()) <= 8, lambda done, total: None)
    vectors, words = ChromaIndex(held.layout.vectors), Bm25Index(held.layout.words)
    search = PassageSearch(held.corpus, encoder, vectors, words, ConceptMatcher({}), Untouched())
    return CollectionTarget(held, search, judge, FACTS, judged)


def test_documents_are_found_once_by_their_best_passage_and_given_whole(tmp_path: Path) -> None:
    target = opened(tmp_path, HashingEncoder(), DOCUMENTS)
    found = target.search("did aspirin clear warts in two weeks", 10)["passages"]
    assert [each["source_id"] for each in found] == ["warts", "heads"]
    assert found[0]["passage_id"] == "warts#2" and found[0]["text"].startswith("Warts It did so")
    assert [each["source_id"] for each in target.search("headache", 1)["passages"]] == ["heads"]
    card = target.source("warts")
    assert card is not None and [each["text"] for each in card["statements"]] == list(DOCUMENTS[0].sentences)
    assert target.source("unknown") is None
    target.close()


@pytest.mark.parametrize(
    ("judged", "order"), [(0, ["warts", "heads"]), (1, ["warts", "heads"]), (2, ["heads", "warts"])]
)
def test_the_first_documents_are_put_in_the_order_of_the_judge(tmp_path: Path, judged: int, order: list[str]) -> None:
    query = "did aspirin clear warts or did tea ease a headache"
    plain = opened(tmp_path, HashingEncoder(), DOCUMENTS)
    scores = {each["source_id"]: each["score"] for each in plain.search(query, 10)["passages"]}
    plain.close()
    target = opened(tmp_path, HashingEncoder(), DOCUMENTS, Prefers("headache"), judged)
    found = target.search(query, 10)["passages"]
    target.close()
    assert [each["source_id"] for each in found] == order
    relevances = {"warts": 0.1 if judged else 0.0, "heads": 0.9 if judged == 2 else 0.0}
    wanted = {key: (scores[key] + relevances[key]) / 2 if judged else scores[key] for key in scores}
    assert {each["source_id"]: each["score"] for each in found} == pytest.approx(wanted)


def test_an_index_is_built_once_for_the_same_documents_and_anew_for_others(tmp_path: Path) -> None:
    first, again, other = HashingEncoder(), HashingEncoder(), HashingEncoder()
    opened(tmp_path, first, DOCUMENTS).close()
    opened(tmp_path, again, DOCUMENTS).close()
    opened(tmp_path, other, DOCUMENTS[:1]).close()
    opened(tmp_path, HashingEncoder("other model"), DOCUMENTS).close()
    assert len(first.encoded) == 4 and not again.encoded and not other.encoded  # texts are embedded once
    assert len(list(tmp_path.iterdir())) == 3


def test_an_index_that_was_not_finished_is_not_taken_for_one(tmp_path: Path) -> None:
    class Failing(HashingEncoder):
        def encode(self, texts: object) -> object:  # type: ignore[override]
            raise RuntimeError("out of memory")

    with pytest.raises(RuntimeError):
        opened(tmp_path, Failing(), DOCUMENTS)
    assert not list(tmp_path.iterdir())


def test_a_collection_is_not_talked_to(tmp_path: Path) -> None:
    target = opened(tmp_path, HashingEncoder(), DOCUMENTS)
    for ask in (target.chat, target.check):
        with pytest.raises(TargetFault, match="not talked to"):
            ask("Do warts heal?")
    target.close()
