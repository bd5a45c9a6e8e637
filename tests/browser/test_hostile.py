"""Text of others stays text, whatever it is; only addresses of the corpus become links."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Open, Shot
from tests.browser.replies import citation, finding, reply, report
from tests.browser.scripted import Scripted, event, json_answer, stream

MARKUP = "<img src=x onerror=\"window.hit=1\"><script>window.hit=1</script><svg onload=window.hit=1><a href='javascript:hit()'>x</a>"
BIDI = "safe\u202egnp.exe\u202c \u2066x\u2069 in\u200bvis\u00adible\u0007 \U000e0041"
SHOWN = "safe[U+202E]gnp.exe[U+202C] [U+2066]x[U+2069] invisible[U+0007] [U+E0041]"
HUGE = "a" * 3000
EVIL = f"{MARKUP} {BIDI} {HUGE}"
POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
ADDRESSES = (
    "javascript:window.hit=1",
    "data:text/html,x",
    "https://me:pass@evil.example/",
    "//evil.example",
    " https://a.b",
)


def hostile_reply() -> dict[str, object]:
    texts = (
        "quote",
        "title",
        "authors",
        "venue",
        "population",
        "evidence_kind",
        "certainty",
        "checked",
        "status",
        "stance",
    )
    cited = [citation(n, url=url, **dict.fromkeys(texts, EVIL)) for n, url in enumerate(ADDRESSES, 1)]
    claims = ("claim", "verdict", "whats_right", "whats_missing", "better_wording", "why_it_sounds_right")
    found = finding(
        **dict.fromkeys(claims, EVIL), oversimplification=[EVIL], reasons=[{"overstep": EVIL, "reason": EVIL}]
    )
    return reply(
        outcome="partly_answered",
        sentences=[{"text": EVIL, "citations": [1, 2, 3, 4, 5]}],
        findings=[found],
        citations=[*cited, citation(6, url=None, doi="10.1/<x>\"'")],
        not_covered=[EVIL],
        next_steps=[EVIL, f"You could ask: “{EVIL}?”", "Evil: call 116 123, javascript:hit()"],
    )


def assert_inert(root: Locator) -> None:
    page = root.page
    assert page.evaluate("window.hit") is None
    assert root.locator("img, script, iframe, object, embed, style").count() == 0
    shown = root.inner_text()
    assert SHOWN in shown and not set(shown) & set("\u202e\u2066\u200b\u00ad\x07\U000e0041")
    attributes = page.evaluate(
        "() => [...document.querySelector('caveat-chat').shadowRoot.querySelectorAll('*')]"
        ".flatMap((each) => [...each.attributes].map(({name}) => name)).filter((name) => name.startsWith('on'))"
    )
    assert attributes == []
    hrefs = [link.get_attribute("href") or "" for link in root.get_by_role("link").all()]
    assert all(href.startswith(("https://doi.org/", "https://example.org/", "tel:", "sms:")) for href in hrefs), hrefs
    wide = page.evaluate(
        "() => { const log = document.querySelector('caveat-chat').shadowRoot.querySelector('.log');"
        " return log.scrollWidth - log.clientWidth; }"
    )
    assert wide <= 0


def test_a_hostile_reply_renders_inert(scripted: Scripted, visit: Open, shot: Shot) -> None:
    whole = hostile_reply()
    scripted.say("/v1/suggestions", json_answer({"questions": [EVIL, 7, None]}))
    scripted.say(
        "/v1/chat",
        stream(event("stage", {"name": EVIL}, EVIL[:20]), event("sentence", {"text": EVIL}), event("reply", whole)),
    )
    address = scripted.page('<caveat-chat mode="inline"></caveat-chat>', Content_Security_Policy=POLICY)
    visitor = visit(address, viewport={"width": 420, "height": 800})
    expect(visitor.page.locator(".idea")).to_have_count(1)
    turn = visitor.ask(f"{MARKUP} {BIDI.replace(chr(7), '')}")
    for mark in turn.locator(".sentences .mark").all():
        mark.click()
        expect(turn.locator(".sentences .card")).to_have_count(1)
        assert_inert(turn)
    shot(visitor.page, "hostile")
    visitor.page.reload()
    expect(visitor.turn.locator(".finding")).to_have_count(1)
    assert_inert(visitor.turn)


def test_a_hostile_report_renders_inert(scripted: Scripted, visit: Open) -> None:
    scripted.say(
        "/v1/check", json_answer(report(claims=[finding(claim=EVIL, span={"start": 0, "end": 40})], overview=EVIL))
    )
    visitor = visit(scripted.page('<caveat-chat mode="inline"></caveat-chat>', Content_Security_Policy=POLICY))
    visitor.check(EVIL.replace("\x07", ""))
    assert_inert(visitor.page.locator("caveat-chat .report"))


def test_strings_and_headings_of_a_site_are_text_too(scripted: Scripted, visit: Open) -> None:
    visitor = visit(scripted.page('<caveat-chat heading="&lt;b&gt;Bold&lt;/b&gt;"></caveat-chat>'))
    visitor.page.evaluate(
        "(words) => (document.querySelector('caveat-chat').strings = {welcome: words, launch: words})", MARKUP
    )
    visitor.page.locator(".launcher").click()
    expect(visitor.page.get_by_role("heading", level=2)).to_have_text("<b>Bold</b>")
    expect(visitor.page.locator(".welcome .big")).to_have_text(MARKUP)
    assert visitor.page.evaluate("window.hit") is None
