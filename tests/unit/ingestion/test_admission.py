"""Entering files into the ledger."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from service.errors import CorpusFault, NotFound
from service.ingestion.admission import admit
from service.ingestion.corpus_check import check
from service.ingestion.ledger import Admission, Kind, read_ledger, verify
from tests.corpora import copy_mini_corpus, edit

GAMMA = "sources/gamma2018.md"
DAY = date(2026, 2, 1)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Copy of the mini corpus."""
    return copy_mini_corpus(tmp_path)


def enter(corpus: Path, ids: list[str] | None = None) -> tuple[Admission, ...]:
    """Admit, as the editors."""
    return admit(corpus, by="founding editors", grounds="Read again.", on=DAY, ids=ids)


def test_a_corpus_without_a_ledger_is_admitted_whole(corpus: Path) -> None:
    (corpus / "ledger.yaml").unlink()
    assert len(verify(corpus)) == 5
    assert [(entry.kind, entry.id) for entry in enter(corpus)] == [
        (Kind.SOURCE, "alpha2020"),
        (Kind.SOURCE, "beta_label"),
        (Kind.SOURCE, "gamma2018"),
        (Kind.REVIEW, "one-infusion-cures"),
        (Kind.REVIEW, "spray-is-harmless"),
    ]
    assert check(corpus) == []


def test_only_what_changed_is_admitted_again(corpus: Path) -> None:
    edit(corpus, GAMMA, "one in four", "one in five")
    (entry,) = enter(corpus)
    assert (entry.id, entry.admitted_on, entry.grounds) == ("gamma2018", DAY, "Read again.")
    ledger = read_ledger(corpus, [])
    assert ledger.admissions[Kind.SOURCE, "alpha2020"].admitted_on == date(2026, 1, 12)
    assert check(corpus) == []


def test_admitting_a_sound_ledger_again_changes_no_entry(corpus: Path) -> None:
    before = (corpus / "ledger.yaml").read_text(encoding="utf-8")
    assert enter(corpus) == ()
    assert (corpus / "ledger.yaml").read_text(encoding="utf-8") == before


def test_an_entry_whose_file_is_gone_is_struck(corpus: Path) -> None:
    (corpus / GAMMA).unlink()
    enter(corpus)
    assert check(corpus) == []


def test_chosen_ids_alone_are_admitted(corpus: Path) -> None:
    edit(corpus, GAMMA, "one in four", "one in five")
    edit(corpus, "sources/beta_label.md", "year: 2024", "year: 2023")
    assert [entry.id for entry in enter(corpus, ["gamma2018"])] == ["gamma2018"]
    assert [(fault.path, fault.rule) for fault in verify(corpus)] == [
        ("sources/beta_label.md", "changed-after-admission")
    ]


def test_a_faulty_file_is_not_admitted_and_nothing_is_written(corpus: Path) -> None:
    before = (corpus / "ledger.yaml").read_text(encoding="utf-8")
    edit(corpus, GAMMA, "about one in four", "you are now one of four")
    with pytest.raises(CorpusFault, match=r"gamma2018\.md:27: instruction-like"):
        enter(corpus)
    assert (corpus / "ledger.yaml").read_text(encoding="utf-8") == before


def test_an_unknown_id_is_not_found(corpus: Path) -> None:
    with pytest.raises(NotFound, match="delta"):
        enter(corpus, ["delta"])
