"""“As Ruiz **put it**, the town is finished”: an idiom, whose words say more than any parse of them."""

from collections.abc import Iterator

from quoteattr.attributions.draft import Draft, Rule
from quoteattr.attributions.rates import rate
from quoteattr.records import Mode
from quoteattr.text.document import Document, Token
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets
from quoteattr.text.tree import head_of, is_time, is_verbal, stretch

_FAR = 24  # tokens from “as” to “put”: a name with its apposition
_BEHIND = 6  # tokens of when it was put so
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_BEFORE_VERBS = frozenset({"AUX", "ADV", "PUNCT"})
_LEAST = 2  # words of what is put
_NEAR = 3  # tokens behind the comma within which a quotation begins
_ENDS = frozenset(",.;")


def is_put_so(reading: Reading, i: int) -> bool:
    """Whether a token is the verb of “put it”."""
    tokens, classes = reading.document.tokens, reading.language.closed_class
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    is_verb = tokens[i].lemma.lower() in classes("verbs_of_putting")
    return is_verb and behind is not None and behind.lower in classes("put_so") and not reading.in_quotation(i)


def as_put(reading: Reading) -> Iterator[Draft]:
    """“**As the mayor, Dana Kowal, put it,** nobody wants the bridge”; “The town is finished, **as Ruiz put it.**”;
    ““Nobody won,” **as she put it** to me”; “It was, **as the coach put it,** “a kick in the teeth””."""
    document = reading.document
    for verb in document.tokens_of_lemmas(reading.language.closed_class("verbs_of_putting").keys()):
        opens = _as_before(reading, verb) if is_put_so(reading, verb.i) else None
        if opens is None:
            continue
        source = list(range(opens + 1, verb.i))
        while source and document.tokens[source[-1]].upos in _BEFORE_VERBS:
            source.pop()
        content = _quoted_beside(reading, opens, verb.i + 1) or _put(reading, opens, verb.i + 1)
        if content and any(document.tokens[i].upos in _NOMINAL for i in source):
            yield Draft(
                cue=(verb.start, document.tokens[verb.i + 1].end),
                source=stretch(document, source),
                content=content,
                mode=Mode.SPEECH,
                by=Rule.AS_PUT,
                confidence=rate(reading.language, "as_put"),
                cue_token=verb.i,
                source_token=head_of(document, source, verb.i),
            )


def _as_before(reading: Reading, verb: Token) -> int | None:
    """The “as” of a clause, nothing but its subject between it and the verb."""
    tokens, first = reading.document.tokens, reading.sentence_of(verb.i).first
    for i in range(verb.i - 1, max(first, verb.i - _FAR) - 1, -1):
        if tokens[i].lower in reading.language.closed_class("comparisons") and not reading.in_quotation(i):
            are_pairs = sum(token.text == "," for token in tokens[i : verb.i]) % 2 == 0  # not “As usual, Hill put it …”
            return i if are_pairs else None
        if tokens[i].is_finite and tokens[i].upos == "VERB":
            return None
    return None


def _quoted_beside(reading: Reading, opens: int, it: int) -> tuple[Offsets, ...]:
    """““**Nobody won,**” as she put it”, “It, as she put it on Monday, was “**a mess**””: what is quoted right before
    the “as”, or behind the comma that ends its clause, with a verb between them at most."""
    tokens = reading.document.tokens
    comma = next((t.i for t in tokens[it + 1 : it + _BEHIND] if t.text in _ENDS), it)
    is_phrase = comma > it and not any(map(is_verbal, tokens[it + 1 : comma]))
    behind = (
        next((i for i in range(comma + 1, min(comma + _NEAR, len(tokens))) if not is_verbal(tokens[i])), it)
        if is_phrase
        else it
    )
    places = [i for i in (opens - 1, behind) if 0 <= i < len(tokens) and reading.in_quotation(i)]
    quoted = (reading.outer[reading.quotation_of[i]].span for i in places[:1])
    return tuple((span.start, span.end) for span in quoted)


def _put(reading: Reading, opens: int, it: int) -> tuple[Offsets, ...]:
    """What is put so: behind the comma of a clause that opens its sentence, before that of one that ends it."""
    document, sentence = reading.document, reading.sentence_of(it)
    last = sentence.last - 1 if document.tokens[sentence.last - 1].upos == "PUNCT" else sentence.last
    if opens <= sentence.first + 1:
        comma = next((i for i in range(it + 1, last) if document.tokens[i].text in (",", ":")), last)
        said = range(comma + 1, last) if _is_only_when(document, it + 1, comma) else range(0)
    else:
        is_end = _is_only_when(document, it + 1, last) and document.tokens[opens - 1].text == ","
        said = range(sentence.first, opens - 1) if is_end else range(0)
    return (stretch(document, said),) if len(said) > _LEAST else ()


def _is_only_when(document: Document, first: int, end: int) -> bool:
    """“put it”, “put it **bluntly**”, “put it **on Monday**”; not “put it on the shelf”."""
    tokens = document.tokens[first:end]
    is_time_told = any(is_time(document, token) for token in tokens)
    return len(tokens) < _BEHIND and (is_time_told or all(token.upos == "ADV" for token in tokens))
