"""For every reader: keyboard, screen reader, small screens, large type, few colours, right to left."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Shot
from tests.browser.replies import citation, finding, reply, report
from tests.browser.scripted import Scripted, event, json_answer, stream

SENTENCES = [
    {"text": "Colds were a little shorter.", "citations": [1, 2]},
    {"text": "In adults who took vitamin C every day, colds were about 8 % shorter.", "citations": [1]},
]
BOTH_SIDES = [citation(1, stance="supports"), citation(2, stance="refutes", status="due"), citation(3)]
RICH = reply(
    outcome="corrected",
    sentences=SENTENCES,
    findings=[
        finding(),
        finding(verdict="contested", citations=[1, 2, 3], span={"start": 25, "end": 45}, premise=True),
    ],
    citations=BOTH_SIDES,
    not_covered=["the price"],
    next_steps=["Nearest covered topic: Colds. You could ask: “Does zinc help?”"],
)
URGENT = reply(
    outcome="urgent",
    sentences=[
        {"text": "I am glad that you wrote this.", "citations": []},
        {"text": "Samaritans: call 116 123, samaritans.org (day and night; free).", "citations": []},
        {"text": "Shout: text SHOUT to 85258, giveusashout.org (day and night).", "citations": []},
        {
            "text": "Emergency services: call your local emergency number (112 works in the whole European Union).",
            "citations": [],
        },
    ],
    citations=[],
    next_steps=["Ireland: Samaritans: call 112 or 999, samaritans.org/ireland (day and night; free)"],
)
REPORT = report(
    claims=[
        finding(span={"start": 0, "end": 25}),
        finding(verdict="refuted", span={"start": 26, "end": 52}, citations=[2]),
        finding(verdict="supported", span={"start": 53, "end": 70}, citations=[]),
    ],
    citations=BOTH_SIDES,
)
MESSAGE = "Vitamin C prevents colds. It works for everyone."
TEXT = "Vitamin C prevents colds. It works for all of us now. It is cheap here. The end."
INLINE = '<main><h1>A site</h1><caveat-chat mode="inline"></caveat-chat></main>'
TREE = """
- dialog "Ask our sources":
  - banner:
    - heading "Ask our sources" [level=2]
    - button "More"
    - button "Wider"
    - button "Close"
  - tablist "What to do":
    - tab "Ask" [selected]
    - tab "Check a text"
  - tabpanel "Ask":
    - region "Conversation":
      - list:
        - listitem:
          - heading "You wrote" [level=3]
          - paragraph:
            - mark: Vitamin C prevents colds (Oversimplified)
          - heading "Reply" [level=3]
          - paragraph: Answer, with a correction
          - paragraph:
            - text: Colds were a little shorter.
            - 'button "Source 1: Vitamin C for preventing and treating the common cold" [expanded]'
          - group "Source 1":
            - button "Close source 1"
            - blockquote
            - paragraph:
              - link "Vitamin C for preventing and treating the common cold"
            - term: Kind of evidence
            - definition: pooled analysis of several studies
          - region "Oversimplified":
            - heading "Oversimplified" [level=4]
            - term: What is right
            - definition: Taken every day, it made colds a little shorter.
    - textbox "Your question, or something you heard"
    - button "Send"
"""
"""What a screen reader finds once a reply has come and its first source is open."""
LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "320px": {"viewport": {"width": 320, "height": 640}},
    "zoom-200": {"viewport": {"width": 640, "height": 430}, "device_scale_factor": 2},
    "forced-colours": {"forced_colors": "active"},
}


def faults(page: Page, **options: object) -> list[str]:
    """What axe-core finds, all levels; `options` are those of its `run`."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate("(options) => axe.run(options)", {"resultTypes": ["violations"], **options})["violations"]
    return [f"{each['id']} ({each['impact']}): {node['html'][:120]}" for each in found for node in each["nodes"]]


def overflow(page: Page) -> int:
    """How many pixels of the page or of the widget's scrolling parts stick out sideways."""
    return int(
        page.evaluate(
            """() => {
            const root = document.querySelector("caveat-chat").shadowRoot;
            const wide = [document.documentElement, ...root.querySelectorAll(".panel, .frame, .log")];
            return Math.max(...wide.map((each) => each.scrollWidth - each.clientWidth));
        }"""
        )
    )


