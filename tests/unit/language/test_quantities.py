from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language.numbers import borne_out, conflicts, quantities


def read(text: str) -> list[tuple[str, float, float]]:
    return [(q.kind, round(q.low, 3), round(q.high, 3)) for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("64 % responded", [("percent", 64, 64)]),
        ("half of them", [("percent", 50, 50)]),
        ("1 in 5 people", [("percent", 20, 20)]),
        ("nine out of ten", [("percent", 90, 90)]),
        ("two thirds of patients", [("percent", 66.667, 66.667)]),
        ("a quarter of deaths", [("percent", 25, 25)]),
        ("between 30 and 50 per cent", [("percent", 30, 50)]),
        ("20 % to 25 %", [("percent", 20, 25)]),
        ("over 90 percent", [("percent", 90, 100)]),
        ("fewer than 1 in 100", [("percent", 0, 1)]),
        ("0.5 mg/kg", [("dose", 0.5, 0.5)]),
        ("5 mg per kilo", [("dose", 5, 5)]),
        ("within 2 hours", [("duration", 2, 2)]),
        ("for two days", [("duration", 48, 48)]),
        ("for half an hour", [("duration", 0.5, 0.5)]),
        ("at least two weeks", [("duration", 336, inf)]),
        ("approved in 2019", [("year", 2019, 2019)]),
        ("280 million people", [("count", 280e6, 280e6)]),
        ("two dozen people", [("count", 24, 24)]),
        ("a dozen people", [("count", 12, 12)]),
        ("three infusions a week", [("count", 3, 3)]),
        ("a half-life of hours, third-line, second step", []),
        ("a third infusion, a fifth trial", []),
        ("About a fifth had remitted the following day", [("percent", 20, 20), ("duration", 24, 24)]),
        ("nearly 2/3 of them, a bit under half of us", [("percent", 61.667, 66.667), ("percent", 45, 50)]),
        ("just over one in four, slightly more than 8 %", [("percent", 25, 30), ("percent", 8, 10)]),
        ("not quite four in every hundred", [("percent", 3, 4)]),
        ("between a sixth and a fifth", [("percent", 16.667, 20)]),
        ("one overdose death in twenty had it", [("percent", 5, 5)]),
        ("two people in five", [("percent", 40, 40)]),
        ("one or two in ten", [("percent", 10, 20)]),
        ("two trials in 54 veterans", [("count", 2, 2), ("count", 54, 54)]),
        ("over a quarter of a billion humans", [("count", 250e6, inf)]),
        ("down by seventy percentage points", [("percentage points", 70, 70)]),
        ("about twice as likely", [("ratio", 2, 2)]),
        ("three- to four-fold", [("ratio", 3, 4)]),
        ("fourteenfold odds", [("ratio", 14, 14)]),
        ("1.25 times as likely", [("ratio", 1.25, 1.25)]),
        ("an odds ratio of 1.3 (95 % confidence interval", [("ratio", 1.3, 1.3)]),
        ("twice a week, twice-weekly, double-blind", []),
        ("by week six and on day 3", [("duration", 1008, 1008), ("duration", 72, 72)]),
        ("inside a single month", [("duration", 730.5, 730.5)]),
    ],
)
def test_a_quantity_is_read_as_people_write_it(text: str, expected: list[tuple[str, float, float]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("84 % responded", "64 % responded"),
        ("5 mg/kg was given", "0.5 mg/kg was given"),
        ("it works within 2 hours", "it works within 2 days"),
        ("two thirds got better", "37 % got better"),
        ("approved in 2012", "approved in March 2019"),
        ("over 90 % respond", "about 45 % responded"),
        ("for half an hour", "for at least two hours"),
        ("it doubles your chances", "1.25 times as likely"),
        ("cut by 70 percentage points", "fell by 70 %"),
        ("one death in twenty", "0.3 % to 0.5 % of deaths"),
        ("3 to 4 patients in every hundred", "0.3 % to 0.4 % of patients"),
        ("0.3 % fell ill", "0.6 % fell ill"),
        ("just over one in four", "21.7 %"),
        ("nearly half", "54 %"),
    ],
)
def test_numbers_that_cannot_both_be_true_conflict(claim: str, evidence: str) -> None:
    assert list(conflicts(quantities(claim), quantities(evidence)))


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("half responded", "50 % responded"),
        ("1 in 5 remitted", "20 % remitted"),
        ("roughly 55 %", "55.4 %"),
        ("about half", "52.2 %"),
        ("a bit more than 55%", "55.4 %"),
        ("at least two hours", "2 hours"),
        ("within 2 hours", "0.5 mg/kg and 64 %"),
        ("three infusions", "18 days"),
        ("17 percentage points apart", "63 % and 46 %"),
        ("over twice as likely", "three- to four-fold"),
        ("just over one in four", "27.1 %"),
        ("a bit under half", "45 %"),
        ("one in eight", "13 %"),
        ("about 4 %", "4.6 %"),
    ],
)
def test_numbers_that_agree_or_cannot_be_compared_do_not_conflict(claim: str, evidence: str) -> None:
    assert not list(conflicts(quantities(claim), quantities(evidence)))


@pytest.mark.parametrize(
    ("claim", "evidence", "share"),
    [
        ("64 % responded", "64 % responded", 1.0),
        ("64 % responded", "64 % against 28 %", 0.5),
        ("84 % responded", "64 % responded", 0.0),
        ("many responded", "64 % responded", 0.0),
        ("64 % within 2 hours", "64 %", 0.5),
        ("64 % within 2 hours", "84 % within 2 hours", 0.0),
    ],
)
def test_numbers_are_borne_out_when_each_has_its_like(claim: str, evidence: str, share: float) -> None:
    assert borne_out(quantities(claim), quantities(evidence)) == share


@given(st.integers(min_value=1, max_value=99))
def test_a_number_never_conflicts_with_itself(value: int) -> None:
    for unit in (" %", " hours", " mg", " weeks", " people"):
        found = quantities(f"{value}{unit}")
        assert found
        assert not list(conflicts(found, found))


@given(st.text(max_size=400))
def test_any_text_is_read_without_error_and_spans_fit(text: str) -> None:
    assert all(0 <= q.start < q.end <= len(text) and q.low <= q.high for q in quantities(text))


def test_a_rough_share_agrees_with_what_it_rounds() -> None:
    assert not list(conflicts(quantities("getting on for half relapsed"), quantities("45 % relapsed")))
    assert list(conflicts(quantities("exactly 50 % relapsed"), quantities("45 % relapsed")))
