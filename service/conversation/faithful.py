"""Whether a follow-up that was made self-standing asks what the visitor asked."""

from __future__ import annotations

from collections.abc import Sequence

from service.language.clean import clean
from service.language.concepts import ConceptMatcher
from service.language.numbers import quantities
from service.language.polarity import same_polarity
from service.language.words import content_stems

MAX_CHARS = 400
MOST_NEW_WORDS = 2


def faithful(rewritten: str, message: str, earlier: Sequence[str], matcher: ConceptMatcher) -> bool:
    """Whether it names all that the message names, nothing that was never said, and denies no more and no less."""
    said = " . ".join([*earlier, message])
    if not 0 < len(rewritten) <= MAX_CHARS or clean(rewritten).text != rewritten or "\n" in rewritten:
        return False
    named, wanted, known = ({m.concept_id for m in matcher.find(text)} for text in (rewritten, message, said))
    if not wanted <= named <= known or not same_polarity(rewritten, message):
        return False
    numbers = quantities(said)
    if any(not any(q.kind == n.kind and q.agrees(n) for n in numbers) for q in quantities(rewritten)):
        return False
    return len(content_stems(rewritten) - content_stems(said)) <= MOST_NEW_WORDS
