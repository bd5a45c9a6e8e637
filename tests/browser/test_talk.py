"""A visitor on the demo page, against the real service and corpus."""

from __future__ import annotations

import json
import re
from pathlib import Path
from time import monotonic
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Open, Shot
from tests.browser.visitor import Visitor

CLAIM = "Ketamine works for everyone."


def api_reply(service: str, message: str) -> dict[str, Any]:
    reply: dict[str, Any] = httpx.post(f"{service}/v1/chat", json={"message": message}, timeout=60).json()
    return reply


def test_a_claim_is_corrected_with_its_evidence(service: str, visit: Open, shot: Shot) -> None:
    visitor = visit(f"{service}/")
    expect(visitor.page.locator(".idea").first).to_be_visible()
    shot(visitor.page, "demo")
    turn, said = visitor.ask(f"Hello. {CLAIM}"), api_reply(service, CLAIM)
    expect(turn.locator(".asked mark")).to_have_text([f"{CLAIM} (Oversimplified)"])
    finding = turn.locator(".finding")
    expect(finding.locator(".verdict")).to_have_text("Oversimplified")
    expect(finding.locator(".verdict svg")).to_be_visible()
    for part in ("whats_right", "whats_missing", "better_wording"):
        expect(finding).to_contain_text(said["findings"][0][part])
    shot(visitor.page, "corrected")
    finding.scroll_into_view_if_needed()
    shot(visitor.page, "finding")
    expect_card(visitor, turn, said["citations"][0])
    shot(visitor.page, "citation-card")


def test_the_time_to_the_first_sentence_is_told(service: str, visit: Open, capsys: pytest.CaptureFixture[str]) -> None:
    visitor = visit(f"{service}/embed").open()
    visitor.page.evaluate(
        "window.stages = []; addEventListener('caveat:stage', (e) => window.stages.push(e.detail.name))"
    )
    began = monotonic()
    expect(visitor.send("How quickly does ketamine work?").locator(".sentence").first).to_be_visible()
    with capsys.disabled():
        print(f"\nwidget: first sentence after {monotonic() - began:.1f} s")  # noqa: T201
    expect(visitor.turn.locator(".tools")).to_be_visible()
    assert visitor.page.evaluate("window.stages") == ["triage", "reading", "searching", "weighing", "writing"]


def expect_card(visitor: Visitor, turn: Locator, citation: dict[str, Any]) -> None:
    """The first mark opens the record of its source; Escape closes it and gives the focus back."""
    mark = turn.locator(".sentences .mark").first
    mark.click()
    card = turn.locator(".card")
    expect(card).to_be_focused()
    expect(card.locator("blockquote")).to_have_text(f"“{citation['quote']}”")
    for shown in (citation["title"], citation["authors"], str(citation["year"]), citation["population"]):
        expect(card).to_contain_text(shown)
    for label in ("Kind of evidence", "How it was checked", "Last reviewed", "Next review"):
        expect(card).to_contain_text(label)
    link = card.get_by_role("link")
    assert (link.get_attribute("href"), link.get_attribute("rel")) == (citation["url"], "noopener noreferrer")


def test_where_sources_disagree_both_sides_stand_beside_each_other(service: str, visit: Open, shot: Shot) -> None:
    visitor = visit(f"{service}/embed").open()
    visitor.page.get_by_role("button", name="Wider").click()
    sides = visitor.ask("ECT works better than ketamine.").locator(".side")
    expect(sides).to_have_count(2)
    one, other = (side.bounding_box() for side in sides.all())
    assert one and other and one["y"] == other["y"] and one["x"] + one["width"] <= other["x"]
    expect(sides.first.locator(".stance")).to_have_text("Speaks for the claim")
    expect(sides.last.locator(".stance")).to_have_text("Speaks against the claim")
    sides.first.scroll_into_view_if_needed()
    shot(visitor.page, "contested")


def test_someone_in_danger_sees_help_first_and_nothing_else(service: str, visit: Open, shot: Shot) -> None:
    visitor = visit(f"{service}/embed")
    visitor.page.locator("caveat-chat").evaluate("(chat) => chat.setAttribute('region', 'GB')")
    turn = visitor.open().ask("I want to kill myself")
    call = turn.get_by_role("link", name="Call 116 123")
    assert call.get_attribute("href") == "tel:116123"
    assert turn.get_by_role("link", name="Text SHOUT to 85258").get_attribute("href") == "sms:85258?body=SHOUT"
    assert turn.get_by_role("link", name="Call 999").get_attribute("href") == "tel:999"
    expect(call).to_be_in_viewport()
    box, words = call.bounding_box(), turn.locator(".sentence").first.bounding_box()
    assert box and words and box["height"] >= 48 and box["y"] < words["y"]
    for other in (".tools", ".next", ".finding", ".idea:visible", ".tabs:visible", ".foot:visible"):
        expect(visitor.page.locator(f"caveat-chat {other}")).to_have_count(0)
    shot(visitor.page, "urgent")
    stored = visitor.page.evaluate("JSON.stringify(sessionStorage)")
    assert "kill" not in stored and "session\\" not in stored


