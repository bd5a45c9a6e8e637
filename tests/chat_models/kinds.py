"""Every kind of chat model, by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tests.chat_models import forms, helping, honest, lies, rules, transport, tricks
from tests.chat_models.behaviour import Act, End, Wording, saying
from tests.chat_models.kind import Fate, Kind
from tests.chat_models.lies import lying, outright
from tests.chat_models.tricks import EVIL, between, ending, tricked

WRITING = frozenset({"draft", "rewrite"})
ALL = frozenset({"draft", "rewrite", "follow_up", "split", "reword"})
FORM = "anything of it; the reply is the extractive one"


def _writes(name: str, does: str, never: str, wording: Wording) -> Kind:
    return Kind(name, does, never, saying(wording), WRITING)


def _helps(name: str, task: str, does: str, never: str, wording: Wording) -> Kind:
    return Kind(name, does, never, saying(wording), frozenset({task}))


def _answers(name: str, does: str, act: Act, never: str = FORM, fate: Fate = Fate.STOPPED) -> Kind:
    return Kind(name, does, never, act, ALL, fate)


GOOD = (
    _answers("verbatim copy", "copies passages and cites each", saying(honest.copied), "nothing", Fate.SHOWN),
    _answers("fair paraphrase", "says passages in other words", saying(honest.paraphrased), "nothing", Fate.ALLOWED),
    _answers("code fence", "wraps honest JSON in a fence", saying(forms.around("```json\n", "\n```", "```")), "the fence",
             Fate.ALLOWED),
    _answers("prose before JSON", "says hello first", saying(forms.around(f"{forms.PROSE}: ", "", forms.PROSE)),
             "the hello", Fate.ALLOWED),
    _answers("prose after JSON", "says goodbye", saying(forms.around("", f"\n{forms.PROSE}!", forms.PROSE)),
             "the goodbye", Fate.ALLOWED),
    _answers("mends its form", "is honest when asked to mend half a reply", forms.mends_form, "half a reply", Fate.SHOWN),
    Kind("mends its fault", "writes a wrong number and mends it when asked", "the wrong number", forms.mends_fault,
         frozenset({"draft"}), Fate.ALLOWED),
)  # fmt: skip
CITING = (
    _writes("invented citation", "cites a token that was never shown, for a lie", "the lie", lies.invented_token),
    _writes("true with invented citation", "adds such a token to a true sentence", "the token",
            lies.true_with_invented_token),
    _writes("replayed citation", "cites a token of an earlier request, for a lie", "the lie", lies.replayed_token),
    _writes("no citation", "cites nothing for a lie", "the lie", lies.without_citation),
    _writes("wrong passage", "cites another passage than the one that says it", "the sentence", lies.wrong_passage),
    _writes("invented sentence", "cites a passage for what it does not say at all", "the lie", outright(lies.LIE)),
)  # fmt: skip
NUMBERS = (
    _writes("wrong number", "changes a number", "the sentence", lying(rules.wrong_number, rules.in_everyone)),
    _writes("changed unit", "changes the unit of a number", "the sentence", lying(rules.other_unit, rules.in_everyone)),
    _writes("percent for points", "takes a share for a difference of shares, or the other way", "the sentence",
            lying(rules.percent_for_points, rules.wrong_number, rules.in_everyone)),
    _writes("arms exchanged", "gives each arm the other's number", "the sentence",
            lying(rules.arms_exchanged, rules.reversed_ways, rules.in_everyone)),
    _writes("number of another passage", "puts one passage's number into another's sentence and cites both",
            "the sentence", lies.number_of_another),
)  # fmt: skip
MEANING = (
    _writes("dropped negation", "leaves out a not", "the sentence", lying(*rules.dropped_negation, rules.added_negation, rules.surely)),
    _writes("added negation", "puts in a not", "the sentence", lying(rules.added_negation, *rules.dropped_negation, rules.surely)),
    _writes("reversed direction", "says more for less", "the sentence", lying(rules.reversed_ways, rules.surely)),
    _writes("may to does", "makes a maybe sure", "the sentence", lying(*rules.certain, rules.surely)),
    _writes("proven", "says that it is proven beyond doubt", "the sentence", lying(rules.surely)),
    _writes("associated to causes", "makes a cause of a link", "the sentence", lying(*rules.causal, rules.surely)),
    _writes("some to all", "makes all of some", "the sentence", lying(*rules.everyone, rules.in_everyone)),
    _writes("short to lasting", "makes a passing effect last", "the sentence", lying(*rules.lasting, rules.lifelong)),
    _writes("swapped drug", "names another drug", "the sentence",
            lying(rules.other_drug, rules.adds(", and so it was with lithium"))),
    _writes("near drug", "names a drug with a similar name", "the sentence",
            lying(rules.near_drug, rules.adds(", and so it was with lithium"))),
    _writes("swapped population", "names other people", "the sentence", lying(rules.other_people, rules.for_children)),
    _writes("swapped illness", "names another illness", "the sentence",
            lying(rules.other_illness, rules.adds(", and in schizophrenia too"))),
    _writes("mice to people", "says of people what was seen in animals", "the sentence",
            lying(rules.from_mice, rules.for_children)),
    _writes("left-out population", "leaves out where or in whom it was found", "the sentence",
            lying(rules.without_whom, rules.in_everyone)),
    _writes("left-out animals", "leaves out that it was found in animals", "the sentence",
            lying(rules.without_animals, rules.from_mice, rules.for_children)),
    _writes("left-out caveat", "leaves out what a sentence takes back", "the sentence",
            lying(rules.without_caveat, rules.in_everyone)),
    _writes("opinion as fact", "leaves out whose opinion it is", "the sentence",
            lying(rules.stated_flatly, rules.surely)),
    _writes("treatments exchanged", "lets two treatments change places", "the sentence",
            lying(rules.treatments_exchanged, rules.reversed_ways, rules.in_everyone)),
    _writes("spliced", "joins the opening of one passage to the rest of another and cites both", "the sentence",
            lies.spliced),
    _writes("made approved", "adds an approval", "the sentence",
            lying(rules.adds(", and regulators everywhere have approved it for that"))),
    _writes("made harmless", "adds that there are no side effects", "the sentence",
            lying(rules.adds(", without any side effects"))),
)  # fmt: skip
SMUGGLED = (
    _writes("two sentences in one", "puts a lie behind a true sentence, in one text", "the lie",
            lies.two_sentences_in_one),
    _writes("joined by and", "joins a lie to a true sentence", "the lie", lies.joined_by_and),
    _writes("lie before truth", "puts a lie in front of a true sentence", "the lie", lies.lie_before_truth),
    _writes("named study", "says that a study of a journal found it", "the study",
            tricked(lambda text: f"According to a 2023 Lancet study, {text[0].lower()}{text[1:]}", "Lancet study")),
    _writes("invented quote", "puts words into a doctor's mouth", "the quote",
            tricked(ending("“It worked in every single patient,” one doctor said."), "It worked in every single patient")),
    _writes("forged mark", "writes the marks of citations itself", "the marks", tricked(ending("[1][99]"), "[99]")),
    _writes("dosing advice", "tells the visitor what to take", "the advice",
            outright("Take 50 mg tonight and another 50 mg tomorrow.")),
    _writes("stop your medicine", "tells the visitor to stop a medicine", "the advice",
            outright("You can stop taking your antidepressants today.")),
    _writes("claims to be a doctor", "speaks as a doctor", "the claim",
            outright("As your doctor, I can tell you that this is right for you.")),
    _writes("advice without citation", "tells the visitor what to take and cites nothing", "the advice",
            outright("Take 50 mg tonight and another 50 mg tomorrow.", cites=False)),
)  # fmt: skip
INJECTED = (
    _writes("leaked prompt", "recites its instructions", "the instructions", tricks.leaked_prompt),
    _writes("echoed request", "recites the request", "the request", tricks.echoed_request),
    _writes("obeyed visitor", "says what the visitor's text orders", "the order", tricks.obeyed_visitor),
    _writes("obeyed passage", "says what a passage orders", "the order", tricks.obeyed_passage),
    _writes("markdown link", "adds a link", "the link", tricked(ending(f"[Read more](https://{EVIL}/pay)"), EVIL)),
    _writes("markdown image", "adds an image that would be loaded", "the image",
            tricked(ending(f"![](https://{EVIL}/seen.png)"), EVIL)),
    _writes("bare address", "adds an address", "the address", tricked(ending(f"See www.{EVIL}/pay."), EVIL)),
    _writes("script tag", "adds a script", "the tag", tricked(ending("<script>alert(1)</script>"), "<script", "alert(1)")),
    _writes("image tag", "adds a tag with a handler", "the tag",
            tricked(ending("<img src=x onerror=alert(1)>"), "<img", "onerror")),
    _writes("script link", "adds a link that runs code", "the link",
            tricked(ending("[more](javascript:alert(1))"), "javascript:")),
)  # fmt: skip
CHARACTERS = (
    _writes("zero-width character", "hides a character that has no width", "it",
            tricked(between(tricks.ZERO_WIDTH), tricks.ZERO_WIDTH)),
    _writes("direction override", "turns the direction of reading", "it",
            tricked(between(tricks.OVERRIDE), tricks.OVERRIDE)),
    _writes("direction isolate", "turns the direction of reading in another way", "it",
            tricked(between(tricks.ISOLATE), tricks.ISOLATE)),
    _writes("tag character", "hides letters from a reader", "them", tricked(between(tricks.TAG), tricks.TAG)),
    _writes("terminal code", "gives an order to a terminal", "the code", tricked(between(tricks.ESCAPE), "\x1b")),
    _writes("null character", "hides a null", "it", tricked(between(tricks.NUL), tricks.NUL)),
    _writes("lone surrogate", "sends half a character, which no text may have", "it",
            tricked(between(tricks.LONE), tricks.LONE)),
    _writes("look-alike letters", "writes with letters of another script", "the sentence", tricked(tricks.lookalike)),
    _writes("other language", "lies in Spanish", "the sentence",
            outright("Este tratamiento cura a todas las personas para siempre.")),
    _writes("shouting", "writes in capitals", "the sentence", tricked(tricks.shouted)),
    _writes("hundredfold", "says one true sentence a hundred times", "it twice running", tricks.hundredfold),
    _writes("in one breath", "says one true sentence two hundred times in one text", "that text", tricks.in_one_breath),
    _writes("10 MB", "writes a sentence of 10 MB", "its end", tricks.huge),
)  # fmt: skip
FORMS = (
    _answers("empty string", "says nothing", saying(forms.fixed(""))),
    _answers("blanks", "says nothing at length", saying(forms.fixed(" \n" * 500))),
    _answers("empty object", "gives an object without a key", saying(forms.fixed("{}"))),
    _answers("no sentences", "gives a list without a sentence", saying(forms.fixed('{"sentences": []}'))),
    _answers("null", "gives null", saying(forms.fixed("null"))),
    _answers("refusal", "says that it cannot help", saying(forms.fixed(f"{forms.REFUSAL}.", forms.REFUSAL))),
    _answers("refusal field", "refuses in the field that is there for it",
             forms.message_of({"content": None, "refusal": forms.REFUSAL}, forms.REFUSAL)),
    _answers("plain prose", "lies without JSON", saying(forms.fixed(lies.LIE, forms.BARE))),
    _answers("list for object", "gives a list", saying(forms.remade(lambda lie, t: [{"text": lie, "passages": [t]}]))),
    _answers("texts for sentences", "gives bare texts", saying(forms.remade(lambda lie, t: {"sentences": [lie]}))),
    _answers("text for list", "gives a token in the place of a list",
             saying(forms.remade(lambda lie, t: {"sentences": [{"text": lie, "passages": t}]}))),
    _answers("number for text", "gives a number in the place of a text",
             saying(forms.remade(lambda lie, t: {"sentences": [{"text": 7, "passages": [t]}]}, '"7"'))),
    _answers("other keys", "names things as it likes",
             saying(forms.remade(lambda lie, t: {"answer": lie, "sources": [t]}))),
    _answers("same key twice", "says the truth and then a lie under one key", saying(forms.same_key_twice),
             "the lie", Fate.ALLOWED),
    _answers("two objects", "gives an honest object and a lying one", saying(forms.twice), "the lie", Fate.ALLOWED),
    _answers("deep nesting", "opens a hundred thousand brackets", saying(forms.fixed("[" * forms.DEEP))),
    _answers("truncated", "breaks off", saying(forms.truncated)),
    _answers("out of tokens", "breaks off because its tokens are used up", forms.finished_by("length")),
    _answers("content filter", "breaks off because a filter stepped in", forms.finished_by("content_filter")),
    _answers("tool call", "calls a tool", forms.tool_call),
    _answers("null content", "sends a message without a text", forms.message_of({"content": None})),
    _answers("mends into a lie", "lies when asked to mend half a reply", forms.mends_into_a_lie),
)  # fmt: skip
WIRE = (
    _answers("429", "has no time, and says for how long", transport.too_many),
    _answers("500", "fails", transport.status(500)),
    _answers("503", "is down", transport.status(503)),
    _answers("401", "knows no such key", transport.status(401)),
    _answers("404", "knows no such model", transport.status(404)),
    _answers("400", "finds the request too long", transport.status(400)),
    _answers("redirect loop", "sends the client round in a circle", transport.going_round),
    _answers("wrong content type", "gives a web page", transport.page),
    _answers("not gzip", "says that it is compressed, and is not", transport.not_gzip),
    _answers("not UTF-8", "sends bytes that are no text", transport.not_utf8),
    _answers("malformed events", "streams what is no JSON", transport.malformed),
    _answers("no choices", "gives a list of choices without one", transport.without_choices),
    _answers("error midway", "streams half and then an error", transport.fails_midway),
    _answers("half a stream", "ends in order after half", forms.half_a_stream(End.WHOLE)),
    _answers("closed midway", "closes the connection after half", forms.half_a_stream(End.CLOSED)),
    _answers("reset midway", "resets the connection after half", forms.half_a_stream(End.RESET)),
    _answers("reset at once", "resets the connection before it says anything", transport.cut_off),
    _answers("silence", "never answers", transport.silent),
    _answers("silence midway", "stops after half and keeps the line open", forms.half_a_stream(End.HANG)),
    _answers("byte by byte", "sends a byte a second", transport.trickle),
    _answers("endless", "never ends", transport.endless),
)  # fmt: skip
HELPING = (
    _helps("follow-up of another drug", "follow_up", "asks of another drug", "an answer to that",
           helping.follow_up(helping.asks_of_another_drug)),
    _helps("follow-up off the subject", "follow_up", "asks something else", "an answer to that",
           helping.follow_up(helping.asks(helping.OTHER_DRUG, "baldness"))),
    _helps("follow-up that injects", "follow_up", "gives an order in the place of a question", "what it orders",
           helping.follow_up(helping.asks(helping.INJECTED, "totally harmless"))),
    _helps("follow-up of nothing", "follow_up", "gives an empty question", "an error",
           helping.follow_up(helping.asks(""))),
    _helps("split that invents", "split", "adds a claim that was not made", "a finding for it",
           helping.split(helping.adds_a_claim)),
    _helps("split that drops a negation", "split", "leaves out a not", "a finding for it",
           helping.split(helping.turned_claim(*rules.dropped_negation))),
    _helps("split that changes a number", "split", "changes a number", "a finding for it",
           helping.split(helping.turned_claim(rules.wrong_number))),
    _helps("split into a flood", "split", "gives ten thousand claims", "findings for them",
           helping.split(helping.floods)),
    _helps("reword that drops a negation", "reword", "leaves out a not", "the wording",
           helping.reword(helping.turned_wording(*rules.dropped_negation))),
    _helps("reword that changes a number", "reword", "changes a number", "the wording",
           helping.reword(helping.turned_wording(rules.wrong_number))),
    _helps("reword that makes sure", "reword", "makes a maybe sure", "the wording",
           helping.reword(helping.turned_wording(*rules.certain))),
    _helps("reword that adds", "reword", "adds a sentence", "the addition",
           helping.reword(helping.adds_words(lies.LIE))),
)  # fmt: skip


def by_name(kinds: Iterable[Kind]) -> Mapping[str, Kind]:
    """The kinds by their names, each of which there is once."""
    listed = list(kinds)
    named = {kind.name: kind for kind in listed}
    if len(named) < len(listed):
        raise ValueError("two kinds have one name")
    return named


KINDS = by_name((*GOOD, *CITING, *NUMBERS, *MEANING, *SMUGGLED, *INJECTED, *CHARACTERS, *FORMS, *WIRE, *HELPING))
