from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

import pytest

from service.domain import Citation, Report, Span, Status, Verdict
from service.rendering import words
from service.rendering.html import headline, page_title, render_html, style_source
from tests.unit.rendering.pages import Element, read_page
from tests.unit.rendering.reports import (
    ARTICLE,
    CITATIONS,
    DAY,
    article_report,
    claim_in,
    make_citation,
    make_finding,
    make_report,
    make_source,
)

HOSTILE = "<script>alert(1)</script> </p></style>\"'><img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} &amp; "


def page_of(report: Report) -> Element:
    return read_page(render_html(report, checked_on=DAY))


def squeezed(text: str) -> str:
    return " ".join(text.split())


def hostile_report(text: str) -> Report:
    source = make_source(title=text, url="javascript:alert(1)")
    finding = make_finding(
        claim_in(text, text), Verdict.REFUTED, citations=(1,), whats_right=text, whats_missing=text, better_wording=text
    )
    return make_report(text, (finding,), (make_citation(1, text, source),), "javascript:alert(1)")


def test_every_claim_has_a_mark_in_the_text_and_a_card() -> None:
    report, page = article_report(), page_of(article_report())
    for number, cited in enumerate(report.findings, 1):
        mark, card = page.by_id(f"mark-{number}"), page.by_id(f"claim-{number}")
        assert mark.attributes["href"] == f"#claim-{number}"
        assert words.VERDICT[cited.finding.verdict] in mark.text
        assert words.VERDICT[cited.finding.verdict] in card.text
        assert cited.finding.claim.text.split()[0] in card.text
        assert any(link.attributes["href"] == f"#mark-{number}" for link in card.all("a"))


def test_a_claim_that_is_said_again_is_marked_twice_and_led_back_to_its_first_place() -> None:
    text = "Drops cure hay fever. Buy them. Drops cure hay fever."
    cited = make_finding(claim_in(text, "Drops cure hay fever."), Verdict.REFUTED)
    again = replace(cited, finding=replace(cited.finding, repeated_at=(Span(32, 53),)))
    page = page_of(replace(make_report(text, (again,)), overview="All is refuted."))
    marks = [link for link in page.all("a") if link.attributes.get("href") == "#claim-1"]
    assert [link.attributes.get("id") for link in marks] == ["mark-1", None]
    assert len(list(page.all("mark"))) == 2
    assert "said twice" in page.by_id("claim-1").text
    assert [each.text for each in page.all("p", "overview")] == ["All is refuted."]


def test_the_text_stands_on_the_page_whole_and_in_order() -> None:
    (text,) = page_of(article_report()).all("div", "text")
    without_marks = re.sub(
        r"\u2060Claim \d+: (Supported|Oversimplified|Contested|Refuted|Not enough evidence)", "", text.text
    )
    assert squeezed(without_marks) == squeezed(ARTICLE)


def test_overlapping_claims_share_a_mark_in_the_gravest_verdict() -> None:
    (text,) = page_of(article_report()).all("div", "text")
    (shared,) = [mark for mark in text.all("mark") if mark.text.startswith("which is the cause")]
    assert "v-refuted" in shared.classes
    assert shared.text.endswith("off at its source.")


def test_a_card_says_what_is_right_missing_and_better_with_the_reasons() -> None:
    card = squeezed(page_of(article_report()).by_id("claim-2").text)
    for piece in (
        "What is right The drops block the receptor.",
        "What is missing Several substances take part.",
        "Better wording The receptor is one part of hay fever.",
        "Why it sounds right A drug that blocks it helps.",
        "Claims a cause where the evidence shows a link, or one factor of several. The claim says “the cause”;",
        "very likely right (estimated at 91 %)",
        "a maintained review of this common claim",
    ):
        assert piece in card


def test_a_quoted_source_is_described_in_full() -> None:
    quote = squeezed(next(iter(page_of(article_report()).by_id("claim-1").all("li", "quote"))).text)
    for piece in (
        "“In a trial of 120 adults, 64 % were free of symptoms with drops and 60 % with tablets.”",
        "[1] Lee A et al. Drops against tablets for hay fever: a randomised trial. Journal of Examples, 2019.",
        "Randomised trial · speaks against the claim",
        "Studied adults with hay fever; n=120",
        "Bear in mind People knew which treatment they had.",
        "Certainty moderate",
        "How checked read in the original",
        "Last reviewed 24 November 2026",
    ):
        assert piece in quote
    second_hand = squeezed(page_of(article_report()).by_id("claim-5").text)
    assert "read second-hand" in second_hand
    assert "Please note: its date for review has passed." in second_hand


