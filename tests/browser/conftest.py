"""One browser and one real server for all of these tests; a page for each."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from service.pipeline import FactChecker
from service.settings import Settings
from service.web.app import create_app
from service.web.live import LiveChecker
from tests.browser.scripted import Scripted, scripted_server
from tests.browser.visitor import Visitor
from tests.web.serving import serving

NOTE_VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""
TIMEOUT_MS = 20_000
expect.set_options(timeout=TIMEOUT_MS)

Open = Callable[..., Visitor]
Shot = Callable[[Page, str], None]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed with each module: while it is open, no other test can run an event loop in this thread."""
    program = shutil.which("chromium")
    assert program, "these tests need Debian's chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def feedback_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("feedback") / "feedback.jsonl"


@pytest.fixture(scope="session")
def site() -> Iterator[Scripted]:
    """Somebody's website, on an origin of its own."""
    with scripted_server() as server:
        yield server


@pytest.fixture(scope="session")
def service(shipped: Settings, checker: FactChecker, site: Scripted, feedback_file: Path) -> Iterator[str]:
    """The address of the real service over the real corpus, which lets that site's pages call it."""
    changes = {"rate_limit_per_minute": 100_000, "allowed_origins": site.url, "feedback_file": feedback_file}
    settings = shipped.model_copy(update=changes)
    live = LiveChecker(lambda: checker, lambda: "only", poll_seconds=0.2)
    with serving(create_app(settings, live)) as address:
        yield address.url


@pytest.fixture
def scripted() -> Iterator[Scripted]:
    """A site and a service in one that follow the test's script."""
    with scripted_server() as server:
        yield server


@dataclass
class Opened:
    """The contexts of one test, and what went wrong on their pages."""

    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, url: str, **options: Any) -> Visitor:
        """Open an address in a fresh context."""
        sized = {"viewport": {"width": 1280, "height": 860}, **options}
        context = self.browser.new_context(**sized)
        self.contexts.append(context)
        context.set_default_timeout(TIMEOUT_MS)
        context.add_init_script(NOTE_VIOLATIONS)
        page = context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(url)
        return Visitor(page)

    def violations(self) -> list[str]:
        """What the content security policies of all open pages blocked."""
        pages = [page for context in self.contexts for page in context.pages]
        return [found for page in pages for found in page.evaluate("window.violations ?? []")]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    held = Opened(browser)
    yield held
    violations = held.violations()
    for context in held.contexts:
        context.close()
    assert (held.errors, violations) == ([], [])


@pytest.fixture
def visit(opened: Opened) -> Open:
    """Open an address; the page must stay without script errors and without violations of its policy."""
    return opened.open


@pytest.fixture
def shot(request: pytest.FixtureRequest) -> Shot:
    """Keep a picture of a state."""
    folder: Path = request.config.getoption("--screenshots")
    folder.mkdir(parents=True, exist_ok=True)

    def take(page: Page, name: str) -> None:
        page.screenshot(path=folder / f"{name}.png", animations="disabled")

    return take
