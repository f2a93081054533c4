"""The words by which a journalist grants a source anonymity, found in the text with those that say why.

Which phrases are grants, and which are reasons of which class, stands in the language's `grants.tsv`. A grant belongs
to whoever its clause speaks of, its *holder*: “an aide **who asked not to be named**”; whose attributions it covers is
worked out once the speakers are known (`anonymity.covering`). AP, Reuters, NPR and the New York Times ask for its
reason; see docs/anonymity.md.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import regex
from attrs import evolve, frozen

from quoteattr.anonymity.gate import Words, holds, needed
from quoteattr.attributions.draft import Draft
from quoteattr.attributions.repairs.complements import head_before
from quoteattr.language import Language
from quoteattr.language.lexicon import spaced
from quoteattr.language.people import is_human
from quoteattr.language.wordings import any_of, patterns, written
from quoteattr.records import ReasonClass, Span
from quoteattr.text.document import Document, Sentence, Token
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets, Stretches, shared
from quoteattr.text.tree import first_child, noun_phrase

PHRASES = "grants"  # the lexicon file
_MOSTLY = 0.6  # of a piece of content: what is so far a grant is no content
_WITHIN_PHRASES = frozenset({"nmod", "appos", "flat", "obl", "amod", "acl"})
_FAR_UP = 12  # tokens above a grant among which its subject is looked for
_SHORTEST = 5  # characters: less is no reason


@frozen(kw_only=True)
class Grant:
    """The words that grant anonymity, and those that say why; `holder` is the token that says to whom."""

    words: Span
    reason: Span | None
    reason_class: ReasonClass | None
    sentence: int
    holder: int | None = None


# --- finding them ---------------------------------------------------------------------------------


def find_grants(reading: Reading, drafts: list[Draft]) -> list[Grant]:
    """Every grant of a document that stands outside quotation marks, at most one a sentence, in order of the text."""
    document = reading.document
    folded = document.text.casefold()
    there = frozenset(word for word in words_of(document.language) if word in folded)
    phrases = [known for phrase in phrases_of(document.language) if (known := _narrowed(phrase, there)) is not None]
    if not phrases:
        return []
    cues = {i for d in drafts if d.cue is not None for i in reading.tokens_in(*d.cue)}
    found = []
    for number in _sentences_with(document, phrases, folded):
        sentence = document.sentences[number]
        at = _first_grant(reading, phrases, *_offsets(document, sentence))
        if at is not None:
            found.append(_grant(reading, number, at, cues))
    return found


@frozen
class Phrase:
    """A phrase that grants anonymity; a sentence that has it holds one of the words that it needs."""

    pattern: "regex.Pattern[str]"
    needs: Words | None


@cache
def phrases_of(language: Language) -> tuple[Phrase, ...]:
    """The phrases of a language that grant anonymity, in the order of their rows."""
    rows = zip(patterns(language, PHRASES, "grant"), written(language, PHRASES, "grant"), strict=True)
    return tuple(Phrase(pattern, needed(row)) for pattern, row in rows)


@cache
def words_of(language: Language) -> Words:
    """All words that such phrases need."""
    return frozenset(word for phrase in phrases_of(language) for word in phrase.needs or ())


def _sentences_with(document: Document, phrases: list[Phrase], folded: str) -> Iterable[int]:
    """The numbers of the sentences in which a word begins that a phrase needs, in order; of all where a phrase needs
    none, or where the document's text is longer when its case is folded."""
    words = frozenset[str]().union(*(phrase.needs or () for phrase in phrases))
    if len(folded) != len(document.text) or any(phrase.needs is None for phrase in phrases):
        return range(len(document.sentences))
    starts = [document.tokens[sentence.first].start for sentence in document.sentences]
    return sorted({max(0, bisect_right(starts, at) - 1) for word in words for at in _places(word, folded)})


