from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.commands.judge import JudgeOrder, judged_run
from eval.llm_judge.answer import Answer
from eval.llm_judge.fault import JudgeFault
from eval.llm_judge.kept import Answers
from eval.llm_judge.question import questions
from eval.record import RunFault, read_run, write_run
from eval.result import Json
from tests.eval.chats import SECRET, Says, contrary, good, judge_of
from tests.eval.replies import CARD, GATE, citation, reply, run_of
from tests.eval.reviews import answered, recorded
from tests.samples import PASSAGE

OTHER = "Ibuprofen did not change the verruca of teenagers."
OTHER_CARD = {**CARD, "id": "other", "statements": [{"passage_id": "other#1", "text": OTHER}]}
OTHER_REPLY = reply(
    sentences=[{"text": OTHER, "citations": [1]}, {"text": "That is all.", "citations": []}],
    citations=[citation(source_id="other", passage_id="other#1", quote=OTHER)],
)
FALSE = reply(sentences=[{"text": "Aspirin cleared warts in 99 % of adults.", "citations": [1]}])


def run_in(folder: Path, *extra: Json, cases: int = 4, **facts: Any) -> Path:
    """Cases of which every other is answered from the other source, then more."""
    results = [answered(n, OTHER_REPLY if n % 2 else reply()) for n in range(cases)]
    results += [answered(cases + n, said) for n, said in enumerate(extra)]
    write_run(folder, run_of((), **facts).facts, results, {"trial": CARD, "other": OTHER_CARD})
    return folder


def judged(run: Path, says: Says, limit: int = 0) -> Any:
    """The record of a run that was judged."""
    assert judged_run(JudgeOrder(run, "fake:chat", limit), read_run(run), judge_of(says), GATE) == 0
    return json.loads(judge_path_of(run).read_text(encoding="utf-8"))


def judge_path_of(run: Path) -> Path:
    return run.with_name(run.name + ".judge") / "fake-chat.json"


def test_each_cited_sentence_is_asked_about_with_its_quote_and_with_one_of_another_source(tmp_path: Path) -> None:
    found = questions(read_run(run_in(tmp_path / "a", FALSE, cases=2)), GATE)
    asked = sorted((q.case, q.control, q.quotes[0].source_id, str(q.label)) for q in found)
    assert asked == [
        ("case-0", False, "trial", "supported"),
        ("case-0", True, "other", "unsupported"),
        ("case-1", False, "other", "supported"),
        ("case-1", True, "trial", "unsupported"),
        ("case-2", False, "trial", "None"),
        ("case-2", True, "other", "unsupported"),
    ]


def test_a_quote_on_which_the_gate_finds_the_sentence_traceable_is_no_control(tmp_path: Path) -> None:
    twin = {**OTHER_CARD, "statements": [{"passage_id": "other#1", "text": PASSAGE.text}]}
    said = reply(citations=[citation(source_id="other", passage_id="other#1")])
    write_run(tmp_path / "a", run_of(()).facts, [answered(1), answered(2, said)], {"trial": CARD, "other": twin})
    assert [q.control for q in questions(read_run(tmp_path / "a"), GATE)] == [False, False]


def test_a_larger_limit_holds_every_smaller_one(tmp_path: Path) -> None:
    run = read_run(run_in(tmp_path / "a", cases=6))
    drawn = [{q.case for q in questions(run, GATE, limit)} for limit in (1, 3, 6)]
    assert [len(each) for each in drawn] == [1, 3, 6]
    assert drawn[0] < drawn[1] < drawn[2]


def test_a_good_judge_agrees_with_the_labels_and_its_figure_may_be_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = judged(run_in(tmp_path / "a", FALSE), good)
    # Five sentences, each with a control; four are labelled supported, the false one has no label.
    assert (found["accuracy"]["n"], found["accuracy"]["value"], found["kappa"]["value"]) == (9, 1.0, 1.0)
    assert found["usable"] and found["why_not"] == []
    assert (found["supported"]["n"], found["supported"]["value"]) == (5, 0.8)
    assert found["supported"]["interval"][0] < 0.8
    out = capsys.readouterr().out
    assert out.index("kappa against labels") < out.index("sentences it calls supported") and "do not use" not in out


def test_a_contrary_judge_is_not_to_be_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = judged(run_in(tmp_path / "a"), contrary)
    # Eight labelled, none right; half and half on both sides, so that chance gives 1/2: (0 - 1/2) / (1 - 1/2).
    assert (found["accuracy"]["value"], found["kappa"]["value"], found["usable"]) == (0.0, -1.0, False)
    counts = {(each["label"], each["answer"]): each["count"] for each in found["confusion"] if each["count"]}
    assert counts == {("supported", "unsupported"): 4, ("unsupported", "supported"): 4}
    assert "do not use its figure: kappa -1.000 is below 0.6" in capsys.readouterr().out


def test_a_judge_that_says_the_same_of_everything_has_no_agreement_beyond_chance(tmp_path: Path) -> None:
    found = judged(run_in(tmp_path / "a"), lambda question: "partly")
    assert (found["accuracy"]["value"], found["kappa"]["value"], found["usable"]) == (0.0, 0.0, False)


