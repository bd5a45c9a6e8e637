"""Every suite by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from eval.fixed import fixed_sentences
from eval.measure import Measure
from eval.suites import (
    answers,
    article,
    cases,
    claims,
    corrections,
    premises,
    pushback,
    refusals,
    robustness,
    safety,
)
from eval.suites.own_cases import own_cases
from eval.suites.suite import Suite
from service.answering.gate import Gate
from service.ingestion.corpus import load_corpus
from service.ingestion.safety import load_safety
from service.language.concepts import ConceptMatcher
from service.language.policy import SafetyPolicy

MEASURES: Mapping[str, Sequence[Measure]] = {
    "answers": answers.MEASURES,
    "corrections": corrections.MEASURES,
    "refusals": refusals.MEASURES,
    "safety": safety.MEASURES,
    "pushback": pushback.MEASURES,
    "article": article.MEASURES,
    "robustness": robustness.MEASURES,
    "cases": cases.MEASURES,
    "claims": claims.MEASURES,
    "premises": premises.MEASURES,
}
ALL = "all"
"""Stands for every suite that needs no outside data."""


@lru_cache(maxsize=1)
def _matcher_of(corpus_dir: Path) -> ConceptMatcher:
    """Read once for all the suites of a run."""
    return ConceptMatcher(load_corpus(corpus_dir).concepts)


@lru_cache(maxsize=1)
def _policy_of(corpus_dir: Path) -> SafetyPolicy:
    return load_safety(corpus_dir)


_MAKERS: Mapping[str, Callable[[Path], Suite]] = {
    "answers": lambda corpus_dir: answers.AnswersSuite(gate_of(corpus_dir)),
    "corrections": lambda _: corrections.CorrectionsSuite(),
    "refusals": lambda _: refusals.RefusalsSuite(),
    "safety": lambda corpus_dir: safety.SafetySuite(_policy_of(corpus_dir)),
    "pushback": lambda _: pushback.PushbackSuite(),
    "article": lambda _: article.ArticleSuite(),
    "robustness": lambda corpus_dir: robustness.RobustnessSuite(triage_gate_of(corpus_dir)),
    "cases": lambda corpus_dir: cases.CasesSuite(gate_of(corpus_dir)),
    "claims": lambda _: claims.ClaimsSuite(),
    "premises": lambda _: premises.PremisesSuite(),
}
_OWN_ONLY = frozenset({"pushback", "article"})
"""Suites that have no cases but their own."""


def make_suite(name: str, corpus_dir: Path) -> Suite:
    """The suite of this name; the lexicon of the corpus tells it which names mean the same."""
    return _MAKERS[name](corpus_dir)


def suites_of(split: str, corpus_dir: Path) -> list[Suite]:
    """Every suite that needs no outside data and has cases in this split, in the order in which they are run."""
    made = [make_suite(name, corpus_dir) for name in MEASURES if _has_cases(name, split)]
    return [suite for suite in made if not suite.needs_data]


def _has_cases(name: str, split: str) -> bool:
    return name not in _OWN_ONLY or own_cases(name, split).exists()


def gate_of(corpus_dir: Path) -> Gate:
    """The gate that judges whether a sentence stands on what it cites; raises CorpusFault."""
    return Gate(_matcher_of(corpus_dir))


def triage_gate_of(corpus_dir: Path) -> Gate:
    """The same, with the fixed sentences of triage among those that need no quote; raises CorpusFault."""
    return Gate(_matcher_of(corpus_dir), fixed_sentences(_policy_of(corpus_dir)))
