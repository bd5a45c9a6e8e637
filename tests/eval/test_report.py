"""The pages, made by the real commands from small recorded runs and read as a browser would."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from eval.__main__ import main
from eval.figures import Figure
from eval.measure import mean_of, rate_of
from eval.record import write_run
from eval.report.cases import Mark, case_view, harm, losses
from eval.report.plots import Bar, bar, round_times, thinned, top_of
from eval.result import CaseResult, Json, Status
from tests.eval.replies import CARD, citation, finding, reply, result, run_of
from tests.unit.rendering.pages import Element, read_page
from tests.unit.rendering.test_html import contrast

HOSTILE = "<script>alert(1)</script></style><img src=x onerror=alert(1)> {{ 7*7 }} \"' \x1b[31m\u202e\ud800"
SECRET = "a secret of the held-out split"


def case(number: int, *, right: bool, text: str = "Aspirin cures warts.", **changes: Any) -> CaseResult:
    said = reply("corrected", finding("refuted", claim=text), citations=[citation(quote=text)], text=text)
    given: dict[str, Any] = {
        "slices": {"type": "cure" if number % 2 else "harm"},
        "asked": {"text": f"{text} {number}"},
        "expected": {"expected_verdict": "refuted" if right else "supported", "also_accept": [], "note": text},
        "said": {"verdict": "refuted", "confidence": 0.5 + number / 100},
        "exchanges": ({"call": ["chat", text, None, None], "said": said},),
        "reasons": () if right else (f"verdict refuted, accepted: supported {text}",),
        "took_ms": 100.0 + 10 * number,
    }
    return result(number, {"verdict_right": right}, **{**given, **changes})


def cases(text: str = "Aspirin cures warts.") -> list[CaseResult]:
    late: Json = {"call": ["chat", text, None, None], "timeout": "late"}
    return [
        *(case(n, right=n % 4 != 0, text=text) for n in range(20)),
        replace(case(20, right=False, text=text, said={}, exchanges=(late,)), status=Status.TIMED_OUT, scores={}),
    ]


def kept(folder: Path, results: list[CaseResult], **changes: Any) -> Path:
    write_run(folder, replace(run_of(()).facts, **{"machine": {"cores": "2"}, **changes}), results, {"trial": CARD})
    return folder


def made(folder: Path, *given: object) -> Element:
    page = folder / "page.html"
    assert main([*map(str, given), "--html" if given[0] == "compare" else "--out", str(page)]) == 0
    return read_page(page.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Element:
    folder = tmp_path_factory.mktemp("page")
    return made(folder, "report", kept(folder / "r", cases()))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> list[Element]:
    folder = tmp_path_factory.mktemp("hostile")
    a, b = kept(folder / "a", cases(HOSTILE)), kept(folder / "b", flipped(cases(HOSTILE)))
    return [made(folder, "report", a, b), made(folder, "compare", a, b)]


def flipped(results: list[CaseResult], of: Callable[[int], bool] = lambda n: n < 8) -> list[CaseResult]:
    return [case(n, right=False) if of(n) and r.status is Status.SCORED else r for n, r in enumerate(results)]


def squeezed(element: Element) -> str:
    return " ".join(element.text.split())


def row(page: Element, name: str) -> str:
    """The cells of the first row with this head."""
    cells = ([squeezed(cell) for cell in r.all() if cell.tag in {"th", "td"}] for r in page.all("tr"))
    return " ".join(next(found for found in cells if found[0] == name and len(found) > 1)).replace("  ", " ")


def test_every_figure_has_its_interval_and_n(page: Element) -> None:
    assert row(next(iter(page.all("tbody"))), "verdict accuracy") == "verdict accuracy 0.750 0.53–0.89 20"
    assert row(page, "cases scored") == "cases scored 0.952 0.77–0.99 21"
    assert row(page, "urgent recall") == "urgent recall – no cases 0"
    assert row(page, "type harm") == "type harm 0.500 0.24–0.76 10"


def test_what_could_not_be_scored_is_counted(page: Element) -> None:
    tiles = [[squeezed(part) for part in tile.all() if part.tag in {"dt", "dd"}] for tile in page.all("div", "tile")]
    assert ["timed out", "1 of 21 cases"] in tiles
    assert ["crashed", "0 of 21 cases"] in tiles


def test_the_plots_are_told_in_words(page: Element) -> None:
    labels = [svg.attributes["aria-label"] for svg in page.all("svg", "plot")]
    assert [label.split(":")[0] for label in labels] == ["Reliability", "Risk and coverage", "Latency of 20 cases"]
    assert "answering all 20 cases, 0.250 are wrong" in labels[1]
    (matrix,) = page.all("table", "matrix")
    assert row(matrix, "refuted") == "refuted · 15 15" and row(matrix, "supported") == "supported · 5 5"
    assert len(list(page.all("g"))) == 2  # a dot for each bin of ten cases


def test_the_worst_cases_come_first_with_what_was_asked_expected_and_said(page: Element) -> None:
    found = list(page.by_id("list").all("details", "case"))
    assert [each.attributes["data-mark"] for each in found] == ["not_scored", *["wrong"] * 5, *["right"] * 15]
    first, second = squeezed(found[0]), squeezed(found[1])
    assert "No answer: late" in first
    assert "case-16" in second  # of the wrong ones the most confident
    for piece in ("Aspirin cures warts. 16", "expected verdict supported", "refuted (80 %)", "accepted: supported"):
        assert piece in second


def test_the_facts_of_the_run_are_named(page: Element) -> None:
    facts = squeezed(next(iter(page.all("details", "facts"))))
    for piece in ("Corpus version test", f"Model judge {'0' * 64}", "Seed 13", "Machine cores 2", "Cases hash"):
        assert piece in facts


def test_cases_can_be_filtered_by_what_occurs(tmp_path: Path, page: Element) -> None:
    assert [s.attributes["name"] for s in page.all("select")] == ["mark", "status", "slice"]
    few = [case(n, right=True) for n in range(3)]
    both = made(tmp_path, "report", kept(tmp_path / "r", few), kept(tmp_path / "q", few, suite="claims"))
    run, *_ = both.all("select")
    assert [option.text for option in run.all("option")] == ["all", "cases, development", "claims, development"]
    assert {each.attributes["data-run"] for each in both.all("details", "case")} == {"1", "2"}


def test_the_json_says_the_same(tmp_path: Path) -> None:
    run, out = kept(tmp_path / "r", cases()), tmp_path / "report.json"
    assert main(["report", str(run), "--json", str(out)]) == 0
    (said,) = json.loads(out.read_text(encoding="utf-8"))["runs"]
    accuracy = next(each for each in said["figures"] if each["figure"] == "verdict accuracy")
    assert (accuracy["value"], accuracy["n"], accuracy["slice"]) == (0.75, 20, "")
    assert said["counts"] == {"scored": 20, "crashed": 0, "timed_out": 1, "unscorable": 0}
    assert sum(each["n"] for each in said["calibration"]["bins"]) == 20
    assert [each["mark"] for each in said["cases"][:2]] == ["not_scored", "wrong"]
    assert not (tmp_path / "report.html").exists()


def test_without_a_place_the_page_stands_beside_the_run(tmp_path: Path) -> None:
    assert main(["report", str(kept(tmp_path / "r", cases()))]) == 0
    assert (tmp_path / "report.html").exists()


def test_nothing_is_written_into_a_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = kept(tmp_path / "r", cases())
    assert main(["report", str(run), "--out", str(run / "x.html")]) == 2
    assert main(["compare", str(run), str(run), "--html", str(run / "x.html")]) == 2
    assert capsys.readouterr().err.count("a run never changes") == 2
    assert len(list(run.iterdir())) == 3


def test_a_suite_that_this_version_does_not_know_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(kept(tmp_path / "r", cases(), suite="tarot"))]) == 2
    assert "r: this version knows no suite 'tarot'" in capsys.readouterr().err


def test_a_comparison_shows_both_sides_the_call_and_the_changed_cases(tmp_path: Path) -> None:
    a, b = kept(tmp_path / "a", cases()), kept(tmp_path / "b", flipped(cases()), seed=14)
    page = made(tmp_path, "compare", a, b)
    # Of 0 to 7, 0 and 4 were wrong before: six get worse, p = 2 / 2**6.
    assert row(page, "verdict accuracy") == (
        "verdict accuracy 0.750 0.53–0.89 0.450 0.26–0.66 −0.300 20 ▼ worse (p 0.031)"
    )
    assert "= no difference seen (one of 0.286 or more would have been)" in row(page, "cases scored")
    changed = list(page.by_id("list").all("details", "case"))
    assert [each.attributes["data-direction"] for each in changed] == ["worse"] * 6
    assert row(changed[0], "verdict right") == "verdict right yes no"
    assert "A said" in squeezed(changed[0]) and "B said" in squeezed(changed[0])
    assert [squeezed(next(iter(r.all("th")))) for r in page.all("tr", "differs")] == ["Run differs", "Seed differs"]


def test_runs_that_went_the_same_have_no_changed_case(tmp_path: Path) -> None:
    run = kept(tmp_path / "a", cases())
    assert "None: every case was scored alike." in made(tmp_path, "compare", run, run).text


@pytest.mark.parametrize("results", [[], [case(1, right=True, status=Status.CRASHED, exchanges=())]])
def test_a_run_in_which_nothing_was_scored_has_a_page(tmp_path: Path, results: list[CaseResult]) -> None:
    page = made(tmp_path, "report", kept(tmp_path / "r", results))
    assert row(page, "verdict accuracy") == "verdict accuracy – no cases 0"
    assert not list(page.all("svg", "plot"))


@pytest.mark.parametrize("command", ["report", "compare"])
def test_of_held_out_cases_there_are_figures_and_ids_and_no_texts(tmp_path: Path, command: str) -> None:
    a = kept(tmp_path / "a", cases(SECRET), split="heldout")
    b = kept(tmp_path / "b", flipped(cases(SECRET)), split="heldout")
    page = made(tmp_path, command, *([a] if command == "report" else [a, b]))
    assert "case-1" in page.text and "verdict accuracy" in page.text
    assert "secret" not in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert main(["report", str(a), "--json", str(tmp_path / "j.json")]) == 0
    assert "secret" not in (tmp_path / "j.json").read_text(encoding="utf-8")


def test_hostile_text_is_shown_and_does_nothing(hostile: list[Element]) -> None:
    for page in hostile:
        assert "<script>alert(1)</script></style><img src=x onerror=alert(1)> {{ 7*7 }}" in page.text
        assert "[U+001B][31m[U+202E][U+D800]" in page.text
        assert len(list(page.all("script"))) == len(list(page.all("style"))) == 1
        assert not list(page.all("img"))


def test_the_page_asks_for_nothing_from_outside(hostile: list[Element], page: Element) -> None:
    for each in [page, *hostile]:
        assert not {e.tag for e in each.all()} & {"img", "link", "iframe", "object", "embed", "base", "image"}
        for element in each.all():
            assert not {n for n in element.attributes if n.startswith("on") or n in {"src", "style", "srcset"}}
            assert element.attributes.get("href", "#").startswith("#")
        (style,), (script,) = each.all("style"), each.all("script")
        assert "url(" not in style.text and "@import" not in style.text
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|eval\(|fetch\(|document\.write", script.text)


def test_the_policy_allows_the_own_style_and_script_and_nothing_else(page: Element) -> None:
    def source(tag: str) -> str:
        (found,) = page.all(tag)
        return f"'sha256-{b64encode(sha256(found.text.encode()).digest()).decode()}'"

    (policy,) = [m for m in page.all("meta") if m.attributes.get("http-equiv") == "Content-Security-Policy"]
    assert policy.attributes["content"] == (
        f"default-src 'none'; style-src {source('style')}; script-src {source('script')}; "
        "base-uri 'none'; form-action 'none'"
    )


def test_ids_are_unique_references_lead_somewhere_and_headings_go_down_by_one(hostile: list[Element]) -> None:
    for page in hostile:
        ids = [e.attributes["id"] for e in page.all() if "id" in e.attributes]
        assert len(ids) == len(set(ids))
        targets = [e.attributes["href"][1:] for e in page.all("a")]
        labels = [e.attributes["aria-labelledby"] for e in page.all() if "aria-labelledby" in e.attributes]
        assert set(targets + labels) <= set(ids)
        levels = [int(e.tag[1]) for e in page.all() if re.fullmatch(r"h[1-3]", e.tag)]
        assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))


def test_every_text_colour_has_the_contrast_of_aa_in_light_dark_and_print(page: Element) -> None:
    (style,) = page.all("style")
    themes = re.findall(r":root \{(.*?)\}", style.text, re.DOTALL)
    assert len(themes) == 3
    for theme in themes:
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})", theme))
        full = {name: c if len(c) == 7 else "#" + "".join(2 * d for d in c[1:]) for name, c in colours.items()}
        for name in ("ink", "soft", "accent", "good", "bad"):
            for ground in ("paper", "panel", "shade"):
                assert contrast(full[name], full[ground]) >= 4.5, (name, ground)


def test_a_page_of_many_cases_is_light(tmp_path: Path) -> None:
    text, scores = "Aspirin cures warts, they say. " * 40, {"outcome_right": False}
    long = [replace(case(n, right=False, text=text), scores=scores, took_ms=None) for n in range(420)]
    made(tmp_path, "report", kept(tmp_path / "r", long))
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "Of 420 cases of r, the 400 worst are listed." in page
    assert len(page.encode()) / len(long) < 9_000  # a case's text stands in it five times, 1,240 characters each


def test_a_case_loses_marks_where_it_has_not_full_ones() -> None:
    measures = (rate_of("right"), rate_of("alarm", higher_is_better=False), mean_of("ndcg"), mean_of("ms", unit="ms"))
    scored = result(1, {"right": True, "alarm": True, "ndcg": 0.75, "ms": 5.0}, asked={"text": "x"})
    assert losses(scored, measures) == {"alarm": 1.0, "ndcg": 0.25}
    assert case_view(scored, measures, with_texts=True).mark is Mark.WRONG
    assert case_view(result(2, {"right": True}), measures, with_texts=True).mark is Mark.RIGHT
    assert harm(result(3, status=Status.CRASHED), measures) > harm(scored, measures) > harm(result(2), measures)


def test_a_figure_is_placed_on_its_axis() -> None:
    share = Figure(rate_of("right"), 10, 0.8, 0.5, 0.9)
    slow = Figure(mean_of("ms", unit="ms"), 10, 1200.0, 900.0, 1700.0)
    assert bar(share, top_of([share])) == Bar(80, 50, 90)
    assert top_of([slow]) == 2000 and bar(slow, 2000) == Bar(60, 45, 85)
    assert bar(Figure(rate_of("right"), 0), 1) is None


def test_an_axis_of_times_begins_and_ends_at_round_ones() -> None:
    assert round_times(30, 900) == pytest.approx([20, 50, 100, 200, 500, 1000])
    assert round_times(0.0, 0.05) == pytest.approx([0.1])


def test_a_long_curve_is_thinned_and_keeps_its_ends() -> None:
    thin = thinned(range(5000))
    assert (thin[0], thin[-1]) == (0, 4999) and len(thin) <= 202
    assert thinned([1, 2]) == [1, 2]
