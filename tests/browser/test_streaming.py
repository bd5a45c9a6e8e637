"""Replies as they come, in every way in which they can fail to come; the server follows a script."""

from __future__ import annotations

from threading import Event

from playwright.sync_api import expect

from tests.browser.conftest import Open, Shot
from tests.browser.replies import citation, reply
from tests.browser.scripted import Scripted, event, json_answer, stream
from tests.browser.visitor import Visitor

CHAT = "/v1/chat"
WIDGET = "<caveat-chat></caveat-chat>"
FIRST = {"text": "Colds were a little shorter.", "citations": [1]}
SECOND = {"text": "Most people caught as many colds as before.", "citations": [1]}
READ = 0.3
"""Seconds that a browser gets to read what was sent before the connection is broken."""
WHOLE = reply(sentences=[FIRST, SECOND])


def start(scripted: Scripted, visit: Open, **options: object) -> Visitor:
    return visit(scripted.page(WIDGET), **options).open()


def test_stages_and_sentences_are_shown_as_they_come(scripted: Scripted, visit: Open, shot: Shot) -> None:
    searching, unknown, writing, whole = (Event() for _ in range(4))
    scripted.say(
        CHAT,
        stream(
            event("stage", {"name": "triage"}, 1) + ": a heartbeat\n\n",
            searching, event("stage", {"name": "searching"}, 2),
            unknown, event("stage", {"name": "dreaming"}, 3),
            writing, event("stage", {"name": "writing"}, 4), event("citation", citation(), 5), event("sentence", FIRST, 6),
            whole, event("sentence", SECOND, 7), event("reply", WHOLE, 8),
        ),
    )  # fmt: skip
    visitor = start(scripted, visit)
    visitor.page.evaluate(
        "window.stages = []; addEventListener('caveat:stage', (e) => window.stages.push(e.detail.name))"
    )
    turn = visitor.send("Does vitamin C prevent colds?")
    status = turn.locator(".stage")
    expect(status).to_contain_text("Reading your message")
    searching.set()
    expect(status).to_contain_text("Searching the vetted sources")
    shot(visitor.page, "searching")
    unknown.set()
    expect(status).to_contain_text("Looking in the vetted sources")
    writing.set()
    expect(turn.locator(".sentence")).to_have_count(1)
    turn.locator(".mark").click()
    expect(turn.locator(".card")).to_be_focused()
    shot(visitor.page, "half-a-reply")
    whole.set()
    expect(turn.locator(".sentence")).to_have_count(2)
    expect(turn.locator(".tools")).to_be_visible()
    expect(turn.locator(".card")).to_be_focused()
    assert visitor.page.evaluate("window.stages") == ["triage", "searching", "dreaming", "writing"]
    assert "text/event-stream" in scripted.sent(CHAT)[0].headers["Accept"]


def test_bytes_that_are_cut_anywhere_are_put_together(scripted: Scripted, visit: Open) -> None:
    said = event("citation", citation(), 1) + event("sentence", {"text": "Größer – 🙂", "citations": [1]}, 2)
    said += event("reply", reply(sentences=[{"text": "Größer – 🙂", "citations": [1]}]), 3).replace("\n", "\r\n")
    scripted.say(CHAT, stream(*said))
    expect(start(scripted, visit).ask("Is it?").locator(".sentence")).to_contain_text("Größer – 🙂")


def test_a_stream_that_breaks_is_taken_up_where_it_was(scripted: Scripted, visit: Open) -> None:
    scripted.say(
        CHAT,
        stream(event("citation", citation(), "a:1"), event("sentence", FIRST, "a:2"), READ, None),
        stream(event("sentence", SECOND, "a:3"), event("reply", WHOLE, "a:4")),
    )
    turn = start(scripted, visit).ask("Does vitamin C prevent colds?")
    expect(turn.locator(".sentence")).to_have_count(2)
    first, second = scripted.sent(CHAT)
    assert ("Last-Event-ID" in first.headers, second.headers["Last-Event-ID"]) == (False, "a:2")
    assert first.body == second.body == {"message": "Does vitamin C prevent colds?"}


