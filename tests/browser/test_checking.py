"""A text is checked, and comes back marked up."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Open, Shot
from tests.browser.replies import finding, report
from tests.browser.scripted import Scripted, json_answer

ARTICLE = """Hope at last 🙂

Ketamine works for everyone. Ketamine is completely safe. Ketamine was first made in 1962.

ECT works better than ketamine."""
CHECK = "/v1/check"
INLINE = '<caveat-chat mode="inline"></caveat-chat>'


def test_an_article_comes_back_with_marks_a_summary_and_filters(service: str, visit: Open, shot: Shot) -> None:
    visitor = visit(f"{service}/embed").open()
    result = visitor.check(ARTICLE)
    expect(result.locator("h3")).to_be_focused()
    expect(result.locator("h3")).to_have_text("4 claims checked")
    marked = "".join(result.locator(".marked mark").all_text_contents())
    assert marked == "".join(line for line in ARTICLE.splitlines()[2:] if line).replace(". ", ".")
    expect(result.locator(".marked")).to_contain_text("Hope at last 🙂")
    expect(result.locator(".finding:visible")).to_have_count(4)
    shot(visitor.page, "report")
    result.get_by_role("button", name="Contested 1").click()
    expect(result.locator(".finding:visible")).to_have_count(1)
    expect(result.locator(".finding:visible .claim")).to_contain_text("ECT works better than ketamine.")
    shot(visitor.page, "report-filtered")
    result.get_by_role("button", name="All 4").click()
    result.get_by_role("button", name="Finding 2: ").first.click()
    second = result.locator(".finding").nth(1)
    expect(second).to_be_focused()
    shot(visitor.page, "report-finding")
    second.get_by_role("button", name="Back to the text").click()
    expect(result.locator(".marked [data-finding='1']")).to_be_focused()


def test_marks_stand_where_the_claims_are_in_code_points(scripted: Scripted, visit: Open) -> None:
    text = "🙂🙂 One claim here. Another one. One claim here."
    first = finding(claim="One claim here.", span={"start": 3, "end": 18}, repeated_at=[{"start": 32, "end": 47}])
    second = finding(claim="Another one.", span={"start": 19, "end": 31}, verdict="refuted", citations=[9])
    outside = finding(claim="Not there.", span={"start": 900, "end": 950})
    scripted.say(CHECK, json_answer(report(claims=[first, second, outside])))
    visitor = visit(scripted.page(INLINE))
    marked = visitor.check(text).locator(".marked")
    expect(marked).to_have_text("🙂🙂 One claim here.1 Another one.2 One claim here.1")
    assert marked.locator("mark.v-refuted").all_inner_texts() == ["Another ", "one."]
    assert scripted.sent(CHECK)[0].body == {"text": text}


def test_a_text_without_claims_and_no_text_at_all_are_told_so(scripted: Scripted, visit: Open) -> None:
    scripted.say(CHECK, json_answer(report(claims=[], overview="")))
    visitor = visit(scripted.page(INLINE))
    visitor.page.get_by_role("tab", name="Check a text").click()
    visitor.page.get_by_role("button", name="Check this text").click()
    expect(visitor.page.get_by_role("alert")).to_have_text("Paste a text first.")
    result = visitor.check("Good morning.")
    expect(result.locator("h3")).to_have_text("No claim to check was found in this text")
    result.get_by_role("button", name="Check another text").click()
    expect(visitor.page.get_by_label("Text to check")).to_have_value("Good morning.")


def test_a_check_that_fails_keeps_the_text(scripted: Scripted, visit: Open) -> None:
    scripted.say(CHECK, json_answer({"title": "No index", "status": 503}, 503), json_answer(report()))
    visitor = visit(scripted.page('<caveat-chat mode="inline" view="check"></caveat-chat>'))
    page = visitor.page
    page.get_by_label("Text to check").fill("Vitamin C prevents colds")
    page.get_by_role("button", name="Check this text").click()
    expect(page.locator(".trouble")).to_contain_text("just starting")
    page.reload()
    expect(page.get_by_label("Text to check")).to_have_value("Vitamin C prevents colds")
    page.get_by_role("button", name="Check this text").click()
    expect(page.locator(".report .finding")).to_have_count(1)
