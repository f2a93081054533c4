"""Attributions whose cue is no verb with a subject: according to, Name: text, reportedly."""

from collections.abc import Iterator

import regex

from quoteattr.attributions.draft import Draft
from quoteattr.attributions.pieces import pieces_of
from quoteattr.attributions.sources import source_at
from quoteattr.language import classes, closed_class
from quoteattr.records import Mode
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets
from quoteattr.text.tree import below, stretch

_IT_IS_SAID = regex.compile(
    r"\bit (?P<cue>(?:(?:is|was|has been|had been|is being) (?:\w++(?<=ly) )?"
    r"(?P<verb>understood|reported|said|alleged|rumou?red|claimed|believed|thought)|(?:has |had )?emerged)) that ",
    regex.IGNORECASE,
)
_BELIEFS = frozenset({"believed", "thought"})
_DASH = regex.compile(r"\G\s*+(?P<dash>[-–—―]{1,2}+)\s*+(?=\p{Lu})")
_MAX_LABEL = 60  # characters of a speaker's label before a colon


def according_to(reading: Reading) -> Iterator[Draft]:
    """“Prices rose, **according to the bank**.” “**Per the agency**, prices rose.”"""
    document = reading.document
    for token in document.tokens:
        if token.lemma.lower() not in ("according", "accord") or reading.quotation_of[token.i] >= 0:
            continue
        to = document.tokens[token.i + 1] if token.i + 1 < len(document.tokens) else None
        if to is None or to.lemma != "to":
            continue
        head = token.head if token.head > token.i else _object(reading, token.i)
        if head is None or reading.quotation_of[head] >= 0:
            continue
        source = source_at(reading, head, "according_to")
        span = (max(source.span[0], to.end + 1), source.span[1])
        if span[0] >= span[1]:
            continue
        content = _rest_of_clause(reading, head, (token.start, span[1]))
        if content:
            yield Draft((token.start, to.end), span, content, Mode.SPEECH, "according_to", 0.95, token.i, head)


def _object(reading: Reading, i: int) -> int | None:
    """“according to **the bank**” parsed as a verb with an oblique."""
    for child in reading.document.children[i]:
        if child > i and reading.document.tokens[child].upos in ("NOUN", "PROPN", "PRON", "NUM"):
            return child
    return None


def _rest_of_clause(reading: Reading, head: int, phrase: Offsets) -> tuple[Offsets, ...]:
    """The clause that a phrase hangs on, without the phrase, or the rest of the sentence."""
    document = reading.document
    at = document.tokens[head]
    while at.head >= 0 and (
        phrase[0] <= at.start < phrase[1] or at.upos not in ("VERB", "AUX", "ADJ", "NOUN", "PROPN")
    ):
        at = document.tokens[at.head]
    while at.head >= 0 and at.relation == "xcomp":  # “is understood **to be preparing** …”: with its subject
        at = document.tokens[at.head]
    indices = [j for j in below(document, at.i) if not phrase[0] <= document.tokens[j].start < phrase[1]]
    sentence = document.sentences[document.tokens[head].sentence]
    if not indices or (at.head >= 0 and len(indices) < 4):
        indices = [
            j for j in range(sentence.first, sentence.last) if not phrase[0] <= document.tokens[j].start < phrase[1]
        ]
    return pieces_of(reading, -1, indices, phrase)


def hearsay(reading: Reading) -> Iterator[Draft]:
    """“The crane had **reportedly** failed twice.”"""
    document = reading.document
    adverbs = classes("hearsay")
    for token in document.tokens:
        lemma = token.text.lower()
        if lemma not in adverbs or token.upos != "ADV" or reading.quotation_of[token.i] >= 0 or token.head < 0:
            continue
        content = _rest_of_clause(reading, token.i, (token.start, token.end))
        if content:
            yield Draft((token.start, token.end), None, content, Mode(adverbs[lemma]), "hearsay", 0.6, token.i)