def test_a_server_that_restarted_answers_anew_and_nothing_is_shown_twice(scripted: Scripted, visit: Open) -> None:
    gone = json_answer({"type": "/problems/not-found", "title": "Nothing is here", "status": 404}, 404)
    starting = json_answer({"type": "/problems/index-not-ready", "title": "No index", "status": 503}, 503)
    cut = stream(event("stage", {"name": "writing"}, 1), event("sentence", FIRST, 2))
    again = stream(event("citation", citation(), 1), event("sentence", FIRST, 2), event("reply", WHOLE, 3))
    scripted.say(CHAT, cut, starting, gone, again)
    turn = start(scripted, visit).ask("Does vitamin C prevent colds?")
    expect(turn.locator(".sentence")).to_have_count(2)
    assert "Last-Event-ID" not in scripted.sent(CHAT)[-1].headers


def test_a_message_that_is_answered_anew_drops_what_came_before(scripted: Scripted, visit: Open) -> None:
    whole = Event()
    scripted.say(
        CHAT,
        stream(event("citation", citation(), "a:1"), event("sentence", FIRST, "a:2"), READ, None),
        stream(
            event("citation", citation(), "b:1"),
            event("sentence", SECOND, "b:2"),
            whole,
            event("reply", reply(sentences=[SECOND]), "b:3"),
        ),
    )
    turn = start(scripted, visit).send("Does vitamin C prevent colds?")
    expect(turn.locator(".sentence")).to_contain_text("Most people caught")
    whole.set()
    expect(turn.locator(".tools")).to_be_visible()
    expect(turn.locator(".sentence")).to_have_count(1)


def test_half_a_reply_that_never_ends_says_so_and_can_be_tried_again(
    scripted: Scripted, visit: Open, shot: Shot
) -> None:
    half = stream(event("citation", citation(), 1), event("sentence", FIRST, 2), READ, None)
    scripted.say(CHAT, *[half] * 4, stream(event("reply", WHOLE, 3)))
    visitor = start(scripted, visit)
    turn = visitor.send("Does vitamin C prevent colds?")
    expect(turn.locator(".trouble")).to_contain_text("broke before the reply was complete")
    expect(turn.locator(".sentence")).to_have_count(1)
    expect(turn.locator(".tools, .finding")).to_have_count(0)
    shot(visitor.page, "cut")
    turn.get_by_role("button", name="Try again").click()
    expect(turn.locator(".tools")).to_be_visible()
    expect(turn.locator(".sentence")).to_have_count(2)


def test_an_error_within_a_stream_is_no_reply(scripted: Scripted, visit: Open) -> None:
    problem = {"type": "/problems/internal-error", "title": "Something went wrong here", "status": 500}
    scripted.say(CHAT, stream(event("stage", {"name": "reading"}, 1), event("error", problem, 2)))
    turn = start(scripted, visit).send("Does vitamin C prevent colds?")
    expect(turn.locator(".trouble")).to_contain_text("Something went wrong at the service")
    expect(turn.locator(".trouble")).to_contain_text("If someone is in danger, call your local emergency number.")
    assert len(scripted.sent(CHAT)) == 1


def test_what_is_no_reply_is_never_shown_as_one(scripted: Scripted, visit: Open) -> None:
    scripted.say(CHAT, json_answer({"outcome": "answered"}), json_answer(["surprise"]), json_answer(WHOLE))
    visitor = start(scripted, visit)
    turn = visitor.send("Does vitamin C prevent colds?")
    again = turn.get_by_role("button", name="Try again")
    expect(turn.locator(".trouble")).to_contain_text("Something went wrong")
    again.click()
    expect(turn.locator(".trouble")).to_contain_text("Something went wrong")
    again.click()
    expect(turn.locator(".sentence")).to_have_count(2)


