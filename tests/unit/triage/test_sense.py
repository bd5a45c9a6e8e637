"""The second look: what no pattern foresaw, and what it must leave alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from service.adapters.onnx_encoder import OnnxEncoder
from service.bootstrap import MODELS
from service.errors import ModelFault
from service.triage.sense import Sense, load_sense


@pytest.fixture(scope="module")
def encoder() -> OnnxEncoder:
    return OnnxEncoder(MODELS / "encoder", threads=1)


@pytest.fixture(scope="module")
def danger(encoder: OnnxEncoder) -> Sense:
    return load_sense(MODELS / "danger_sense" / "weights.json", encoder)


@pytest.fixture(scope="module")
def own_care(encoder: OnnxEncoder) -> Sense:
    return load_sense(MODELS / "own_care_sense" / "weights.json", encoder)


@pytest.mark.parametrize(
    "text",
    [
        "She took far too much and I can't get her to wake up.",
        "I have said my goodbyes and I won't be here in the morning.",
    ],
)
def test_danger_is_noticed(danger: Sense, text: str) -> None:
    assert danger.notices(text)


@pytest.mark.parametrize(
    "text", ["Does ketamine reduce suicidal thoughts?", "How long does one infusion last?", "Who invented ketamine?"]
)
def test_general_questions_are_left_alone(danger: Sense, own_care: Sense, text: str) -> None:
    assert not danger.notices(text)
    assert not own_care.notices(text)


def test_a_request_about_ones_own_dose_is_noticed(own_care: Sense) -> None:
    assert own_care.notices("I weigh 70 kilos, how many milligrams should I take tonight?")


def test_weights_of_another_encoder_are_refused(tmp_path: Path, encoder: OnnxEncoder) -> None:
    raw = json.loads((MODELS / "danger_sense" / "weights.json").read_text(encoding="utf-8"))
    (tmp_path / "weights.json").write_text(json.dumps({**raw, "encoder": "another"}), encoding="utf-8")
    with pytest.raises(ModelFault, match="another encoder"):
        load_sense(tmp_path / "weights.json", encoder)
    with pytest.raises(ModelFault):
        load_sense(tmp_path / "missing.json", encoder)
