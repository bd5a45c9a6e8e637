"""corpus/sources/<id>.md: front matter to a Source, numbered statements to its Passages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from service.domain import (
    Certainty,
    Checked,
    EvidenceKind,
    FindingKind,
    Passage,
    Pending,
    Source,
    Species,
    Status,
    Tier,
)
from service.ingestion.documents import Document
from service.ingestion.faults import Fault
from service.ingestion.fields import Fields, compose

FIRST_YEAR, LAST_YEAR = 1900, 2100
HEAD_LINE = 2  # the front matter's first line; the fence is line 1
FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---(?:\n|\Z)", re.DOTALL)
NUMBERED = re.compile(r"(\d+)\. (\{.*\})")
INDENT = "   "
SOURCE_ID = re.compile(r"[a-z0-9][a-z0-9_]*")
DOI = re.compile(r"10\.\d{4,9}/[^\s<>\"]+")
PMID = re.compile(r"[1-9]\d{0,7}")
URL = re.compile(r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::\d+)?(?:[/?#][^\s<>\"]*)?")
SOURCE_FIELDS = (
    "id", "title", "authors", "year", "venue", "doi", "pmid", "url", "evidence_kind", "species", "population", "tier",
    "status", "licence", "topics", "checked", "admitted_on", "reviewed_on", "review_due", "limitations", "pending",
)  # fmt: skip
PASSAGE_FIELDS = ("finding", "certainty", "checked", "checked_against")
PASSAGE_EXTRAS = ("population", "comparator", "duration", "onset", "dose", "quantity", "limitations")


@dataclass(frozen=True, slots=True)
class Card:
    """A card as read. `lines` gives the line of each front-matter field, `statement_lines` of each passage's text."""

    document: Document
    source: Source
    passages: tuple[Passage, ...]
    lines: Mapping[str, int]
    statement_lines: tuple[int, ...]
    faulty: frozenset[str]


@dataclass(frozen=True, slots=True)
class Statement:
    """A numbered statement before its fields are read. `line` is the number's, `text_line` the sentence's."""

    number: int
    line: int
    fields: str
    text_line: int
    text: str


def read_card(document: Document, faults: list[Fault]) -> Card | None:
    """Read a card; faults are noted. None where there is no front matter to read."""
    head = FRONT_MATTER.match(document.text)
    if head is None:
        faults.append(Fault(document.path, 1, "front-matter", "a card begins with fields between two `---` lines"))
        return None
    node = compose(head[1], document.path, HEAD_LINE, faults)
    if node is None:
        return None
    fields = Fields(node, document.path, HEAD_LINE, faults)
    source = read_source(fields, document.name)
    statements = list(split_statements(document, head.end(), faults))
    check_numbering(document.path, statements, faults)
    read = [(read_passage(document.path, source.id, cut, faults), cut.text_line) for cut in statements]
    passages = tuple(passage for passage, _ in read if passage)
    text_lines = tuple(line for passage, line in read if passage)
    return Card(document, source, passages, fields.lines, text_lines, frozenset(fields.faulty))


def read_source(fields: Fields, file_name: str) -> Source:
    """Read the front matter."""
    fields.expect(*SOURCE_FIELDS)
    source = Source(
        id=read_id(fields, SOURCE_ID, file_name),
        title=fields.text("title"),
        authors=fields.text("authors"),
        year=fields.number("year", FIRST_YEAR, LAST_YEAR),
        venue=fields.text("venue"),
        doi=fields.form("doi", DOI, "doi-form", "10.1234/abc"),
        pmid=fields.form("pmid", PMID, "pmid-form", '"35020871"'),
        url=fields.form("url", URL, "url-form", "https://example.org/page"),
        evidence_kind=fields.choice("evidence_kind", EvidenceKind),
        species=fields.choice("species", Species),
        population=fields.text("population"),
        tier=fields.choice("tier", Tier),
        status=fields.choice("status", Status),
        licence=fields.text("licence"),
        topics=fields.texts("topics"),
        checked=fields.choice("checked", Checked),
        admitted_on=fields.day("admitted_on"),
        reviewed_on=fields.day("reviewed_on"),
        review_due=fields.day("review_due"),
        limitations=fields.texts("limitations"),
        pending=tuple(read_pending(entry) for entry in fields.records("pending")),
    )
    check_dates(fields, source)
    return source


