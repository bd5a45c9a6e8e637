"""Findings for claims: precedent first, evidence where there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from service import receipt
from service.domain import (
    Basis,
    Bearing,
    Claim,
    Corpus,
    Excess,
    Finding,
    Mood,
    Quote,
    RankedPassage,
    Verdict,
)
from service.ports import NOBODY, Vectors, Witness
from service.verification.confidence import grounds_of_evidence, grounds_of_review
from service.verification.evidence import Evidence, Weighed
from service.verification.precedent import Match, Precedents
from service.verification.unsettled import Unsettled
from service.verification.verdict import Ruling, rule

QUOTES_PER_SIDE = 2
TOUCHED = 0.8
"""How relevant a passage must be that speaks of a claim without settling it."""
READ = (0, 3, 5, 8, 12)
SETTLED = 0.3
"""The weight below which more is read: of lighter verdicts on the development cases two in five were wrong."""
CLEAR = 0.15
"""How much lighter the other side must be, or more is read."""
SUBJECT_READ = 5
BRIDGE = 0.25
ON_FOCUS = 0.25


Confidence = Callable[[tuple[float, ...]], float]
"""From the values of the grounds of a verdict to the probability that it is right."""


class Verifier:
    """Judges the claims of one message together; `confidence` can be replaced."""

    def __init__(
        self, corpus: Corpus, precedents: Precedents, evidence: Evidence, unsettled: Unsettled, confidence: Confidence
    ) -> None:
        self._corpus = corpus
        self._unsettled = unsettled
        self._precedents = precedents
        self._evidence = evidence
        self.confidence = confidence

    def findings(
        self,
        claims: Sequence[Claim],
        texts: Sequence[str],
        vectors: Vectors,
        found: Sequence[Sequence[RankedPassage]],
        witness: Witness = NOBODY,
    ) -> tuple[Finding, ...]:
        """A finding per claim, in order; tentative claims that nothing settles, and premises that hold, have none.

        `texts` are the claims as they are to be weighed (spelling put right), `vectors` their rows,
        `found` their passages in the order in which they are to be read.
        """
        matches = self._precedents.match(texts, vectors)
        open_claims = [n for n, match in enumerate(matches) if match is None]
        rulings, weighed = self._rulings(open_claims, claims, texts, found)
        findings = [
            self._by_review(claim, match) if match else self._by_evidence(claim, rulings[n], weighed[n])
            for n, (claim, match) in enumerate(zip(claims, matches, strict=True))
        ]
        _tell(witness, matches, weighed, findings)
        return tuple(finding for finding in findings if not _dropped(finding))

    def _rulings(
        self,
        numbers: Sequence[int],
        claims: Sequence[Claim],
        texts: Sequence[str],
        found: Sequence[Sequence[RankedPassage]],
    ) -> tuple[dict[int, Ruling], dict[int, tuple[Weighed, ...]]]:
        """A ruling per numbered claim, and what it rests on.

        The nearest passages are read first, more of them only where these do not settle it, or do so lightly.
        """
        rulings: dict[int, Ruling] = {}
        weighed: dict[int, tuple[Weighed, ...]] = dict.fromkeys(numbers, ())
        for start, end in pairwise(READ):
            open_ = [n for n in numbers if n not in rulings or not _settled(rulings[n])]
            rows = [found[n][start:end] for n in open_]
            for n, more in zip(open_, self._evidence.weigh([texts[n] for n in open_], rows), strict=True):
                weighed[n] += more
                rulings[n] = rule(weighed[n], asked=claims[n].mood is Mood.ASKED)
        return rulings, weighed

    def bears_on(self, text: str, found: Sequence[RankedPassage]) -> bool:
        """Whether one of the nearest passages settles or answers a text."""
        return self._evidence.bears_on(text, nearest_first(found)[:SUBJECT_READ])

    def in_reading_order(self, text: str, found: Sequence[RankedPassage], vector: Vectors) -> list[RankedPassage]:
        """Passages of a text, nearest first.

        What reviews in like words cite counts as nearer, and what speaks of all that the text names.
        """
        bridged = self._precedents.cited_near(vector)
        on_focus = self._evidence.on_focus(text, found)
        pull = [
            ranked.score + ranked.dense + BRIDGE * (ranked.passage.id in bridged) + ON_FOCUS * on
            for ranked, on in zip(found, on_focus, strict=True)
        ]
        return [found[n] for n in sorted(range(len(found)), key=lambda n: -pull[n])]

    def nearest_wording(self, vectors: Vectors) -> float:
        """The largest cosine of any wording of the claim reviews to any of some vectors; -1 where there are none."""
        return self._precedents.nearest(vectors)

    def _by_review(self, claim: Claim, match: Match) -> Finding:
        review = match.review
        return Finding(
            claim=claim,
            verdict=review.verdict,
            confidence=self.confidence(grounds_of_review(match, claim.mood).values()),
            basis=Basis.CLAIM_REVIEW,
            quotes=tuple(Quote(self._corpus.passages[c.passage_id], c.quote, c.stance) for c in review.citations),
            excesses=tuple(Excess(overstep, "") for overstep in review.oversteps),
            whats_right=review.whats_right,
            whats_missing=review.whats_missing,
            better_wording=review.better_wording,
            why_it_sounds_right=review.why_it_sounds_right,
            review_id=review.id,
        )

    def _by_evidence(self, claim: Claim, ruling: Ruling, weighed: Sequence[Weighed]) -> Finding:
        quotes = (*_quotes(ruling.refuting, Bearing.REFUTES), *_quotes(ruling.supporting, Bearing.SUPPORTS))
        touched, why = True, ""
        if not quotes:
            nearest = sorted(weighed, key=lambda w: -w.relevance)[:1]
            quotes = _quotes(nearest, Bearing.CONTEXT)
            touched = any(w.relevance >= TOUCHED for w in nearest)
            why = " ".join(self._unsettled.why(claim.text, w.ranked.passage.text) for w in nearest)
        return Finding(
            claim,
            ruling.verdict,
            self.confidence(grounds_of_evidence(ruling, weighed, claim.mood).values()),
            Basis.EVIDENCE,
            quotes,
            ruling.excesses,
            whats_missing=why,
            touched=touched,
        )


def _tell(
    witness: Witness,
    matches: Sequence[Match | None],
    weighed: Mapping[int, Sequence[Weighed]],
    findings: Sequence[Finding],
) -> None:
    """What each finding rests on."""
    for n, (match, finding) in enumerate(zip(matches, findings, strict=True)):
        if match:
            witness.note(receipt.Matched(n, match.review.id, match.probability))
        else:
            read = (receipt.heft(w.ranked.passage.id, w.stance, (e.overstep for e in w.excesses)) for w in weighed[n])
            witness.note(receipt.Weighed(n, tuple(read)))
        witness.note(receipt.ruled(n, finding, dropped=_dropped(finding)))


def _dropped(finding: Finding) -> bool:
    return _sound_premise(finding) or _moot(finding)


def _settled(ruling: Ruling) -> bool:
    clear = ruling.weight - ruling.against >= CLEAR
    return ruling.verdict is not Verdict.NOT_ENOUGH_EVIDENCE and ruling.weight >= SETTLED and clear


def nearest_first(found: Sequence[RankedPassage]) -> list[RankedPassage]:
    """By rank and cosine together."""
    return sorted(found, key=lambda ranked: -(ranked.score + ranked.dense))


def _quotes(side: Sequence[Weighed], bearing: Bearing) -> tuple[Quote, ...]:
    return tuple(Quote(w.ranked.passage, w.ranked.passage.text, bearing) for w in side[:QUOTES_PER_SIDE])


def _moot(finding: Finding) -> bool:
    """Whether it is about words that may be no claim at all, and nothing settles them; advice only a review does."""
    if finding.claim.mood is Mood.ADVISED:
        return finding.basis is not Basis.CLAIM_REVIEW
    return finding.claim.tentative and finding.verdict is Verdict.NOT_ENOUGH_EVIDENCE


def _sound_premise(finding: Finding) -> bool:
    return finding.claim.mood is Mood.PRESUPPOSED and not finding.verdict.objects