def _places(word: str, text: str) -> Iterator[int]:
    """Where a word begins in a text."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _narrowed(phrase: Phrase, there: Words) -> Phrase | None:
    """A phrase with those of the words that it needs which are there; None where none is."""
    if phrase.needs is None:
        return phrase
    needs = phrase.needs & there
    return Phrase(phrase.pattern, needs) if needs else None


def _first_grant(reading: Reading, phrases: list[Phrase], start: int, end: int) -> Offsets | None:
    """Where the first of some phrases stands in a sentence outside quotation marks."""
    text = reading.document.text
    folded = text[start:end].casefold()
    tried = (phrase.pattern for phrase in phrases if holds(phrase.needs, folded))
    found = (match for pattern in tried for match in pattern.finditer(text, start, end))
    return next((match.span() for match in found if not reading.is_quoted(match.start())), None)


def _offsets(document: Document, sentence: Sentence) -> Offsets:
    return document.tokens[sentence.first].start, document.tokens[sentence.last - 1].end


def _grant(reading: Reading, sentence: int, at: Offsets, cues: set[int]) -> Grant:
    document, (start, end) = reading.document, at
    inside = list(reading.tokens_in(start, end))
    limit = _limit(document, sentence, inside, cues)
    end = _with_object(document, inside, end, limit)
    granted = document.span(*_stripped(document.text, start, end))
    reason = _reason(reading, sentence, granted, limit) or _own_reason(document.language, granted)
    return Grant(
        words=granted,
        reason=reason,
        reason_class=_class_of(document.language, reason) if reason is not None else None,
        sentence=sentence,
        holder=_who_speaks(document, _holder(document, inside), inside[0]),
    )


def _limit(document: Document, sentence: int, inside: list[int], cues: set[int]) -> int:
    """Where the grant's clause ends at the latest: before the verb of speech whose subject it belongs to."""
    above, at = set(), inside[0]
    while document.tokens[at].head >= 0:
        at = document.tokens[at].head
        above.add(at)
    later = [i for i in above & cues if i > inside[-1]]
    return document.tokens[min(later)].start if later else _offsets(document, document.sentences[sentence])[1]


def _with_object(document: Document, inside: list[int], end: int, limit: int) -> int:
    """“was not authorized to discuss **the matter publicly**”: what a last verb takes."""
    tokens, verb = document.tokens, inside[-1]
    if tokens[verb].lemma.lower() not in document.language.closed_class("verbs_of_unauthorised_speech"):
        return end
    last = verb
    while last + 1 < len(tokens) and tokens[last + 1].end <= limit and not _begins_clause(tokens[last + 1]):
        last += 1
    return tokens[last].end


def _begins_clause(token: Token) -> bool:
    return token.upos in ("PUNCT", "VERB", "AUX", "SCONJ", "CCONJ") or token.is_relative


