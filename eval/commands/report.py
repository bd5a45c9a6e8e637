"""`report`: one page on one or several runs, and the same as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from eval.record import read_run
from eval.report.data import report_json, run_data
from eval.report.files import check_outside, written
from eval.report.html import report_html

DEFAULT_NAME = "report.html"


def report_command(folders: Sequence[Path], out: Path | None, as_json: Path | None) -> int:
    """Write what was asked for; without either, the page beside the first run. Nothing is written into a run."""
    if out is None and as_json is None:
        out = folders[0].absolute().parent / DEFAULT_NAME
    for path in (out, as_json):
        check_outside(path)
    runs = [run_data(read_run(folder)) for folder in folders]
    if out:
        written(out, report_html(runs))
    if as_json:
        written(as_json, json.dumps(report_json(runs), indent=1) + "\n")
    return 0
