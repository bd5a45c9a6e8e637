"""A report as one self-contained page: no script, no request, every word escaped."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from service.domain import Citation, Finding, Mood, Report, Source, Span, Status, Verdict
from service.rendering import words
from service.rendering.inert import inert, one_line
from service.rendering.links import source_address
from service.rendering.marks import Piece, paragraphs

GRAVEST_FIRST = (
    Verdict.REFUTED,
    Verdict.OVERSIMPLIFIED,
    Verdict.CONTESTED,
    Verdict.NOT_ENOUGH_EVIDENCE,
    Verdict.SUPPORTED,
)
TITLE_CHARS = 60

Blocks = tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What the page says of one claim; `number` is what its mark in the text shows. `placed`: it has such a mark."""

    number: int
    finding: Finding
    citations: tuple[Citation, ...]
    placed: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """A mark in the text that leads to a card; a card is led back to the `first` of its marks."""

    card: Card
    first: bool


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A piece of the text. The gravest verdict of its claims decides how it is underlined; None leaves it plain."""

    text: str
    verdict: Verdict | None
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a finding in the text; `finding` is its number, from 0."""

    finding: int
    span: Span
    first: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """One verdict's part of the summary bar, in percent of its width."""

    verdict: Verdict
    count: int
    start: float
    width: float


def render_html(report: Report, *, checked_on: date | None = None) -> str:
    """Return a whole HTML document. `checked_on` is the day of the check; without it the page names no day."""
    places = places_of(report)
    blocks = paragraphs(report.text, [place.span for place in places])
    cards = make_cards(report, blocks, places)
    return (
        _environment()
        .get_template("report.html")
        .render(
            report=report,
            checked_on=checked_on,
            title=page_title(report),
            headline=headline(report),
            stretches=stretches(report),
            paragraphs=[[_marked(piece, cards, places) for piece in block] for block in blocks],
            cards=cards,
            sources=sources_of(report),
        )
    )


def style_source() -> str:
    """The page's style sheet as a source for `style-src` of a Content-Security-Policy header."""
    digest = sha256(_style().encode()).digest()
    return f"'sha256-{b64encode(digest).decode()}'"


def places_of(report: Report) -> tuple[Place, ...]:
    """Where the findings stand in the text, finding by finding."""
    return tuple(
        Place(n, span, first=number == 0)
        for n, cited in enumerate(report.findings)
        for number, span in enumerate((cited.finding.claim.span, *cited.finding.repeated_at))
    )


def make_cards(report: Report, blocks: Blocks, places: Sequence[Place]) -> tuple[Card, ...]:
    """One card per finding, numbered from 1 in the order of the report."""
    by_number = {citation.n: citation for citation in report.citations}
    marked = {places[n].finding for block in blocks for piece in block for n in piece.claims if places[n].first}
    return tuple(
        Card(i + 1, cited.finding, tuple(by_number[n] for n in cited.citations if n in by_number), i in marked)
        for i, cited in enumerate(report.findings)
    )


def stretches(report: Report) -> tuple[Stretch, ...]:
    """The summary bar: verdicts that occur, in the order of the vocabulary, side by side."""
    total = len(report.findings)
    found: list[Stretch] = []
    start = 0.0
    for verdict, count in report.summary.items():
        if count:
            found.append(Stretch(verdict, count, round(start, 3), round(100 * count / total, 3)))
            start += 100 * count / total
    return tuple(found)


def headline(report: Report) -> str:
    """What came of it, in one line."""
    total, sound = len(report.findings), report.summary[Verdict.SUPPORTED]
    if not total:
        return "No claim to check was found in this text"
    if total == 1:
        return f"One claim checked: {words.VERDICT[report.findings[0].finding.verdict].lower()}"
    share = {0: "none", total: "all"}.get(sound, f"{sound:,}")
    return f"{total:,} claims checked, {share}\u00a0borne out as worded"


def page_title(report: Report) -> str:
    """The browser's title: the text's first words."""
    start = one_line(report.text[: TITLE_CHARS * 4])
    return f"Fact check: {start if len(start) <= TITLE_CHARS else start[:TITLE_CHARS].rstrip() + '…'}"


def sources_of(report: Report) -> tuple[tuple[Source, Status], ...]:
    """Each source once, with its status on the day, by author and year."""
    unique = {citation.source.id: (citation.source, citation.status) for citation in report.citations}
    return tuple(sorted(unique.values(), key=lambda pair: (pair[0].authors.casefold(), pair[0].year, pair[0].id)))


def limitations(citation: Citation) -> tuple[str, ...]:
    """What weakens the statement, then what weakens its source."""
    own = citation.quote.passage.limitations
    return (*((own,) if own else ()), *citation.source.limitations)


def _marked(piece: Piece, cards: tuple[Card, ...], places: Sequence[Place]) -> MarkedPiece:
    """The piece as the page shows it; what leads to a card hangs on the last piece of each place."""
    verdicts = {cards[places[n].finding].finding.verdict for n in piece.claims}
    gravest = next((verdict for verdict in GRAVEST_FIRST if verdict in verdicts), None)
    references = tuple(Reference(cards[places[n].finding], places[n].first) for n in piece.ends)
    return MarkedPiece(piece.text, gravest, references)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("service.rendering"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(words=words, Mood=Mood, Verdict=Verdict, limitations=limitations)
    environment.globals.update(style=Markup(_style()), policy=_policy())
    environment.filters.update(address=source_address, long_date=words.long_date)
    return environment


@cache
def _style() -> str:
    return resources.files("service.rendering").joinpath("templates", "report.css").read_text(encoding="utf-8")


def _policy() -> str:
    """The page's own policy, which holds wherever the file is opened: one style sheet, and nothing else."""
    return f"default-src 'none'; style-src {style_source()}; base-uri 'none'; form-action 'none'"


def _shown(value: object) -> object:
    """Every text that the template prints passes here before it is escaped."""
    return inert(value) if isinstance(value, str) and not isinstance(value, Markup) else value
