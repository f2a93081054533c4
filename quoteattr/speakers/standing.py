"""Why a source is worth hearing, as the text tells its reader: what journalism calls the source's justification.

It stands behind a name (“Ruiz, **who has studied the river for 20 years**”, “Ruiz, **a lawyer for the family**”) or
before one (“**the family's lawyer**, Ana Ruiz”), behind a description (“people **familiar with the talks**”), and of a
document it is who made it (“a report **by the ministry**”).
"""

from collections.abc import Iterable, Iterator, Sequence

from quoteattr.language import Language
from quoteattr.language.people import is_for_somebody
from quoteattr.records import Kind
from quoteattr.runtime.asked import asked_once
from quoteattr.runtime.values import value
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.names.name import Name
from quoteattr.speakers.phrases import Form, Phrase
from quoteattr.speakers.resolve import Resolution
from quoteattr.text.document import Document, Token
from quoteattr.text.stretches import Offsets
from quoteattr.text.tree import below, is_negation, is_time, is_verbal, run_around, topmost, trimmed

Tokens = Sequence[int]
_COMMAS = frozenset({",", "—", "–", "--", "-"})
_ENDS = frozenset({",", ";", ":", ".", "—", "–", "--", "“", "”", '"', "''", "``", "?", "!"})
_FAR = 40  # tokens that a telling has at most
_OTHERS = frozenset({"nsubj", "obl", "obj"})  # relations in which somebody else stands
_SEGMENTS = 3  # commas behind a name at which it may be told
_SHORT = 8  # tokens between two of them
_NOMINAL = frozenset({"NOUN", "PROPN"})


@value
class Mention:
    """The tokens of one mention of somebody, end exclusive, the token that heads it, and where its source phrase ends
    (a token, exclusive), if it is one."""

    first: int
    last: int
    head: int
    named: bool
    until: int = 0


_BY_SOURCE = Mention(0, 0, 0, True, until=1)


def standing_of(cast: Cast, chain: Chain, phrase: Phrase | None) -> Offsets | None:
    """The words that tell why somebody is worth hearing: at this source, else where they are first told."""
    here = _of_source(cast, phrase) if phrase is not None else None
    found = _told(cast, chain, here) if here is not None else None
    return found if found is not None else _introduced(cast, chain)


def note_sources(cast: Cast, resolved: Iterable[tuple[int | None, Resolution]]) -> None:
    """Note how far the source phrases go that hold a name, which the network knows better than the parse; and of whom
    each token is the source that heads one. Given are those tokens, each with what its source means."""
    ends, whose = _ends_of_sources(cast), _whose_sources(cast)
    for head, resolution in resolved:
        if head is not None and resolution.chain is not None:
            whose[head] = id(resolution.chain)
        phrase = resolution.phrase
        if phrase is not None and phrase.name is not None and not phrase.also:
            ends[phrase.name.last] = cast.reading.tokens_in(phrase.start, phrase.end).stop


@asked_once
def _ends_of_sources(cast: Cast) -> dict[int, int]:
    """Behind which token the source phrase ends that holds a name, by the end of that, as far as noted."""
    return {}


@asked_once
def _whose_sources(cast: Cast) -> dict[int, int]:
    """The speaker, by identity, whose source each token heads, as far as noted."""
    return {}


@asked_once
def _introduced(cast: Cast, chain: Chain) -> Offsets | None:
    """Where a mention first tells it."""
    tellings = (_told(cast, chain, mention) for mention in _mentions(cast, chain))
    return next(filter(None, tellings), None)


def _mentions(cast: Cast, chain: Chain) -> Iterator[Mention]:
    """The mentions by name, then those by a description that was a source."""
    ends = _ends_of_sources(cast)
    for name in cast.mentions_of(chain):
        head = topmost(cast.document, range(name.first, name.last))
        yield Mention(name.first, name.last, head, True, ends.get(name.last, 0))
    if not chain.name:
        for tokens in chain.phrases:
            yield Mention(tokens[0], _core_end(cast, tokens), topmost(cast.document, tokens), False, tokens[-1] + 1)


def _of_source(cast: Cast, phrase: Phrase) -> Mention | None:
    """The mention in a source phrase; none in a pronoun, nor where several are named."""
    if phrase.form is Form.PRONOUN or phrase.also:
        return None
    tokens = list(cast.reading.tokens_in(phrase.start, phrase.end))
    if not tokens:
        return None
    if phrase.name is not None:
        name = phrase.name
        head = topmost(cast.document, range(name.first, name.last))
        return Mention(name.first, name.last, head, True, tokens[-1] + 1)
    return Mention(tokens[0], _core_end(cast, tokens), topmost(cast.document, tokens), False, tokens[-1] + 1)


