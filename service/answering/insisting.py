"""What is said to a visitor who presses: the same finding, kindly, briefly, and not in the same words."""

from __future__ import annotations

from service.answering import frames
from service.answering.correction import QUOTES_SHOWN, correction, decisive_first
from service.answering.draft import Draft, DraftSentence, quoted
from service.answering.gate import Judging
from service.domain import Finding, Pressed, Verdict


def said_again(finding: Finding, pressed: Pressed, gate: Judging) -> Draft:
    """A finding that was told before: an editor's wording and the quotes take turns at coming first."""
    lead = DraftSentence(frames.still(finding.verdict, pressed))
    if finding.verdict is Verdict.CONTESTED:
        return (lead, *correction(finding, gate))
    worded = [s for s in correction(finding, gate) if s.quotes and s.text == finding.better_wording]
    quotes = decisive_first(finding)[:QUOTES_SHOWN]
    turn = (pressed.before + 1) % max(1, len(quotes))
    shown = [quoted(quote) for quote in (*quotes[turn:], *quotes[:turn])]
    if worded and pressed.before % 2 == 0:
        return (lead, *worded, *shown[: QUOTES_SHOWN - 1])
    return (lead, *shown[:QUOTES_SHOWN])
