"""Stance pairs from public sets: one reader per form, all returning the same triple.

A pair is (claim, evidence, label) with labels `supports`, `refutes`, `neutral`. Splits are by claim, never by row,
so that no wording of a held-out claim is seen in training.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from service.domain import Bearing, ClaimReview, Corpus, Verdict
from service.ingestion.corpus import load_corpus
from service.language.polarity import negations
from service.ports import Encoder

PRECEDENT_SHARE = 0.25
LABELS = ("supports", "refutes", "neutral")
_SCIFACT_LABELS = {"SUPPORT": "supports", "CONTRADICT": "refutes", "SUPPORTS": "supports", "REFUTES": "refutes"}


@dataclass(frozen=True)
class Pair:
    """One labelled pair; `origin` is the set that it came from."""

    claim: str
    evidence: str
    label: str
    origin: str


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a .jsonl or .jsonl.gz file; a bad line raises ValueError with its number."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise ValueError(f"{path}:{number}: not JSON: {error}") from error


def flat_pairs(path: Path, origin: str) -> list[Pair]:
    """Read `{claim, evidence, label}` lines."""
    return [Pair(row["claim"].strip(), row["evidence"].strip(), row["label"], origin) for row in read_jsonl(path)]


def scifact_pairs(folder: Path, claims: str, origin: str, rng: random.Random) -> list[Pair]:
    """Rationale sentences as supports or refutes; two sentences of a cited abstract that settles nothing as neutral."""
    abstracts = {str(row["doc_id"]): row["abstract"] for row in read_jsonl(folder / "corpus.jsonl")}
    pairs: list[Pair] = []
    for row in read_jsonl(folder / claims):
        cited = [str(doc) for doc in row.get("cited_doc_ids") or row.get("doc_ids") or []]
        for doc in cited:
            pairs.extend(_pairs_of(row["claim"].strip(), abstracts.get(doc, []), row["evidence"].get(doc), origin, rng))
    return pairs


def _pairs_of(
    claim: str, abstract: list[str], rationales: list[dict[str, Any]] | None, origin: str, rng: random.Random
) -> Iterator[Pair]:
    if rationales:
        for rationale in rationales:
            text = " ".join(abstract[n].strip() for n in rationale["sentences"])
            yield Pair(claim, text, _SCIFACT_LABELS[rationale["label"]], origin)
    elif len(abstract) > 1:
        start = rng.randrange(len(abstract) - 1)
        yield Pair(claim, " ".join(sentence.strip() for sentence in abstract[start : start + 2]), "neutral", origin)


def held_out(claim: str, share: float) -> bool:
    """Whether a claim belongs to the held-out part: a hash of its text, so that every run agrees."""
    digest = hashlib.sha256(claim.lower().encode()).digest()
    return int.from_bytes(digest[:4], "big") / 2**32 < share


def split_by_claim(pairs: Iterable[Pair], share: float) -> tuple[list[Pair], list[Pair]]:
    """Return (train, held out), the latter about `share` of the claims."""
    train: list[Pair] = []
    test: list[Pair] = []
    for pair in pairs:
        (test if held_out(pair.claim, share) else train).append(pair)
    return train, test


def general_pairs(data: Path) -> list[Pair]:
    """General entailment: LingNLI and counterfactually revised SNLI."""
    nli = data / "nli"
    return flat_pairs(nli / "lingnli_train.jsonl.gz", "lingnli") + flat_pairs(
        nli / "counterfactual_snli.jsonl.gz", "counterfactual_snli"
    )


def health_pairs(data: Path, rng: random.Random) -> list[Pair]:
    """Health and science claims with gold evidence, plus checked encyclopaedia claims for wording variety."""
    pairs = scifact_pairs(data / "scifact", "claims_train.jsonl", "scifact", rng)
    pairs += scifact_pairs(data / "healthver", "claims_train.jsonl", "healthver", rng)
    pairs += scifact_pairs(data / "healthver", "claims_dev.jsonl", "healthver", rng)
    pairs += flat_pairs(data / "stance" / "checkcovid_train.jsonl", "checkcovid")
    fm2 = list(read_jsonl(data / "stance" / "fm2_dev.jsonl"))
    pairs += [Pair(row["claim"], row["evidence"], row["label"], "fm2") for row in fm2]
    pairs += [Pair(row["claim"], row["distractors"][0], "neutral", "fm2") for row in fm2 if row["distractors"]]
    climate = [row for row in read_jsonl(data / "stance" / "climatefever.jsonl") if row["entropy"] < 0.6]
    pairs += [Pair(row["claim"], row["evidence"], row["label"], "climatefever") for row in climate]
    return pairs


def product_pairs(folder: Path, corpus: Path) -> list[Pair]:
    """The product's own pairs: `{passage, claim, label}` lines, and the wordings of the reviews with their quotes."""
    known = load_corpus(corpus)
    pairs = [
        Pair(row["claim"], known.passages[row["passage"]].text, row["label"], "product")
        for path in sorted(folder.glob("*.jsonl"))
        for row in read_jsonl(path)
    ]
    for review in trained_reviews(known):
        for citation in review.citations:
            if citation.stance is not Bearing.CONTEXT:
                text = known.passages[citation.passage_id].text
                claims = (review.claim, *review.wordings)
                pairs += [Pair(claim, text, citation.stance.value, "reviews") for claim in claims]
                if review.verdict in {Verdict.REFUTED, Verdict.SUPPORTED}:
                    flipped = "refutes" if citation.stance is Bearing.SUPPORTS else "supports"
                    pairs += [Pair(no, text, flipped, "denied") for claim in claims if (no := denied(claim))]
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


def trained_reviews(corpus: Corpus) -> list[ClaimReview]:
    """The reviews that the judge learns from; the others are kept for fitting the precedent model on what it has not seen."""
    return [review for review in corpus.reviews.values() if not held_out(review.id, PRECEDENT_SHARE)]


def likeness_pairs(folder: Path, rng: random.Random) -> list[Pair]:
    """Wordings of one review bear each other out; its near misses and the wordings of other reviews do not."""
    reviews = trained_reviews(load_corpus(folder))
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
    return [pair for pair in pairs if pair.claim != pair.evidence]


def mined_neutrals(
    pairs: list[Pair], corpus: Path, encoder: Encoder, rng: random.Random, a_claim: int = 1
) -> list[Pair]:
    """Statements near every second claim, yet not among the nearest ten: on the same things, likely settling nothing."""
    texts = [passage.text for passage in load_corpus(corpus).passages.values()]
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