@pytest.mark.parametrize("look", LOOKS)
def test_every_state_is_sound_in_every_look(scripted: Scripted, visit: Open, shot: Shot, look: str) -> None:
    scripted.say("/v1/chat", json_answer(RICH), json_answer(URGENT))
    scripted.say("/v1/check", json_answer(REPORT))
    visitor = visit(scripted.page("<main><h1>A site</h1><caveat-chat></caveat-chat></main>"), **LOOKS[look])
    page = visitor.page
    shot(page, f"{look}-launcher")
    visitor.open()
    expect(page.locator(".idea")).to_have_count(1)
    sound(page, shot, f"{look}-start")
    turn = visitor.ask(MESSAGE)
    turn.locator(".mark").nth(1).click()
    sound(page, shot, f"{look}-card")
    turn.locator(".finding").last.scroll_into_view_if_needed()
    turn.locator("summary").last.click()
    sound(page, shot, f"{look}-finding")
    turn.get_by_role("button", name="Not helpful").click()
    expect(turn.get_by_text("Thank you.").or_(turn.get_by_text("could not be sent"))).to_be_visible()
    page.get_by_role("button", name="More", exact=True).click()
    sound(page, shot, f"{look}-menu")
    page.get_by_role("button", name="Delete my conversation").click()
    sound(page, shot, f"{look}-delete")
    page.get_by_role("button", name="Keep it").click()
    visitor.check(TEXT)
    sound(page, shot, f"{look}-report")
    page.get_by_role("tab", name="Ask").click()
    urgent = visitor.ask("urgent")
    expect(urgent.get_by_role("link", name="Call 116 123")).to_be_in_viewport()
    sound(page, shot, f"{look}-urgent")


def sound(page: Page, shot: Shot, name: str) -> None:
    """Nothing sticks out, and axe-core finds nothing: everything in the light, contrast in the dark."""
    shot(page, name)
    assert overflow(page) == 0, name
    if name.startswith("light"):
        assert faults(page) == [], name
    elif name.startswith("dark"):
        assert faults(page, runOnly=["color-contrast"]) == [], name


@pytest.mark.parametrize(("path", "look"), [("/", "dark"), ("/embed", "light"), ("/", "320px"), ("/embed", "320px")])
def test_the_demo_page_and_the_guide_are_sound(service: str, visit: Open, shot: Shot, path: str, look: str) -> None:
    page = visit(f"{service}{path}", **LOOKS[look]).page
    expect(page.locator(".launcher, .idea").first).to_be_visible()
    shot(page, f"{'guide' if path == '/embed' else 'demo'}-{look}")
    assert overflow(page) == 0
    if look != "320px":
        assert faults(page) == []


def test_everything_is_done_with_the_keyboard_alone(scripted: Scripted, visit: Open, shot: Shot) -> None:
    scripted.say("/v1/chat", json_answer(RICH))
    page = visit(scripted.page("<caveat-chat></caveat-chat>")).page
    key = page.keyboard
    key.press("Tab")
    expect(page.locator(".launcher")).to_be_focused()
    shot(page, "focus-launcher")
    key.press("Enter")
    expect(page.get_by_role("textbox")).to_be_focused()
    key.type("one")
    key.press("Shift+Enter")
    key.type("two")
    key.press("Enter")
    expect(page.locator(".asked")).to_contain_text("one\ntwo")
    expect(page.locator(".tools")).to_be_visible()
    for _ in range(40):
        key.press("Shift+Tab")
        if page.locator(".sentences .mark").first.evaluate("(mark) => mark.matches(':focus')"):
            break
    shot(page, "focus-mark")
    key.press("Enter")
    expect(page.locator(".card")).to_be_focused()
    key.press("Escape")
    expect(page.locator(".sentences .mark").first).to_be_focused()
    expect(page.locator(".card")).to_have_count(0)


