"""Certainty: the claim is sure; the evidence is of low certainty or qualified."""

from __future__ import annotations

from service.domain import Certainty, Excess, Overstep
from service.verification.strength.side import EvidenceSide, cue, negated_before

_SURE = (
    r"prov(?:e|es|ed|en)|definite(?:ly)?|guarantee[sd]?|certain(?:ly)?|known to|cures?|cured|no doubt|undeniabl[ey]|settled|"
    r"conclusive(?:ly)?|always works|miracle|without question|eliminates?|gets? rid of|completely|totally|for (?:sure|certain)|"
    r"(?:without|beyond|not|hardly|no longer|never)(?: \w+){0,3} doubt(?:ed|s|ing)?|(?:nobody|no one|none)(?: \w+){0,3} doubts?|undisputed|indisputabl[ey]|"
    r"beyond (?:dispute|question)|case closed|(?:carved|set) in stone|end of (?:story|discussion)|cast[- ]iron|rock[- ]solid|watertight|"
    r"ironclad|never fails?|sure thing|no (?:two ways|loose ends|question|ifs)|nothing else (?:can|could|explains?)|worked out"
)


def excess(claim: str, evidence: EvidenceSide) -> Excess | None:
    """Fire where the claim's word of certainty meets a statement of less than high certainty."""
    said = cue(claim, _SURE)
    if not said or negated_before(claim, said) or cue(evidence.text, _SURE):
        return None
    if evidence.passage.certainty is Certainty.HIGH:
        return None
    grade = evidence.passage.certainty.value.replace("-", " ")
    return Excess(Overstep.CERTAINTY_INFLATION, f"The claim says “{said}”; the evidence is of {grade} certainty.")
