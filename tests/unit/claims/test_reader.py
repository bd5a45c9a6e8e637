from __future__ import annotations

import pytest

from service.adapters.spacy_parser import SpacyParser
from service.adapters.speller import SymSpeller
from service.claims.reader import ClaimReader
from service.domain import Concept, Mood
from service.language.concepts import ConceptMatcher

CONCEPTS = {
    "aspirin": Concept("aspirin", "drug", ("aspirin", "the white pill")),
    "warts": Concept("warts", "condition", ("warts", "verruca")),
    "cox": Concept("cox", "body", ("COX enzyme", "enzyme")),
    "bleeding": Concept("bleeding", "harm", ("bleeding", "side effects")),
}


@pytest.fixture(scope="module")
def reader() -> ClaimReader:
    words = [word for concept in CONCEPTS.values() for name in concept.names for word in name.lower().split()]
    return ClaimReader(SpacyParser(), SymSpeller(words), ConceptMatcher(CONCEPTS), CONCEPTS["aspirin"])


def claims(reader: ClaimReader, text: str) -> list[str]:
    return [claim.text for claim in reader.read(text).claims]


def test_every_span_holds_the_words_of_the_claim_in_what_was_sent(reader: ClaimReader) -> None:
    text = "Hello!\n\nAspirin cures wa\u200brts. It causes bleeding, which is a harm of the enzyme."
    for claim in reader.read(text).claims:
        assert text[claim.span.start : claim.span.end].strip()
        assert 0 <= claim.span.start < claim.span.end <= len(text)
    first = reader.read(text).claims[0]
    assert text[first.span.start : first.span.end] == "Aspirin cures wa\u200brts."


@pytest.mark.parametrize(
    "text",
    [
        "My doctor says that aspirin cures warts.",
        "I heard aspirin cures warts",
        "ngl aspirin cures warts lol",
        "Is it true that aspirin cures warts?",
        "Aspirin cures warts, right?",
    ],
)
def test_hearsay_tags_and_greetings_are_taken_off(reader: ClaimReader, text: str) -> None:
    assert [c.lower().rstrip(".") for c in claims(reader, text)] == ["aspirin cures warts"]


def test_a_yes_no_question_is_asked_and_a_statement_is_asserted(reader: ClaimReader) -> None:
    (asked,) = reader.read("Does aspirin cure warts?").claims
    (stated,) = reader.read("Aspirin cures warts.").claims
    assert (asked.mood, stated.mood) == (Mood.ASKED, Mood.ASSERTED)
    assert asked.text == stated.text


def test_a_why_question_presupposes_and_asks(reader: ClaimReader) -> None:
    reading = reader.read("Why does aspirin cure warts?")
    assert [(c.text, c.mood) for c in reading.claims] == [("Aspirin cures warts.", Mood.PRESUPPOSED)]
    assert [q.text for q in reading.questions] == ["Why does aspirin cure warts?"]


def test_an_effect_is_that_of_the_treatment_named_before(reader: ClaimReader) -> None:
    assert claims(reader, "Aspirin is old. The effect is permanent.")[1] == "The effect of aspirin is permanent."


def test_a_relative_clause_is_a_claim_of_its_own(reader: ClaimReader) -> None:
    text = "Aspirin blocks the COX enzyme in the blood, which is the enzyme responsible for warts."
    assert claims(reader, text)[1] == "The COX enzyme is the enzyme responsible for warts."


@pytest.mark.parametrize(
    "text",
    ["Take aspirin once and you walk out without warts.", "One dose of aspirin and you are rid of warts."],
)
def test_an_order_with_its_consequence_is_one_claim(reader: ClaimReader, text: str) -> None:
    (claim,) = reader.read(text).claims
    assert (claim.text, claim.tentative) == (text, False)


def test_a_concession_stays_with_what_it_limits(reader: ClaimReader) -> None:
    text = "Most people with warts feel better on aspirin, although the effect may wear off after a few days."
    assert len(claims(reader, text)) == 1


def test_headings_and_small_talk_are_not_checked(reader: ClaimReader) -> None:
    assert claims(reader, "How Aspirin Helps With Warts\nThanks a lot!\nThe weather is nice today.") == []


def test_what_ought_to_be_is_tentative(reader: ClaimReader) -> None:
    (claim,) = reader.read("You should talk to a doctor about aspirin.").claims
    assert (claim.mood, claim.tentative) == (Mood.ASSERTED, True)


def test_that_something_is_wise_to_do_is_advice(reader: ClaimReader) -> None:
    (claim,) = reader.read("Before taking aspirin it is important to talk to a doctor.").claims
    assert (claim.mood, claim.tentative) == (Mood.ADVISED, True)


def test_a_pronoun_stands_for_the_treatment_named_before(reader: ClaimReader) -> None:
    assert claims(reader, "Aspirin is old. It causes bleeding.")[1] == "Aspirin causes bleeding."


