"""Every suite by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from eval.measure import Measure
from eval.suites import cases, claims, premises
from eval.suites.suite import Suite
from service.answering.gate import Gate
from service.ingestion.corpus import load_corpus
from service.language.concepts import ConceptMatcher

MEASURES: Mapping[str, Sequence[Measure]] = {
    "cases": cases.MEASURES,
    "claims": claims.MEASURES,
    "premises": premises.MEASURES,
}
_MAKERS: Mapping[str, Callable[[Path], Suite]] = {
    "cases": lambda corpus_dir: cases.CasesSuite(gate_of(corpus_dir)),
    "claims": lambda _: claims.ClaimsSuite(),
    "premises": lambda _: premises.PremisesSuite(),
}


def make_suite(name: str, corpus_dir: Path) -> Suite:
    """The suite of this name; the lexicon of the corpus tells it which names mean the same."""
    return _MAKERS[name](corpus_dir)


def gate_of(corpus_dir: Path) -> Gate:
    """The gate that judges whether a sentence stands on what it cites; raises CorpusFault."""
    return Gate(ConceptMatcher(load_corpus(corpus_dir).concepts))