def test_too_many_questions_and_a_refusal_are_told_in_words(scripted: Scripted, visit: Open) -> None:
    busy = {"type": "/problems/too-many-requests", "title": "Too many requests", "status": 429}
    refused = {"type": "/problems/x", "title": "No", "status": 422, "detail": "message: <b>it holds</b> 9 characters."}
    scripted.say(CHAT, json_answer(busy, 429, **{"Retry-After": "7"}), json_answer(refused, 422))
    visitor = start(scripted, visit)
    expect(visitor.send("one").locator(".trouble")).to_contain_text("in 7 seconds")
    expect(visitor.send("two").locator(".trouble")).to_contain_text("message: <b>it holds</b> 9 characters.")
    expect(visitor.spoken).to_contain_text("9 characters")


def test_a_reply_can_be_stopped(scripted: Scripted, visit: Open, shot: Shot) -> None:
    never = Event()
    scripted.say(CHAT, stream(event("stage", {"name": "searching"}, 1), never), json_answer(WHOLE))
    visitor = start(scripted, visit)
    turn = visitor.send("Does vitamin C prevent colds?")
    expect(turn.locator(".stage")).to_contain_text("Searching")
    visitor.page.get_by_role("button", name="Stop").click()
    expect(turn.locator(".trouble")).to_contain_text("Stopped.")
    shot(visitor.page, "stopped")
    never.set()
    turn.get_by_role("button", name="Try again").click()
    expect(turn.locator(".sentence")).to_have_count(2)


def test_offline_nothing_that_was_typed_is_lost(scripted: Scripted, visit: Open, shot: Shot) -> None:
    scripted.say(CHAT, json_answer(WHOLE))
    visitor = start(scripted, visit)
    context = visitor.page.context
    context.set_offline(True)
    turn = visitor.send("Does vitamin C prevent colds?")
    expect(turn.locator(".trouble")).to_contain_text("You seem to be offline")
    shot(visitor.page, "offline")
    visitor.field.fill("and also")
    context.set_offline(False)
    expect(turn.locator(".trouble")).to_contain_text("You are back online.")
    turn.get_by_role("button", name="Try again").click()
    expect(turn.locator(".sentence")).to_have_count(2)
    expect(visitor.field).to_have_value("and also")


def test_a_question_that_failed_is_still_there_after_a_reload(scripted: Scripted, visit: Open) -> None:
    scripted.say(CHAT, stream(None))
    visitor = start(scripted, visit)
    expect(visitor.send("Does vitamin C prevent colds?").locator(".trouble")).to_contain_text("cannot be reached")
    visitor.page.reload()
    expect(visitor.open().field).to_have_value("Does vitamin C prevent colds?")


def test_a_slow_server_can_be_written_to_meanwhile_and_is_asked_once(scripted: Scripted, visit: Open) -> None:
    ready = Event()
    scripted.say(CHAT, stream(ready, event("reply", WHOLE, 1)))
    visitor = start(scripted, visit)
    turn = visitor.send("Does vitamin C prevent colds?")
    visitor.field.fill("the next question")
    visitor.field.press("Enter")
    ready.set()
    expect(turn.locator(".tools")).to_be_visible()
    expect(visitor.field).to_have_value("the next question")
    assert len(scripted.sent(CHAT)) == 1
    visitor.field.press("Enter")
    expect(visitor.turns).to_have_count(2)
    assert scripted.sent(CHAT)[1].body == {"message": "the next question", "session_id": "session-0001"}


def test_going_back_to_the_page_finds_the_conversation(scripted: Scripted, visit: Open) -> None:
    scripted.say(CHAT, json_answer(WHOLE))
    other = scripted.bare_page("", "<p>Elsewhere</p>", "/other")
    visitor = start(scripted, visit)
    visitor.ask("Does vitamin C prevent colds?")
    visitor.page.goto(other)
    visitor.page.go_back()
    expect(visitor.turn.locator(".sentence")).to_have_count(2)
