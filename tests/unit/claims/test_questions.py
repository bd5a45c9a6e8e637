from __future__ import annotations

import pytest

from service.adapters.spacy_parser import SpacyParser
from service.claims.questions import (
    is_open_question,
    is_polar_question,
    premises_of,
    said_before,
    statement_behind,
    unfronted,
)

NOUNS = frozenset({"aspirin", "warts", "headaches", "migraine"})


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("Does aspirin cure headaches?", "Aspirin cures headaches"),
        ("Is aspirin addictive?", "Aspirin is addictive"),
        ("Did aspirin sail through with nobody doubting it?", "Aspirin did sail through with nobody doubting it"),
        ("Is there any sense in taking aspirin?", "There is sense in taking aspirin"),
        ("Are there any risks of aspirin?", "There are risks of aspirin"),
        ("Is aspirin safe for children?", "Aspirin is safe for children"),
        ("Do doctors use aspirin for warts?", "Doctors use aspirin for warts"),
        ("Can aspirin cause bleeding?", "Aspirin can cause bleeding"),
        ("Isn't aspirin dangerous?", "Aspirin is not dangerous"),
        ("Did the trial show a benefit?", "The trial did show a benefit"),
        ("Does aspirin help with warts that tablets don't touch?", "Aspirin helps with warts that tablets don't touch"),
        ("Does aspirin therapy work?", "Aspirin therapy work"),
        ("Do people who take aspirin bleed?", "People who take aspirin bleed"),
        ("Has aspirin been approved for warts?", "Aspirin has been approved for warts"),
    ],
)
def test_the_statement_behind_a_yes_no_question(parser: SpacyParser, question: str, statement: str) -> None:
    (sentence,) = parser.parse(question)
    assert statement_behind(sentence, question, NOUNS) == statement


@pytest.mark.parametrize(
    ("question", "premise"),
    [
        ("Why does aspirin cure warts?", "Aspirin cures warts"),
        ("How come aspirin cures warts?", "Aspirin cures warts"),
        ("What makes aspirin so safe?", "Aspirin so safe"),
        ("What is it about aspirin that makes it so safe?", "Aspirin is so safe"),
        ("Which is the one gene that causes warts?", "There is the one gene that causes warts"),
        ("What was it that made aspirin fail against warts?", "Aspirin fail against warts"),
        ("Now that aspirin has cured my warts, what next?", "Aspirin has cured my warts"),
        ("When was aspirin banned for warts and who did it?", "Aspirin was banned for warts"),
        ("By what trick does aspirin cure warts?", "Aspirin cures warts"),
        ("For which reason do doctors use aspirin?", "Doctors use aspirin"),
        ("In what year was aspirin banned?", "Aspirin was banned"),
        ("What finally made doctors give up aspirin?", "Doctors give up aspirin"),
        ("What led doctors to give up aspirin?", "Doctors give up aspirin"),
        ("why'd aspirin cure my warts", "Aspirin did cure my warts"),
        ("Explain to me why aspirin cures warts.", "Aspirin cures warts"),
        ("Can you tell me how aspirin cures warts?", "Aspirin cures warts"),
        ("My students wish to learn through which process aspirin cures warts.", "Aspirin cures warts"),
        ("Any idea how come aspirin cures warts", "Aspirin cures warts"),
    ],
)
def test_what_a_question_takes_for_granted(parser: SpacyParser, question: str, premise: str) -> None:
    (sentence,) = parser.parse(question)
    assert premise in [p.text for p in premises_of(sentence, question, NOUNS)]


@pytest.mark.parametrize(
    "question", ["How long does it last?", "How much does aspirin cost?", "What is aspirin?", "Who should not take it?"]
)
def test_an_open_question_that_asserts_nothing_has_no_premise(parser: SpacyParser, question: str) -> None:
    (sentence,) = parser.parse(question)
    assert is_open_question(question)
    assert premises_of(sentence, question, NOUNS) == ()


def test_a_phrase_in_front_is_taken_off() -> None:
    assert unfronted("In the big trial, did aspirin help?") == ("did aspirin help?", "In the big trial")
    assert is_polar_question(unfronted("In the big trial, did aspirin help?")[0])
    assert unfronted("Aspirin helps.") == ("Aspirin helps.", "")


def test_what_is_said_before_a_question_is_taken_off() -> None:
    said = said_before("Aspirin has been shown to clear warts, so why is it not on the shelf?")
    assert said == ("Aspirin has been shown to clear warts", "why is it not on the shelf?")
    assert said_before("Aspirin clears warts, so people use it.") is None
    assert said_before("Why is aspirin so cheap?") is None


@pytest.mark.parametrize(
    "text",
    ["Doctors now know how aspirin cures warts.", "Do you know how long aspirin lasts", "I wonder how safe aspirin is"],
)
def test_a_report_or_a_question_of_degree_takes_nothing_for_granted(parser: SpacyParser, text: str) -> None:
    (sentence,) = parser.parse(text)
    assert premises_of(sentence, text, NOUNS) == ()


def test_an_order_not_to_do_something_is_no_question() -> None:
    assert not is_polar_question("dont let them tell you one pill cures warts")
    assert is_polar_question("don't people take aspirin for warts")
