from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain import Concept
from service.ingestion.safety import load_lexicon
from service.language.concepts import ConceptMatcher
from tests.corpora import SHIPPED

MATCHER = ConceptMatcher(load_lexicon(SHIPPED))
SMALL = ConceptMatcher(
    {
        "tea": Concept("tea", "drink", ("tea", "cuppa"), ()),
        "green-tea": Concept("green-tea", "drink", ("green tea",), ("tea",)),
        "matcha": Concept("matcha", "drink", ("matcha",), ("green-tea",)),
        "us": Concept("us", "place", ("US",), ()),
        "berry": Concept("berry", "food", ("berry",), ()),
    }
)


def found(text: str, matcher: ConceptMatcher = SMALL) -> list[tuple[str, str]]:
    return [(mention.concept_id, text[mention.start : mention.end]) for mention in matcher.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Green tea, then tea", [("green-tea", "Green tea"), ("tea", "tea")]),
        ("GREEN-TEAS", [("green-tea", "GREEN-TEAS")]),
        ("green\n tea", [("green-tea", "green\n tea")]),
        ("It was green. Tea came.", [("tea", "Tea")]),
        ("steam team", []),
        ("the tea's colour", [("tea", "tea")]),
        ("berries", [("berry", "berries")]),
        ("the US told us", [("us", "US")]),
        ("t\u00e9a te\u200ba", [("tea", "t\u00e9a"), ("tea", "te\u200ba")]),
        ("", []),
    ],
)
def test_the_longest_name_wins_on_whole_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_related_reaches_through_broader_concepts_both_ways() -> None:
    assert SMALL.related("matcha", "tea")
    assert SMALL.related("tea", "matcha")
    assert not SMALL.related("matcha", "berry")
    assert SMALL.related("never-heard", "never-heard")


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("s-ketamine nasal spray", {"esketamine", "nasal-spray-route"}),
        ("does special k help TRD?", {"ketamine", "treatment-resistant-depression"}),
        ("IV ketamine in the U.S.", {"iv-ketamine", "usa"}),
        ("patient's ketamine", {"ketamine"}),
        ("respiratory depression", {"respiratory-depression"}),
        ("NICE was nice to us", {"nice"}),
        ("u can take k at home", {"ketamine"}),
        ("5 k, 10k, K+ and vitamin K", {"vitamin"}),
        ("STAR*D and CP-101,606", {"star-d", "traxoprodil"}),
    ],
)
def test_names_of_the_shipped_lexicon(text: str, ids: set[str]) -> None:
    assert {mention.concept_id for mention in MATCHER.find(text)} == ids


@pytest.mark.parametrize(
    ("one", "other"),
    [("ketamine", "esketamine"), ("mice", "adolescents"), ("usa", "uk"), ("suicide", "suicidal-thoughts")],
)
def test_things_that_must_not_be_taken_for_each_other_are_unrelated(one: str, other: str) -> None:
    assert not MATCHER.related(one, other)


@given(st.text(max_size=300))
def test_mentions_are_in_order_inside_the_text_and_never_overlap(text: str) -> None:
    end = 0
    for mention in MATCHER.find(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


@pytest.mark.parametrize("upper", [False, True])
@pytest.mark.parametrize("concept_id", sorted(MATCHER.concepts))
def test_every_name_finds_its_own_concept(concept_id: str, upper: bool) -> None:
    for name in MATCHER.concepts[concept_id].names:
        spoken = name.upper() if upper and len(name) > 1 else name
        assert concept_id in {mention.concept_id for mention in MATCHER.find(f"about {spoken} today")}