def read_id(fields: Fields, form: re.Pattern[str], file_name: str) -> str:
    """Read an id, which has to be the file's name."""
    value = fields.form("id", form, "id-form", f"`{form.pattern}`") or ""
    if "id" not in fields.faulty and value != file_name:
        fields.bad("id", "id-not-file-name", f"`{value}` differs from the file's name, `{file_name}`")
    return value


def read_pending(entry: Fields) -> Pending:
    """Read a finding that is kept but not served."""
    entry.expect("statement", "reason")
    return Pending(entry.text("statement"), entry.text("reason"))


def check_dates(fields: Fields, source: Source) -> None:
    """Admission, then review, then the day on which the next review is due."""
    if fields.faulty.isdisjoint({"admitted_on", "reviewed_on"}) and source.admitted_on > source.reviewed_on:
        fields.bad("admitted_on", "impossible-date", f"admitted after the review of {source.reviewed_on}")
    if fields.faulty.isdisjoint({"reviewed_on", "review_due"}) and source.review_due < source.reviewed_on:
        fields.bad("review_due", "impossible-date", f"due before the review of {source.reviewed_on}")
    if "reviewed_on" not in fields.faulty and source.year > source.reviewed_on.year:
        fields.bad("year", "year-range", f"published after the review of {source.reviewed_on}")


def split_statements(document: Document, body_start: int, faults: list[Fault]) -> Iterator[Statement]:
    """Cut the body into numbered statements; a line that is neither number, indented text nor blank is a fault."""
    first = document.text.count("\n", 0, body_start) + 1
    lines = list(enumerate(document.text[body_start:].split("\n"), start=first))
    heads = [at for at, (_, line) in enumerate(lines) if NUMBERED.fullmatch(line)]
    for line_number, line in lines[: heads[0] if heads else len(lines)]:
        if line.strip():
            faults.append(Fault(document.path, line_number, "statement-form", "expected `1. {finding: …}`"))
    for at, end in pairwise([*heads, len(lines)]):
        yield read_statement(document.path, lines[at:end], faults)


def read_statement(path: str, lines: list[tuple[int, str]], faults: list[Fault]) -> Statement:
    """Read a statement from its lines, the first of which is the numbered one."""
    head = NUMBERED.fullmatch(lines[0][1])
    assert head is not None, "split_statements cuts at numbered lines"
    written = [(number, line) for number, line in lines[1:] if line.strip()]
    for number, line in written:
        if not line.startswith(INDENT) or line.startswith(INDENT + " "):
            faults.append(Fault(path, number, "statement-form", "a statement is one paragraph, indented by 3 spaces"))
    if not written:
        faults.append(Fault(path, lines[0][0], "statement-form", "no statement follows the fields"))
    text = " ".join(" ".join(line for _, line in written).split())
    return Statement(int(head[1]), lines[0][0], head[2], written[0][0] if written else lines[0][0], text)


def check_numbering(path: str, statements: list[Statement], faults: list[Fault]) -> None:
    """Statements count 1, 2, 3 …; only the first that does not is noted."""
    for expected, statement in enumerate(statements, start=1):
        if statement.number != expected:
            message = f"statement {statement.number} stands where {expected} is expected"
            faults.append(Fault(path, statement.line, "statement-numbering", message))
            return


def read_passage(path: str, source_id: str, statement: Statement, faults: list[Fault]) -> Passage | None:
    """Read the fields of a statement; None where their YAML is broken."""
    node = compose(statement.fields, path, statement.line, faults)
    if node is None:
        return None
    fields = Fields(node, path, statement.line, faults)
    fields.expect(*PASSAGE_FIELDS, optional=PASSAGE_EXTRAS)
    return Passage(
        source_id=source_id,
        number=statement.number,
        text=statement.text,
        finding=fields.choice("finding", FindingKind),
        certainty=fields.choice("certainty", Certainty),
        checked=fields.choice("checked", Checked),
        checked_against=fields.text("checked_against"),
        population=fields.optional_text("population"),
        comparator=fields.optional_text("comparator"),
        duration=fields.optional_text("duration"),
        onset=fields.optional_text("onset"),
        dose=fields.optional_text("dose"),
        quantity=fields.texts("quantity"),
        limitations=fields.optional_text("limitations"),
    )