def it_is_said(reading: Reading) -> Iterator[Draft]:
    """“It **is understood** that she will resign.” — whatever the parse makes of the participle."""
    document = reading.document
    for match in _IT_IS_SAID.finditer(document.text):
        start, end = match.span("cue")
        cue = list(reading.tokens_in(start, end))
        if not cue or reading.is_quoted(start):
            continue
        sentence = document.sentences[document.tokens[cue[-1]].sentence]
        rest = [i for i in range(cue[-1] + 1, sentence.last) if document.tokens[i].text != ";"]
        if len(rest) < 3:
            continue
        belief = (match.group("verb") or "").lower() in _BELIEFS
        mode = Mode.THOUGHT if belief else Mode.SPEECH
        yield Draft((start, end), None, (stretch(document, rest),), mode, "it_is_said", 0.8, cue[-1])


def is_said_to(reading: Reading) -> Iterator[Draft]:
    """“The firm **is understood** to have paid.” — whatever the parse makes of the participle."""
    document = reading.document
    tokens = document.tokens
    for token in tokens[1:-2]:
        lower = token.text.lower()
        if lower not in _SAID_TO or tokens[token.i + 1].text.lower() != "to" or reading.quotation_of[token.i] >= 0:
            continue
        first = token.i - 1
        while first > 0 and tokens[first].upos == "ADV":
            first -= 1
        if tokens[first].lemma.lower() != "be" or tokens[token.i + 2].upos not in ("VERB", "AUX", "ADV"):
            continue
        while first > 0 and tokens[first - 1].upos == "AUX":
            first -= 1
        cue = (tokens[first].start, token.end)
        content = _rest_of_clause(reading, token.i, cue)
        if content:
            mode = Mode.THOUGHT if lower in _BELIEFS else Mode.SPEECH
            yield Draft(cue, None, content, mode, "is_said_to", 0.8, token.i)


_SAID_TO = closed_class("said_to")


def label_and_colon(reading: Reading) -> Iterator[Draft]:
    """“**Ruiz:** We lost.” — a name before a colon at the head of a paragraph, as in interviews and headlines."""
    document = reading.document
    seen: set[int] = set()
    for sentence in document.sentences:
        if sentence.paragraph in seen:
            continue
        seen.add(sentence.paragraph)
        start, end = document.paragraphs[sentence.paragraph]
        colon = document.text.find(":", start, min(end, start + _MAX_LABEL))
        if colon < 0 or not document.text[colon + 1 : colon + 2].isspace():
            continue
        label = [i for i in reading.tokens_in(start, colon) if document.tokens[i].upos != "PUNCT"]
        if not label or any(document.tokens[i].upos in ("VERB", "AUX", "SCONJ", "NUM") for i in label):
            continue
        head = next((i for i in label if document.tokens[i].head not in label), label[0])
        names = [i for i in label if document.tokens[i].upos == "PROPN" or document.tokens[i].text.isupper()]
        if not names or (head not in names and document.tokens[head].upos != "NOUN"):
            continue
        script = is_script(document.text[slice(*stretch(document, label))])
        if reading.quotation_of[head] >= 0 and not script:  # a transcript may stand in quotation marks as a whole
            continue
        rest = document.text[colon + 1 : end]
        if not rest.strip():
            continue
        begins = colon + 1 + len(rest) - len(rest.lstrip())
        yield Draft(
            (colon, colon + 1),
            stretch(document, label),
            ((begins, end),),
            Mode.SPEECH,
            "label_and_colon",
            0.9 if script else 0.5,
            None,
            head,
        )


def is_script(label: str) -> bool:
    """Whether a label is one of a transcript: “Q”, “WEIR”."""
    return label.isupper() and (len(label) > 2 or label in ("Q", "A"))


def signature(reading: Reading) -> Iterator[Draft]:
    """“We can do better.” **— Ana Ruiz**: a quotation signed behind a dash."""
    document = reading.document
    for quotation in reading.outer:
        match = _DASH.match(document.text, quotation.span.end)
        if match is None:
            continue
        inside = [i for i in reading.tokens_in(match.end(), match.end() + _MAX_LABEL) if reading.quotation_of[i] < 0]
        if not inside:
            continue
        paragraph = reading.paragraph_of(inside[0])
        name = []
        for i in inside:
            if reading.paragraph_of(i) != paragraph or document.tokens[i].upos not in ("PROPN", "NOUN", "ADJ", "X"):
                break
            name.append(i)
        if not name or document.tokens[name[0]].upos != "PROPN":
            continue
        span = quotation.span.start, quotation.span.end
        yield Draft(match.span("dash"), stretch(document, name), (span,), Mode.SPEECH, "signature", 0.8, None, name[-1])