def _core_end(cast: Cast, tokens: Tokens) -> int:
    """Behind the noun of a description: “two people | familiar with it”."""
    document = cast.document
    head = topmost(document, tokens)
    return max(head + 1, tokens[0] + 1)


def _told(cast: Cast, chain: Chain, mention: Mention) -> Offsets | None:
    """What a mention tells, as character offsets."""
    if cast.reading.quotation_of[mention.head] >= 0:
        return None
    if chain.kind is Kind.DOCUMENT:
        found = _issuer(cast, mention)
    elif mention.named and not mention.until and chain.kind is Kind.ORGANIZATION:
        found = ()  # “Iran, **which was sanctioned in March**”: news of it, not why it is heard
    elif mention.named:
        found = _behind_name(cast, mention) or _before_name(cast, mention)
    else:
        found = _behind_noun(cast, mention)
    sources = _whose_sources(cast)
    if not found or any(sources.get(i, id(chain)) != id(chain) for i in found):
        return None  # “Ruiz, **the union** said, was ill”
    kept = trimmed(found, lambda i: cast.document.tokens[i].upos in ("PUNCT", "CCONJ", "SCONJ"))
    return (cast.document.tokens[kept[0]].start, cast.document.tokens[kept[-1]].end) if kept else None


# --- behind a name --------------------------------------------------------------------------------


def _behind_name(cast: Cast, mention: Mention) -> Tokens:
    """“Ruiz, **who runs the port**”, “Ruiz, 54, of Leeds, **a lawyer for it**”, “Ruiz **of the Sierra Club**”."""
    document, tokens = cast.document, cast.document.tokens
    at = _behind_bracket(document, mention.last)
    last = document.sentences[tokens[mention.head].sentence].last
    if at < last and tokens[at].text not in _COMMAS and _joins(cast, mention, at, last):
        return _up_to_end(cast, mention, at, last)
    for _ in range(_SEGMENTS):
        at = _next_comma(document, at, last)
        if at + 1 >= last:
            return ()
        if _joins(cast, mention, at + 1, last) or _is_apposition(cast, mention, at + 1, last):
            return _with_clause(cast, _up_to_end(cast, mention, at + 1, last), last)
        at += 1
    return ()


def _next_comma(document: Document, i: int, last: int) -> int:
    """The next comma or dash from a token on, over an age or a place: “, **54**,”, “, **of Leeds**,”; else the end."""
    for j in range(i, min(i + _SHORT, last)):
        token = document.tokens[j]
        if token.text in _COMMAS:
            return j
        if token.upos not in ("NUM", "PROPN", "ADP", "PUNCT", "DET", "ADJ") or token.text in _ENDS:
            return last
    return last


def _behind_bracket(document: Document, i: int) -> int:
    """“Ruiz **(R-Va.)**, who runs it”"""
    tokens = document.tokens
    if i < len(tokens) and tokens[i].text == "(":
        closing = next((j for j in range(i, min(i + 8, len(tokens))) if tokens[j].text == ")"), None)
        return i if closing is None else closing + 1
    return i


def _joins(cast: Cast, mention: Mention, first: int, last: int) -> bool:
    """“**who** runs it”, “**of** the Sierra Club”"""
    token, language = cast.document.tokens[first], cast.document.language
    if _opens_clause(token):
        return _tells(cast, mention, first, last)
    return token.lower in language.closed_class("belongs_by") and _is_home(cast, first + 1, last)


def _opens_clause(token: Token) -> bool:
    return (token.is_relative and token.lower != "what") or token.has("relative_possessive")


def _tells(cast: Cast, mention: Mention, first: int, last: int) -> bool:
    """Whether a relative clause says what somebody is, does or did, not how they speak here: “who asked not to be
    named”; beside other mentions than the source, where clauses tell the news, only by verbs that say what one is."""
    document = cast.document
    none, lasting = (document.language.closed_class(n) for n in ("clauses_of_no_standing", "verbs_of_standing"))
    if document.tokens[first].has("relative_possessive"):
        return mention.until > 0
    for token in document.tokens[first + 1 : min(first + 12, last)]:
        if is_negation(document, token):
            return False  # “who was not authorised to speak”
        if token.upos == "VERB" or (token.upos == "AUX" and token.relation == "cop"):
            lemma = token.lemma.lower()
            return lemma in lasting if not mention.until else lemma not in none
    return False