def test_tabs_menu_and_panel_obey_the_keyboard(scripted: Scripted, visit: Open) -> None:
    page = visit(scripted.page("<caveat-chat></caveat-chat>")).open().page
    key = page.keyboard
    page.get_by_role("tab", name="Ask").focus()
    key.press("ArrowRight")
    expect(page.get_by_label("Text to check")).to_be_visible()
    expect(page.get_by_role("tab", name="Check a text")).to_be_focused()
    key.press("ArrowLeft")
    page.get_by_role("button", name="More", exact=True).focus()
    key.press("Enter")
    expect(page.get_by_role("button", name="New conversation")).to_be_focused()
    key.press("Escape")
    expect(page.get_by_role("button", name="More", exact=True)).to_be_focused()
    key.press("Escape")
    expect(page.locator("dialog")).not_to_be_visible()
    expect(page.locator(".launcher")).to_be_focused()


def test_a_screen_reader_finds_names_and_hears_a_reply_once(scripted: Scripted, visit: Open) -> None:
    whole = event("reply", RICH, 9)
    scripted.say(
        "/v1/chat",
        stream(
            event("stage", {"name": "reading"}),
            event("citation", BOTH_SIDES[0]),
            event("sentence", SENTENCES[0]),
            0.2,
            whole,
        ),
    )
    visitor = visit(scripted.page("<caveat-chat></caveat-chat>")).open()
    page = visitor.page
    page.evaluate(
        """() => {
        window.said = [];
        const status = document.querySelector("caveat-chat").shadowRoot.querySelector(".frame > [role=status]");
        new MutationObserver(() => status.textContent && window.said.push(status.textContent)).observe(status, { childList: true });
    }"""
    )
    visitor.ask(MESSAGE).locator(".mark").first.click()
    expect(visitor.spoken).to_contain_text("Answer, with a correction. Colds were a little shorter.")
    assert len(page.evaluate("window.said")) == 1
    expect(page.locator("dialog")).to_match_aria_snapshot(TREE)


def test_right_to_left_mirrors_the_whole_widget(scripted: Scripted, visit: Open, shot: Shot) -> None:
    scripted.say("/v1/chat", json_answer(RICH))
    visitor = visit(scripted.page('<div dir="rtl"><caveat-chat></caveat-chat></div>')).open()
    box = visitor.page.locator("dialog").bounding_box()
    assert box and box["x"] < 100
    turn = visitor.ask("هل فيتامين سي يمنع نزلات البرد؟")
    asked, told = turn.locator(".asked").bounding_box(), turn.locator(".told").bounding_box()
    assert asked and told and abs(asked["x"] - told["x"]) < 2
    turn.locator(".mark").first.click()
    shot(visitor.page, "right-to-left")
    assert overflow(visitor.page) == 0


def test_a_small_screen_is_filled_and_the_page_behind_is_out_of_reach(scripted: Scripted, visit: Open) -> None:
    visitor = visit(
        scripted.page('<a href="#">Behind</a><caveat-chat></caveat-chat>'), viewport={"width": 360, "height": 640}
    )
    visitor.open()
    size = "(dialog) => [dialog.offsetLeft, dialog.offsetTop, dialog.offsetWidth, dialog.offsetHeight]"
    assert visitor.page.locator("dialog").evaluate(size) == [0, 0, 360, 640]
    focused = set()
    for _ in range(14):
        visitor.page.keyboard.press("Tab")
        focused.add(visitor.page.evaluate("document.activeElement.tagName"))
    assert "A" not in focused
    visitor.page.set_viewport_size({"width": 1000, "height": 700})
    expect(visitor.page.locator("dialog:modal")).to_have_count(0)
    expect(visitor.page.locator("dialog")).to_be_visible()
    visitor.page.keyboard.press("Escape")
    expect(visitor.page.locator(".launcher")).to_be_visible()


def test_targets_are_large_enough_and_motion_is_left_out_where_it_is_not_wanted(
    scripted: Scripted, visit: Open
) -> None:
    never = stream(event("stage", {"name": "x"}), 5.0)
    scripted.say("/v1/chat", json_answer(RICH), never)
    visitor = visit(scripted.page(INLINE), reduced_motion="reduce")
    visitor.ask(MESSAGE)
    small = visitor.page.evaluate(
        """() => [...document.querySelector("caveat-chat").shadowRoot.querySelectorAll("button, select, textarea, summary, .way")]
        .map((each) => [each.className || each.tagName, each.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.height < 24 || box.width < 24)).map(([name]) => name)"""
    )
    assert small == []
    visitor.send("again")
    expect(visitor.turn.locator(".beads i").first).to_have_css("animation-name", "none")
