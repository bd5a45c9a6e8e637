"""Logistic models, and what they are read from."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from service.bootstrap import MODELS
from service.errors import ModelFault
from service.verification.confidence import Grounds
from service.verification.likeness import Likeness
from service.verification.logistic import Logistic, load_logistic, log_odds


def test_it_agrees_with_the_library_that_fits_it() -> None:
    rng = np.random.default_rng(3)
    rows, labels = rng.normal(size=(40, 2)), rng.integers(0, 2, 40)
    fitted = LogisticRegression().fit(rows, labels)
    model = Logistic(tuple(fitted.coef_[0]), (0.0, 0.0), (1.0, 1.0), float(fitted.intercept_[0]))
    assert [model.probability(row) for row in rows] == pytest.approx(fitted.predict_proba(rows)[:, 1])


def test_log_odds_stay_finite() -> None:
    assert log_odds(0.5) == 0.0
    assert log_odds(1.0) == pytest.approx(-log_odds(0.0))
    assert log_odds(1.0) < 10


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        Logistic((1.0, 1.0), (0.0, 0.0), (1.0, 1.0), 0.0).probability((1.0,))


@pytest.mark.parametrize(("name", "features"), [("precedent", Likeness), ("confidence", Grounds)])
def test_the_shipped_weights_are_those_of_the_features(name: str, features: type[Likeness | Grounds]) -> None:
    path = MODELS / name / "weights.json"
    assert json.loads(path.read_text(encoding="utf-8"))["features"] == [field.name for field in fields(features)]
    model = load_logistic(path)
    assert len(model.weights) == len(model.means) == len(model.scales) == len(fields(features))


@pytest.mark.parametrize("content", ["", "{}", '{"weights": 3, "means": [], "scales": [], "intercept": 0}'])
def test_a_file_of_another_shape_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "weights.json").write_text(content)
    with pytest.raises(ModelFault, match=r"weights\.json"):
        load_logistic(tmp_path / "weights.json")
