"""Pairs from public sets: one reader per form."""

from __future__ import annotations

import csv
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eval.train.pairs import Pair, read_jsonl

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_SCIFACT_LABELS = {"SUPPORT": "supports", "CONTRADICT": "refutes", "SUPPORTS": "supports", "REFUTES": "refutes"}
_FACTCHECK_LABELS = {"completely-support": "supports", "refute": "refutes", "irrelevant": "neutral"}
_EVIDENCE_WORDS = 110


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
    pairs += scifact_pairs(data / "covidfact", "claims_train.jsonl", "covidfact", rng)
    pairs += flat_pairs(data / "stance" / "checkcovid_train.jsonl", "checkcovid")
    pairs += trial_pairs(data / "evidence_inference", rng)
    pairs += partial_pairs(data / "partial", rng)
    fm2 = list(read_jsonl(data / "stance" / "fm2_dev.jsonl"))
    pairs += [Pair(row["claim"], row["evidence"], row["label"], "fm2") for row in fm2]
    pairs += [Pair(row["claim"], row["distractors"][0], "neutral", "fm2") for row in fm2 if row["distractors"]]
    climate = [row for row in read_jsonl(data / "stance" / "climatefever.jsonl") if row["entropy"] < 0.6]
    pairs += [Pair(row["claim"], row["evidence"], row["label"], "climatefever") for row in climate]
    return pairs


_DIRECTIONS = {
    "more": (
        "{i} increases {o} compared with {c}.",
        "{o}: higher with {i} than with {c}.",
        "{i} raised {o} more than {c} did.",
    ),
    "less": (
        "{i} lowers {o} compared with {c}.",
        "{o}: lower with {i} than with {c}.",
        "{i} reduced {o} more than {c} did.",
    ),
    "same": (
        "{i} makes no difference to {o} compared with {c}.",
        "{o}: about the same with {i} and with {c}.",
        "{i} did not change {o} any more than {c} did.",
    ),
}
_FOUND = {
    "significantly increased": "more",
    "significantly increase": "more",
    "significantly decreased": "less",
    "no significant difference": "same",
}


def trial_pairs(folder: Path, rng: random.Random) -> list[Pair]:
    """Results of randomised trials (Evidence Inference 2.0): a right and a wrong direction of each, with the quoted text."""
    with (folder / "prompts_merged.csv").open(encoding="utf-8", newline="") as lines:
        prompts = {row["PromptID"]: row for row in csv.DictReader(lines)}
    pairs: list[Pair] = []
    with (folder / "v2_annotations.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            quote = " ".join(row["Annotations"].split())
            if row["Valid Label"] != "True" or row["Valid Reasoning"] != "True" or len(quote.split()) < 8:
                continue
            prompt, found = prompts[row["PromptID"]], _FOUND[row["Label"]]
            words = {"i": prompt["Intervention"], "o": prompt["Outcome"], "c": prompt["Comparator"]}
            for said in (found, rng.choice([other for other in _DIRECTIONS if other != found])):
                claim = rng.choice(_DIRECTIONS[said]).format(**words)
                pairs.append(Pair(claim, _cut(quote), "supports" if said == found else "refutes", "trials"))
    return pairs


def partial_pairs(folder: Path, rng: random.Random) -> list[Pair]:
    """Factcheck-GPT pairs that are not partial; of the many irrelevant ones as many as of the others."""
    rows = [row for row in read_jsonl(folder / "factcheckgpt_stance.jsonl") if row["label"] in _FACTCHECK_LABELS]
    pairs = [Pair(row["claim"], _cut(row["evidence"]), _FACTCHECK_LABELS[row["label"]], "factcheckgpt") for row in rows]
    telling = [pair for pair in pairs if pair.label != "neutral"]
    return telling + rng.sample([pair for pair in pairs if pair.label == "neutral"], len(telling))


def symmetric_pairs(data: Path) -> list[Pair]:
    """FeverSymmetric: every claim stands with evidence for it and against it."""
    return flat_pairs(data / "probes" / "fever_symmetric_dev.jsonl", "fever_symmetric")


def sentences_near(folder: Path, claims: str, origin: str, rng: random.Random, a_claim: int = 6) -> list[Pair]:
    """Claims with unlabelled sentences of the abstracts they cite, and of one they do not; for a teacher to judge."""
    abstracts = {str(row["doc_id"]): row["abstract"] for row in read_jsonl(folder / "corpus.jsonl")}
    ids = sorted(abstracts)
    pairs: list[Pair] = []
    for row in read_jsonl(folder / claims):
        cited = [str(doc) for doc in row.get("cited_doc_ids") or row.get("doc_ids") or []]
        texts = [sentence for doc in [*cited, rng.choice(ids)] for sentence in abstracts.get(doc, [])]
        pairs += [
            Pair(row["claim"].strip(), text.strip(), None, origin)
            for text in rng.sample(texts, min(a_claim, len(texts)))
        ]
    return pairs


def _cut(text: str) -> str:
    return " ".join(text.split()[:_EVIDENCE_WORDS])


def medquad_pairs(data: Path, rng: random.Random, count: int) -> list[Pair]:
    """Questions of MedQuAD with the opening of their answer, and with that of another question on the same thing."""
    rows = [row for row in read_jsonl(data / "medquad" / "medquad.jsonl.gz") if len(row["answer"].split()) > 12]
    by_focus: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_focus[row["focus"]].append(row)
    pairs: list[Pair] = []
    for row in rng.sample(rows, count):
        others = [o for o in by_focus[row["focus"]] if o["qtype"] != row["qtype"]] or [rng.choice(rows)]
        question = row["question"].replace(" ?", "?").replace("??", "?")
        pairs.append(Pair(question, _opening(row["answer"]), None, "medquad", relevant=True))
        pairs.append(Pair(question, _opening(rng.choice(others)["answer"]), None, "medquad", relevant=False))
    return pairs


def _opening(answer: str) -> str:
    return " ".join(_SENTENCE_END.split(" ".join(answer.split()))[:2])[:400]