def _stripped(text: str, start: int, end: int) -> Offsets:
    """A stretch without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def holders(grants: list[Grant]) -> frozenset[int]:
    """The tokens that say to whom anonymity is granted."""
    return frozenset(grant.holder for grant in grants if grant.holder is not None)


# --- taking them out of what was found ------------------------------------------------------------


def without_grants(reading: Reading, drafts: list[Draft], grants: list[Grant]) -> list[Draft]:
    """The drafts but for those that only grant anonymity: “an aide, who **asked not to be named**, said …”; a cue that
    has run over a grant is what stands behind it, and a piece of content beside others that is one is left out."""
    if not grants:
        return drafts
    covered = Stretches((s.start, s.end) for g in grants for s in (g.words, g.reason) if s is not None)

    def is_grant(piece: Offsets) -> bool:
        return sum(shared(piece, grant) for grant in covered.touching(piece)) > _MOSTLY * (piece[1] - piece[0])

    by_pronoun = {who: grant.holder for grant in grants if (who := _pronoun_of(reading, grant)) is not None}
    kept = []
    for draft in (_told_whole(reading, draft, by_pronoun) for draft in drafts):
        if draft.cue is None:
            kept.append(draft)
        elif not covered.hold(draft.cue) and not all(map(covered.hold, draft.content)):
            content = tuple(piece for piece in draft.content if not is_grant(piece)) or draft.content
            kept.append(evolve(draft, cue=_behind(reading, draft.cue, covered), content=content))
    return kept


def _behind(reading: Reading, cue: Offsets, covered: Stretches) -> Offsets:
    """A cue without the grant that it begins with."""
    end = next((b for a, b in covered.touching(cue) if a <= cue[0] and b < cue[1]), cue[0])
    tokens = [reading.document.tokens[i] for i in reading.tokens_in(end, cue[1])]
    start = next((t.start for t in tokens if t.start >= end and t.upos != "PUNCT"), cue[0])
    return start, cue[1]


# --- reasons --------------------------------------------------------------------------------------

_CLASS = "reason: "  # what the kinds of rows that tell a reason's class begin with


def behind(language: Language) -> "regex.Pattern[str]":
    """A reason right behind a grant: “asked not to be named **for fear of reprisals**”."""
    return any_of(language, PHRASES, "reason behind", rf"\G\s*+,?\s*+(?P<reason>(?:{{}}){_clause(language)})")


def before(language: Language) -> "regex.Pattern[str]":
    """A reason at the head of a sentence: “**Fearing reprisals**, she asked not to be named”."""
    return any_of(language, PHRASES, "reason before", rf"(?P<reason>(?:{{}}){_clause(language)}),")


def beside(language: Language) -> "regex.Pattern[str]":
    """A reason that an “and” joins to a grant behind it: “**fearing reprisals** and speaking on condition of
    anonymity”."""
    joining = "|".join(language.closed_class("joining_words"))
    return any_of(
        language,
        PHRASES,
        "reason beside",
        rf"(?P<reason>(?:{{}})[^.;:”\"“()—]{{0,90}}?),?\s(?:{joining})(?:\s\w+){{0,3}}\s\Z",
    )


def _clause(language: Language) -> str:
    """What a reason goes on with: up to a mark, but for a comma in a list."""
    joining = "|".join(language.closed_class("joining_words"))
    return rf"(?:\s++(?![-–—]++\s)|[^\s.;:,”\"“()—]|\.(?=\w)|,(?=\s(?:{joining})\s))*"


def _reason(reading: Reading, sentence: int, granted: Span, limit: int) -> Span | None:
    """The reason right behind a grant, else at the head of its sentence, else right before it; none in quotation
    marks."""
    document, text = reading.document, reading.document.text
    first = _offsets(document, document.sentences[sentence])[0]
    match = (
        behind(document.language).match(text, granted.end, limit)
        or before(document.language).match(text, first, granted.start)
        or beside(document.language).search(text, first, granted.start)
    )
    if match is None or reading.is_quoted(match.start("reason")):
        return None
    start, end = _stripped(text, *match.span("reason"))
    return document.span(start, end) if end - start >= _SHORTEST else None


def _own_reason(language: Language, granted: Span) -> Span | None:
    """“was not authorized to speak”, “for legal reasons” is a grant and its reason in one."""
    if any_of(language, PHRASES, "grant that is its reason").search(granted.text):
        return granted
    match = any_of(language, PHRASES, "reason in grant").search(granted.text)
    return Span(granted.start + match.start(), granted.start + match.end(), match.group()) if match else None


def _class_of(language: Language, reason: Span) -> ReasonClass:
    """The class of a reason by its words."""
    found = (name for name, pattern in reason_classes(language) if pattern.search(reason.text))
    return next(found, ReasonClass.OTHER)


@cache
def reason_classes(language: Language) -> tuple[tuple[ReasonClass, "regex.Pattern[str]"], ...]:
    """The patterns that tell the class of a reason, in the order of their rows."""
    return tuple(
        (ReasonClass(row[0].removeprefix(_CLASS)), regex.compile(spaced(row[1]), regex.IGNORECASE))
        for row in language.rows(PHRASES)
        if row[0].startswith(_CLASS)
    )


# --- whom they speak of ---------------------------------------------------------------------------


def _pronoun_of(reading: Reading, grant: Grant) -> int | None:
    """“an aide, **who** asked not to be named”: the relative pronoun of a clause that grants, behind its holder."""
    return _relative_between(reading.document, grant.holder, reading.token_at(grant.words.start))


def _relative_between(document: Document, holder: int | None, grant: int) -> int | None:
    """The relative pronoun of a clause that grants, between its holder, if anybody, and the grant."""
    behind = range(grant, grant if holder is None else holder, -1)
    return next((i for i in behind if document.tokens[i].is_relative), None)


def _told_whole(reading: Reading, draft: Draft, holders: Mapping[int, int | None]) -> Draft:
    """“**People close to Ruiz**, who asked not to be named, said”: a source that is the pronoun of such a clause alone
    is whoever asked, up to the pronoun."""
    who = reading.token_at(draft.source[0]) if draft.source is not None else -1
    holder = holders.get(who)
    if holder is None or draft.source is None or reading.document.tokens[who].end < draft.source[1]:
        return draft
    tokens, last = reading.document.tokens, who - 1
    last -= tokens[last].text == ","
    head = head_before(reading.document, noun_phrase(reading.document, holder)[0] + 1)
    first = noun_phrase(reading.document, holder if head is None else head)[0]
    return evolve(draft, source=(tokens[first].start, tokens[last].end), source_token=holder if head is None else head)


def _holder(document: Document, inside: list[int]) -> int | None:
    """The token that says who is granted anonymity: the object of “naming”, else the subject of the clause."""
    naming = next((i for i in inside if _is_naming(document, i)), None)
    if naming is not None:
        return first_child(document, naming, lambda t: t.relation == "obj")
    at, first = inside[0], None
    for _ in range(_FAR_UP):
        holder = _subject(document, at)
        if holder is None:
            holder = _noun_of_clause(document, at)
        if holder is not None and not _is_thing(document, holder):
            return holder
        first = holder if first is None else first
        at = document.tokens[at].head
        if at < 0:
            break
    return first


def _is_thing(document: Document, i: int) -> bool:
    """“An aide said **the bridge** would close, speaking on condition of anonymity”: nobody who could ask for it."""
    token = document.tokens[i]
    return token.upos == "NOUN" and not token.has("plural") and not is_human(token.lemma.lower(), document.language)


def _who_speaks(document: Document, holder: int | None, grant: int) -> int | None:
    """“**The wife** of a driver, who asked not to be named,”: behind a comma a clause is of the whole phrase, of whose
    head the parse makes the nearest noun."""
    tokens = document.tokens
    who = _relative_between(document, holder, grant)
    if holder is None or who is None or tokens[who - 1].text != ",":
        return holder
    at = holder
    while tokens[at].relation in _WITHIN_PHRASES and tokens[at].head >= 0:
        at = tokens[at].head
        if is_human(tokens[at].lemma.lower(), document.language):
            holder = at
    return holder


def _is_naming(document: Document, i: int) -> bool:
    """“The Ledger is not **naming** her”."""
    token = document.tokens[i]
    return token.is_gerund and token.lemma.lower() in document.language.closed_class("verbs_of_naming")


def _subject(document: Document, i: int) -> int | None:
    """The subject of a verb, but for “who” and “whose”; of a name or an identity whoever has it."""
    subject = first_child(document, i, lambda t: t.relation == "nsubj")
    if subject is None:
        return None
    if document.tokens[subject].lemma.lower() in document.language.closed_class("nouns_of_naming"):
        owner = next((c for c in document.children[subject] if document.tokens[c].deprel == "nmod:poss"), None)
        subject = owner if owner is not None else subject
    token = document.tokens[subject]
    return None if token.opens_relative else subject


def _noun_of_clause(document: Document, i: int) -> int | None:
    """“an **aide** who asked not to be named”: the noun that a clause hangs on."""
    token = document.tokens[i]
    if token.head < 0 or token.deprel not in ("acl", "acl:relcl", "appos"):
        return None
    return token.head if document.tokens[token.head].upos in ("NOUN", "PROPN", "PRON", "NUM") else None