def _is_home(cast: Cast, i: int, last: int) -> bool:
    """“of **the Sierra Club**”; not “of Virginia”, “of the same age”."""
    tokens, language = cast.document.tokens, cast.document.language
    while i < last and tokens[i].upos in ("DET", "ADJ", "NUM") and i not in cast.name_at:
        i += 1
    if i >= last:
        return False
    name = cast.name_at.get(i)
    if name is not None:
        return name.kind is Kind.ORGANIZATION and not name.place
    return tokens[i].lemma.lower() in language.classes("organization_nouns")


def _is_apposition(cast: Cast, mention: Mention, first: int, last: int) -> bool:
    """“Ruiz, **a former judge**”, “Acme, **the town's largest firm**”, “Ruiz, **director of the port**”."""
    document, tokens = cast.document, cast.document.tokens
    language = document.language
    if is_negation(document, tokens[first]) or tokens[first].upos in ("ADP", "SCONJ", "CCONJ", "PRON"):
        return tokens[first].deprel == "nmod:poss" and _heads_people(cast, mention, first, last, language)
    return _heads_people(cast, mention, first, last, language)


def _heads_people(cast: Cast, mention: Mention, first: int, last: int, language: Language) -> bool:
    """Whether the first noun of a stretch that no other follows is one for people, or any in a source phrase."""
    tokens, one, of = cast.document.tokens, language.closed_class("one"), language.closed_class("of")
    for i in range(first, min(first + 14, last)):
        token, name = tokens[i], cast.name_at.get(i)
        if token.text in _ENDS or (is_verbal(token) and token.relation not in ("amod", "compound")):
            return False
        if name is not None and name.kind is Kind.PERSON and not _is_owner(cast.document, name):
            return False
        if token.lemma.lower() in language.closed_class("nouns_of_no_standing"):
            return False  # “Ruiz, **a number of tests** …”, torn from its sentence
        if token.upos in _NOMINAL and not _goes_on(cast, i):
            if _is_noun_of_people(token, language):
                return token.relation not in _OTHERS or mention.until > first
            return mention.until > first and token.upos == "NOUN" and not is_time(cast.document, token)
        if token.lower in one and i + 1 < last and tokens[i + 1].lower in of:
            return True
    return False


def _is_owner(document: Document, name: Name) -> bool:
    """“Ruiz, **Clinton**'s lawyer”, “a **Clinton** aide”"""
    behind = document.tokens[name.last : name.last + 1]
    return any(t.is_genitive or t.upos in ("NOUN", "PART") for t in behind)


def _is_noun_of_people(token: Token, language: Language) -> bool:
    """A noun for people or what they form: judge, author, firm."""
    lemma = token.lemma.lower()
    return token.upos in _NOMINAL and is_for_somebody(lemma, language)


def _goes_on(cast: Cast, i: int) -> bool:
    """“a **security** official”, “the **town**'s largest firm”: a noun that another follows."""
    tokens = cast.document.tokens
    if i + 1 >= len(tokens):
        return False
    behind = tokens[i + 1]
    return (behind.upos in ("NOUN", "PART", "PROPN") or behind.text in ("-", "/", "&")) and not (
        tokens[i].upos == "NOUN" and behind.i in cast.name_at and tokens[i].relation not in ("compound", "nmod:poss")
    )


# --- how far it goes ------------------------------------------------------------------------------


def _up_to_end(cast: Cast, mention: Mention, first: int, last: int) -> Tokens:
    """The tokens of a telling: as far as the source phrase goes, else as the parse has it, else up to a mark."""
    if mention.until > first:
        return range(first, mention.until)
    document = cast.document
    inside = range(mention.first, mention.last)
    hanging = (i for i in range(first, min(first + _FAR, last)) if document.tokens[i].head in inside)
    if (top := next(hanging, None)) is not None:
        run = [i for i in run_around(top, below(document, top)) if i >= first]
        if run and run[0] == first:
            return run
    marks = (i for i in range(first + 1, min(first + _FAR, last)) if document.tokens[i].text in _ENDS)
    return range(first, next(marks, first))


