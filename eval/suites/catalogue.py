"""Every suite by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path

from eval.case import HELDOUT
from eval.fixed import fixed_sentences
from eval.lines import DataFault
from eval.measure import Measure
from eval.suites import (
    answers,
    article,
    beir,
    cases,
    claims,
    corrections,
    liveqa,
    premises,
    pushback,
    refusals,
    retrieval,
    robustness,
    safety,
    scifact,
    stance,
)
from eval.suites.own_cases import own_cases
from eval.suites.suite import Options, Suite
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
    "retrieval": retrieval.MEASURES,
    "stance": stance.MEASURES,
    "cases": cases.MEASURES,
    "claims": claims.MEASURES,
    "premises": premises.MEASURES,
    "scifact": scifact.MEASURES,
    "beir": beir.MEASURES,
    "liveqa": liveqa.MEASURES,
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
    "answers": lambda corpus_dir: answers.AnswersSuite(triage_gate_of(corpus_dir)),
    "corrections": lambda _: corrections.CorrectionsSuite(),
    "refusals": lambda _: refusals.RefusalsSuite(),
    "safety": lambda corpus_dir: safety.SafetySuite(_policy_of(corpus_dir)),
    "pushback": lambda _: pushback.PushbackSuite(),
    "article": lambda _: article.ArticleSuite(),
    "robustness": lambda corpus_dir: robustness.RobustnessSuite(triage_gate_of(corpus_dir)),
    "beir": lambda _: beir.BeirSuite(),
    "cases": lambda corpus_dir: cases.CasesSuite(gate_of(corpus_dir)),
    "claims": lambda _: claims.ClaimsSuite(),
    "liveqa": lambda _: liveqa.LiveQaSuite(),
    "premises": lambda _: premises.PremisesSuite(),
    "retrieval": lambda _: retrieval.RetrievalSuite(),
    "scifact": lambda _: scifact.SciFactSuite(),
    "stance": lambda corpus_dir: stance.StanceSuite(partial(passages_of, corpus_dir)),
}
_OWN_ONLY = frozenset({"pushback", "article"})
"""Suites that have no cases but their own."""
OWN_SPLITS = ("development", HELDOUT)
_DEFAULT_SPLITS: Mapping[str, str] = {"beir": "test", "liveqa": "all", "scifact": "dev"}
"""Of the suites over other collections; elsewhere it is that of the own cases."""


def make_suite(name: str, corpus_dir: Path) -> Suite:
    """The suite of this name; the lexicon of the corpus tells it which names mean the same."""
    return _MAKERS[name](corpus_dir)


def suites_of(split: str, corpus_dir: Path) -> list[Suite]:
    """Every suite that needs no outside data and has cases in this split, in the order in which they are run."""
    made = [make_suite(name, corpus_dir) for name in MEASURES if _has_cases(name, split, corpus_dir)]
    return [suite for suite in made if not suite.needs_data]


def _has_cases(name: str, split: str, corpus_dir: Path) -> bool:
    if name == "stance":
        return split != HELDOUT and stance.has_own_pairs(passages_of(corpus_dir))
    return name not in _OWN_ONLY or own_cases(name, split).exists()


def split_of(suite: str, given: str | None, data: Path | None) -> str:
    """The split that was asked for, or the default of the suite.

    Raises DataFault for a name of other signs than letters, digits, _ and -, and for one that the own cases lack.
    """
    split = given or _DEFAULT_SPLITS.get(suite, Options().split)
    if not re.fullmatch(r"[A-Za-z0-9_-]+", split):
        raise DataFault(f"split {split!r}: letters, digits, _ and - make the name of a split")
    if data is None and split not in OWN_SPLITS and suite not in _DEFAULT_SPLITS:
        raise DataFault(f"split {split!r}: the own cases have the splits {' and '.join(OWN_SPLITS)}")
    return split


def passages_of(corpus_dir: Path) -> Mapping[str, str]:
    """The texts of the corpus by the id of the passage; raises CorpusFault."""
    return {passage.id: passage.text for passage in load_corpus(corpus_dir).passages.values()}


def gate_of(corpus_dir: Path) -> Gate:
    """The gate that judges whether a sentence stands on what it cites; raises CorpusFault."""
    return Gate(_matcher_of(corpus_dir))


def triage_gate_of(corpus_dir: Path) -> Gate:
    """The same, with the fixed sentences of triage among those that need no quote; raises CorpusFault."""
    return Gate(_matcher_of(corpus_dir), fixed_sentences(_policy_of(corpus_dir)))
