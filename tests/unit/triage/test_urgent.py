from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain import Outcome
from service.ingestion.safety import load_lexicon, load_safety, load_scope
from service.language.concepts import ConceptMatcher
from service.triage.decision import Decision
from service.triage.triage import Triage
from tests.corpora import SHIPPED
from tests.unit.triage.wordings import NOT_URGENT, URGENT

POLICY = load_safety(SHIPPED)
TRIAGE = Triage(POLICY, ConceptMatcher(load_lexicon(SHIPPED)), load_scope(SHIPPED))
EXAMPLES = [(category.id, example) for category in POLICY.urgent for example in category.examples]
NOT_EXAMPLES = [example for category in POLICY.urgent for example in category.not_examples]
HIDDEN = ["\u200b", "\u200d", "\u00ad", "\u2060", "\ufeff", "\u202e", "\u3164", "\U000e0041", "\u0336", "\ufe0f"]
PLAIN_WORDS = ["I want to die", "i took all my pills", "he is not breathing", "how many pills to not wake up"]


def urgent(text: str, region: str | None = None) -> Decision | None:
    return TRIAGE.urgent(text, region=region)


@pytest.mark.parametrize(("category", "example"), EXAMPLES)
def test_each_example_is_urgent_and_ends_the_walk(category: str, example: str) -> None:
    decision = TRIAGE.decide(example, in_conversation=False, region=None)
    assert decision is not None
    assert decision.outcome is Outcome.URGENT


@pytest.mark.parametrize("text", URGENT)
def test_other_words_for_danger_are_urgent(text: str) -> None:
    assert urgent(text) is not None


@pytest.mark.parametrize("text", [*NOT_EXAMPLES, *NOT_URGENT])
def test_general_questions_and_idioms_raise_no_alarm(text: str) -> None:
    assert urgent(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "\uff49 \uff57\uff41\uff4e\uff54 \uff54\uff4f \uff44\uff49\uff45",  # full width
        "i want to d\u200bi\u200be",
        "i\u200bwant\u200bto\u200bdie",  # hidden characters instead of spaces
        "I w\u0430nt to k\u0456ll m\u0443s\u0435lf",  # Cyrillic look-alikes
        "\U0001d422 \U0001d430\U0001d41a\U0001d427\U0001d42d \U0001d42d\U0001d428 \U0001d41d\U0001d422\U0001d41e",
        "i w\u00e4nt t\u00f6 d\u00ede",
        "\u026a \u1d21\u1d00\u0274\u1d1b \u1d1b\u1d0f \u1d05\u026a\u1d07",  # small capitals
        "i want to \u202edie\u202c",
        "k i l l  m y s e l f",
        "w.a.n.t to d.i.e, i want to d.i.e",
        "I \u2019m suicidal, i\u2019m suicidal",
        "I w@nt to d1e",
        "i want to dieeeeeeee",
    ],
)
def test_disguises_do_not_hide_danger(text: str) -> None:
    assert urgent(text) is not None


@given(st.sampled_from(PLAIN_WORDS), st.data())
def test_hidden_characters_anywhere_change_nothing(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    hidden = data.draw(st.lists(st.sampled_from(HIDDEN), min_size=1, max_size=5))
    assert urgent(text[:place] + "".join(hidden) + text[place:]) is not None


@given(st.sampled_from(PLAIN_WORDS), st.lists(st.booleans(), min_size=40, max_size=40))
def test_case_changes_nothing(text: str, upper: list[bool]) -> None:
    assert urgent("".join(c.upper() if up else c for c, up in zip(text, upper, strict=False))) is not None


@given(st.sampled_from(PLAIN_WORDS), st.sampled_from(["Does ketamine help?", "Hi.", "thanks!", "It lasts a week."]))
def test_another_sentence_before_or_after_changes_nothing(text: str, other: str) -> None:
    assert urgent(f"{other} {text}") is not None
    assert urgent(f"{text}. {other}") is not None


@given(st.text(max_size=400))
def test_no_text_makes_it_fail(text: str) -> None:
    TRIAGE.decide(text, in_conversation=False, region=None)


def test_the_past_is_no_present_danger_but_the_present_beside_it_is() -> None:
    assert urgent("I tried to kill myself ten years ago, does ketamine help people like me?") is None
    assert urgent("I tried to kill myself ten years ago. Now I want to die again.") is not None


def test_denying_danger_does_not_hide_a_plan() -> None:
    assert urgent("I'm not suicidal") is None
    assert urgent("I'm not suicidal but I have a plan and the pills") is not None


def test_the_most_pressing_category_names_the_reply() -> None:
    decision = urgent("she took all her pills and she isn't breathing")
    assert decision is not None
    assert decision.kind == "breathing"


def test_a_reply_is_two_calm_sentences_and_the_lines_of_the_region() -> None:
    decision = urgent("I want to die", "GB")
    assert decision is not None
    assert decision.sentences[:2] == next(c.say for c in POLICY.urgent if c.id == "suicide")
    assert "116 123" in decision.sentences[2]
    assert any("999" in sentence for sentence in decision.sentences)
    assert decision.help_lines[0].name == "Samaritans"


def test_where_the_region_is_unknown_each_region_has_a_line() -> None:
    decision = urgent("I want to die")
    assert decision is not None
    assert "findahelpline.com" in decision.sentences[2]
    assert all(any(number in step for step in decision.next_steps) for number in ("988", "116 123", "13 11 14", "1737"))


def test_an_overdose_gets_the_emergency_number_first_and_then_the_poison_line() -> None:
    decision = urgent("took all my pills", "US")
    assert decision is not None
    assert "911" in decision.sentences[2]
    assert "1-800-222-1222" in decision.sentences[3]
