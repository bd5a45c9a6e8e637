"""A checked text in one paragraph: how its claims came out, and which of them to look at first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.answering.stakes import harm
from service.domain import Finding, Verdict

NAMED = 3
"""How many claims the paragraph names."""
LONGEST_WORDS = 25
_CAME_OUT = {
    Verdict.SUPPORTED: "supported as worded",
    Verdict.OVERSIMPLIFIED: "oversimplified",
    Verdict.CONTESTED: "contested",
    Verdict.REFUTED: "refuted",
    Verdict.NOT_ENOUGH_EVIDENCE: "not settled by them",
}


def gravest_first(findings: Sequence[Finding]) -> tuple[int, ...]:
    """The numbers, from 0, of the findings that object to a claim, the error that could do most harm first."""
    objecting = [n for n, finding in enumerate(findings) if finding.verdict.objects]
    return tuple(sorted(objecting, key=lambda n: -harm(findings[n])))


def overview(findings: Sequence[Finding]) -> str:
    """The paragraph. It states nothing but verdicts and quotes nothing but the text."""
    return " ".join(_sentences(findings))


def _sentences(findings: Sequence[Finding]) -> Iterator[str]:
    if not findings:
        yield "The text holds no claim that the vetted sources could be asked about."
        return
    yield _tally(findings)
    first = [findings[n] for n in gravest_first(findings)[:NAMED]]
    if first:
        named = "; ".join(f"“{_short(each.claim.text)}” ({_CAME_OUT[each.verdict]})" for each in first)
        yield f"{'Look at this one' if len(first) == 1 else 'Look at these'} first: {named}."


def _tally(findings: Sequence[Finding]) -> str:
    counts = {verdict: sum(finding.verdict is verdict for finding in findings) for verdict in Verdict}
    if len(findings) == 1:
        return f"The text makes one claim that could be weighed against the vetted sources: {_CAME_OUT[findings[0].verdict]}."
    parts = [f"{count} {_CAME_OUT[verdict]}" for verdict, count in counts.items() if count]
    if len(parts) == 1:
        (verdict,) = {finding.verdict for finding in findings}
        return f"All {len(findings)} claims that were weighed against the vetted sources are {_CAME_OUT[verdict]}."
    first, *others = parts
    number, _, rest = first.partition(" ")
    parts = [f"{number} {'is' if number == '1' else 'are'} {rest}", *others]
    listed = ", ".join(parts[:-1]) + f" and {parts[-1]}"
    return f"Of {len(findings)} claims that were weighed against the vetted sources, {listed}."


def _short(text: str) -> str:
    """The claim without its full stop, cut where it is long."""
    words = text.split()
    cut = " ".join(words[:LONGEST_WORDS]) + "…" if len(words) > LONGEST_WORDS else " ".join(words)
    return cut.rstrip(".!")
