"""What a message or a text says: its claims, its questions, and what its questions take for granted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest

from service.claims.anaphora import head_phrases, leans_back, resolve
from service.claims.antecedent import opens_with_they, plural_subject, put_for_they
from service.claims.checkable import Standing, is_topic, standing
from service.claims.clauses import clauses
from service.claims.frames import is_tag_question, strip_openers, strip_tags
from service.claims.questions import (
    asks_to_be_told,
    is_open_question,
    is_polar_question,
    premises_of,
    said_before,
    statement_behind,
    takes_for_granted,
    unfronted,
)
from service.claims.sentences import sentences
from service.claims.splitting import split_long
from service.domain import Claim, Concept, Mood, ParsedSentence, Question, Reading, Span
from service.language.clean import Clean, clean
from service.language.concepts import ConceptMatcher
from service.ports import NOBODY, Parser, Speller, Splitter, Witness

MAX_CONTEXT_CHARS = 400
MIN_PREMISE_WORDS = 4
MIN_CLAIM_WORDS = 3
_NOUN_KINDS = {"drug", "condition"}
_DRUG = "drug"
_COMPARED = "placebo"
_TREATMENTS = (_DRUG, "treatment")


class ClaimReader:
    """Reads English; knows the topic only by the concepts that it is given."""

    def __init__(
        self,
        parser: Parser,
        speller: Speller,
        matcher: ConceptMatcher,
        default: Concept,
        splitter: Splitter | None = None,
    ) -> None:
        self._splitter = splitter
        self._parser = parser
        self._speller = speller
        self._matcher = matcher
        self._default = default
        self._nouns = frozenset(
            name.lower()
            for concept in matcher.concepts.values()
            if concept.kind in _NOUN_KINDS
            for name in concept.names
            if " " not in name
        )

    def read(self, sent: str) -> Reading:
        """Read a message or a text; every span counts code points of `sent`."""
        text = clean(sent)
        claims: list[Claim] = []
        questions: list[Question] = []
        treatment = self._default
        phrases: dict[str, str] = {}
        they = ""
        parts = list(sentences(text.text, self._parser))
        topic = ""
        for sentence, following in zip_longest(parts, parts[1:]):
            phrases = head_phrases(sentence.text, phrases)
            if following and self._only_names(sentence, following):
                topic = sentence.text.rstrip(" ?!.:")
                treatment = self._treatment(sentence.text, treatment)
                continue
            found = self._sentence(sentence, text, topic)
            stated = self._traced(found.claims, sentence, they, text)
            claims += [self._resolved(claim, treatment.names[0], phrases) for claim in stated]
            they = plural_subject(sentence, they)
            questions += found.questions
            treatment = self._treatment(sentence.text, treatment)
            topic = ""
        return Reading(tuple(claims), tuple(questions))

    def _only_names(self, sentence: ParsedSentence, following: ParsedSentence) -> bool:
        """Whether a sentence is but the topic of the next: a bare name that is asked about, or that the next leans on."""
        if not is_topic(sentence) or not self._concepts(sentence.text):
            return False
        leans = not self._concepts(following.text) or leans_back(following.text)
        return leans or sentence.text.rstrip().endswith("?")

    def read_message(self, sent: str, witness: Witness = NOBODY) -> Reading:
        """Read a message that is known to be on the subject: where nothing stands out, it is a claim and a question.

        Remarks about the writer's own life are background to a question, and are left out beside one.
        """
        reading = self._whole_message(sent)
        if not self._splitter:
            return reading
        return replace(reading, claims=split_long(reading.claims, self._splitter, witness))

    def _whole_message(self, sent: str) -> Reading:
        reading = self.read(sent)
        whole = Span(0, len(sent))
        if reading.questions:
            questions = tuple(self._in_context(question, sent) for question in reading.questions)
            return Reading(tuple(c for c in reading.claims if not c.tentative), questions)
        if any(not claim.tentative for claim in reading.claims):
            return reading
        text = clean(sent).text.strip()
        core = text[strip_openers(text, self._concepts) : strip_tags(text)].strip() or text
        claims = (Claim(_bare(core), whole),) if len(core.split()) > 2 else ()
        return Reading(reading.claims or claims, (Question(core, whole),))

    def _in_context(self, question: Question, sent: str) -> Question:
        """A question that names nothing of the topic is read together with the rest of the message."""
        if self._concepts(question.text):
            return question
        return Question(clean(sent).text[:MAX_CONTEXT_CHARS].strip(), question.span)

    def _resolved(self, claim: Claim, treatment: str, phrases: dict[str, str]) -> Claim:
        return replace(claim, text=resolve(claim.text, treatment, phrases))

    def _traced(self, claims: Iterable[Claim], sentence: ParsedSentence, they: str, text: Clean) -> Iterator[Claim]:
        """The claims with what "they" stands for; one that nothing explains, and that names nothing itself, is no claim."""
        for claim in claims:
            if not opens_with_they(claim.text):
                yield claim
                continue
            meant = plural_subject(sentence, they, before=text.place(claim.span.start))
            traced = put_for_they(claim.text, meant) if meant else claim.text
            if self._concepts(traced):
                yield replace(claim, text=traced)

    def _treatment(self, text: str, before: Concept) -> Concept:
        """The first drug that the sentence names, else its first treatment, else the one before.

        What only says how the one before is given ("the infusion" of a drug) is still that one.
        """
        mentioned = [self._matcher.concepts[mention.concept_id] for mention in self._matcher.find(text)]
        named = [concept for concept in mentioned if not _only_compared(concept)]
        for kind in _TREATMENTS:
            for concept in (each for each in named if each.kind == kind):
                if kind == _DRUG or not _is_way_of(concept, before):
                    return concept
        return before

    def _sentence(self, sentence: ParsedSentence, text: Clean, topic: str) -> Reading:
        start = strip_openers(sentence.text, self._concepts)
        end = strip_tags(sentence.text)
        core = sentence.text[start : max(end, start)].strip()
        if not core:
            return Reading()
        span = self._span(text, sentence, start, len(sentence.text))
        if is_open_question(core) and not _is_statement(core, sentence.text):
            return self._open_question(core, span, core)
        if said := said_before(core):
            then = self._open_question(said[1], span, said[1])
            return Reading((Claim(_bare(said[0]), span, Mood.PRESUPPOSED), *then.claims), then.questions)
        if takes_for_granted(core):
            return self._open_question(core, span, core)
        asked, front = unfronted(core)
        if front and is_open_question(asked) and sentence.text.rstrip().endswith("?"):
            return self._open_question(asked, span, core)
        if is_polar_question(asked) and not core.endswith("."):
            statement = self._statement_behind(asked)
            return Reading(
                (Claim(_bare(f"{front}, {statement}" if front else statement), span, Mood.ASKED),),
                (Question(core, span),),
            )
        if sentence.text.rstrip().endswith("?") or is_tag_question(sentence.text):
            if len(core.split()) < MIN_CLAIM_WORDS and not self._concepts(core):
                return Reading()
            return Reading((Claim(_bare(core), span, Mood.ASKED),), (Question(core, span),))
        stated = tuple(self._statements(sentence, start, end, text, known=bool(topic)))
        return Reading(tuple(replace(claim, text=f"{topic}: {claim.text}") if topic else claim for claim in stated))

    def _open_question(self, asked: str, span: Span, whole: str) -> Reading:
        spelt = self._speller.correct(asked)
        premises = premises_of(self._parsed(spelt), spelt, self._nouns)
        claims = tuple(Claim(_bare(p.text), span, Mood.PRESUPPOSED) for p in premises if self._says_something(p.text))
        return Reading(claims, (Question(whole, span),))

    def _says_something(self, premise: str) -> bool:
        """Whether it is more than "X is different": it relates two concepts, or says several words about one."""
        concepts = self._concepts(premise)
        return concepts > 1 or (concepts == 1 and len(premise.split()) >= MIN_PREMISE_WORDS)

    def _statement_behind(self, asked: str) -> str:
        """The statement behind a yes/no question; its spelling is put right, so that its grammar can be read."""
        spelt = self._speller.correct(asked)
        return statement_behind(self._parsed(spelt), spelt, self._nouns)

    def _parsed(self, text: str) -> ParsedSentence:
        """One sentence, whatever full stops it holds."""
        parts = self._parser.parse(text)
        return ParsedSentence(text, Span(0, len(text)), tuple(token for part in parts for token in part.tokens))

    def _concepts(self, text: str) -> int:
        """How many concepts of the topic a text names, typing errors allowed for."""
        return len(self._matcher.find(self._speller.correct(text)))

    def _statements(
        self, sentence: ParsedSentence, start: int, end: int, text: Clean, *, known: bool
    ) -> Iterator[Claim]:
        for clause in clauses(sentence, start):
            words = clause.text if end >= len(sentence.text) else clause.text[: max(8, end - start)]
            kind = standing(
                sentence, words, self._concepts(words) or int(known or leans_back(words)), opened=bool(start)
            )
            if kind is not Standing.NOTHING:
                span = text.span(clause.span.start, clause.span.end)
                mood = Mood.ADVISED if kind is Standing.ADVICE else Mood.ASSERTED
                yield Claim(_bare(words), span, mood, kind is not Standing.CLAIM)

    def _span(self, text: Clean, sentence: ParsedSentence, start: int, end: int) -> Span:
        base = sentence.span.start
        return text.span(base + start, base + end)


def _bare(text: str) -> str:
    return text.strip().rstrip(" ?!.,;") + "."


def _is_statement(core: str, whole: str) -> bool:
    """Whether it opens with a wh-word and asks nothing: "When taking it, people should expect …"."""
    return whole.rstrip().endswith((".", "!")) and not core.rstrip().endswith("?") and not asks_to_be_told(core)


def _only_compared(concept: Concept) -> bool:
    """Whether it is what others are measured against, and never what a text is about."""
    return any(_COMPARED in name.lower() for name in concept.names)


def _is_way_of(concept: Concept, drug: Concept) -> bool:
    """Whether a treatment is but a way in which a drug is given, by what both are called: "infusion", "X infusion"."""
    return any(f" {way.lower()} " in f" {name.lower()} " for way in concept.names for name in drug.names)
