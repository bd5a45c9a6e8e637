"""Every suite by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from eval.case import HELDOUT
from eval.lines import DataFault
from eval.measure import Measure
from eval.suites import beir, cases, claims, liveqa, premises, retrieval, scifact, stance
from eval.suites.suite import Options, Suite
from service.answering.gate import Gate
from service.ingestion.corpus import load_corpus
from service.language.concepts import ConceptMatcher

MEASURES: Mapping[str, Sequence[Measure]] = {
    "beir": beir.MEASURES,
    "cases": cases.MEASURES,
    "claims": claims.MEASURES,
    "liveqa": liveqa.MEASURES,
    "premises": premises.MEASURES,
    "retrieval": retrieval.MEASURES,
    "scifact": scifact.MEASURES,
    "stance": stance.MEASURES,
}
_MAKERS: Mapping[str, Callable[[Path], Suite]] = {
    "beir": lambda _: beir.BeirSuite(),
    "cases": lambda corpus_dir: cases.CasesSuite(gate_of(corpus_dir)),
    "claims": lambda _: claims.ClaimsSuite(),
    "liveqa": lambda _: liveqa.LiveQaSuite(),
    "premises": lambda _: premises.PremisesSuite(),
    "retrieval": lambda _: retrieval.RetrievalSuite(),
    "scifact": lambda _: scifact.SciFactSuite(),
    "stance": lambda corpus_dir: stance.StanceSuite(partial(passages_of, corpus_dir)),
}
OWN_SPLITS = ("development", HELDOUT)
_DEFAULT_SPLITS: Mapping[str, str] = {"beir": "test", "liveqa": "all", "scifact": "dev"}
"""Of the suites over other collections; elsewhere it is that of the own cases."""


def make_suite(name: str, corpus_dir: Path) -> Suite:
    """The suite of this name; the lexicon of the corpus tells it which names mean the same."""
    return _MAKERS[name](corpus_dir)


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
    return Gate(ConceptMatcher(load_corpus(corpus_dir).concepts))
