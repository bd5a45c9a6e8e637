from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import pytest

from service import domain
from service.rendering import words

TABLES: list[tuple[type[StrEnum], Mapping[StrEnum, str]]] = [
    (type(next(iter(table))), table)
    for table in vars(words).values()
    if isinstance(table, Mapping) and table and isinstance(next(iter(table)), StrEnum)
]
NOT_SHOWN = {domain.FindingKind, domain.Pressure, domain.Stage, domain.StanceLabel}


def test_every_member_of_every_enum_has_words() -> None:
    for enum, table in TABLES:
        assert set(table) == set(enum), f"{enum.__name__} has members without words"
        assert all(text.strip() for text in table.values())


def test_every_enum_of_the_vocabulary_has_a_table_or_is_known_not_to_be_shown() -> None:
    enums = {kind for kind in vars(domain).values() if isinstance(kind, type) and issubclass(kind, StrEnum)} - {StrEnum}
    assert enums - {enum for enum, _ in TABLES} == NOT_SHOWN


def test_no_two_verdicts_share_a_word_or_a_sign() -> None:
    for table in (words.VERDICT, words.VERDICT_SIGN, words.VERDICT_MEANING):
        assert len(set(table.values())) == len(table)


@pytest.mark.parametrize(
    ("probability", "expected"),
    [(1.0, "99 %"), (0.996, "99 %"), (0.88, "88 %"), (0.004, "1 %"), (0.0, "1 %")],
)
def test_a_percentage_never_claims_certainty(probability: float, expected: str) -> None:
    assert words.percent(probability) == expected


def test_words_for_likelihood_rise_with_it() -> None:
    spoken = [words.likelihood(p) for p in (0.0, 0.55, 0.70, 0.85, 0.95, 1.0)]
    assert spoken[:-1] == [step.words for step in reversed(words.LIKELIHOODS)]
    assert spoken[-1] == spoken[-2]


def test_dates_and_counts_read_naturally() -> None:
    assert words.long_date(date(2026, 11, 4)) == "4 November 2026"
    assert [words.counted(n, "claim") for n in (0, 1, 50_001)] == ["0 claims", "1 claim", "50,001 claims"]
    assert [words.stop_after(text) for text in ("Lee A et al.", "Why?", "A title")] == ["", "", "."]
