"""Books, films, newsletters and other works by their titles: “the movie ‘Spotlight’”, “his new book, ‘Trump and Me’”,
“a video called No Respite”. What such a noun calls is named from there on."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from attrs import frozen

from quoteattr.records import Kind, Level
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.phrases import Phrase
from quoteattr.text.document import Document, Token

_LONGEST = 16  # tokens of a title
_MAKER = 8  # tokens of “by the comedian Ann B. Lund”
_SHORT = 4  # letters of a word that needs no capital in a title
_QUOTES = frozenset("\"“”‘’'`„«»") | {"''", "``"}
_PAUSES = frozenset(",.;:)")
_NOUNS = ("NOUN", "PROPN")


@frozen
class Work:
    """The token of the noun that calls a work or an organisation, and the tokens of its title."""

    noun: Token
    tokens: tuple[Token, ...]
    title: tuple[str, ...]
    is_marked: bool = False  # in quotation marks


def works(cast: Cast) -> Iterator[Work]:
    """The works and organisations that a text calls by a noun and a title, in order of their nouns."""
    document = cast.document
    for noun in document.tokens_of_lemmas(document.language.closed_class("nouns_before_titles").keys()):
        if noun.upos not in _NOUNS or noun.relation == "compound" or noun.i in cast.name_at:
            continue
        if found := _behind(cast, noun) or _called(cast, noun) or _before(document, noun):
            first = found[0].i
            yield Work(noun, found, _words(document, found), is_marked=first > 0 and _is_mark(document, first - 1))


def titled_again(cast: Cast, work: Work) -> Iterator[int]:
    """“The book “Low Water: A Life” is out. … **“Low Water”** sold well”: the last token wherever a title stands again
    behind it, or what stands before its colon."""
    text, reading = cast.document.text, cast.reading
    first, last = work.tokens[0].start, work.tokens[-1].end
    colon = next((token.start for token in work.tokens[1:] if token.text == ":"), last)
    for title in {text[first:end]: None for end in (last, colon)}:
        at = text.find(title, last)
        while at >= 0:
            begin, end = cast.document.tokens[reading.token_at(at)], at + len(title)
            close = cast.document.tokens[reading.token_at(end - 1)]
            is_told = " " in title or _is_mark(cast.document, begin.i - 1)
            if is_told and begin.start == at and close.end == end:
                yield close.i
            at = text.find(title, end)


def _is_mark(document: Document, i: int) -> bool:
    return document.tokens[i].text in _QUOTES


def title_of_source(cast: Cast, phrase: Phrase) -> tuple[str, ...]:
    """“**“The Fords: A Life,” by Gwen Blair**, says …”: the title of a work that a source begins with and whose author
    it tells; nothing where it is none."""
    if cast.document.text[phrase.start].isalnum():  # most: a title in marks begins with one
        return ()
    match = cast.document.language.pattern("work_by").match(cast.document.text, phrase.start, phrase.end)
    return tuple(match["title"].split()) if match is not None else ()


def work_called(cast: Cast, title: tuple[str, ...]) -> Chain:
    """The document of a title: the one that is at hand under it, else a new one."""
    chain = cast.described.get(" ".join(title).lower())
    if chain is None:
        chain = Chain(Kind.DOCUMENT, Level.NAMED, title)
        cast.add_described(chain)
    return chain


Title = tuple[Token, ...]  # no token where there is none


def _words(document: Document, title: Title) -> tuple[str, ...]:
    """The words as written."""
    return tuple(document.text[title[0].start : title[-1].end].split()) if title else ()


def _behind(cast: Cast, noun: Token) -> Title:
    """“his new book, ‘**Trump and Me**’”, “the journal **Nature Astronomy**”."""
    tokens, begin = cast.document.tokens, noun.i + 1
    pauses = begin < len(tokens) and tokens[begin].text == ","
    found = _quoted(cast.document, begin + pauses)
    return found or (() if noun.has("plural") or noun.text[0].isupper() else _bare(cast, begin + pauses, pauses=pauses))


def _called(cast: Cast, noun: Token) -> Title:
    """“The **video**, shown in May, is called **No Respite**”, “a book by Ann Lund titled **Tides**”: the title
    behind the verb that says it of the noun."""
    tokens, verbs = cast.document.tokens, cast.document.language.closed_class("titling")
    above = [tokens[noun.head]] if noun.relation == "nsubj" and noun.head >= 0 else []
    below = [tokens[c] for c in cast.document.children[noun.i] if tokens[c].relation == "acl"]
    by = tokens[noun.i + 1 : noun.i + 2]
    if by and by[0].lower in cast.document.language.closed_class("agents"):
        above += takewhile(lambda t: t.text not in _PAUSES, tokens[by[0].i : by[0].i + _MAKER])
    verb = next((t for t in (*below, *above) if t.i > noun.i and t.lower in verbs), None)
    return () if verb is None else _quoted(cast.document, verb.i + 1) or _bare(cast, verb.i + 1, pauses=False)


def _before(document: Document, noun: Token) -> Title:
    """“‘**Trump Revealed**,’ a biography”: the title in marks right before the noun's phrase, whatever the parse hangs
    on it."""
    begins = [c for c in document.children[noun.i] if c < noun.i] or [noun.i]
    return next((title for i in begins if (title := _ends_before(document, i))), ())


def is_before_title(document: Document, i: int) -> bool:
    """“Gwen Blair's **book** “The Fords””: whether a title in marks stands right behind a noun."""
    return bool(_quoted(document, i + 1))


