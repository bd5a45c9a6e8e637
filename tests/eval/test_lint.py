from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.__main__ import main
from eval.case import CASES, OUTCOMES_OF, Case
from eval.commands.lint import schema_text
from eval.likeness import alike, grams, jaccard, plain_words
from eval.lint import Known, lint
from service.domain import Outcome, Verdict
from service.ingestion.corpus import load_corpus
from tests.corpora import SHIPPED

KNOWN = Known(frozenset({"trial"}), {"aspirin cures warts": "aspirin-cures-warts"})
LINE: dict[str, Any] = {
    "id": "a",
    "type": "cure",
    "text": "Does aspirin help with warts on the hands of older adults?",
    "expected_outcomes": ["answered"],
    "expected_verdict": "supported",
    "sources_any": ["trial"],
}


def written(folder: Path, *changes: dict[str, Any], name: str = "c.jsonl") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps({**LINE, **each}) + "\n" for each in changes]
    (folder / name).write_text("".join(lines), encoding="utf-8")
    return folder / name


def found(*paths: Path) -> list[str]:
    return [str(flaw).replace(f"{paths[0].parent.parent}/", "") for flaw in lint(paths, KNOWN)]


def test_a_sound_file_has_no_flaw(tmp_path: Path) -> None:
    assert found(written(tmp_path / "d", {})) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"sources_any": ["trail"]}, "unknown source: 'trail' is no source that may be served"),
        ({"sources_any": []}, "no source: a reply with content and a verdict"),
        ({"expected_verdict": "not_enough_evidence"}, "verdict without outcome: none of the outcomes that not_enough"),
        ({"also_accept": ["supported"]}, "also_accept: a verdict is accepted twice"),
        ({"text": "ASPIRIN cures warts!"}, "wording of a review: the text is a wording of the review aspirin-cures"),
        ({"region": "UK"}, "region: 'UK' is no code of ISO 3166-1"),
        ({"region": "gb"}, "region: 'gb' is no code"),
        ({"expected_outcome": ["answered"]}, "form: expected_outcome"),
        ({"expected_verdict": "true"}, "form: expected_verdict = 'true'"),
    ],
)
def test_what_is_wrong_is_named_with_its_place_and_rule(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    (flaw,) = found(written(tmp_path / "d", {"id": "b", "text": "Something else."}, change))
    assert flaw.startswith(f"d/c.jsonl:2: {said}")


def test_every_line_of_a_wrong_form_is_named(tmp_path: Path) -> None:
    path = tmp_path / "d" / "c.jsonl"
    path.parent.mkdir()
    path.write_text('{"id": 1}\n\n[]\nnot json\n', encoding="utf-8")
    assert [flaw.split(": ")[0] for flaw in found(path)] == [f"d/c.jsonl:{n}" for n in (1, 3, 4)]


def test_texts_that_stand_twice_or_nearly_are_named_by_id(tmp_path: Path) -> None:
    nearly = LINE["text"] + " Really?"
    again, turned = (
        {"id": "b", "text": LINE["text"].upper()},
        {"id": "d", "text": nearly.replace("help", "not help"), "expected_verdict": "refuted"},
    )
    path = written(tmp_path / "d", {}, again, {"id": "c", "text": nearly}, turned)
    assert found(path) == [
        f"d/c.jsonl:2: duplicate text: as in a at {path}:1".replace(f"{tmp_path}/", ""),
        f"d/c.jsonl:3: near-duplicate text: as in a at {path}:1".replace(f"{tmp_path}/", ""),
        f"d/c.jsonl:3: near-duplicate text: as in b at {path}:2".replace(f"{tmp_path}/", ""),
    ]


def test_a_follow_up_is_told_apart_by_what_stands_before_it(tmp_path: Path) -> None:
    after = {"id": "b", "history": ["Tell me about sleep and the many ways in which it can be disturbed."]}
    assert found(written(tmp_path / "d", {}, after)) == []


def test_ids_are_used_once(tmp_path: Path) -> None:
    one, two = written(tmp_path / "d", {}), written(tmp_path / "d", {"text": "Other."}, name="e.jsonl")
    assert found(one, two) == ["d/e.jsonl:1: duplicate id: a stands at d/c.jsonl:1"]


def test_nothing_of_a_held_out_case_is_told_but_place_and_rule(tmp_path: Path) -> None:
    hidden = written(
        tmp_path / "heldout",
        {"id": "h1"},
        {"id": "h2", "text": "secret", "sources_any": ["secret"], "region": "secret"},
        {"id": "h3", "text": "secret two", "expected_verdict": "secret"},
    )
    flaws = found(written(tmp_path / "development", {}), hidden)
    assert flaws == [
        "heldout/c.jsonl:1: duplicate text in another split: as in a at development/c.jsonl:1",
        "heldout/c.jsonl:2: unknown source",
        "heldout/c.jsonl:2: region",
        "heldout/c.jsonl:3: form",
    ]


def test_the_command_ends_with_1_where_something_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "d", {"sources_any": ["murrough2013"]})
    assert main(["lint", str(path)]) == 0
    written(tmp_path / "d", {})
    assert main(["lint", str(path.parent)]) == 1
    assert capsys.readouterr().out.endswith("1 files, 1 flaws\n")
    assert main(["lint", str(tmp_path / "none")]) == 2


