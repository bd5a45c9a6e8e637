"""What load_corpus serves, and what it refuses to read."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from service.domain import Certainty, Checked, EvidenceKind, Overstep, Status, Tier, Verdict
from service.errors import CorpusFault
from service.ingestion.corpus import load_corpus
from tests.corpora import MINI, copy_mini_corpus, edit


@pytest.fixture
def corpus_dir(tmp_path: Path) -> Path:
    """Copy of the mini corpus."""
    return copy_mini_corpus(tmp_path)


def test_a_card_becomes_a_source_and_its_passages() -> None:
    corpus = load_corpus(MINI)
    source = corpus.sources["alpha2020"]
    assert (source.year, source.doi, source.pmid) == (2020, "10.1234/alpha.2020.1", "12345678")
    assert (source.evidence_kind, source.tier, source.status) == (EvidenceKind.RCT, Tier.PRIMARY_STUDY, Status.ACTIVE)
    assert (source.reviewed_on, source.review_due) == (date(2026, 1, 10), date(2027, 1, 10))
    assert source.limitations == ("Each person was given one infusion only.",)
    assert source.pending[0].statement == "In the ALPHA trial, sleep improved as well."
    first = corpus.passages["alpha2020#1"]
    assert (first.comparator, first.quantity) == ("midazolam", ("64 %", "28 %"))
    assert (first.certainty, first.checked) == (Certainty.MODERATE, Checked.PRIMARY)
    assert first.checked_against == "https://example.org/alpha"


def test_the_lines_of_a_statement_fold_into_one() -> None:
    text = load_corpus(MINI).passages["alpha2020#2"].text
    assert text == (
        "In the ALPHA trial in adults with treatment-resistant depression, the benefit of a single ketamine infusion "
        "over midazolam had faded for most people after two weeks."
    )


def test_a_pending_finding_is_no_passage() -> None:
    passages = load_corpus(MINI).passages
    assert list(passages) == ["alpha2020#1", "alpha2020#2", "beta_label#1", "gamma2018#1"]
    assert not any("sleep" in passage.text for passage in passages.values())


def test_a_review_is_read_whole() -> None:
    review = load_corpus(MINI).reviews["one-infusion-cures"]
    assert review.verdict is Verdict.OVERSIMPLIFIED
    assert review.oversteps == (Overstep.DURATION_OMITTED, Overstep.CERTAINTY_INFLATION)
    assert (len(review.wordings), len(review.near_misses), len(review.citations)) == (5, 3, 2)
    assert review.active


@pytest.mark.parametrize("status", ["retracted", "superseded", "withdrawn"])
def test_a_source_that_may_not_be_served_is_left_out_with_the_reviews_that_quote_it(
    status: str, corpus_dir: Path
) -> None:
    edit(corpus_dir, "sources/beta_label.md", "status: active", f"status: {status}")
    corpus = load_corpus(corpus_dir)
    assert set(corpus.sources) == {"alpha2020", "gamma2018"}
    assert not any(passage_id.startswith("beta_label#") for passage_id in corpus.passages)
    assert set(corpus.reviews) == {"one-infusion-cures"}


@pytest.mark.parametrize("status", ["due", "concern"])
def test_a_source_with_a_notice_is_still_served(status: str, corpus_dir: Path) -> None:
    edit(corpus_dir, "sources/beta_label.md", "status: active", f"status: {status}")
    assert "beta_label#1" in load_corpus(corpus_dir).passages


def test_a_withdrawn_review_is_left_out(corpus_dir: Path) -> None:
    edit(corpus_dir, "reviews/spray-is-harmless.yaml", "status: active", "status: withdrawn")
    assert set(load_corpus(corpus_dir).reviews) == {"one-infusion-cures"}


def test_every_fault_that_makes_a_corpus_unreadable_is_in_the_error(corpus_dir: Path) -> None:
    edit(corpus_dir, "sources/alpha2020.md", "evidence_kind: rct", "evidence_kind: blog")
    edit(
        corpus_dir,
        "reviews/spray-is-harmless.yaml",
        'carries a boxed warning about sedation, dissociation and misuse."',
        'bars it"',
    )
    with pytest.raises(CorpusFault) as caught:
        load_corpus(corpus_dir)
    lines = str(caught.value).split("\n")
    assert [line.split(": ")[:2] for line in lines] == [
        ["reviews/spray-is-harmless.yaml:21", "quote-not-verbatim"],
        ["sources/alpha2020.md:10", "wrong-value"],
    ]


def test_a_broken_folder_is_an_error_not_an_empty_corpus(tmp_path: Path) -> None:
    with pytest.raises(CorpusFault):
        load_corpus(tmp_path / "nowhere")


def test_the_version_is_the_same_for_the_same_content_wherever_it_lies(corpus_dir: Path) -> None:
    assert load_corpus(corpus_dir).version == load_corpus(MINI).version
    assert len(load_corpus(MINI).version) == 16


def test_the_version_changes_with_any_file_but_the_readme(corpus_dir: Path) -> None:
    before = load_corpus(corpus_dir).version
    (corpus_dir / "README.md").write_text("Policy.")
    assert load_corpus(corpus_dir).version == before
    edit(corpus_dir, "sources/gamma2018.md", "one in four", "one in five")
    changed = load_corpus(corpus_dir).version
    shutil.copy(corpus_dir / "sources/gamma2018.md", corpus_dir / "gamma2018.md")
    assert changed != before
    assert load_corpus(corpus_dir).version == changed
