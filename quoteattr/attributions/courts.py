"""What a court, a jury or an inquiry is told, by nobody whom the text tells: “The court **heard** that he had fled”."""

from collections.abc import Iterator

from quoteattr.attributions.draft import Draft, Rule
from quoteattr.attributions.pieces import pieces_of
from quoteattr.attributions.rates import rate
from quoteattr.attributions.sources import is_passive
from quoteattr.records import Mode
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.tree import has_child, is_time, noun_phrase, subject, verb_group

_LEAST = 3  # words of what is heard
_STOPS = frozenset(".!?")


def heard_in_court(reading: Reading) -> Iterator[Draft]:
    """“Leeds Crown Court **heard that he had fled**”, “**He had fled**, the jury **was told**.”; not “the court heard
    evidence”, nor “was told **by his doctor** that”."""
    document, classes = reading.document, reading.language.closed_class
    for verb in document.tokens_of_lemmas(classes("verbs_of_hearing_evidence").keys()):
        listens = None if reading.in_quotation(verb.i) else _who_listens(reading, verb)
        said = _heard(reading, verb, listens) if listens is not None else range(0)
        content = pieces_of(reading, verb.i, said, None) if len(said) > _LEAST else ()
        if content:
            group = verb_group(document, verb.i)
            yield Draft(
                cue=(document.tokens[group[0]].start, verb.end),
                content=content,
                mode=Mode.SPEECH,
                by=Rule.IT_IS_SAID,
                nobody=True,
                confidence=rate(reading.language, "heard_in_court"),
                cue_token=verb.i,
            )


def _who_listens(reading: Reading, verb: Token) -> int | None:
    """“**The jury** heard”, “**an inquest** was told”: the noun."""
    document, classes = reading.document, reading.language.closed_class
    whose = subject(document, verb.i)
    if verb.upos != "VERB" or whose is None or whose > verb.i or verb.is_gerund or verb.is_infinitive:
        return None
    if verb.head in reading.cues and verb.relation in ("ccomp", "parataxis"):
        return None  # “The inquiry heard nothing, **Ann Lund said**”: she says it
    is_told = verb.lemma.lower() not in classes("verbs_of_courts_hearing")
    listens = document.tokens[whose].lemma.lower() in classes("those_who_hear_cases")
    return whose if listens and is_passive(reading, verb.i) is is_told else None


def _heard(reading: Reading, verb: Token, listens: int) -> range:
    """What is heard: a clause behind the verb, else the sentence before a comma, with nothing but a time behind."""
    document, classes = reading.document, reading.language.closed_class
    sentence, behind = reading.sentence_of(verb.i), verb.i + 1
    last = sentence.last - (document.tokens[sentence.last - 1].text in _STOPS)
    opens = document.tokens[behind].lower if behind < last else ""
    rest = document.tokens[behind:last]
    begins = noun_phrase(document, listens, verb.i)[0]
    if all(is_time(document, token) or token.upos == "ADP" for token in rest):
        is_behind = begins > sentence.first and document.tokens[begins - 1].text == ","
        said = range(sentence.first, begins - 1) if is_behind else range(0)
        return range(0) if said and reading.in_quotation(said[-1]) else said
    is_clause = has_child(document, verb.i, "ccomp") and opens not in classes("givers")
    return range(behind, last) if is_clause else range(0)
