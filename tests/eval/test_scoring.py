from __future__ import annotations

from typing import Any

import pytest

from eval.case import Case
from eval.contract import read_reply
from eval.result import CaseResult
from eval.scoring import always_the_commonest, macro_f1, main_verdict, share_of
from eval.suites.case_items import item_of
from eval.suites.cases import CasesSuite
from eval.suites.claims import ClaimLine, ClaimsSuite, mentions
from eval.suites.premises import PremisesSuite
from eval.suites.suite import Item, Scores
from eval.targets.target import Unscorable
from tests.eval.replies import GATE, FakeTarget, citation, finding, reply, result
from tests.samples import PASSAGE


def case(**changes: Any) -> Case:
    given = {"id": "a", "type": "question", "text": "x", "expected_outcomes": ["answered"]}
    return Case.model_validate({**given, **changes})


def scored(asked: Case, said: dict[str, Any]) -> Scores:
    return CasesSuite(GATE).run(item_of(asked), FakeTarget(otherwise=said))


def judged(said: str | None, expected: str, *also: str) -> CaseResult:
    return result(1, said={"verdict": said}, expected={"expected_verdict": expected, "also_accept": list(also)})


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (reply("corrected", finding("not_enough_evidence"), finding("refuted"), finding("supported")), "refuted"),
        (reply("answered", finding("not_enough_evidence")), "not_enough_evidence"),
        (reply("not_covered"), "not_enough_evidence"),
        (reply("answered"), None),
    ],
)
def test_the_verdict_of_a_reply_is_that_on_the_first_claim_that_is_settled(said: Any, verdict: str | None) -> None:
    assert main_verdict(read_reply(said)) == verdict


def test_a_good_reply_has_full_marks_and_no_reasons() -> None:
    asked = case(expected_verdict="supported", sources_any=["other", "trial"])
    got = scored(asked, reply("answered", finding("supported")))
    assert got.scores == {
        "outcome_right": True,
        "urgent_false_alarm": False,
        "turned_away": False,
        "verdict_right": True,
        "right_source": True,
        "sentences": 1,
        "sentences_traceable": 1,
        "quotes": 1,
        "quotes_verbatim": 1,
    }
    assert got.reasons == ()


def test_a_bad_reply_says_why_in_no_word_of_the_case() -> None:
    asked = case(expected_verdict="supported", also_accept=["contested"], sources_any=["other"], text="a secret")
    got = scored(asked, reply("not_covered", finding("refuted")))
    assert got.scores["turned_away"] and not got.scores["verdict_right"] and not got.scores["right_source"]
    assert got.reasons == (
        "outcome not_covered, accepted: answered",
        "verdict refuted, accepted: contested, supported",
        "cites trial, none of: other",
    )


@pytest.mark.parametrize(
    ("asked", "outcome", "scores"),
    [
        (case(expected_outcomes=["urgent"]), "urgent", {"urgent_caught": True, "outcome_right": True}),
        (case(expected_outcomes=["urgent"]), "answered", {"urgent_caught": False, "outcome_right": False}),
        (case(), "urgent", {"urgent_false_alarm": True, "turned_away": True}),
        (case(type="personal_advice", expected_outcomes=["declined"]), "declined", {"declined_right": True}),
        (case(type="out_of_scope", expected_outcomes=["out_of_scope"]), "answered", {"silence_right": False}),
        (case(type="not_covered", expected_outcomes=["not_covered"]), "not_covered", {"silence_right": True}),
    ],
)
def test_a_score_is_there_where_it_applies(asked: Case, outcome: str, scores: dict[str, bool]) -> None:
    got = scored(asked, reply(outcome)).scores
    assert scores.items() <= got.items()
    assert ("turned_away" in got) == asked.answerable
    assert "verdict_right" not in got and "right_source" not in got


@pytest.mark.parametrize(
    ("said", "traceable", "verbatim"),
    [
        (reply(sentences=[{"text": "It cleared warts in 90 % of adults.", "citations": [1]}]), 0, 1),
        (reply(sentences=[{"text": "Ask a pharmacist.", "citations": []}]), 1, 1),
        (reply(sentences=[{"text": PASSAGE.text, "citations": [2]}]), 0, 1),
        (reply(citations=[citation(quote="aspirin cleared all warts")]), 0, 0),
        (reply(citations=[citation(passage_id="trial#9")]), 0, 0),
        (reply(citations=[citation(source_id="unknown", passage_id="unknown#1")]), 0, 0),
    ],
)
def test_a_sentence_stands_on_its_quote_and_a_quote_on_its_card(said: Any, traceable: int, verbatim: int) -> None:
    got = scored(case(), said).scores
    assert (got["sentences_traceable"], got["quotes_verbatim"]) == (traceable, verbatim)


