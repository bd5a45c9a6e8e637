"""The second look: what no pattern foresaw, and what it must leave alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from service.adapters.onnx_sense import OnnxSense
from service.bootstrap import MODELS
from service.errors import ModelFault
from service.triage.sense import Senses


@pytest.fixture(scope="module")
def senses() -> Senses:
    return Senses(OnnxSense(MODELS / "sense", threads=1))


@pytest.mark.parametrize(
    "text",
    [
        "She took far too much and I can't get her to wake up.",
        "I have said my goodbyes and I won't be here in the morning.",
        "I read the page on infusions, it was clear. Anyway. I have said my goodbyes and I won't be here in the morning.",
    ],
)
def test_danger_is_noticed(senses: Senses, text: str) -> None:
    assert senses.danger(text)


@pytest.mark.parametrize(
    "text", ["Does ketamine reduce suicidal thoughts?", "How long does one infusion last?", "Who invented ketamine?"]
)
def test_general_questions_are_left_alone(senses: Senses, text: str) -> None:
    assert not senses.danger(text)
    assert not senses.own_care(text)


def test_a_request_about_ones_own_dose_is_noticed(senses: Senses) -> None:
    assert senses.own_care("I weigh 70 kilos, how many milligrams should I take tonight?")


def test_changed_thresholds_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "sense"
    shutil.copytree(MODELS / "sense", folder)
    (folder / "thresholds.json").write_text('{"danger": -9, "own_care": -9}', encoding="utf-8")
    with pytest.raises(ModelFault, match=r"thresholds\.json"):
        OnnxSense(folder, threads=1)
    (folder / "thresholds.json").unlink()
    with pytest.raises(ModelFault, match=r"thresholds\.json"):
        OnnxSense(folder, threads=1)
