"""Extent: the claim speaks of all, none or most; the evidence counts fewer."""

from __future__ import annotations

from service.domain import Excess, Overstep
from service.verification.strength.side import EvidenceSide, cue, negated_before

_ALL = r"everyone|everybody|all (?:people|patients|users|of them)|always|every (?:person|patient|time|one)|any(?:one|body) who|nobody|no one|never|100 ?%|literally everyone|without exception|no exceptions|(?:every|each) (?:last|single|and every) \w+|all comers|not (?:one|a single) \w+|without fail|the lot of them"
_MOST = r"most(?: people| patients)?|the (?:vast )?majority|nearly everyone|almost everyone"
_SOME = r"some|many|about half|half|often|usually|a few|in part|not everyone|wide variation"


def excess(claim: str, evidence: EvidenceSide) -> Excess | None:
    """Fire where "all" meets a share below 95 %, or "most" meets shares of half or less."""
    universal = cue(claim, _ALL)
    most = cue(claim, _MOST)
    said = universal or most
    if not said or negated_before(claim, said):
        return None
    shares = [q for q in evidence.quantities if q.kind == "percent" and q.low > 0]
    limit = 95.0 if universal else 50.0
    if shares and all(share.high < limit for share in shares):
        return Excess(Overstep.OVERGENERALISATION, f"The claim says “{said}”; the evidence counts {shares[0].text}.")
    carried = cue(evidence.text, _SOME) if universal else None
    if carried:
        return Excess(Overstep.OVERGENERALISATION, f"The claim says “{said}”; the evidence says “{carried}”.")
    return None
