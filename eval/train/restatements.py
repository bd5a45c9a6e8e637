"""Pairs of a statement with itself said again, true and false, so that likeness of wording alone tells nothing.

Statements are those of the corpus and, so that it does not stay with one topic, sentences of public abstracts. A share of
the statements is kept out; of those no restatement is learnt.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from eval.train.pairs import Pair, held_out, read_jsonl
from eval.train.restated import FRAMES, careless, opening_dropped, respelt, same, telling_dropped
from eval.train.twisted import FALSE, FEW, MORE, Twist
from service.domain import Corpus

KEPT_OUT = 0.2
"""The share of statements that is kept out, by a hash of their text."""
TRUE_EACH = 3
ABSTRACTS = 220
"""How many sentences of abstracts are restated."""
MORE_EACH = 0.35
CARELESS = 0.15
RESPELT = 0.6
_HEADING = re.compile(r"^(?:[A-Z]{4,}[A-Z ]*:?\s+)+")
_SENTENCE = re.compile(r"[A-Z][^:;\[\]=±]{60,320}[a-z0-9%)]\.")
_CLINICAL = re.compile(
    r"\b(?:patients?|trials?|women|men|children|adults|participants|people|risk|mortality|placebo|treatment|infants|"
    r"confidence|odds|symptoms|incidence|prevalence|\d+(?:\.\d+)?\s?%)",
    re.IGNORECASE,
)
_FINDING = re.compile(
    r"\b(?:was|were|is|are|did|had|has|have|showed|found|increased|reduced|decreased|improved|associated)\b"
)
_OF_THE_PAPER = re.compile(
    r"\b(?:we|our|aim|here|this (?:study|paper|review|article)|objective|purpose)\b", re.IGNORECASE
)


def kept_out(statement: str) -> bool:
    """Whether the restatements of a statement are never learnt."""
    return held_out(statement, KEPT_OUT)


def split_by_statement(pairs: Iterable[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Return (train, kept out)."""
    train: list[Pair] = []
    test: list[Pair] = []
    for pair in pairs:
        (test if kept_out(pair.evidence) else train).append(pair)
    return train, test


def restatements(statement: str, rng: random.Random) -> Iterator[Pair]:
    """True restatements, as many false ones, and now and then one that says more; `origin` names the rule."""
    bases = dict(_bases(statement, rng))
    chosen = [
        same.__name__,
        *rng.sample([name for name in bases if name != same.__name__], min(TRUE_EACH, len(bases)) - 1),
    ]
    for name in chosen:
        yield Pair(_as_typed(bases[name], rng), statement, "supports", name)
    for base, twist in _twisted(list(bases.values()), FALSE, rng, len(chosen)):
        yield Pair(_as_typed(base, rng), statement, "refutes", twist)
    if rng.random() < MORE_EACH:
        short = [text for frame in (opening_dropped, telling_dropped) if (text := frame(statement))] or [statement]
        for base, twist in _twisted(short, MORE, rng, 1):
            yield Pair(base, statement, "neutral", twist)


def _bases(statement: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    for frame in FRAMES:
        text = frame(statement)
        if text:
            yield frame.__name__, text
            if other := respelt(text, rng):
                yield f"{frame.__name__}, respelt", other


def _twisted(
    bases: Sequence[str], twists: Sequence[Twist], rng: random.Random, count: int
) -> Iterator[tuple[str, str]]:
    """Up to `count` texts with the rule that made each: every rule once before one is used again, on a base by chance."""
    made: set[str] = set()
    first = list(FEW) if twists is FALSE else []
    for twist in first + [twist for _ in range(count) for twist in rng.sample(list(twists), len(twists))]:
        base = rng.choice(bases)
        text = twist(base, rng)
        if text and text not in made and text not in bases:
            made.add(text)
            yield text, twist.__name__
        if len(made) == count:
            return


def _as_typed(text: str, rng: random.Random) -> str:
    return careless(text) if rng.random() < CARELESS else text


def corpus_restatements(corpus: Corpus, rng: random.Random) -> list[Pair]:
    """Restatements of every statement of the corpus."""
    return [pair for passage in corpus.passages.values() for pair in restatements(passage.text, rng)]


def abstract_restatements(path: Path, count: int, rng: random.Random) -> list[Pair]:
    """Restatements of `count` sentences of the abstracts of a file, of lines with a list `abstract`."""
    abstracts = [row["abstract"] for row in read_jsonl(path)]
    rng.shuffle(abstracts)
    pairs: list[Pair] = []
    for sentence in _findings(abstracts)[:count]:
        pairs += restatements(sentence, rng)
    return pairs


def _findings(abstracts: Iterable[Sequence[str]]) -> list[str]:
    """At most one sentence an abstract that tells a finding and stands by itself."""
    return [found[-1] for abstract in abstracts if (found := [text for text in map(_plain, abstract) if _tells(text)])]


def _plain(sentence: str) -> str:
    return _HEADING.sub("", sentence.strip())


def _tells(text: str) -> bool:
    return bool(
        _SENTENCE.fullmatch(text)
        and _FINDING.search(text)
        and _CLINICAL.search(text)
        and not _OF_THE_PAPER.search(text)
    )