def title_alone(document: Document, i: int, end: int) -> tuple[str, ...]:
    """The title in marks that begins at a token, or right before it, and ends where a source does."""
    begin = i if document.tokens[i].text in _QUOTES else i - 1
    title = _words(document, _quoted(document, begin)) if begin >= 0 else ()
    written = document.text[document.tokens[begin].start : end] if title else ""
    return title if title and tuple(written.strip(_AROUND).split()) == title else ()


_AROUND = "".join(_QUOTES | _PAUSES)


def title_before(document: Document, i: int) -> tuple[str, ...]:
    """The title in marks that ends right before a token, with a comma or without."""
    return _words(document, _ends_before(document, i))


def _ends_before(document: Document, i: int) -> Title:
    tokens, close = document.tokens, i - 1
    if close > 0 and tokens[close].text == ",":
        close -= 1
    if close <= 0 or tokens[close].text not in _QUOTES:
        return ()
    start = next((i for i in range(close - 1, max(-1, close - 2 - _LONGEST), -1) if tokens[i].text in _QUOTES), -1)
    return _quoted(document, start) if start >= 0 else ()


def _quoted(document: Document, begin: int) -> Title:
    """The title between quotation marks that begins at a token."""
    tokens = document.tokens
    if begin >= len(tokens) or tokens[begin].text not in _QUOTES:
        return ()
    behind = tokens[begin + 1 : begin + 2 + _LONGEST]
    close = next((n for n, token in enumerate(behind) if token.text in _QUOTES), 0)
    words = behind[:close]
    return _as_title(words[:-1] if words and words[-1].text in _PAUSES else words)


def _bare(cast: Cast, begin: int, *, pauses: bool) -> Title:
    """The title without marks that begins at a token: at least two words, all with capitals but little ones between,
    that are nobody's name; behind a comma it ends in one, too."""
    tokens, language = cast.document.tokens, cast.document.language
    words = _in_capitals(tokens[begin : begin + _LONGEST])
    name = cast.name_at.get(begin)
    is_unknown = name is not None and name.kind is Kind.UNKNOWN
    is_dated = bool(words) and words[-1].lower in language.words("months")
    if name is not None and (is_unknown or is_dated):  # “the journal **Nature Astronomy** in May”
        words = [word for word in words if word.i < name.last]
    if len(words) < 2 or words[0].lower in language.words("time_nouns") or words[0].lower in language.words("months"):
        return ()
    end = words[-1].i + 1
    is_name = name is not None and name.last >= end and not is_unknown
    if is_name or any(word.is_finite for word in words):
        return ()
    if words[0].lower.rstrip(".") in language.table("titles") and any(word.i in cast.name_at for word in words):
        return ()  # “in the campaign, **Senator** Al Ford of Texas, …”
    closes = end < len(tokens) and tokens[end].text in _PAUSES
    return _as_title(words) if closes or not pauses else ()


def _in_capitals(tokens: Sequence[Token]) -> list[Token]:
    """The first words of a stretch that all have capitals, but for little ones between."""
    words: list[Token] = []
    for token in tokens:
        if not (_is_capital(token) or (words and _is_little(token))):
            break
        words.append(token)
    while words and not _is_capital(words[-1]):
        words.pop()
    return words


def _as_title(words: Sequence[Token]) -> Title:
    """Its tokens; none where they are no title's: “the book, ‘it is a mess,’ he said”."""
    is_title = bool(words) and _is_capital(words[0]) and (_is_capital(words[-1]) or words[-1].upos == "PUNCT")
    if not is_title or not all(_is_capital(w) or _is_little(w) or w.upos == "PUNCT" or w.is_genitive for w in words):
        return ()
    return tuple(words)


def _is_capital(token: Token) -> bool:
    return token.text[0].isupper() or token.text[0].isdigit()


def _is_little(token: Token) -> bool:
    return token.text[0].islower() and len(token.text) <= _SHORT and token.upos not in ("VERB", "NOUN", "PRON")
