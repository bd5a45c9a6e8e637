"""What a visitor does with the widget, and sees of it."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect


@dataclass(frozen=True, slots=True)
class Visitor:
    """One page with one widget on it."""

    page: Page

    @property
    def field(self) -> Locator:
        return self.page.locator("caveat-chat .composer textarea")

    @property
    def turns(self) -> Locator:
        return self.page.locator("caveat-chat .turn")

    @property
    def turn(self) -> Locator:
        return self.turns.last

    @property
    def spoken(self) -> Locator:
        """What a screen reader is told of by itself."""
        return self.page.locator("caveat-chat .frame > [role=status]")

    def open(self) -> Visitor:
        self.page.get_by_role("button", name="Ask our sources").click()
        expect(self.field).to_be_focused()
        return self

    def send(self, message: str) -> Locator:
        """Send a message, and give its turn without waiting for the reply."""
        before = self.turns.count()
        self.field.fill(message)
        self.field.press("Enter")
        expect(self.turns).to_have_count(before + 1)
        return self.turn

    def ask(self, message: str) -> Locator:
        """Send a message, and give its turn once the reply is whole."""
        turn = self.send(message)
        expect(turn.locator(".status")).to_have_count(0)
        return turn

    def menu(self, entry: str) -> None:
        self.page.get_by_role("button", name="More", exact=True).click()
        self.page.get_by_role("button", name=entry).click()

    def check(self, text: str) -> Locator:
        """Check a text, and give the report."""
        self.page.get_by_role("tab", name="Check a text").click()
        self.page.get_by_label("Text to check").fill(text)
        self.page.get_by_role("button", name="Check this text").click()
        report = self.page.locator("caveat-chat .report")
        expect(report).to_be_visible()
        return report
