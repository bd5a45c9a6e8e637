"""The learning curve is drawn from the log of a training."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from eval.train.curve import Log, smoothed


def test_a_constant_loss_is_smoothed_to_itself() -> None:
    assert smoothed([2.0, 2.0, 2.0]) == pytest.approx([2.0, 2.0, 2.0])
    assert smoothed([1.0, 0.0])[1] == pytest.approx(0.9 * 0.1 / 0.19)


def test_the_curve_has_a_line_for_every_stage_that_falls_with_the_loss(tmp_path: Path) -> None:
    log = Log(tmp_path / "made" / "log.jsonl")
    for step in range(20):
        log.add("general", step, 20, 2.0 - 0.05 * step)
        log.add("product & more", step, 20, 1.0 - 0.05 * step)
    picture = log.draw()
    assert picture == tmp_path / "made" / "log.svg"
    curves = ET.parse(picture).getroot().findall("{http://www.w3.org/2000/svg}polyline")
    heights = [[float(place.split(",")[1]) for place in curve.attrib["points"].split()] for curve in curves]
    assert [len(each) for each in heights] == [20, 20]
    assert all(each == sorted(each) and each[0] < each[-1] for each in heights)


def test_an_empty_log_has_no_curve(tmp_path: Path) -> None:
    log = Log(tmp_path / "log.jsonl")
    (tmp_path / "log.jsonl").write_text("")
    assert log.draw() is None