def test_a_premise_is_called_one() -> None:
    assert "Premise: taken for granted" in page_of(article_report()).by_id("claim-6").text


@pytest.mark.parametrize("status", [Status.DUE, Status.CONCERN])
def test_a_reader_is_told_of_a_source_that_is_due_or_in_doubt(status: Status) -> None:
    report = make_report(
        "It works.", (make_finding(claim_in("It works.", "It works."), Verdict.SUPPORTED, citations=(1,)),)
    )
    citation = make_citation(1, "It works.", make_source(status=status))
    page = page_of(Report(report.report_id, report.text, report.findings, (citation,), "v", 1))
    assert words.STATUS[status] in next(iter(page.all("p", "notice"))).text


def test_the_head_names_text_day_and_version_of_the_sources() -> None:
    head = squeezed(next(iter(page_of(article_report()).all("header"))).text)
    for piece in ("https://clinic.example/drops", "24 November 2026", "version 3f9c1e07ab52", "7 claims checked"):
        assert piece in head


def test_without_a_day_no_day_is_claimed() -> None:
    assert "Checked on" not in render_html(article_report())


def test_the_counts_are_those_of_the_report() -> None:
    rows = [squeezed(row.text) for row in next(iter(page_of(article_report()).all("ul", "tally"))).all("li")]
    assert [(int(row.split()[0][0])) for row in rows] == [1, 1, 1, 3, 1]
    bar = next(iter(page_of(article_report()).all("svg", "bar")))
    assert sum(float(part.attributes["width"].rstrip("%")) for part in bar.all("rect")) == pytest.approx(100, abs=0.01)


def test_a_text_without_claims_renders() -> None:
    page = page_of(make_report("Nothing to see.\n\nTruly.", ()))
    assert "No claim to check was found" in page.text
    assert [p.text for p in next(iter(page.all("div", "text"))).all("p")] == ["Nothing to see.", "Truly."]
    assert not list(page.all("article"))


def test_a_claim_without_a_place_in_the_text_still_has_a_card() -> None:
    claim = claim_in("It works.", "It works.")
    finding = make_finding(type(claim)(claim.text, Span(50, 60)), Verdict.REFUTED)
    page = page_of(make_report("It works.", (finding,)))
    assert not list(page.by_id("claim-1").all("p", "back"))


@pytest.mark.parametrize("report", [article_report(), make_report("Nothing.", ()), hostile_report(HOSTILE)])
def test_the_page_asks_for_nothing_from_outside_and_runs_nothing(report: Report) -> None:
    html = render_html(report, checked_on=DAY)
    page = read_page(html)
    tags = {element.tag for element in page.all()}
    assert not tags & {"script", "img", "link", "iframe", "object", "embed", "base", "form", "video", "audio"}
    for element in page.all():
        assert not {name for name in element.attributes if name.startswith("on") or name in {"src", "style", "srcset"}}
        if element.tag == "use":
            assert element.attributes["href"].startswith("#sign-")
    (style,) = page.all("style")
    assert "url(" not in style.text
    assert "@import" not in style.text


def test_only_web_addresses_of_the_corpus_become_links_and_say_nothing_of_the_reader() -> None:
    links = [link for link in page_of(article_report()).all("a") if not link.attributes["href"].startswith("#")]
    assert {link.attributes["href"] for link in links} == {
        "https://journal.example/lee2019",
        "https://doi.org/10.1000/label",
    }
    assert all(link.attributes["rel"] == "noopener noreferrer" for link in links)
    assert not [a for a in page_of(hostile_report(HOSTILE)).all("a") if not a.attributes["href"].startswith("#")]


def test_hostile_text_is_shown_and_does_nothing() -> None:
    page = page_of(hostile_report(HOSTILE))
    (text,) = page.all("div", "text")
    assert HOSTILE.strip() in text.text
    assert "javascript:alert(1)" in next(iter(page.all("header"))).text


def test_characters_that_act_are_shown_as_code_points_everywhere() -> None:
    html = render_html(hostile_report("a\u202eb \x1b[31m \x00 zero\u200bwidth \u2066x"))
    assert not set(html) & set("\u202e\x1b\x00\u200b\u2066")
    assert "a[U+202E]b" in html
    assert "zerowidth" in html


