"""A build that was broken on purpose is called worse by the suite and figure that it concerns, and by no other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from eval.comparison import Call, compare
from eval.record import Run, RunFacts, cases_hash
from eval.result import Json
from eval.runner import run_suite
from eval.suites.catalogue import make_suite
from eval.suites.suite import Item, Options
from eval.targets.in_process import InProcess
from eval.targets.openings import Openings
from eval.targets.recorded import Cards, Recorded
from eval.targets.target import Target, TargetFacts
from service.bootstrap import open_judge
from service.pipeline import FactChecker
from service.settings import Settings

STARTED = datetime(2026, 11, 26, tzinfo=UTC)
SUITES = ("answers", "corrections", "refusals")
EVERY = 7
OTHER = {"supported": "refuted", "refuted": "supported", "oversimplified": "supported", "contested": "refuted"}
SILENT = ("out_of_scope", "not_covered", "declined")


@dataclass(frozen=True)
class Broken:
    """A target whose replies are spoilt on their way out."""

    sound: Target
    spoil: Callable[[Json], None]

    def facts(self) -> TargetFacts:
        return self.sound.facts()

    def chat(self, message: str, *, session_id: str | None = None, region: str | None = None) -> Json:
        said = deepcopy(self.sound.chat(message, session_id=session_id, region=region))
        self.spoil(said)
        return said

    def check(self, text: str) -> Json:
        return self.sound.check(text)

    def search(self, query: str, k: int) -> Json:
        return self.sound.search(query, k)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Json:
        return self.sound.judge(pairs)

    def source(self, source_id: str) -> Json | None:
        return self.sound.source(source_id)

    def close(self) -> None:
        self.sound.close()


def verdicts_shuffled(said: Json) -> None:
    for finding in said["findings"]:
        finding["verdict"] = OTHER.get(finding["verdict"], finding["verdict"])


def citations_shifted(said: Json) -> None:
    quotes = [citation["quote"] for citation in said["citations"]]
    for citation, quote in zip(said["citations"], quotes[1:] + quotes[:1], strict=True):
        citation["quote"] = quote


def refusals_off(said: Json) -> None:
    if said["outcome"] in SILENT:
        said["outcome"] = "answered"


@dataclass(frozen=True)
class Asked:
    """The sound runs by suite, and a target that says again what was said in them."""

    runs: dict[str, Run]
    target: Recorded


@pytest.fixture(scope="module")
def asked(checker: FactChecker, shipped: Settings) -> Asked:
    target = InProcess(checker, shipped, STARTED.date(), lambda: open_judge(shipped))
    openings, cards = Openings(), Cards()
    runs = {name: run_of(name, shipped, target, openings, cards) for name in SUITES}
    results = tuple(result for run in runs.values() for result in run.results)
    return Asked(runs, Recorded(target.facts(), results, cards))


def run_of(name: str, settings: Settings, target: Target, openings: Openings, cards: Cards) -> Run:
    suite = make_suite(name, settings.corpus_dir)
    items: Sequence[Item] = suite.load(Options())[::EVERY]
    results = run_suite(suite, items, target, cards, lambda done, total: None, openings)
    facts = RunFacts(name, "development", cases_hash(items), target.facts(), 13, STARTED.isoformat(), {}, 1.0)
    return Run(name, facts, results, cards)


def worse(asked: Asked, settings: Settings, spoil: Callable[[Json], None]) -> dict[str, set[str]]:
    """The figures that are called worse, by suite."""
    found = {}
    for name, sound in asked.runs.items():
        broken = run_of(name, settings, Broken(asked.target, spoil), Openings(), Cards())
        compared = compare(sound, broken, make_suite(name, settings.corpus_dir).measures)
        found[name] = {each.name for each in compared if each.call is Call.WORSE}
    return found


def test_a_build_does_not_differ_from_itself(asked: Asked, shipped: Settings) -> None:
    assert worse(asked, shipped, lambda said: None) == {"answers": set(), "corrections": set(), "refusals": set()}


def test_shuffled_verdicts_are_seen_by_corrections_alone(asked: Asked, shipped: Settings) -> None:
    found = worse(asked, shipped, verdicts_shuffled)
    assert {"verdict accuracy", "agreed with a wrong claim"} <= found["corrections"]
    assert found["answers"] == found["refusals"] == set()


def test_shifted_citations_are_seen_by_answers_as_quotes_that_stand_nowhere(asked: Asked, shipped: Settings) -> None:
    found = worse(asked, shipped, citations_shifted)
    assert "quote fidelity" in found["answers"]
    assert not any("verdict" in name for name in found["corrections"])
    assert found["refusals"] == set()


def test_refusals_that_are_off_are_seen_by_refusals(asked: Asked, shipped: Settings) -> None:
    found = worse(asked, shipped, refusals_off)
    assert "out of scope, recall" in found["refusals"]
    assert not any("verdict" in name for name in found["corrections"])