def test_a_history_is_one_conversation() -> None:
    target = FakeTarget()
    CasesSuite(GATE).run(item_of(case(history=["one", "two"], region="GB")), target)
    assert target.asked == [("one", None, "GB"), ("two", "session-1", "GB"), ("x", "session-1", "GB")]


@pytest.mark.parametrize(
    "said", [{}, reply("perhaps"), reply(sentences=None), reply("answered", {"verdict": "refuted"})]
)
def test_a_reply_that_breaks_the_contract_cannot_be_scored(said: Any) -> None:
    with pytest.raises(Unscorable, match="breaks the contract"):
        scored(case(), said)


def test_macro_f1_by_hand() -> None:
    results = [
        judged("refuted", "refuted"),
        judged("refuted", "supported"),
        judged("supported", "supported"),
        judged(None, "supported"),
    ]
    # refuted: 1 hit, 1 false, none missed: 2/3. supported: 1 hit, none false, 2 missed: 2/4.
    assert macro_f1(results) == pytest.approx((2 / 3 + 1 / 2) / 2)


def test_an_accepted_verdict_is_a_hit_of_its_own_class() -> None:
    assert macro_f1([judged("oversimplified", "refuted", "oversimplified"), judged("refuted", "refuted")]) == 1.0
    assert macro_f1([judged("oversimplified", "refuted", "oversimplified")]) is None


def test_always_the_commonest_verdict_by_hand() -> None:
    results = [judged(None, "refuted", "contested"), judged(None, "contested"), judged(None, "supported")]
    assert always_the_commonest(results) == pytest.approx(2 / 3)


def test_a_share_is_of_all_that_was_counted() -> None:
    results = [result(1, {"right": 1, "all": 1}), result(2, {"right": 1, "all": 3})]
    assert share_of("right", "all")(results) == 0.5
    assert share_of("right", "all")([result(1, {"right": 0, "all": 0})]) is None


@pytest.mark.parametrize(
    ("text", "entry", "found"),
    [
        ("It wears off within DAYS.", "days", True),
        ("It wears off within a week.", "days|week", True),
        ("Symptoms came back.", "symptom", True),
        ("an undated report", "dated", False),
        ("64 % responded", "6", False),
        ("1.64 points", "64", False),
        ("6.5 points", "6", False),
        ("64 % responded.", "64 %", True),
        ("two\n  weeks", "two weeks", True),
        ("anything", "|", False),
    ],
)
def test_a_mention_is_read_as_words(text: str, entry: str, found: bool) -> None:
    assert mentions(text, entry) is found


def claim(**changes: Any) -> Item:
    line = ClaimLine.model_validate({"id": "a", "text": "x", "expected_verdict": "refuted", **changes})
    whole = line.model_dump(mode="json", exclude={"id"})
    return Item("a", {"text": whole.pop("text")}, whole)


def test_a_claim_needs_one_of_its_topics_and_each_of_its_mentions() -> None:
    item = claim(must_cite_topics=["harm", "speed"], must_mention=["aspirin", "cost|price"])
    got = ClaimsSuite().run(item, FakeTarget(otherwise=reply("corrected", finding("refuted"))))
    assert got.scores == {
        "verdict_right": True,
        "right_topic": True,
        "to_mention": 2,
        "mentioned": 1,
        "all_mentioned": False,
    }
    assert got.reasons == ("not mentioned: cost|price",)


def test_what_a_claim_does_not_name_is_not_scored() -> None:
    got = ClaimsSuite().run(claim(), FakeTarget(otherwise=reply("answered")))
    assert got.scores == {"verdict_right": False}
    assert got.reasons == ("verdict none, accepted: refuted",)


@pytest.mark.parametrize(
    ("false", "said", "scores"),
    [
        (True, reply("corrected"), {"corrected": True}),
        (True, reply("answered", finding("refuted", premise=True)), {"corrected": True}),
        (True, reply("answered", finding("supported", premise=True)), {"corrected": False}),
        (False, reply("answered", finding("refuted")), {"overcorrected": False}),
        (False, reply("corrected"), {"overcorrected": True}),
    ],
)
def test_a_false_premise_is_to_be_corrected_and_a_sound_one_let_be(false: bool, said: Any, scores: Any) -> None:
    got = PremisesSuite().run(Item("a", {"text": "x"}, {"false_premise": false}), FakeTarget(otherwise=said))
    assert got.scores == scores
    assert bool(got.reasons) == (false != next(iter(scores.values())))
