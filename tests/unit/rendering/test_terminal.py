from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console, RenderableType

from service.domain import Outcome, Reply, Sentence, Verdict
from service.rendering import words
from service.rendering.terminal import render_reply, render_report
from tests.unit.rendering.reports import CITATIONS, article_report, claim_in, make_citation, make_finding, make_report


def printed(view: RenderableType, width: int = 80, *, terminal: bool = False, no_color: bool = False) -> str:
    console = Console(
        file=io.StringIO(), width=width, highlight=False, force_terminal=terminal, no_color=no_color, _environ={}
    )
    console.print(view)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def squeezed(text: str) -> str:
    return " ".join(text.split())


def reply(outcome: Outcome = Outcome.CORRECTED) -> Reply:
    return Reply(
        "r",
        "s",
        outcome,
        (Sentence("Several substances take part.", (1, 2)), Sentence("The drops act within minutes.")),
        article_report().findings[1:2],
        CITATIONS[:2],
        ("whether it helps with colds",),
        ("Ask a pharmacist.",),
    )


def test_a_reply_reads_sentences_then_claims_then_numbered_sources() -> None:
    text = squeezed(printed(render_reply(reply())))
    order = [
        "Answer, with a correction",
        "Several substances take part. [1][2] The drops act within minutes.",
        "Oversimplified very likely right, 91 %",
        "“The itch receptor is the cause of hay fever.” [2]",
        "whether it helps with colds",
        "Ask a pharmacist.",
        "[1] “In a trial of 120 adults",
        "randomised trial · moderate certainty · read in the original",
        "https://journal.example/lee2019",
    ]
    positions = [text.index(piece) for piece in order]
    assert positions == sorted(positions)


def test_an_urgent_reply_is_what_to_do_with_the_numbers_in_bold_and_nothing_else() -> None:
    urgent = replace(reply(Outcome.URGENT), next_steps=("Call 112.",))
    text = printed(render_reply(urgent))
    assert squeezed(text).index("Several substances take part.") < squeezed(text).index("Call 112.")
    assert "\x1b[1mCall 112." in printed(render_reply(urgent), terminal=True)
    for competing in ("Oversimplified", "Sources", "journal.example", "colds", "[1]"):
        assert competing not in text


def test_a_report_shows_counts_claims_and_sources() -> None:
    text = squeezed(printed(render_report(article_report())))
    assert "7 claims checked" in text
    for cited in article_report().findings:
        assert squeezed(cited.finding.claim.text) in text
    assert "3 ✗ Refuted" in text
    assert "premise: taken for granted" in text
    assert "Please note: its date for review has passed." in text


def test_a_report_without_claims_says_so() -> None:
    assert "No claim to check was found" in printed(render_report(make_report("Nothing.", ())))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    text = "x" * 500
    finding = make_finding(claim_in(text, text), Verdict.REFUTED, citations=(1,), whats_missing=text)
    long = make_report(text, (finding,), (make_citation(1, text),))
    for view in (render_report(long), render_report(article_report()), render_reply(reply())):
        assert max(len(line) for line in printed(view, width).splitlines()) <= width
    assert printed(render_report(long), width).count("x") >= 1500


def test_colour_is_for_terminals_that_want_it() -> None:
    view = render_report(article_report())
    assert "\x1b" not in printed(view)
    assert "\x1b[1;31m" in printed(view, terminal=True)
    assert "31m" not in printed(view, terminal=True, no_color=True)


def test_every_verdict_has_a_word_beside_its_colour() -> None:
    text = printed(render_report(article_report()))
    for verdict in Verdict:
        assert f"{words.VERDICT_SIGN[verdict]} {words.VERDICT[verdict]}" in text


def test_hostile_text_neither_colours_nor_moves_nor_styles_anything() -> None:
    text = "\x1b[2J[bold red]claim[/bold red] \u202eback [link=http://x]y[/link]"
    finding = make_finding(claim_in(text, text), Verdict.REFUTED, citations=(1,), whats_right=text)
    shown = printed(render_report(make_report(text, (finding,), (make_citation(1, text),))))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "[U+001B][2J[bold red]claim[/bold red] [U+202E]back" in squeezed(shown)
