"""Rules that a readable review has to keep, and rules between reviews."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from service.domain import Overstep, Passage, Source, Verdict
from service.ingestion.card_rules import plain
from service.ingestion.faults import Fault
from service.ingestion.numbers import digits_in, numbers_in
from service.ingestion.reviews import ReviewFile

MIN_WORDINGS, MIN_NEAR_MISSES = 5, 3
MAX_CITATIONS = 5
MIN_QUOTE_WORDS = 8
MAX_BETTER_WORDING_WORDS = 40
PROSE = ("whats_right", "whats_missing", "better_wording")


def check_review(file: ReviewFile, sources: Mapping[str, Source], passages: Mapping[str, Passage]) -> Iterator[Fault]:
    """Rules of one review, given every source and passage whatever its status."""
    yield from check_counts(file)
    yield from check_oversteps(file)
    yield from check_near_misses(file)
    yield from check_citations(file, sources)
    yield from check_numbers(file, passages)


def check_counts(file: ReviewFile) -> Iterator[Fault]:
    """Enough wordings to be found by, enough near misses to be kept apart, and a correction that can be read."""
    review = file.review
    if len(review.wordings) < MIN_WORDINGS:
        yield at(file, "wordings", "too-few", f"{len(review.wordings)} wordings, at least {MIN_WORDINGS} are expected")
    if len(review.near_misses) < MIN_NEAR_MISSES:
        message = f"{len(review.near_misses)} near misses, at least {MIN_NEAR_MISSES} are expected"
        yield at(file, "near_misses", "too-few", message)
    if not 1 <= len(review.citations) <= MAX_CITATIONS:
        message = f"{len(review.citations)} citations, where 1 to {MAX_CITATIONS} are expected"
        yield at(file, "citations", "citation-count", message)
    words = len(review.better_wording.split())
    if words > MAX_BETTER_WORDING_WORDS:
        message = f"{words} words, where at most {MAX_BETTER_WORDING_WORDS} are expected"
        yield at(file, "better_wording", "better-wording-length", message)


def check_oversteps(file: ReviewFile) -> Iterator[Fault]:
    """The verdict and the axes on which the claim oversteps have to agree."""
    review = file.review
    if not file.faulty.isdisjoint({"verdict", "oversteps"}):
        return
    if review.verdict is Verdict.OVERSIMPLIFIED and not review.oversteps:
        yield at(file, "oversteps", "overstep-mismatch", "an oversimplified claim oversteps on at least one axis")
    if review.verdict is Verdict.SUPPORTED and review.oversteps:
        yield at(file, "oversteps", "overstep-mismatch", "a supported claim does not overstep")
    if Overstep.WRONG_NUMBER in review.oversteps and review.verdict is not Verdict.REFUTED:
        yield at(file, "oversteps", "overstep-mismatch", "a claim with a wrong number is refuted")


def check_near_misses(file: ReviewFile) -> Iterator[Fault]:
    """What must not match is not listed among what must."""
    wordings = {plain(text) for text in (file.review.claim, *file.review.wordings)}
    for text, line in zip(file.review.near_misses, file.item_lines["near_misses"], strict=True):
        if plain(text) in wordings:
            yield Fault(file.document.path, line, "near-miss-is-wording", f"`{text}` is a wording of this claim too")


def check_citations(file: ReviewFile, sources: Mapping[str, Source]) -> Iterator[Fault]:
    """Quotes are long enough to carry their meaning, each is given once, and none is from a source not served."""
    seen: set[tuple[str, str]] = set()
    for citation, line in zip(file.review.citations, file.item_lines["citations"], strict=True):
        if 0 < len(citation.quote.split()) < MIN_QUOTE_WORDS:
            message = f"a quote of fewer than {MIN_QUOTE_WORDS} words loses its meaning"
            yield Fault(file.document.path, line, "quote-too-short", message)
        if (citation.passage_id, citation.quote) in seen:
            yield Fault(file.document.path, line, "duplicate-quote", f"{citation.passage_id} is quoted twice alike")
        seen.add((citation.passage_id, citation.quote))
        source = sources.get(citation.passage_id.partition("#")[0])
        if file.review.active and source is not None and not source.status.servable:
            message = f"{source.id} is {source.status}: mend or withdraw this review"
            yield Fault(file.document.path, line, "forbidden-status", message)


def check_numbers(file: ReviewFile, passages: Mapping[str, Passage]) -> Iterator[Fault]:
    """Every number that the correction writes in digits is in a passage that it cites."""
    cited = [citation.passage_id for citation in file.review.citations]
    if not passages.keys() >= set(cited):
        return  # the unknown passage is a fault already
    known = numbers_in("\n".join(passages[passage_id].text for passage_id in cited))
    for field in PROSE:
        for number in sorted(digits_in(getattr(file.review, field)) - known):
            yield at(file, field, "number-not-cited", f"{number} is in no passage that this review cites")


def check_between_reviews(files: Sequence[ReviewFile]) -> Iterator[Fault]:
    """One id one review, one wording one review."""
    ids: dict[str, str] = {}
    wordings: dict[str, str] = {}
    for file in files:
        if file.review.id and ids.setdefault(file.review.id, file.document.path) != file.document.path:
            yield at(file, "id", "duplicate-id", f"`{file.review.id}` is already in {ids[file.review.id]}")
        for text, line in claim_and_wordings(file):
            if plain(text) in wordings:
                message = f"`{text}` is already in {wordings[plain(text)]}"
                yield Fault(file.document.path, line, "repeated-wording", message)
            wordings.setdefault(plain(text), file.document.path)


def claim_and_wordings(file: ReviewFile) -> Iterator[tuple[str, int]]:
    """What people say, with the lines on which it stands; stand-ins are left out."""
    texts = ((file.review.claim, file.lines.get("claim", 1)),)
    for text, line in (*texts, *zip(file.review.wordings, file.item_lines["wordings"], strict=True)):
        if plain(text):
            yield text, line


def at(file: ReviewFile, field: str, rule: str, message: str) -> Fault:
    """A fault of one field."""
    return Fault(file.document.path, file.lines.get(field, 1), rule, message)