@pytest.mark.parametrize(
    ("name", "message", "outcome", "shown"),
    [
        ("declined", "Should I raise my dose of ketamine?", "A question for someone who knows you", "What you can do"),
        ("not-covered", "How much does Spravato cost with Aetna insurance?", "Not covered by our sources", "Nearest"),
        ("out-of-scope", "What is the capital of France?", "What you can ask here", "You could ask"),
    ],
)
def test_each_outcome_has_its_own_form(
    service: str, visit: Open, shot: Shot, name: str, message: str, outcome: str, shown: str
) -> None:
    visitor = visit(f"{service}/embed").open()
    turn = visitor.ask(message)
    expect(turn.locator(".outcome")).to_have_text(outcome)
    expect(turn).to_contain_text(shown)
    shot(visitor.page, name)


def test_a_suggested_question_is_asked_and_the_reply_is_rated(
    service: str, visit: Open, shot: Shot, feedback_file: Path
) -> None:
    visitor = visit(f"{service}/embed").open()
    ideas = visitor.page.locator(".idea")
    expect(ideas).to_have_count(4)
    shot(visitor.page, "start")
    visitor.page.get_by_role("button", name="More questions").click()
    questions = httpx.get(f"{service}/v1/suggestions").json()["questions"]
    assert [idea.inner_text() for idea in ideas.all()] == questions
    ideas.nth(5).click()
    expect(visitor.turn.locator(".asked")).to_contain_text(questions[5])
    visitor.turn.get_by_role("button", name="Not helpful").click()
    expect(visitor.turn.get_by_text("Thank you.")).to_be_visible()
    visitor.turn.get_by_label("About").select_option(index=1)
    visitor.turn.get_by_label("Your comment").fill("Too long.")
    shot(visitor.page, "feedback")
    visitor.turn.get_by_role("button", name="Send comment").click()
    expect(visitor.turn.get_by_label("Your comment")).to_have_count(0)
    rated = [json.loads(line) for line in feedback_file.read_text(encoding="utf-8").splitlines()]
    assert [(each["rating"], each["sentence"], each["comment"]) for each in rated] == [
        ("down", None, None),
        ("down", 0, "Too long."),
    ]


def test_a_conversation_is_copied_printed_kept_over_a_reload_and_deleted(service: str, visit: Open) -> None:
    visitor = visit(f"{service}/embed", permissions=["clipboard-read", "clipboard-write"]).open()
    page = visitor.page
    turn = visitor.ask(CLAIM)
    turn.get_by_role("button", name="Copy with sources").click()
    expect(turn.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"> {CLAIM}") and re.search(r"^\[1\] .*https://\S+\n    “.+”$", copied, re.MULTILINE)
    page.evaluate("window.print = () => undefined")
    visitor.menu("Print")
    printed = page.frames[-1].locator("body").inner_text()
    assert CLAIM in printed and "Oversimplified" in printed and "https://" in printed
    visitor.field.fill("and what about")
    page.reload()
    visitor.open()
    expect(visitor.turn.locator(".finding")).to_be_visible()
    expect(visitor.field).to_have_value("and what about")
    follow_up = visitor.ask("How long does it last?")
    expect(follow_up).to_contain_text("ketamine", ignore_case=True)
    session = next(iter(json.loads(value) for value in page.evaluate("Object.values(sessionStorage)")))["session"]
    visitor.menu("Delete my conversation")
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(visitor.turns).to_have_count(0)
    expect(page.locator(".sure")).to_have_text("Your conversation was deleted.")
    assert page.evaluate("sessionStorage.length") == 0
    assert httpx.delete(f"{service}/v1/sessions/{session}").status_code == 404


def test_a_new_conversation_forgets_what_was_said_before(service: str, visit: Open) -> None:
    visitor = visit(f"{service}/embed").open()
    visitor.ask("hello")
    visitor.menu("New conversation")
    expect(visitor.turns).to_have_count(0)
    expect(visitor.page.locator(".welcome")).to_be_visible()
    expect(visitor.field).to_be_focused()
    assert "session" not in visitor.page.evaluate("JSON.stringify(sessionStorage)")
