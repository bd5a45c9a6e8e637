"""Building, swapping and rebuilding an index, with real stores."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from service.adapters.bm25 import Bm25Index
from service.adapters.chroma import ChromaIndex
from service.domain import Passage
from service.errors import BuildInProgress, CorpusFault, IndexMismatch, IndexNotReady, PartUnavailable
from service.ingestion.anchors import AnchorKind
from service.ingestion.build import build_index
from service.ingestion.generation import CURRENT, GENERATIONS, Generation, live_name, open_generation
from service.ingestion.lock import only_builder
from service.ports import Vectors
from tests.corpora import SHIPPED, copy_mini_corpus, edit
from tests.fakes import HashingEncoder
from tests.integration.builder import build, silent, tools

MODEL = HashingEncoder().model_hash
CARDS_TEXTS = 4  # statements of the mini corpus
ANCHOR_TEXTS = 2 * (1 + 5 + 3)  # two reviews: the claim, five wordings, three near misses


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Copy of the mini corpus."""
    return copy_mini_corpus(tmp_path)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Folder for the index."""
    return tmp_path / "index"


def opened(index: Path) -> Generation:
    """The live generation."""
    return open_generation(index, model_hash=MODEL)


def names(index: Path) -> list[str]:
    """Generations on disk."""
    return sorted(path.name for path in (index / GENERATIONS).iterdir())


def nearest(generation: Generation, text: str, k: int = 10) -> list[str]:
    """Passage ids that the vector index finds."""
    store = ChromaIndex(generation.layout.vectors)
    try:
        (found,) = store.search(HashingEncoder().encode([text]), k)
    finally:
        store.close()
    return [passage_id for passage_id, _ in found]


def worded(generation: Generation, text: str, k: int = 10) -> list[str]:
    """Passage ids that the lexical index finds."""
    (found,) = Bm25Index(generation.layout.words).search([text], k)
    return [passage_id for passage_id, _ in found]


def test_before_the_first_build_no_index_is_ready(index: Path) -> None:
    assert live_name(index) is None
    with pytest.raises(IndexNotReady):
        opened(index)


def test_a_built_index_opens_and_answers(corpus: Path, index: Path) -> None:
    report = build(corpus, index)
    generation = opened(index)
    assert report.built
    assert generation.name == report.generation == live_name(index)
    assert (
        nearest(generation, "bladder symptoms of people who used ketamine without a prescription")[0] == "gamma2018#1"
    )
    assert worded(generation, "boxed warning sedation") == ["beta_label#1"]


def test_the_manifest_says_what_was_built(corpus: Path, index: Path) -> None:
    manifest = build(corpus, index).manifest
    assert manifest == opened(index).manifest
    assert manifest["counts"] == {
        "sources": 3,
        "passages": CARDS_TEXTS,
        "reviews": 2,
        "anchors": ANCHOR_TEXTS,
        "embedded": CARDS_TEXTS + ANCHOR_TEXTS,
        "reused": 0,
    }
    assert manifest["corpus_version"] == opened(index).corpus.version
    assert manifest["built_at"] == "2026-11-24T12:00:02+00:00"
    assert manifest["build_seconds"] == 1.0
    assert manifest["libraries"].keys() >= {"chromadb", "bm25s", "numpy"}


def test_the_anchors_keep_the_order_and_kind_of_the_wordings(corpus: Path, index: Path) -> None:
    build(corpus, index)
    anchors = opened(index).anchors
    assert [anchor.kind for anchor in anchors.entries[:9]] == [
        AnchorKind.CLAIM,
        *[AnchorKind.WORDING] * 5,
        *[AnchorKind.NEAR_MISS] * 3,
    ]
    assert {anchor.review_id for anchor in anchors.entries[:9]} == {"one-infusion-cures"}
    assert anchors.vectors.dtype == np.float32
    expected = HashingEncoder().encode([anchor.text for anchor in anchors.entries])
    np.testing.assert_allclose(anchors.vectors, expected, atol=1e-6)


def test_progress_counts_each_stage_up_to_its_total(corpus: Path, index: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    build_index(corpus, index, tools(HashingEncoder()), progress=lambda *step: seen.append(step))
    assert list(dict.fromkeys(stage for stage, _, _ in seen)) == ["read", "embed", "index", "swap"]
    last = {stage: (done, total) for stage, done, total in seen}
    assert all(done == total for done, total in last.values())
    assert last["embed"] == (22, 22)


def test_an_unchanged_corpus_is_not_built_again(corpus: Path, index: Path) -> None:
    first, encoder = build(corpus, index), HashingEncoder()
    again = build(corpus, index, encoder)
    assert not again.built
    assert (again.generation, again.manifest) == (first.generation, first.manifest)
    assert encoder.encoded == []
    assert names(index) == [first.generation]


def test_only_a_changed_text_is_embedded_again(corpus: Path, index: Path) -> None:
    build(corpus, index)
    edit(corpus, "sources/gamma2018.md", "one in four", "one in five")
    encoder = HashingEncoder()
    report = build(corpus, index, encoder)
    assert encoder.encoded == [opened(index).corpus.passages["gamma2018#1"].text]
    assert (report.built, report.embedded, report.reused) == (True, 1, 21)


def test_a_changed_wording_is_embedded_alone(corpus: Path, index: Path) -> None:
    build(corpus, index)
    edit(corpus, "reviews/spray-is-harmless.yaml", "betamine is totally safe", "betamine? totally safe!")
    encoder = HashingEncoder()
    build(corpus, index, encoder)
    assert encoder.encoded == ["betamine? totally safe!"]


def test_a_change_beside_the_texts_embeds_nothing(corpus: Path, index: Path) -> None:
    build(corpus, index)
    edit(corpus, "sources/gamma2018.md", "year: 2018", "year: 2017")
    encoder = HashingEncoder()
    assert build(corpus, index, encoder).built
    assert encoder.encoded == []
    assert opened(index).corpus.sources["gamma2018"].year == 2017


def test_another_model_embeds_everything(corpus: Path, index: Path) -> None:
    build(corpus, index)
    other = HashingEncoder(model_hash="other", dimension=32)
    report = build(corpus, index, other)
    assert (report.embedded, report.reused) == (22, 0)
    with pytest.raises(IndexMismatch, match="another model"):
        opened(index)
    assert open_generation(index, model_hash="other").anchors.vectors.shape == (ANCHOR_TEXTS, 32)


def test_what_is_served_is_what_was_built_not_what_is_being_edited(corpus: Path, index: Path) -> None:
    build(corpus, index)
    edit(corpus, "sources/gamma2018.md", "one in four", "one in five")
    assert "one in four" in opened(index).corpus.passages["gamma2018#1"].text


@pytest.mark.parametrize("status", ["retracted", "superseded", "withdrawn"])
def test_a_source_that_may_not_be_served_is_in_neither_index(status: str, corpus: Path, index: Path) -> None:
    build(corpus, index)
    edit(corpus, "sources/beta_label.md", "status: active", f"status: {status}")
    build(corpus, index)
    generation = opened(index)
    label = "The Exampleland label for betamine nasal spray carries a boxed warning about sedation"
    assert nearest(generation, label, k=100) and "beta_label#1" not in nearest(generation, label, k=100)
    assert "beta_label#1" not in worded(generation, label, k=100)
    assert not any(anchor.review_id == "spray-is-harmless" for anchor in generation.anchors.entries)


def test_the_live_generation_and_the_one_before_are_kept(corpus: Path, index: Path) -> None:
    built = []
    for year in (2017, 2016, 2015):
        edit(corpus, "sources/gamma2018.md", f"year: {year + 1}", f"year: {year}")
        built.append(build(corpus, index).generation)
    assert names(index) == sorted(built[1:])
    assert live_name(index) == built[2]


def test_a_corpus_that_cannot_be_read_leaves_the_live_index_alone(corpus: Path, index: Path) -> None:
    name = build(corpus, index).generation
    edit(corpus, "sources/gamma2018.md", "evidence_kind: cohort", "evidence_kind: blog")
    with pytest.raises(CorpusFault, match="wrong-value"):
        build(corpus, index)
    assert (live_name(index), names(index)) == (name, [name])
    assert opened(index).corpus.sources["gamma2018"].evidence_kind == "cohort"


def test_a_store_that_fails_leaves_the_live_index_alone(corpus: Path, index: Path) -> None:
    def refuse(folder: Path, passages: Sequence[Passage], vectors: Vectors, model_hash: str) -> None:
        raise PartUnavailable("no room")

    name = build(corpus, index).generation
    edit(corpus, "sources/gamma2018.md", "year: 2018", "year: 2017")
    with pytest.raises(PartUnavailable):
        build_index(corpus, index, replace(tools(HashingEncoder()), write_vectors=refuse), progress=silent)
    assert (live_name(index), names(index)) == (name, [name])


def test_what_killed_builds_left_behind_is_cleaned_up_even_when_nothing_changed(corpus: Path, index: Path) -> None:
    name = build(corpus, index).generation
    shutil.copytree(index / GENERATIONS / name, index / GENERATIONS / "finished-but-never-live")
    (index / GENERATIONS / "half.partial" / "chroma").mkdir(parents=True)
    assert not build(corpus, index).built
    assert (live_name(index), names(index)) == (name, [name])


def test_two_builders_exclude_each_other(corpus: Path, index: Path) -> None:
    index.mkdir()
    with only_builder(index), pytest.raises(BuildInProgress):
        build(corpus, index)
    assert build(corpus, index).built


def test_an_index_of_another_layout_is_a_mismatch_that_building_mends(corpus: Path, index: Path) -> None:
    name = build(corpus, index).generation
    manifest = index / GENERATIONS / name / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"layout": 0}))
    with pytest.raises(IndexMismatch, match="layout"):
        opened(index)
    report = build(corpus, index)
    assert report.built
    assert opened(index).name == report.generation != name


@pytest.mark.parametrize("part", ["manifest.json", "anchors.npz"])
def test_an_index_that_lacks_a_part_is_a_mismatch_that_building_mends(part: str, corpus: Path, index: Path) -> None:
    name = build(corpus, index).generation
    (index / GENERATIONS / name / part).unlink()
    with pytest.raises(IndexMismatch):
        opened(index)
    assert build(corpus, index).built
    assert nearest(opened(index), "bladder symptoms")


def test_a_pointer_to_a_generation_that_is_gone_is_a_mismatch(corpus: Path, index: Path) -> None:
    build(corpus, index)
    (index / CURRENT).write_text("gone\n")
    with pytest.raises(IndexMismatch):
        opened(index)


def test_the_shipped_corpus_builds(index: Path) -> None:
    report = build(SHIPPED, index)
    generation = opened(index)
    assert report.manifest["counts"]["sources"] >= 110
    assert report.manifest["counts"]["passages"] == len(generation.corpus.passages)
    asked = "In the KetECT trial of hospital patients with depression, 63 % reached remission with ECT"
    assert nearest(generation, asked)[0] == "ekstrand2022#1"
    assert worded(generation, asked)[0] == "ekstrand2022#1"
