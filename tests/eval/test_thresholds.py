from __future__ import annotations

from pathlib import Path

import pytest

from eval.figures import Figure
from eval.measure import rate_of
from eval.suites.catalogue import MEASURES, suites_of
from eval.thresholds import GateFault, Threshold, failures, margins_of, thresholds_of
from tests.corpora import SHIPPED

FIGURES = (Figure(rate_of("right"), 10, 0.8, 0.5, 0.9), Figure(rate_of("urgent"), 0))


@pytest.mark.parametrize(
    ("bound", "said"),
    [
        ({"at_least": 0.8}, []),
        ({"at_most": 0.8}, []),
        ({"at_least": 0.81}, ["right: 0.800 is below 0.81"]),
        ({"at_most": 0.79}, ["right: 0.800 is above 0.79"]),
    ],
)
def test_a_bound_may_be_touched(bound: dict[str, float], said: list[str]) -> None:
    threshold = Threshold.model_validate({"suite": "s", "split": "d", "figure": "right", **bound})
    assert failures([threshold], FIGURES) == said


@pytest.mark.parametrize("name", ["urgent", "no such figure"])
def test_what_was_not_measured_was_not_reached(name: str) -> None:
    threshold = Threshold(suite="s", split="d", figure=name, at_least=0.0)
    assert failures([threshold], FIGURES) == [f"{name}: not measured"]


@pytest.mark.parametrize("suite", [each.name for each in suites_of("development", SHIPPED)])
def test_the_shipped_thresholds_and_margins_name_figures_that_exist(suite: str) -> None:
    names = {measure.name for measure in MEASURES[suite]} | {"cases scored"}
    thresholds, margins = thresholds_of(suite, "development"), margins_of(suite, "development")
    assert {each.figure for each in thresholds} | {each.figure for each in margins} <= names
    assert "cases scored" in {threshold.figure for threshold in thresholds}


@pytest.mark.parametrize(
    "body", ["", "[[gate]]\nfigur = 1", "not toml", "[[gate]]\nsuite = 's'\nsplit = 'd'\nfigure = 'f'"]
)
def test_a_file_that_breaks_a_rule_is_refused(tmp_path: Path, body: str) -> None:
    path = tmp_path / "gates.toml"
    path.write_text(body)
    with pytest.raises(GateFault, match=r"gates\.toml"):
        thresholds_of("cases", "development", path)


def test_no_thresholds_is_no_pass() -> None:
    with pytest.raises(GateFault, match="no thresholds"):
        thresholds_of("premises", "development")
    with pytest.raises(GateFault, match="no margins"):
        margins_of("premises", "development")
