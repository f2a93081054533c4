"""Whom a headline names as its source, with no verb of saying: “Report: half of bridges unsafe”, “Brixly in talks to
buy Calvero - sources”."""

from collections.abc import Iterator

from quoteattr.attributions.draft import Draft, Rule
from quoteattr.attributions.rates import rate
from quoteattr.records import Mode
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading

_FIRST = 2  # paragraphs in which a headline stands
_LONGEST = 30  # tokens of a headline
_LABEL = 4  # tokens of “New government report”
_LEAST = 3  # words that a headline tells
_ENDS = (".", "?", "!", "”", '"', "’", ":")
_DASHES = ("-", "–", "—", "--")


def headed(reading: Reading) -> Iterator[Draft]:
    """What the first lines of a text tell of a source, where they are headlines: short, and without a full stop."""
    text = reading.document.text
    for start, end in reading.document.paragraphs[:_FIRST]:
        tokens = [reading.document.tokens[i] for i in reading.tokens_in(start, end)]
        if len(tokens) <= _LONGEST and not text[start:end].rstrip().endswith(_ENDS):
            yield from _labelled(reading, tokens)
            yield from _behind_dash(reading, tokens)


def _labelled(reading: Reading, tokens: list[Token]) -> Iterator[Draft]:
    """“**Report:** half of bridges unsafe”: a document, or unnamed sources, before the first colon."""
    colon = next((n for n, token in enumerate(tokens[: _LABEL + 1]) if token.text == ":"), 0)
    if colon and len(tokens) - colon > _LEAST and _names_source(reading, tokens[:colon]):
        yield _draft(reading, tokens[:colon], tokens[colon], tokens[colon + 1 :])


def _behind_dash(reading: Reading, tokens: list[Token]) -> Iterator[Draft]:
    """“Brixly in talks to buy Calvero **- sources**”: the same behind the last dash, with a space before it."""
    first = max(1, len(tokens) - _LABEL - 1)
    dash = next((n for n in range(len(tokens) - 1, first - 1, -1) if tokens[n].text in _DASHES), 0)
    if dash < _LEAST or tokens[dash - 1].end == tokens[dash].start or not _names_source(reading, tokens[dash + 1 :]):
        return
    yield _draft(reading, tokens[dash + 1 :], tokens[dash], tokens[:dash])


def _names_source(reading: Reading, label: list[Token]) -> bool:
    """Whether a label ends in a word for what headlines cite, and has no verb."""
    if not label or any(token.upos in ("VERB", "AUX") for token in label) or reading.in_quotation(label[0].i):
        return False
    return label[-1].lower in reading.language.closed_class("sources_of_headlines")


def _draft(reading: Reading, label: list[Token], cue: Token, told: list[Token]) -> Draft:
    is_document = label[-1].lemma.lower() in reading.language.words("document_nouns")
    return Draft(
        cue=(cue.start, cue.end),
        source=(label[0].start, label[-1].end),
        content=((told[0].start, told[-1].end),),
        mode=Mode.WRITING if is_document else Mode.SPEECH,
        by=Rule.HEADED,
        confidence=rate(reading.language, "headed"),
        source_token=label[-1].i,
    )