def test_rambling_is_unreadable_and_never_guessed_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ramble = "I would say that it is supported, since the quote says so."
    found = judged(run_in(tmp_path / "a"), lambda question: ramble)
    assert (found["unanswered"]["unreadable"]["n"], found["unanswered"]["unreadable"]["value"]) == (8, 1.0)
    assert (found["accuracy"]["n"], found["accuracy"]["value"], found["usable"]) == (0, None, False)
    assert {each["raw"] for each in found["judgments"]} == {ramble}
    assert "8 of 8 questions have no answer that can be read" in capsys.readouterr().out


def test_errors_and_time_outs_are_kinds_of_their_own_without_the_secret(tmp_path: Path) -> None:
    def says(question: str) -> str:
        if good(question) == "Supported.":
            return "supported"
        raise TimeoutError if OTHER in question.partition("<quotes>")[2] else ConnectionError(f"refused: {SECRET}")

    found = judged(run_in(tmp_path / "a"), says)
    assert {name: each["value"] for name, each in found["unanswered"].items()} == {
        "unreadable": 0.0,
        "error": 0.25,
        "timed out": 0.25,
    }
    errors = {each["error"] for each in found["judgments"] if each["answer"] == "error"}
    assert errors == {"ConnectionError: refused: ***"}


def test_a_model_that_never_answers_tells_of_no_sentence_and_is_asked_again_later(tmp_path: Path) -> None:
    def dead(question: str) -> str:
        raise ConnectionError("nobody there")

    run = run_in(tmp_path / "a")
    with pytest.raises(JudgeFault, match="answered none of 5 questions: ConnectionError: nobody there"):
        judged(run, dead)
    assert not judge_path_of(run).exists()
    assert judged(run, good)["usable"]


def test_a_question_is_asked_once_and_an_interrupted_judge_goes_on(tmp_path: Path) -> None:
    run, asked = run_in(tmp_path / "a"), list[str]()

    def says(question: str) -> str:
        asked.append(question)
        if len(asked) == 3:
            raise KeyboardInterrupt
        return good(question)

    with pytest.raises(KeyboardInterrupt):
        judged(run, says)
    assert len(judged(run, says)["judgments"]) == 8
    # Two sources make four different questions; two were answered, the third was interrupted and asked again.
    assert (len(asked), len(set(asked))) == (5, 4)
    assert [path.name for path in judge_path_of(run).parent.iterdir()] == ["fake-chat.json"]


def test_what_a_crash_cut_short_is_asked_again(tmp_path: Path) -> None:
    given = judge_of(good).answer("<sentence>\na\n</sentence><quotes>\n- a\n</quotes>")
    kept = Answers(tmp_path / "x.json", "0" * 64)
    kept.add("one", given)
    (part,) = tmp_path.iterdir()
    part.write_bytes(part.read_bytes() + b'\n["two", {"answ')
    again = Answers(tmp_path / "x.json", "0" * 64)
    assert ("one" in again, "two" in again) == (True, False)
    again.add("two", given)
    assert Answers(tmp_path / "x.json", "0" * 64)["two"].answer is Answer.SUPPORTED


def test_judgments_are_not_written_over_and_the_run_stays_as_it_is(tmp_path: Path) -> None:
    run = run_in(tmp_path / "a")
    before = {path.name: path.read_bytes() for path in run.iterdir()}
    judged(run, good)
    kept = judge_path_of(run).read_bytes()
    with pytest.raises(JudgeFault, match=r"fake-chat\.json: exists already; move it away"):
        judged(run, contrary)
    assert judge_path_of(run).read_bytes() == kept
    assert {path.name: path.read_bytes() for path in run.iterdir()} == before


def test_of_a_held_out_run_ids_are_kept_and_no_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def says(question: str) -> str:
        if question.count(OTHER) == 1:
            return f"You ask: {question}"
        if OTHER in question:
            raise ConnectionError(question)
        return "supported"

    run = run_in(tmp_path / "a", split="heldout")
    found = judged(run, says)
    whole = json.dumps(found) + capsys.readouterr().out
    assert "verruca" not in whole and "64 %" not in whole
    assert {(each["answer"], each["raw"]) for each in found["judgments"]} == {
        ("supported", "supported"),
        ("unreadable", None),
        ("error", None),
    }
    assert {each["passages"][0] for each in found["judgments"]} == {"other#1", PASSAGE.id}


def test_runs_without_replies_or_citations_are_refused(tmp_path: Path) -> None:
    silent = recorded(tmp_path / "a", answered(1, exchanges=()))
    with pytest.raises(RunFault, match="holds no reply"):
        judged(silent, good)
    bare = recorded(tmp_path / "b", answered(1, reply(sentences=[{"text": "So.", "citations": []}])))
    with pytest.raises(JudgeFault, match="no reply cites anything"):
        judged(bare, good)
    write_run(tmp_path / "c", run_of(()).facts, [answered(1)], {})
    with pytest.raises(JudgeFault, match="c: its sentences cannot be labelled: the run holds no card of 'trial'"):
        judged(tmp_path / "c", good)