def test_a_misspelt_name_still_makes_a_claim(reader: ClaimReader) -> None:
    assert len(claims(reader, "asprin works on everyone at once")) == 1


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Aspirin? Totally useless until week six.", "Aspirin: Totally useless until week six."),
        ("Aspirin and that lot? They are no better than sugar pills.", "Aspirin and that lot: They are no better than"),
        ("One dose of aspirin. And you are sorted for the year.", "One dose of aspirin: You are sorted for the year."),
    ],
)
def test_a_bare_name_is_the_topic_of_the_next_sentence(reader: ClaimReader, text: str, claim: str) -> None:
    (found,) = reader.read(text).claims
    assert found.text.startswith(claim)


def test_a_bare_name_before_a_question_is_not_lost(reader: ClaimReader) -> None:
    (claim,) = reader.read("Aspirin? Does it work for warts?").claims
    assert claim.text == "Aspirin works for warts."


@pytest.mark.parametrize(
    "text",
    [
        "It was the doctors who gave aspirin to children.",
        "It is salt that gives people warts, not aspirin.",
        "It is quite clear that aspirin helps with warts.",
    ],
)
def test_it_stands_for_nothing_in_a_cleft_sentence(reader: ClaimReader, text: str) -> None:
    (claim,) = reader.read(text).claims
    assert not claim.text.startswith("Aspirin is") and "aspirin" in claim.text


def test_it_stands_for_the_treatment_before_a_description(reader: ClaimReader) -> None:
    (claim,) = reader.read("It is a drug that helps with warts.").claims
    assert claim.text == "Aspirin is a drug that helps with warts."


def test_a_remark_is_also_asked_about(reader: ClaimReader) -> None:
    reading = reader.read_message("my nan had aspirin last week")
    assert [claim.tentative for claim in reading.claims] == [True]
    assert [question.text for question in reading.questions] == ["my nan had aspirin last week"]


def test_how_a_drug_is_given_is_still_that_drug() -> None:
    concepts = {
        **CONCEPTS,
        "aspirin-drip": Concept("aspirin-drip", "drug", ("intravenous aspirin", "aspirin drip"), ("aspirin",)),
        "drip": Concept("drip", "treatment", ("drip",)),
        "freezing": Concept("freezing", "treatment", ("freezing",)),
    }
    reader = ClaimReader(SpacyParser(), SymSpeller(["aspirin"]), ConceptMatcher(concepts), concepts["aspirin"])
    *_, last = claims(reader, "The aspirin drip is given in clinics. The drip takes an hour. It clears warts.")
    assert last == "Intravenous aspirin clears warts."
    *_, last = claims(reader, "The aspirin drip is given in clinics. Freezing takes a minute. It clears warts.")
    assert last == "Freezing clears warts."


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Aspirin pills are cheap. They cure warts.", "Aspirin pills cure warts."),
        ("Aspirin pills are cheap. They keep well.", "Aspirin pills keep well."),
        ("Warts and bleeding are common. They go away in a week.", "Warts and bleeding go away in a week."),
        ("Our nurses are kind. They give aspirin for warts.", "Our nurses give aspirin for warts."),
        ("They give aspirin for warts.", "They give aspirin for warts."),
    ],
)
def test_they_stands_for_the_plural_subject_before_it(reader: ClaimReader, text: str, last: str) -> None:
    assert claims(reader, text)[-1] == last


@pytest.mark.parametrize(
    "text", ["They keep you for two hours.", "Aspirin pills are cheap. The clinic is new. They keep you for two hours."]
)
def test_they_that_nothing_explains_makes_no_claim(reader: ClaimReader, text: str) -> None:
    assert not any("two hours" in claim for claim in claims(reader, text))


def test_what_a_thing_is_called_is_no_claim(reader: ClaimReader) -> None:
    assert claims(reader, "Aspirin is old. This medicine is also known as the white pill.") == ["Aspirin is old."]
    assert claims(reader, "This medicine is known as a cure that ends warts and bleeding for good in all adults.")


@pytest.mark.parametrize("opener", ["Now back to the pills: ", "As I was saying, "])
def test_a_return_to_the_subject_is_taken_off(reader: ClaimReader, opener: str) -> None:
    assert claims(reader, f"{opener}aspirin cures warts.") == ["Aspirin cures warts."]


def test_what_stands_before_a_post_is_none_of_it(reader: ClaimReader) -> None:
    assert (
        claims(reader, "> jo_77: @kim nope, aspirin cures warts.\n>> Aspirin cures warts.")[-1]
        == "Aspirin cures warts."
    )
    assert not any("jo_77" in claim for claim in claims(reader, "> jo_77: aspirin cures warts."))


@pytest.mark.parametrize("heading", ["Aspirin for warts: what you may want to know", "After the aspirin"])
def test_a_heading_makes_no_claim(reader: ClaimReader, heading: str) -> None:
    assert claims(reader, f"{heading}\n\nAspirin cures warts.") == ["Aspirin cures warts."]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Aspirin is old. Since January 1950 it may be sold freely.", "Since January 1950 Aspirin may be sold freely."),
        ("Aspirin is old. Our gentle drip cures warts.", "Our gentle aspirin drip cures warts."),
    ],
)
def test_a_pronoun_after_when_and_ones_own_way_of_giving_are_traced(reader: ClaimReader, text: str, last: str) -> None:
    assert claims(reader, text)[-1] == last
