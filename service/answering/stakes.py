"""How much harm it could do to believe a claim that is wrong: what the claim would lead somebody to do.

Highest are claims on safety and on what to take, stop or leave out; then promises of benefit, and who may have it; then
all else. An error counts by its weight: a refuted claim more than an oversimplified one, by how sure the verdict is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from service.domain import Finding, Mood, Overstep, Verdict

_ACTING = re.compile(
    r"\b(?:(?:do not|don['’]?t|never|always|avoid) (?:\w+ )?(?:take|taking|use|using|start|have|mix)|avoid(?:s|ing)?|"
    r"stop(?:s|ped|ping)?|quit(?:s|ting)?|com(?:e|es|ing) off|instead of|replac\w+|no need|(?:do|does)(?:n't| not) need|"
    r"skip(?:s|ping)?|wean\w*|taper\w*|dos(?:e|es|age|ing)|double|at home|yourself|unsupervised|without (?:a |any |your )?"
    r"(?:doctor|prescription|supervision|monitoring)|prescri\w+|alone|alongside|combin\w+|mix(?:es|ed|ing)?)\b",
    re.IGNORECASE,
)
_SAFETY = re.compile(
    r"\b(?:safe(?:ly|r|ty)?|unsafe|harm(?:s|ful|less|ed)?|side[- ]effects?|risk(?:s|y|[- ]free)?|danger\w*|addict\w*|overdos\w+|"
    r"toxic\w*|poison\w*|damag\w+|pregnan\w+|breast ?feed\w*|child(?:ren)?|kids?|bab(?:y|ies)|driv(?:e|es|ing)|suicid\w+|"
    r"die[sd]?|dying|deaths?|deadly|kill\w*|fatal\w*|allerg\w+|withdrawal|dependen\w+)\b",
    re.IGNORECASE,
)
_BENEFIT = re.compile(
    r"\b(?:cur(?:e|es|ed|ing)|works?|worked|heal(?:s|ed|ing)?|fix(?:es|ed)?|treats?|treatment|reliev\w+|relief|eas(?:e|es|ed)|"
    r"effective\w*|helps?|prevent\w*|protect\w*|improv\w+|permanent\w*|forever|for good|everyone|everybody|always|approv\w+)\b",
    re.IGNORECASE,
)
_HIGH = frozenset({Overstep.RISK_OMITTED})
_MIDDLE = frozenset({Overstep.REGULATORY_CONFUSION, Overstep.POPULATION_SHIFT, Overstep.DURATION_OMITTED})
_ERROR: Mapping[Verdict, float] = {
    Verdict.REFUTED: 1.0,
    Verdict.OVERSIMPLIFIED: 0.6,
    Verdict.CONTESTED: 0.4,
    Verdict.NOT_ENOUGH_EVIDENCE: 0.2,
    Verdict.SUPPORTED: 0.0,
}


def stakes(finding: Finding) -> int:
    """3 for safety, advice and what to do, 2 for benefit and who may have it, 1 for all else."""
    text, oversteps = finding.claim.text, {excess.overstep for excess in finding.excesses}
    if finding.claim.mood is Mood.ADVISED or _ACTING.search(text) or _SAFETY.search(text) or oversteps & _HIGH:
        return 3
    return 2 if _BENEFIT.search(text) or oversteps & _MIDDLE else 1


def harm(finding: Finding) -> float:
    """Stakes times the weight of the error times how sure the verdict is; in [0, 3], 0 where a claim is supported."""
    return stakes(finding) * _ERROR[finding.verdict] * finding.confidence
