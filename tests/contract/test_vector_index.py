"""What every VectorIndex does, the fake and the real one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from service.adapters.chroma import ChromaIndex, row_id, write_chroma
from service.domain import Certainty, Checked, FindingKind, Passage
from service.errors import PartUnavailable
from service.ports import VectorIndex, Vectors
from tests.fakes import DenseFake, HashingEncoder

TEXTS = (
    "Ketamine eased depression within hours.",
    "The benefit of ketamine faded within two weeks.",
    "Esketamine spray raised blood pressure.",
    "Frequent ketamine use harms the bladder.",
)
Opener = Callable[[list[Passage], Vectors], VectorIndex]


def passage(number: int, text: str) -> Passage:
    """A passage of one source."""
    return Passage("card", number, text, FindingKind.EFFICACY, Certainty.LOW, Checked.PRIMARY, "https://example.org")


PASSAGES = [passage(number, text) for number, text in enumerate(TEXTS, start=1)]


@pytest.fixture(params=["fake", "chroma"])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Makes an index of passages; each is closed after the test."""
    opened: list[VectorIndex] = []

    def make(passages: list[Passage], vectors: Vectors) -> VectorIndex:
        if request.param == "fake":
            opened.append(DenseFake([passage.id for passage in passages], vectors))
        else:
            write_chroma(tmp_path / "chroma", passages, vectors, "model")
            opened.append(ChromaIndex(tmp_path / "chroma"))
        return opened[-1]

    yield make
    for index in opened:
        index.close()


@pytest.fixture
def encoder() -> HashingEncoder:
    """The fake encoder."""
    return HashingEncoder()


def test_the_nearest_passages_come_best_first_with_their_cosine(opener: Opener, encoder: HashingEncoder) -> None:
    vectors = encoder.encode(TEXTS)
    query = encoder.encode(["ketamine faded after weeks"])
    (found,) = opener(PASSAGES, vectors).search(query, 3)
    cosines = vectors @ query[0]
    best = np.argsort(-cosines)[:3]
    assert [passage_id for passage_id, _ in found] == [PASSAGES[at].id for at in best]
    assert [score for _, score in found] == pytest.approx([cosines[at] for at in best], abs=1e-5)


def test_a_passage_is_its_own_nearest_with_cosine_one(opener: Opener, encoder: HashingEncoder) -> None:
    vectors = encoder.encode(TEXTS)
    found = opener(PASSAGES, vectors).search(vectors, 1)
    assert [row[0][0] for row in found] == [passage.id for passage in PASSAGES]
    assert [row[0][1] for row in found] == pytest.approx([1.0] * len(TEXTS), abs=1e-5)


def test_an_opposite_vector_has_cosine_minus_one(opener: Opener, encoder: HashingEncoder) -> None:
    vectors = encoder.encode(TEXTS[:1])
    (found,) = opener(PASSAGES[:1], vectors).search(-vectors, 1)
    assert found[0][1] == pytest.approx(-1.0, abs=1e-5)


def test_no_more_rows_come_than_there_are(opener: Opener, encoder: HashingEncoder) -> None:
    vectors = encoder.encode(TEXTS)
    (found,) = opener(PASSAGES, vectors).search(vectors[:1], 50)
    assert len(found) == len(TEXTS)


def test_an_empty_index_gives_an_empty_list_for_each_query(opener: Opener, encoder: HashingEncoder) -> None:
    index = opener([], encoder.encode([]))
    assert index.search(encoder.encode(TEXTS[:2]), 3) == [[], []]


def test_no_queries_give_no_lists(opener: Opener, encoder: HashingEncoder) -> None:
    assert opener(PASSAGES, encoder.encode(TEXTS)).search(encoder.encode([]), 3) == []


def test_k_of_zero_gives_empty_lists(opener: Opener, encoder: HashingEncoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert opener(PASSAGES, vectors).search(vectors[:1], 0) == [[]]


def test_chroma_finds_exactly_what_a_full_scan_finds(tmp_path: Path) -> None:
    rng = np.random.default_rng(7)
    vectors = rng.normal(size=(600, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    passages = [passage(number, f"Text {number}.") for number in range(600)]
    write_chroma(tmp_path / "chroma", passages, vectors, "model")
    index = ChromaIndex(tmp_path / "chroma")
    exact = DenseFake([each.id for each in passages], vectors)
    queries = vectors[:50] + 0.5 * vectors[50:100]
    queries /= np.linalg.norm(queries, axis=1, keepdims=True)
    pairs = zip(index.search(queries, 12), exact.search(queries, 12), strict=True)
    shared = [len({key for key, _ in ours} & {key for key, _ in full}) for ours, full in pairs]
    index.close()
    assert sum(shared) / (12 * 50) > 0.99


def test_chroma_answers_many_threads_alike(tmp_path: Path, encoder: HashingEncoder) -> None:
    write_chroma(tmp_path / "chroma", PASSAGES, encoder.encode(TEXTS), "model")
    index = ChromaIndex(tmp_path / "chroma")
    queries = [encoder.encode([text]) for text in TEXTS] * 30
    alone = [index.search(query, 3) for query in queries]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda query: index.search(query, 3), queries)) == alone
    index.close()


def test_the_same_passage_text_and_model_have_the_same_row_id_and_no_others() -> None:
    first = passage(1, "Text.")
    ids = {row_id(first, "m"), row_id(passage(2, "Text."), "m"), row_id(passage(1, "Other."), "m"), row_id(first, "n")}
    assert row_id(first, "m") == row_id(passage(1, "Text."), "m")
    assert len(ids) == 4


def test_a_missing_store_is_a_part_that_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(PartUnavailable):
        ChromaIndex(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_broken_store_is_a_part_that_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"no database " * 1000)
    with pytest.raises(PartUnavailable):
        ChromaIndex(tmp_path)


def test_a_query_of_another_dimension_is_a_part_that_is_unavailable(tmp_path: Path, encoder: HashingEncoder) -> None:
    write_chroma(tmp_path / "chroma", PASSAGES, encoder.encode(TEXTS), "model")
    index = ChromaIndex(tmp_path / "chroma")
    with pytest.raises(PartUnavailable):
        index.search(HashingEncoder(dimension=8).encode(["short"]), 1)
    index.close()


def test_a_closed_store_does_not_answer_and_may_be_closed_again(tmp_path: Path, encoder: HashingEncoder) -> None:
    write_chroma(tmp_path / "chroma", PASSAGES, encoder.encode(TEXTS), "model")
    index = ChromaIndex(tmp_path / "chroma")
    index.close()
    index.close()
    with pytest.raises(PartUnavailable):
        index.search(encoder.encode(["ketamine"]), 1)
