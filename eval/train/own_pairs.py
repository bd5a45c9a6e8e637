"""Pairs made from the corpus and from the lines of `eval/train/data/`."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from eval.train.pairs import OPPOSITE, Pair, held_out, read_jsonl
from service.domain import Bearing, Corpus, Verdict
from service.language.polarity import negations
from service.ports import Encoder

PRECEDENT_SHARE = 0.4
DENIED_SHARE = 0.25
NEAREST_UNANSWERING = 5


def product_pairs(
    folder: Path, corpus: Corpus, rng: random.Random, names: Iterable[str] = ("pairs_*.jsonl",)
) -> list[Pair]:
    """Lines about the corpus, some of them also denied or with another number; wordings of the reviews with their quotes."""
    pairs = claim_pairs(folder, corpus, names)
    turned = [
        Pair(no, pair.evidence, OPPOSITE[pair.label], "denied")
        for pair in pairs
        if pair.label in OPPOSITE and held_out(pair.claim + pair.evidence, DENIED_SHARE) and (no := denied(pair.claim))
    ]
    renumbered = [
        Pair(other, pair.evidence, "refutes", "renumbered")
        for pair in pairs
        if pair.label == "supports" and (other := with_another_number(pair.claim, pair.evidence, rng))
    ]
    return [*pairs, *turned, *renumbered, *review_pairs(corpus)]


def review_pairs(corpus: Corpus) -> list[Pair]:
    """Wordings of the reviews with the statements that they quote for or against them."""
    pairs: list[Pair] = []
    for review in corpus.reviews.values():
        for citation in review.citations:
            if citation.stance is not Bearing.CONTEXT:
                text = corpus.passages[citation.passage_id].text
                claims = (review.claim, *review.wordings)
                pairs += [Pair(claim, text, citation.stance.value, "reviews") for claim in claims]
                if review.verdict in {Verdict.REFUTED, Verdict.SUPPORTED}:
                    flipped = OPPOSITE[citation.stance.value]
                    pairs += [Pair(no, text, flipped, "denied") for claim in claims if (no := denied(claim))]
    return pairs


def claim_pairs(folder: Path, corpus: Corpus, names: Iterable[str] = ("pairs_*.jsonl",)) -> list[Pair]:
    """The pairs of a folder's `pairs_*.jsonl`, or of files of some other names, each line `{passage, claim, label}`."""
    return [
        Pair(row["claim"], corpus.passages[row["passage"]].text, row["label"], "product")
        for path in sorted(path for name in names for path in folder.glob(name))
        for row in read_jsonl(path)
    ]


_MARKS = {"s": "supports", "r": "refutes", "n": "neutral"}


def candidate_pairs(folder: Path, corpus: Corpus, names: Iterable[str] = ("candidates_*.jsonl",)) -> list[Pair]:
    """Messages with what the search found for them, from `candidates_*.jsonl` or files of some other names.

    Each line is `{text, kind, passages, marks}`: a claim's marks are s, r and n (supports, refutes, neutral), a question's
    a and n (answers, or not); x is undecided and left out.
    """
    pairs: list[Pair] = []
    for path in sorted(path for name in names for path in folder.glob(name)):
        for row in read_jsonl(path):
            for key, mark in zip(row["passages"], row["marks"].split(), strict=True):
                text = corpus.passages[key].text
                if row["kind"] == "claim" and mark in _MARKS:
                    pairs.append(Pair(row["text"], text, _MARKS[mark], "candidates"))
                elif row["kind"] == "question" and mark == "a":
                    pairs.append(Pair(row["text"], text, None, "candidates", relevant=True))
                elif row["kind"] == "question" and mark == "n":
                    pairs.append(Pair(row["text"], text, "neutral", "candidates"))
    return pairs


def nearest(texts: list[str], others: list[str], encoder: Encoder, count: int) -> list[list[str]]:
    """Per text the `count` nearest of the others by cosine, nearest first."""
    cosines = encoder.encode(texts) @ encoder.encode(others).T
    return [[others[n] for n in row[:count]] for row in np.argsort(-cosines, axis=1)]


def unlabelled_pairs(labelled: list[Pair], corpus: Corpus, encoder: Encoder) -> list[Pair]:
    """Every text of the labelled pairs with its nearest statements and, both ways, with its nearest wordings of reviews."""
    known = {(pair.claim, pair.evidence) for pair in labelled}
    texts = sorted({pair.claim for pair in labelled})
    statements = [passage.text for passage in corpus.passages.values()]
    wordings = sorted({text for review in corpus.reviews.values() for text in (review.claim, *review.wordings)})
    pairs = [
        (text, other) for text, row in zip(texts, nearest(texts, statements, encoder, 8), strict=True) for other in row
    ]
    for text, row in zip(texts, nearest(texts, wordings, encoder, 3), strict=True):
        pairs += [pair for other in row if other != text for pair in ((text, other), (other, text))]
    return [Pair(*pair, None, "unlabelled") for pair in dict.fromkeys(pairs) if pair not in known]


def asked_pairs(folder: Path, corpus: Corpus, encoder: Encoder) -> list[Pair]:
    """Questions with statements that answer them and statements that are only near, from `asked_*.jsonl`.

    Where no statement answers, the nearest ones by cosine are near too.
    """
    rows = [row for path in sorted(folder.glob("asked_*.jsonl")) for row in read_jsonl(path)]
    texts = {key: passage.text for key, passage in corpus.passages.items()}
    keys = list(texts)
    cosines = encoder.encode([row["question"] for row in rows]) @ encoder.encode(list(texts.values())).T
    pairs: list[Pair] = []
    for row, order in zip(rows, np.argsort(-cosines, axis=1), strict=True):
        nearest = [keys[n] for n in order[:NEAREST_UNANSWERING]] if not row["answers"] else []
        for key in row["answers"]:
            pairs.append(Pair(row["question"], texts[key], None, "asked", relevant=True))
        for key in dict.fromkeys([*row["near"], *nearest]):
            pairs.append(Pair(row["question"], texts[key], "neutral", "asked"))
    return pairs


