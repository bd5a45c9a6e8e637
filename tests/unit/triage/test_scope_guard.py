from __future__ import annotations

import pytest

from service.domain import Outcome
from service.ingestion.safety import load_safety, load_scope
from service.triage.decision import OFF_SUBJECT
from service.triage.triage import Triage
from tests.corpora import SHIPPED
from tests.unit.triage.wordings import OFF_SUBJECT as OTHER_SUBJECTS
from tests.unit.triage.wordings import ON_SUBJECT

POLICY = load_safety(SHIPPED)
SMALL_TALK = [(kind.id, example) for kind in POLICY.small_talk for example in kind.examples]
NOT_SMALL_TALK = [example for kind in POLICY.small_talk for example in kind.not_examples]


@pytest.mark.parametrize("text", OTHER_SUBJECTS)
def test_another_subject_is_out_of_scope_with_a_line_that_names_ours(text: str, triage: Triage) -> None:
    decision = triage.decide(text, in_conversation=False, region=None)
    assert decision is not None
    assert (decision.outcome, decision.kind) == (Outcome.OUT_OF_SCOPE, OFF_SUBJECT)
    assert load_scope(SHIPPED).subject in decision.sentences[0]
    assert decision.next_steps


@pytest.mark.parametrize("text", ON_SUBJECT)
def test_a_concept_or_a_lean_on_the_page_is_in_scope(text: str, triage: Triage) -> None:
    assert triage.decide(text, in_conversation=False, region=None) is None


@pytest.mark.parametrize("topic", load_scope(SHIPPED).topics, ids=lambda topic: topic.id)
def test_the_example_question_of_each_topic_goes_on(topic: object, triage: Triage) -> None:
    assert triage.decide(getattr(topic, "question", ""), in_conversation=False, region=None) is None


@pytest.mark.parametrize(
    "text",
    ["why?", "how long?", "and in children?", "are you sure?", "Were they blinded?", "tell me more", "And in France?"],
)
def test_a_follow_up_is_in_scope_in_a_conversation(text: str, triage: Triage) -> None:
    assert triage.decide(text, in_conversation=True, region=None) is None


@pytest.mark.parametrize(
    "text", ["What is the capital of France?", "who won the world cup", "write me a poem about cats"]
)
def test_another_subject_stays_out_of_scope_in_a_conversation(text: str, triage: Triage) -> None:
    assert triage.decide(text, in_conversation=True, region=None) is not None


@pytest.mark.parametrize(("kind", "text"), SMALL_TALK)
def test_small_talk_gets_a_friendly_line(kind: str, text: str, triage: Triage) -> None:
    decision = triage.decide(text, in_conversation=False, region=None)
    assert decision is not None
    assert (decision.outcome, decision.kind) == (Outcome.OUT_OF_SCOPE, kind)


@pytest.mark.parametrize("text", NOT_SMALL_TALK)
def test_small_talk_before_a_question_does_not_swallow_it(text: str, triage: Triage) -> None:
    decision = triage.decide(text, in_conversation=True, region=None)
    assert decision is None or decision.kind not in {kind.id for kind in POLICY.small_talk}


def test_each_small_talk_reply_names_the_subject() -> None:
    for kind in POLICY.small_talk:
        assert load_scope(SHIPPED).subject in " ".join(kind.say)
