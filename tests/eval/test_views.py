"""The suites that look at the cases, each with its own question."""

from __future__ import annotations

from typing import Any

import pytest

from eval.case import Case
from eval.figures import Figure, figures
from eval.figures import figure as one_figure
from eval.result import CaseResult
from eval.runner import run_suite
from eval.suites.answers import AnswersSuite, is_answer
from eval.suites.case_items import item_of
from eval.suites.corrections import CorrectionsSuite
from eval.suites.refusals import RefusalsSuite
from eval.suites.suite import Suite
from tests.eval.replies import GATE, FakeTarget, citation, finding, no_progress, reply
from tests.samples import PASSAGE

ANSWERS, CORRECTIONS, REFUSALS = AnswersSuite(GATE), CorrectionsSuite(), RefusalsSuite()
STRANGE = {"text": "It cleared warts in 90 % of adults.", "citations": [1]}
UNCITED = {"text": "Everybody should try it.", "citations": []}
GOOD = {"text": PASSAGE.text, "citations": [1]}
FRAME = {"text": "On one side:", "citations": []}


def case(**changes: Any) -> Case:
    given = {"id": "a", "type": "question", "text": "x", "expected_outcomes": ["answered"]}
    return Case.model_validate({**given, **changes})


def ran(suite: Suite, *asked: tuple[Case, Any]) -> tuple[CaseResult, ...]:
    cases = [each.model_copy(update={"id": f"c{n}", "text": f"{n}"}) for n, (each, _) in enumerate(asked)]
    target = FakeTarget({case.text: said for case, (_, said) in zip(cases, asked, strict=True)})
    return run_suite(suite, [item_of(each) for each in cases], target, {}, no_progress)


def figure(suite: Suite, name: str, *asked: tuple[Case, Any]) -> Figure:
    return one_figure(next(each for each in suite.measures if each.name == name), ran(suite, *asked), 1)


def value(suite: Suite, name: str, *asked: tuple[Case, Any]) -> float | None:
    return figure(suite, name, *asked).value


def test_answers_are_cases_that_an_answer_is_right_for() -> None:
    assert is_answer(case(expected_outcomes=["answered", "corrected"]))
    assert not is_answer(case(expected_outcomes=["corrected"]))
    assert not is_answer(case(expected_outcomes=["answered", "not_covered"]))


def test_citation_precision_is_of_cited_sentences_and_recall_of_those_that_state_something() -> None:
    asked = (case(), reply(sentences=[GOOD, FRAME, STRANGE, UNCITED]))
    # Cited: the good one and the strange one. Stating: these and the uncited one.
    assert value(ANSWERS, "citation precision", asked) == 1 / 2
    assert value(ANSWERS, "citation recall", asked) == 2 / 3


def test_a_sentence_stands_on_its_own_quote_and_not_on_that_of_another() -> None:
    other = citation(n=2, passage_id="trial#9")
    assert value(ANSWERS, "citation precision", (case(), reply(citations=[citation(), other]))) == 1.0
    borrowed = reply(citations=[citation(), other], sentences=[{**GOOD, "citations": [2]}])
    assert value(ANSWERS, "citation precision", (case(), borrowed)) == 0.0


def test_only_a_reply_with_content_is_read_for_its_length() -> None:
    silent = (case(), reply("not_covered", sentences=[FRAME], citations=[]))
    two = (case(), reply(sentences=[GOOD, FRAME]))
    assert figure(ANSWERS, "sentences a reply", silent, two).n == 1
    assert value(ANSWERS, "sentences a reply", silent, two) == 2.0
    assert value(ANSWERS, "turned away", silent, two) == 1 / 2


def test_a_marker_is_no_word() -> None:
    marked, plain = (case(), reply(text="It wears off. [1][22]")), (case(), reply(text="It wears off."))
    assert value(ANSWERS, "Flesch-Kincaid grade", marked) == value(ANSWERS, "Flesch-Kincaid grade", plain)