_VERB = re.compile(r"\b(is|are|can|will|was|were|has been|have been|does|do|should)\b(?! not)(?!n't)", re.IGNORECASE)


def denied(text: str) -> str | None:
    """A statement with "not" put behind its first auxiliary; None where it has none, asks, or denies already."""
    if "?" in text or negations(text) or not _VERB.search(text):
        return None
    return _VERB.sub(lambda match: " not ".join([*match.group().split(), ""][:2]).rstrip(), text, count=1)


_NEGATED = re.compile(r"^\s+- (?P<text>.+?)\s+# (?P<note>.*(?:negat|opposite|deni).*)$", re.MULTILINE)


def negated_near_misses(corpus: Path, review_id: str) -> list[str]:
    """Near misses that the editor's comment calls a negation or the opposite of the claim."""
    text = (corpus / "reviews" / f"{review_id}.yaml").read_text(encoding="utf-8")
    return [match["text"].strip().strip("\"'") for match in _NEGATED.finditer(text)]


def likeness_pairs(folder: Path, corpus: Corpus, rng: random.Random) -> list[Pair]:
    """Wordings of one review bear each other out; its near misses and the wordings of other reviews do not."""
    reviews = list(corpus.reviews.values())
    others = [wording for review in reviews for wording in review.wordings]
    pairs: list[Pair] = []
    for review in reviews:
        own = (review.claim, *review.wordings)
        for claim in own:
            pairs += [
                Pair(claim, other, "supports", "likeness") for other in rng.sample([o for o in own if o != claim], 2)
            ]
            pairs.append(Pair(claim, rng.choice(others), "neutral", "likeness"))
        opposite = set(negated_near_misses(folder, review.id))
        for miss in review.near_misses:
            label = "refutes" if miss in opposite else "neutral"
            pairs += [Pair(claim, miss, label, "likeness") for claim in rng.sample(own, 2)]
            if label == "refutes":
                pairs += [Pair(miss, claim, label, "likeness") for claim in rng.sample(own, 2)]
        pairs += [Pair(no, claim, "refutes", "likeness") for claim in own if (no := denied(claim))]
    return [replace(pair, relevant=pair.label == "supports") for pair in pairs if pair.claim != pair.evidence]


@dataclass(frozen=True, slots=True)
class PrecedentRow:
    """A message with the reviews nearest to it; a mark per review: y says the same, n does not, x undecided."""

    text: str
    reviews: tuple[str, ...]
    marks: tuple[str, ...]

    @property
    def kept_out(self) -> bool:
        """Whether the judge never sees it, so that the precedent model can be fitted on it."""
        return held_out(self.text, PRECEDENT_SHARE)


def precedent_rows(folder: Path, names: Iterable[str] = ("precedents_*.jsonl",)) -> list[PrecedentRow]:
    """The lines of a folder's `precedents_*.jsonl`, or of files of some other names: `{text, reviews, marks}`."""
    return [
        PrecedentRow(row["text"], tuple(row["reviews"]), tuple(row["marks"].split()))
        for path in sorted(path for name in names for path in folder.glob(name))
        for row in read_jsonl(path)
    ]


def precedent_pairs(rows: Iterable[PrecedentRow], corpus: Corpus, encoder: Encoder) -> list[Pair]:
    """Messages with the nearest wordings of the reviews that they repeat, and of those that they do not, both ways."""
    pairs: list[Pair] = []
    for row in rows:
        for review_id, mark in zip(row.reviews, row.marks, strict=True):
            review = corpus.reviews[review_id]
            near = nearest([row.text], [review.claim, *review.wordings], encoder, 2)[0]
            same = {"y": True, "n": False}.get(mark)
            if same is not None:
                both = [pair for other in near for pair in ((row.text, other), (other, row.text))]
                pairs += [Pair(*pair, "supports" if same else None, "precedents", relevant=same) for pair in both]
    return pairs


def mined_neutrals(
    pairs: list[Pair], corpus: Corpus, encoder: Encoder, rng: random.Random, a_claim: int = 1
) -> list[Pair]:
    """Statements near every second claim, yet not among the nearest ten: on the same things, likely settling nothing."""
    texts = [passage.text for passage in corpus.passages.values()]
    claims = sorted({pair.claim for pair in pairs})[::2]
    order = np.argsort(-(encoder.encode(claims) @ encoder.encode(texts).T), axis=1)
    labelled = {(pair.claim, pair.evidence) for pair in pairs}
    mined = [
        Pair(claim, texts[n], "neutral", "mined")
        for claim, row in zip(claims, order, strict=True)
        for n in rng.sample(list(row[10:40]), a_claim)
        if (claim, texts[n]) not in labelled
    ]
    return mined


_PERCENT = re.compile(r"\b(\d{1,2})(?= ?(?:%|percent|per cent))")


def with_another_number(claim: str, evidence: str, rng: random.Random) -> str | None:
    """The claim with one of the percentages that it shares with the evidence made another; None where it shares none."""
    shared = [found for found in _PERCENT.finditer(claim) if found.group(1) in _PERCENT.findall(evidence)]
    if not shared:
        return None
    found = rng.choice(shared)
    given = {int(number) for number in _PERCENT.findall(evidence)}
    other = rng.choice([n for n in range(3, 98) if all(abs(n - number) > 7 for number in given)])
    return claim[: found.start(1)] + str(other) + claim[found.end(1) :]
