"""What every LexicalIndex does, the fake and the real one."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from service.adapters.bm25 import Bm25Index, words_of, write_bm25
from service.domain import Certainty, Checked, FindingKind, Passage
from service.errors import PartUnavailable
from service.ports import LexicalIndex
from tests.fakes import WordFake

TEXTS = (
    "Ketamine eased depression within hours.",
    "The benefit of ketamine faded after 2 weeks.",
    "Esketamine spray raised blood pressure.",
    "Frequent ketamine use harms the bladder.",
)
Opener = Callable[[tuple[str, ...]], LexicalIndex]


def passages_of(texts: tuple[str, ...]) -> list[Passage]:
    """Passages of one source."""
    return [
        Passage("card", number, text, FindingKind.HARM, Certainty.LOW, Checked.PRIMARY, "https://example.org")
        for number, text in enumerate(texts, start=1)
    ]


@pytest.fixture(params=["fake", "bm25"])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Opener:
    """Makes an index of texts."""

    def make(texts: tuple[str, ...]) -> LexicalIndex:
        passages = passages_of(texts)
        if request.param == "fake":
            return WordFake([passage.id for passage in passages], texts)
        write_bm25(tmp_path / "bm25", passages)
        return Bm25Index(tmp_path / "bm25")

    return make


def test_the_passage_with_the_rare_shared_word_comes_first(opener: Opener) -> None:
    (found,) = opener(TEXTS).search(["ketamine bladder"], 4)
    assert found[0][0] == "card#4"
    assert {passage_id for passage_id, _ in found} == {"card#1", "card#2", "card#4"}


def test_scores_are_above_zero_and_fall(opener: Opener) -> None:
    (found,) = opener(TEXTS).search(["ketamine depression hours"], 4)
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


def test_no_more_than_k_come(opener: Opener) -> None:
    assert [len(row) for row in opener(TEXTS).search(["ketamine", "ketamine"], 2)] == [2, 2]


@pytest.mark.parametrize("query", ["zebra", "", "   ", "?!"])
def test_no_shared_word_gives_an_empty_list(query: str, opener: Opener) -> None:
    assert opener(TEXTS).search([query], 3) == [[]]


def test_each_query_has_its_own_list_in_order(opener: Opener) -> None:
    found = opener(TEXTS).search(["bladder", "zebra", "pressure"], 1)
    assert [[passage_id for passage_id, _ in row] for row in found] == [["card#4"], [], ["card#3"]]


def test_no_queries_give_no_lists(opener: Opener) -> None:
    assert opener(TEXTS).search([], 3) == []


def test_an_empty_index_gives_empty_lists(opener: Opener) -> None:
    assert opener(()).search(["ketamine"], 3) == [[]]


def test_bm25_matches_other_forms_of_a_word(tmp_path: Path) -> None:
    write_bm25(tmp_path / "bm25", passages_of(TEXTS))
    ((best, *_),) = Bm25Index(tmp_path / "bm25").search(["fading benefits"], 1)
    assert best[0] == "card#2"


def test_bm25_reads_single_digits_and_leaves_stop_words_out() -> None:
    assert words_of(["The benefit of 2 weeks"]) == [["benefit", "2", "week"]]


def test_bm25_answers_many_threads_alike(tmp_path: Path) -> None:
    write_bm25(tmp_path / "bm25", passages_of(TEXTS))
    index = Bm25Index(tmp_path / "bm25")
    queries = ["ketamine bladder", "fading benefits", "pressures of sprays"] * 40
    alone = [index.search([query], 3) for query in queries]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda query: index.search([query], 3), queries)) == alone


def test_passages_of_stop_words_alone_can_be_indexed(tmp_path: Path) -> None:
    write_bm25(tmp_path / "bm25", passages_of(("the of and",)))
    assert Bm25Index(tmp_path / "bm25").search(["the", "ketamine"], 1) == [[], []]


@pytest.mark.parametrize("broken", ["passages.json", "vocab.index.json", "data.csc.index.npy"])
def test_a_missing_or_broken_index_is_a_part_that_is_unavailable(broken: str, tmp_path: Path) -> None:
    with pytest.raises(PartUnavailable):
        Bm25Index(tmp_path / "nowhere")
    write_bm25(tmp_path / "bm25", passages_of(TEXTS))
    (tmp_path / "bm25" / broken).write_text("{")
    with pytest.raises(PartUnavailable):
        Bm25Index(tmp_path / "bm25")
