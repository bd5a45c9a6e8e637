"""The shipped policy is sound, and a broken one is reported with file, line and rule."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from service.errors import CorpusFault
from service.ingestion.safety import check_safety, load_lexicon, load_safety, load_scope
from service.language.policy import HelpLine, LineChecked, LineKind
from tests.corpora import SHIPPED, edit

REGIONS = ["US", "GB", "IE", "CA", "AU", "NZ"]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    shutil.copytree(SHIPPED / "safety", tmp_path / "safety")
    shutil.copy(SHIPPED / "lexicon.yaml", tmp_path)
    return tmp_path


def test_the_shipped_files_break_no_rule_and_get_every_example_right() -> None:
    assert check_safety(SHIPPED) == []


def test_an_unknown_field_is_named_with_its_line(corpus: Path) -> None:
    edit(corpus, "safety/scope.yaml", "subject: ketamine", "sbject: ketamine")
    rules = {(fault.path, fault.rule) for fault in check_safety(corpus)}
    assert ("safety/scope.yaml", "unknown-field") in rules
    with pytest.raises(CorpusFault, match=r"safety/scope\.yaml:\d+: unknown-field"):
        load_scope(corpus)


def test_a_pattern_in_the_wrong_notation_is_named_with_its_own_line(corpus: Path) -> None:
    edit(corpus, "safety/urgent.yaml", "          foaming at the mouth\n", "          foam.* at the mouth\n")
    lines = (corpus / "safety/urgent.yaml").read_text(encoding="utf-8").splitlines()
    (fault,) = check_safety(corpus)
    assert fault.rule == "pattern"
    assert "foam.*" in lines[fault.line - 1]
    with pytest.raises(CorpusFault, match="pattern"):
        load_safety(corpus)


def test_an_example_that_no_pattern_catches_is_a_fault(corpus: Path) -> None:
    edit(corpus, "safety/urgent.yaml", "      - goodbye forever\n", "      - a fine day for a walk\n")
    (fault,) = check_safety(corpus)
    assert (fault.path, fault.rule) == ("safety/urgent.yaml", "example")
    assert "a fine day for a walk" in fault.message


def test_a_counter_example_that_a_pattern_catches_is_a_fault(corpus: Path) -> None:
    edit(corpus, "safety/urgent.yaml", "      - he is feeling blue\n", "      - I want to die\n")
    (fault,) = check_safety(corpus)
    assert fault.rule == "not-example"


def test_two_concepts_may_not_share_a_name(corpus: Path) -> None:
    edit(corpus, "lexicon.yaml", "names: [xenon, xenon gas]", "names: [xenon, Nitrous-Oxide]")
    (fault,) = check_safety(corpus)
    assert (fault.path, fault.rule) == ("lexicon.yaml", "duplicate-name")


def test_concepts_may_not_be_broader_than_each_other_in_a_circle(corpus: Path) -> None:
    edit(corpus, "lexicon.yaml", "names: [norketamine], broader: []", "names: [norketamine], broader: [norketamine]")
    assert [fault.rule for fault in check_safety(corpus)] == ["circle"]


def test_a_core_concept_that_nobody_knows_is_a_fault(corpus: Path) -> None:
    edit(corpus, "safety/scope.yaml", "  - hydroxynorketamine\n", "  - unheard-of\n")
    assert [fault.rule for fault in check_safety(corpus)] == ["unknown-id"]


def test_a_missing_file_is_a_fault(corpus: Path) -> None:
    (corpus / "safety/help_lines.yaml").unlink()
    with pytest.raises(CorpusFault, match=r"safety/help_lines\.yaml:1: missing-file"):
        load_safety(corpus)


def test_a_number_that_was_read_names_the_page(corpus: Path) -> None:
    edit(
        corpus,
        "safety/help_lines.yaml",
        '"https://lifeunscripted.ca/9-8-8-a-new-canada-wide-suicide-help-line/"',
        "null",
    )
    assert "missing-field" in {fault.rule for fault in check_safety(corpus)}


@pytest.mark.parametrize("region", REGIONS)
def test_each_region_has_an_emergency_number_a_crisis_line_and_a_poison_line(region: str) -> None:
    lines = load_safety(SHIPPED).help_lines.near(region)
    assert all(lines.of_kind(kind) for kind in LineKind)


@pytest.mark.parametrize(("code", "name"), [("gb", "United Kingdom"), ("US-CA", "United States"), (" ie ", "Ireland")])
def test_codes_are_read_leniently(code: str, name: str) -> None:
    assert load_safety(SHIPPED).help_lines.near(code).name == name


@pytest.mark.parametrize("code", [None, "", "ZZ", "France"])
def test_an_unknown_region_gets_the_lines_that_hold_anywhere(code: str | None) -> None:
    help_lines = load_safety(SHIPPED).help_lines
    assert help_lines.near(code) is help_lines.elsewhere


def test_a_line_reads_as_one_line_of_text() -> None:
    day = date(2026, 11, 24)
    line = HelpLine("Listeners", "1 2 3", "HI to 45", None, "day and night", "free", LineChecked.RECALLED, day, None)
    assert line.words == "Listeners: call 1 2 3, text HI to 45 (day and night; free)"


def test_the_lexicon_names_what_every_concept_is() -> None:
    concepts = load_lexicon(SHIPPED)
    assert concepts["esketamine"].kind == "drug"
    assert "iv-ketamine" in concepts
    assert concepts["iv-ketamine"].broader == ("ketamine",)
