from __future__ import annotations

import pytest

from service.domain import Outcome
from service.ingestion.safety import load_safety
from service.triage.triage import Triage
from tests.corpora import SHIPPED

POLICY = load_safety(SHIPPED)
EXAMPLES = [(kind.id, example) for kind in POLICY.personal for example in kind.examples]
NOT_EXAMPLES = [example for kind in POLICY.personal for example in kind.not_examples]


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_each_example_is_declined(kind: str, example: str, triage: Triage) -> None:
    decision = triage.decide(example, in_conversation=False, region=None)
    assert decision is not None
    assert decision.outcome is Outcome.DECLINED


@pytest.mark.parametrize("text", NOT_EXAMPLES)
def test_general_questions_are_not_declined(text: str, triage: Triage) -> None:
    decision = triage.decide(text, in_conversation=False, region=None)
    assert decision is None or decision.outcome is not Outcome.DECLINED


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("How much spravato do I need at 90 kg?", "own-dose"),
        ("Should I quit venlafaxine before the infusion?", "own-treatment"),
        ("would ECT be better for me", "own-treatment"),
        ("is spravato dangerous for someone like me with high blood pressure", "own-safety"),
        ("I take lamotrigine. Will it interact with ketamine?", "own-safety"),
        ("could I have bipolar disorder?", "diagnosis"),
        ("Is my son depressed?", "diagnosis"),
        ("it burns when I pee since I started ket", "own-symptom"),
        ("how do you snort k", "getting-hold"),
        ("I feel so hopeless", "low-feelings"),
    ],
)
def test_other_words_for_a_personal_question(text: str, kind: str, triage: Triage) -> None:
    decision = triage.decide(text, in_conversation=False, region=None)
    assert decision is not None
    assert (decision.outcome, decision.kind) == (Outcome.DECLINED, kind)


@pytest.mark.parametrize(
    "text",
    [
        "What doses were tested in trials of esketamine?",
        "Do guidelines say people should stop antidepressants before ketamine?",
        "How is treatment-resistant depression defined?",
        "Does lamotrigine interact with ketamine?",
        "Can esketamine be taken in pregnancy?",
        "How often do patients come to the clinic?",
        "Are people with a heart condition excluded from ketamine trials?",
        "How many sessions did people in KetECT need?",
    ],
)
def test_the_same_things_asked_in_general_go_on(text: str, triage: Triage) -> None:
    assert triage.decide(text, in_conversation=False, region=None) is None


def test_what_is_said_is_short_and_points_to_a_person() -> None:
    for kind in POLICY.personal:
        assert 1 <= len(kind.say) <= 2
        assert kind.next_steps


def test_low_feelings_bring_a_listening_line_of_the_region(triage: Triage) -> None:
    decision = triage.decide("I feel hopeless", in_conversation=False, region="IE")
    assert decision is not None
    assert any("50808" in step for step in decision.next_steps)