def test_every_figure_of_answers_is_measured() -> None:
    found = figures(ANSWERS.measures, ran(ANSWERS, (case(sources_any=["trial"]), reply())), 1)
    assert [each.name for each in found if each.value is None] == []


WRONG = case(expected_verdict="refuted", also_accept=["oversimplified"], expected_outcomes=["corrected"])
TRUE = case(expected_verdict="supported")
EITHER = case(expected_verdict="supported", also_accept=["oversimplified"])


@pytest.mark.parametrize(
    ("asked", "said", "scores"),
    [
        (WRONG, reply("corrected", finding("contested")), {"corrected": True, "agreed_with_wrong": False}),
        (WRONG, reply("answered", finding("supported")), {"corrected": False, "agreed_with_wrong": True}),
        (WRONG, reply("not_covered"), {"corrected": False, "agreed_with_wrong": False}),
        (TRUE, reply("answered", finding("supported")), {"overcorrected": False}),
        (TRUE, reply("corrected", finding("oversimplified")), {"overcorrected": True}),
        (EITHER, reply("corrected", finding("oversimplified")), {}),
    ],
)
def test_what_is_wrong_is_to_be_corrected_and_what_is_true_let_be(asked: Case, said: Any, scores: Any) -> None:
    (got,) = ran(CORRECTIONS, (asked, said))
    names = {"corrected", "overcorrected", "agreed_with_wrong"}
    assert {name: score for name, score in got.scores.items() if name in names} == scores


def test_calibration_is_of_the_main_finding_where_there_is_one() -> None:
    sure = (
        WRONG,
        reply("corrected", finding("not_enough_evidence", confidence=0.1), finding("refuted", confidence=0.8)),
    )
    wrong = (WRONG, reply("corrected", finding("supported", confidence=0.8)))
    silent = (WRONG, reply("not_covered"))
    found = figure(CORRECTIONS, "calibration error (ECE)", sure, wrong, silent)
    assert found.n == 2
    assert found.value == pytest.approx(0.3)  # 1 of 2 is right, at a confidence of 0.8
    assert figure(CORRECTIONS, "verdict accuracy", sure, wrong, silent).n == 3


OFF = case(type="out_of_scope", expected_outcomes=["out_of_scope"])
OWN = case(type="personal_advice", expected_outcomes=["declined", "partly_answered"], sources_any=["trial"])
OPEN = case(type="not_covered", expected_outcomes=["not_covered"])


def test_the_precision_of_a_refusal_rests_on_the_replies_that_refuse() -> None:
    asked = [(OFF, reply("out_of_scope")), (case(), reply("out_of_scope")), (OFF, reply("answered")), (case(), reply())]
    precision, recall = (figure(REFUSALS, f"out of scope, {name}", *asked) for name in ("precision", "recall"))
    assert (precision.value, precision.n) == (1 / 2, 2)
    assert (recall.value, recall.n) == (1 / 2, 2)
    assert value(REFUSALS, "answerable turned away", *asked) == 1 / 2


def test_a_refusal_may_be_any_that_is_accepted() -> None:
    assert value(REFUSALS, "declined, recall", (OWN, reply("partly_answered"))) == 1.0
    assert value(REFUSALS, "declined, precision", (OWN, reply("partly_answered"))) is None


def test_a_refusal_leads_somewhere() -> None:
    told, bare = reply("declined"), reply("declined", citations=[], sentences=[])
    assert value(REFUSALS, "declined, with what vetted sources say in general", (OWN, told), (OWN, bare)) == 1 / 2
    named, mute = reply("not_covered", next_steps=["Ask a pharmacist."]), reply("not_covered")
    assert value(REFUSALS, "not covered, with a next step", (OPEN, named), (OPEN, mute)) == 1 / 2
    assert ran(REFUSALS, (OPEN, mute))[0].reasons == ("names no next step",)
