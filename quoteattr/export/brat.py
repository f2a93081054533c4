"""brat standoff: a file of annotations beside the text (brat.nlplab.org/standoff.html).

Kept: source, cue and content spans and their ties, style, mode, level, negation, in notes the speaker, grant, reason
and confidence; names. Dropped: evidence, mentions, quotations, what is said of speakers. Offsets are those of the
text as given; a span over several lines is one of several fragments, as brat wants it.
"""

from collections.abc import Iterator

import regex

from quoteattr.inputs.given import article_of
from quoteattr.records import Article, Attribution, Span, level_name

_LINE = regex.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")  # what readers of brat's files take for a line
_LINKED = frozenset({"source", "cue"})
CONFIGURATION = """[entities]
Content
Source
Cue
Person
Organization
Place
Other
[relations]
HasSource Arg1:Content, Arg2:Source
HasCue Arg1:Content, Arg2:Cue
[events]
[attributes]
Level Arg:Content, Value:named|partial|described|vague|hidden|unresolved
Style Arg:Content, Value:direct|mixed|indirect
Mode Arg:Content, Value:speech|writing|thought|intention|attitude|decree|evidence|declined
Negated Arg:Content
"""


def to_brat(article: Article) -> str:
    """The annotations of an article (an `.ann` file); its text, unchanged, is the `.txt` file beside it.

    `CONFIGURATION` is brat's `annotation.conf` for them.
    """
    return "".join(f"{line}\n" for line in _lines(article_of(article)))


def _lines(article: Article) -> Iterator[str]:
    count = 0
    numbers: dict[tuple[str, int, int], int] = {}
    for n, a in enumerate(article.attributions, start=1):
        count += 1
        content = count
        yield _entity(content, "Content", article.text, a.content)
        for role, span in a.spans():
            if role not in _LINKED:
                continue
            kind = role.capitalize()
            key = kind, span.start, span.end
            if key not in numbers:  # one source may speak twice
                count += 1
                numbers[key] = count
                yield _entity(count, kind, article.text, (span,))
            yield f"R{2 * n - (kind == 'Source')}\tHas{kind} Arg1:T{content} Arg2:T{numbers[key]}"
        level = level_name(a.anonymity.level)
        for k, (name, value) in enumerate((("Level", level), ("Style", a.style.value), ("Mode", a.mode.value))):
            yield f"A{4 * n + k}\t{name} T{content} {value}"
        if a.negated:
            yield f"A{4 * n + 3}\tNegated T{content}"
        yield f"#{n}\tAnnotatorNotes T{content}\t{_note(a)}"
    for number, named in enumerate(article.names, start=count + 1):
        yield _entity(number, named.kind.capitalize(), article.text, (named.span,))


def _entity(number: int, kind: str, text: str, spans: tuple[Span, ...]) -> str:
    pieces = [m.span() for s in spans for m in _LINE.finditer(text, s.start, s.end)]
    places = ";".join(f"{start} {end}" for start, end in pieces)
    return f"T{number}\t{kind} {places}\t{' '.join(text[start:end] for start, end in pieces)}"


def _note(a: Attribution) -> str:
    """What brat has no place for, in one line."""
    facts = {
        "id": a.id, "speaker": f"{a.speaker.label} ({a.speaker.id}, {a.speaker.kind.value})" if a.speaker else None,
        "grant": a.anonymity.granted, "reason": a.anonymity.reason, "inside": a.inside,
        "confidence": f"{a.confidence:.2f}",
    }  # fmt: skip
    return " ".join("; ".join(f"{name}: {fact}" for name, fact in facts.items() if fact is not None).split())
