"""What is learnt from statements said again: the true ones stay true, each false one is wrong in one thing."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path

import pytest

from eval.train.own_pairs import claim_pairs
from eval.train.prepare import OWN
from eval.train.restated import (
    asides_dropped,
    finding_first,
    last_clause_dropped,
    opening_dropped,
    opening_moved,
    respelt,
    telling_dropped,
)
from eval.train.restatements import (
    abstract_restatements,
    corpus_restatements,
    kept_out,
    restatements,
    split_by_statement,
)
from eval.train.twisted import (
    Twist,
    all_for_some,
    arms_exchanged,
    beyond,
    denied_at_length,
    drugs_exchanged,
    no_longer_denied,
    other_direction,
    other_drug,
    other_number,
    other_unit,
)
from service.domain import Corpus
from service.ingestion.corpus import load_corpus

TRIAL = (
    "In a 2020 trial in 80 adults with warts, aspirin (a tablet) cleared them in 64 % of people and placebo in 31 %."
)
REVIEW = "A 2019 review of nine trials found that aspirin cleared warts faster than placebo, but it was rarely used."
SEED = 13


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus(Path("corpus"))


def rng() -> random.Random:
    return random.Random(SEED)


def test_the_opening_can_stand_last_or_be_left_out() -> None:
    said = "aspirin (a tablet) cleared them in 64 % of people and placebo in 31 %"
    assert opening_moved(TRIAL) == f"A{said[1:]}, in a 2020 trial in 80 adults with warts."
    assert opening_dropped(TRIAL) == f"A{said[1:]}."


@pytest.mark.parametrize(
    "text",
    [
        "Aspirin cleared warts in 64 % of adults.",
        "In the USA aspirin, sold as a tablet, is approved for warts.",
        "In 2020 the Society of Doctors, Nurses and Chemists opposed aspirin at home.",
    ],
)
def test_a_statement_without_an_opening_of_its_own_keeps_its_order(text: str) -> None:
    assert opening_moved(text) is None and opening_dropped(text) is None


def test_a_second_setting_belongs_to_the_opening() -> None:
    text = "In the WART-1 trial, in adults over 65, aspirin was no better than placebo."
    assert opening_dropped(text) == "Aspirin was no better than placebo."


def test_what_a_study_found_can_stand_before_the_study_or_alone() -> None:
    found = "Aspirin cleared warts faster than placebo, but it was rarely used"
    assert finding_first(REVIEW) == f"{found}, according to a 2019 review of nine trials."
    assert telling_dropped(REVIEW) == f"{found}."


def test_a_last_clause_and_asides_can_be_left_out() -> None:
    assert last_clause_dropped(REVIEW) == REVIEW.replace(", but it was rarely used", "")
    assert last_clause_dropped("Aspirin was used for warts, headache, and fever.") is None
    assert asides_dropped(TRIAL) == TRIAL.replace(" (a tablet)", "")
    assert asides_dropped("In rats, (R)-ketamine worked.") is None


def test_words_are_exchanged_for_others_of_the_same_meaning() -> None:
    other = {
        respelt("In a randomised trial 12.6 % of the participants did not differ.", random.Random(n)) for n in range(40)
    }
    assert {text for text in other if text and "randomized" in text}
    assert {text for text in other if text and "about 13" in text}
    assert {text for text in other if text and "12.6 per cent" in text}
    assert respelt("Warts!", rng()) is None


@pytest.mark.parametrize(
    ("twist", "text", "twisted"),
    [
        (other_unit, "It lasted four hours.", {"It lasted four weeks.", "It lasted four months."}),
        (other_unit, "It was gone by day 3.", {"It was gone by week 3."}),
        (other_direction, "Warts grew faster on aspirin.", {"Warts grew slower on aspirin."}),
        (denied_at_length, "In mice, warts were cleared.", {"In mice, warts were not cleared."}),
        (denied_at_length, "People who were old improved.", {"People who were old did not improve."}),
        (no_longer_denied, "Aspirin did not clear warts.", {"Aspirin did clear warts."}),
        (no_longer_denied, "There was no significant difference.", {"There was a significant difference."}),
        (
            arms_exchanged,
            "64 % got well on aspirin and 31 % on placebo.",
            {"31 % got well on aspirin and 64 % on placebo."},
        ),
        (drugs_exchanged, "In 2020 aspirin did better than placebo.", {"In 2020 placebo did better than aspirin."}),
        (all_for_some, "Most people got well.", {"all people got well."}),
        (all_for_some, "Warts went in 64 % of those on aspirin.", {"Warts went in all of those on aspirin."}),
    ],
)
def test_a_twist_changes_one_thing(twist: Twist, text: str, twisted: set[str]) -> None:
    assert twist(text, rng()) in twisted


def test_another_number_is_none_of_those_given_and_no_year() -> None:
    for seed in range(60):
        text = other_number(TRIAL, random.Random(seed))
        assert text and "2020" in text
        changed = set(text.replace(",", "").split()) - set(TRIAL.replace(",", "").split())
        assert len(changed) == 1 and not changed & {"64", "31", "80"}


@pytest.mark.parametrize(
    ("twist", "text"),
    [
        (other_number, "A 2020 trial (95 % confidence interval) of warts."),
        (other_direction, "Aspirin was not better."),
        (denied_at_length, "Aspirin did not help."),
        (no_longer_denied, "Aspirin helped."),
        (no_longer_denied, "No one was not helped."),
        (arms_exchanged, "The groups were similar: 64 % on aspirin and 31 % on placebo."),
        (arms_exchanged, "Between 48 % and 61 % got well."),
        (drugs_exchanged, "Aspirin and placebo were used."),
        (other_drug, "Warts were cleared."),
    ],
)
def test_a_twist_that_would_not_be_false_is_not_made(twist: Twist, text: str) -> None:
    assert twist(text, rng()) is None


def test_what_says_more_than_the_statement_settles_nothing() -> None:
    assert str(beyond(TRIAL, rng())).startswith(f"{TRIAL.removesuffix('.')}, and ")
    assert "aspirin" not in str(other_drug(TRIAL, rng()))


def test_a_statement_bears_itself_out_and_is_refuted_as_often() -> None:
    pairs = list(restatements(TRIAL, rng()))
    labels = Counter(pair.label for pair in pairs)
    assert TRIAL.lower().removesuffix(".") in {
        pair.claim.lower().removesuffix(".") for pair in pairs if pair.label == "supports"
    }
    assert labels["supports"] == labels["refutes"] == 3
    assert len({pair.claim for pair in pairs}) == len(pairs)
    assert pairs == list(restatements(TRIAL, rng()))


def test_the_restatements_of_the_corpus_are_split_by_statement(corpus: Corpus) -> None:
    pairs = corpus_restatements(corpus, rng())
    train, test = split_by_statement(pairs)
    assert not {pair.evidence for pair in train} & {pair.evidence for pair in test}
    assert 0.1 < len(test) / len(pairs) < 0.3
    shares = Counter(pair.label for pair in pairs)
    assert 0.7 < shares["refutes"] / shares["supports"] < 1.1
    alike = [pair for pair in pairs if pair.label != "supports" and pair.claim.lower() == pair.evidence.lower()]
    assert not alike


def test_a_sentence_of_an_abstract_is_restated_where_it_tells_a_finding(tmp_path: Path) -> None:
    told = "CONCLUSION In 80 patients with warts, aspirin was better than placebo after four weeks of daily treatment."
    path = tmp_path / "corpus.jsonl"
    path.write_text(
        "".join(
            json.dumps({"abstract": each}) + "\n" for each in (["We aim to study warts.", told], ["Warts: a review."])
        )
    )
    pairs = abstract_restatements(path, 5, rng())
    assert {pair.evidence for pair in pairs} == {told.removeprefix("CONCLUSION ")}


def test_statements_whose_restatements_are_unseen_are_none_of_those_learnt(corpus: Corpus) -> None:
    unseen = claim_pairs(OWN / "unseen", corpus, ["restated_*.jsonl"])
    learnt = claim_pairs(OWN, corpus, ["pairs_12.jsonl"])
    assert len(unseen) > 100 and all(kept_out(pair.evidence) for pair in unseen)
    assert not any(kept_out(pair.evidence) for pair in learnt)