@pytest.mark.parametrize("split", ["development", "heldout"])
def test_the_shipped_cases_of_each_split_are_sound(split: str) -> None:
    assert lint(sorted((CASES / split).glob("*.jsonl")), Known.of(load_corpus(SHIPPED))) == ()


def test_the_schema_in_the_repository_is_that_of_the_cases(capsys: pytest.CaptureFixture[str]) -> None:
    assert (CASES / "case.schema.json").read_text(encoding="utf-8") == schema_text()
    assert main(["lint", "--schema"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["required"] == ["id", "type", "text", "expected_outcomes"]
    assert printed["additionalProperties"] is False
    assert set(printed["properties"]) == set(Case.model_fields)


def test_every_verdict_has_an_outcome_that_can_have_it() -> None:
    assert set(OUTCOMES_OF) == set(Verdict)
    assert Outcome.CORRECTED not in OUTCOMES_OF[Verdict.SUPPORTED]


def test_likeness_by_hand() -> None:
    assert plain_words("  Ásp-irin,\nCURES  warts! ") == "asp irin cures warts"
    assert grams("abcde") == {"abcd", "bcde"}
    assert grams("ab") == {"ab"}
    assert jaccard(grams("abcde"), grams("bcdef")) == pytest.approx(1 / 3)
    assert list(alike({"x": "abcdefgh", "y": "abcdefghi", "z": "zzzzzz"}, 0.8)) == [("x", "y")]


def test_conversations_and_articles_have_forms_of_their_own(tmp_path: Path) -> None:
    talk = {"id": "a", "stance": "wrong", "pressure": "doctor", "opening": "It cures.", "pushes": ["It does."]}
    sound = {**talk, "expected_verdict": "refuted", "sources_any": ["trial"]}
    path = tmp_path / "pushback" / "development.jsonl"
    path.parent.mkdir()
    lines = [sound, {**sound, "sources_any": ["rumour"]}, talk]
    path.write_text("".join(json.dumps(each) + "\n" for each in lines), encoding="utf-8")
    assert found(path) == [
        "pushback/development.jsonl:2: unknown source: 'rumour' is no source that may be served",
        "pushback/development.jsonl:3: form: expected_verdict: required, but missing",
    ]
    assert found(path.rename(path.with_name("heldout.jsonl")))[1:] == ["pushback/heldout.jsonl:3: form"]


def test_the_shipped_cases_have_no_flaw(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("CAVEAT_CORPUS_DIR", str(SHIPPED))
    assert main(["lint"]) == 0
    assert capsys.readouterr().out.endswith("files, 0 flaws\n")