def _with_clause(cast: Cast, found: Tokens, last: int) -> Tokens:
    """“a lawyer for the club, **who has sued it for years**”: the clause behind an apposition too."""
    if not found:
        return found
    document, tokens = cast.document, cast.document.tokens
    at = found[-1] + 1
    if (
        at + 1 >= last
        or tokens[at].text != ","
        or not _opens_clause(tokens[at + 1])
        or not _tells(cast, _BY_SOURCE, at + 1, last)
    ):
        return found
    verb = tokens[at + 1].head
    if verb <= at:
        return found
    run = [i for i in run_around(verb, below(document, verb)) if i > at]
    return range(found[0], run[-1] + 1) if run and run[0] == at + 1 else found


# --- before a name, behind a noun, of a document --------------------------------------------------


def _before_name(cast: Cast, mention: Mention) -> Tokens:
    """“**An attorney for Hill**, Ana Ruiz, said”: a phrase for somebody, of some length, right before a name."""
    tokens, language = cast.document.tokens, cast.document.language
    comma = mention.first - 1
    if comma < 3 or tokens[comma].text != ",":
        return ()
    least = max(cast.document.sentences[tokens[comma].sentence].first, comma - _FAR // 2)
    begins = None
    for i in range(comma - 1, least - 1, -1):
        if tokens[i].text in _ENDS or (is_verbal(tokens[i]) and tokens[i].relation not in ("amod", "compound")):
            break
        if tokens[i].upos == "DET" or tokens[i].deprel == "nmod:poss":
            begins = i
    if begins is None or tokens[begins].lower in language.closed_class("nobody"):
        return ()
    found = range(begins, comma)
    joins = [i for i in found if tokens[i].upos == "ADP"]
    head = joins[0] - 1 if joins else comma - 1
    long = bool(joins) or any(tokens[i].is_genitive for i in found)
    return found if long and _is_noun_of_people(tokens[head], language) else ()


def _behind_noun(cast: Cast, mention: Mention) -> Tokens:
    """“people **familiar with the talks**”, “a clerk **who saw it**”, “a trader **at Morrow Capital**”, “a detective,
    **a 20-year veteran**”."""
    document, tokens = cast.document, cast.document.tokens
    last = min(document.sentences[tokens[mention.head].sentence].last, mention.last + _FAR)
    first = mention.last
    if first + 1 < last and tokens[first].text == ",":
        first += 1
        if not _opens_clause(tokens[first]):
            return _up_to_end(cast, mention, first, last) if _is_apposition(cast, mention, first, last) else ()
    if first >= last or not _says_how(cast, mention, first, last):
        return ()
    if mention.until > first:
        return _with_clause(cast, range(first, mention.until), last)
    top = next((c for c in document.children[mention.head] if c >= first and tokens[c].upos != "PUNCT"), None)
    return () if top is None else [i for i in run_around(top, below(document, top)) if i >= first]


def _says_how(cast: Cast, mention: Mention, first: int, last: int) -> bool:
    """Whether what stands behind a noun says how somebody knows, saw, or belongs."""
    token, language = cast.document.tokens[first], cast.document.language
    knowing = language.words("knowledge_words")
    if _opens_clause(token):
        return _tells(cast, mention, first, last)
    behind = cast.document.tokens[first + 1 : min(first + 5, last)]
    if token.lower in knowing or (token.upos == "ADP" and any(t.lemma.lower() in knowing for t in behind)):
        return True
    return token.lower in language.closed_class("works_by") and _is_home(cast, first + 1, last)


def _issuer(cast: Cast, mention: Mention) -> Tokens:
    """“a report **by the ministry**”, “data **from Acme**”, “a study **published in a journal**”."""
    document, tokens = cast.document, cast.document.tokens
    language = document.language
    for child in document.children[mention.head]:
        if child < mention.last or not _names_maker(cast, child, language):
            continue
        run = run_around(child, below(document, child))
        if mention.until > run[0]:
            run = list(range(run[0], mention.until))
        return [i for i in run if i >= mention.last and tokens[i].sentence == tokens[child].sentence]
    return ()


def _names_maker(cast: Cast, i: int, language: Language) -> bool:
    """“**by** the ministry”, “**conducted** by it”, “that **appeared** in a journal”"""
    document, tokens = cast.document, cast.document.tokens
    token = tokens[i]
    joins = [tokens[c].lower for c in document.children[i] if tokens[c].relation == "case"]
    if token.relation == "nmod":
        return any(join in language.closed_class("made_by") for join in joins) and not is_time(document, token)
    if token.relation != "acl" or token.lemma.lower() not in language.closed_class("verbs_of_making"):
        return False
    below_it = [tokens[c] for c in document.children[i] if tokens[c].relation == "obl" and c > i]
    return any(not is_time(document, t) for t in below_it)