def test_a_very_long_word_may_break_anywhere() -> None:
    html = render_html(hostile_report("x" * 10_000))
    assert "x" * 10_000 in html
    assert "overflow-wrap: anywhere" in html


def test_headings_go_down_one_level_at_a_time_and_there_is_one_first() -> None:
    levels = [int(e.tag[1]) for e in page_of(article_report()).all() if re.fullmatch(r"h[1-6]", e.tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_page_has_a_language_a_title_and_landmarks() -> None:
    page = page_of(article_report())
    assert next(iter(page.all("html"))).attributes["lang"] == "en"
    assert next(iter(page.all("title"))).text.startswith("Fact check: Why our clinic is different")
    for landmark in ("header", "main", "footer"):
        assert len(list(page.all(landmark))) == 1


def test_ids_are_unique_and_every_reference_leads_somewhere() -> None:
    page = page_of(article_report())
    ids = [element.attributes["id"] for element in page.all() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    targets = [e.attributes["href"][1:] for e in page.all() if e.attributes.get("href", "").startswith("#")]
    labels = [e.attributes["aria-labelledby"] for e in page.all() if "aria-labelledby" in e.attributes]
    assert set(targets + labels) <= set(ids)


def test_the_policy_of_the_page_allows_its_own_style_and_nothing_else() -> None:
    page = page_of(article_report())
    (style,) = page.all("style")
    digest = b64encode(sha256(style.text.encode()).digest()).decode()
    assert style_source() == f"'sha256-{digest}'"
    (policy,) = [m for m in page.all("meta") if m.attributes.get("http-equiv") == "Content-Security-Policy"]
    assert policy.attributes["content"].startswith(f"default-src 'none'; style-src 'sha256-{digest}'")


def test_verdicts_differ_by_sign_and_line_and_not_by_colour_alone() -> None:
    html = render_html(article_report())
    lines = re.findall(r"--line: (\w+);", html)
    assert len(lines) == len(set(lines)) == len(Verdict)
    page = read_page(html)
    shapes = [next(iter(s.all("path"))).attributes["d"] for s in page.all("symbol")]
    assert len(set(shapes)) == len(Verdict)
    assert {s.attributes["id"] for s in page.all("symbol")} == {f"sign-{verdict}" for verdict in Verdict}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_every_text_colour_has_the_contrast_of_aa_in_light_dark_and_print() -> None:
    themes = re.findall(r":root \{(.*?)\}", render_html(article_report()), re.DOTALL)
    assert len(themes) == 3
    for theme in themes:
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})", theme))
        full = {name: c if len(c) == 7 else "#" + "".join(2 * d for d in c[1:]) for name, c in colours.items()}
        for name in ("ink", "soft", "link", *Verdict):
            for ground in ("paper", "panel", "shade"):
                assert contrast(full[name], full[ground]) >= 4.5, (name, ground)


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ((), "No claim to check was found in this text"),
        ((Verdict.NOT_ENOUGH_EVIDENCE,), "One claim checked: not enough evidence"),
        ((Verdict.SUPPORTED, Verdict.SUPPORTED), "2 claims checked, all\u00a0borne out as worded"),
        ((Verdict.REFUTED, Verdict.CONTESTED), "2 claims checked, none\u00a0borne out as worded"),
        ((Verdict.SUPPORTED, Verdict.REFUTED), "2 claims checked, 1\u00a0borne out as worded"),
    ],
)
def test_the_headline_counts(verdicts: tuple[Verdict, ...], expected: str) -> None:
    claim = claim_in("It works.", "It works.")
    assert headline(make_report("It works.", tuple(make_finding(claim, verdict) for verdict in verdicts))) == expected


def test_the_title_is_one_short_line() -> None:
    assert page_title(make_report("a b\nc", ())) == "Fact check: a b c"
    assert page_title(make_report("x" * 500, ())) == "Fact check: " + "x" * 60 + "…"


def test_a_number_without_a_citation_is_passed_over() -> None:
    citation: Citation = CITATIONS[0]
    finding = make_finding(claim_in("It works.", "It works."), Verdict.SUPPORTED, citations=(1, 9))
    assert len(list(page_of(make_report("It works.", (finding,), (citation,))).all("li", "quote"))) == 1
