"""Where the proper names of a document stand, and what each names.

Names are runs of proper nouns. Titles and roles before a person's name are left out of it, the adjectives
before an organisation's are taken in. In headlines, where every word has a capital, a name is what the
rest of the document calls somebody.
"""

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from functools import cache
from itertools import islice, takewhile, zip_longest
from math import inf

import regex
from attrs import evolve

from quoteattr.language import Language
from quoteattr.language.people import is_holder_of_portfolio, is_human, is_only_title, is_role_of_two
from quoteattr.records import Kind
from quoteattr.runtime.asked import asked_once
from quoteattr.speakers.names.bodies import with_whole_bodies
from quoteattr.speakers.names.kinds import (
    end_of_role,
    ends_body_of_two,
    ends_title,
    is_field_of_role,
    is_in_byline,
    joins_fields,
    kind_of,
    one_word,
    role_ending_at,
    well_known,
    with_called,
    with_described_people,
    with_families,
    with_firms,
    with_firms_told_next,
    with_he_or_she,
    with_lone_given_names,
    with_lone_surnames,
    with_neuter,
    with_what_most_are,
    with_whole_names,
)
from quoteattr.speakers.names.name import (
    Name,
    bears_given_name,
    given_of,
    is_borne_alone,
    is_given_in_syllables,
    is_given_name,
    is_handle,
    is_of_somebody,
    is_site,
    is_surname_first,
    surname_of,
    tells_form,
    without_accents,
)
from quoteattr.text.document import Document, Token

_HANDLE = regex.compile(r"@\w{3,}")
_STATES = frozenset({"U.S.", "US", "U.K.", "UK", "UN", "U.N.", "EU", "E.U."})
_SMALL = 0.15  # of the longer words of a headline have no capital, at most
_LONGEST = 60  # tokens that a run of names may have: no headline is longer


@asked_once
def find_names(document: Document) -> tuple[Name, ...]:
    """All proper names of a document, in order."""
    language = document.language
    headlines = _headlines(document)
    runs = list(_runs(document))
    names = [n for a, b in runs if document.tokens[a].sentence not in headlines for n in _names_in(document, a, b)]
    if in_headlines := [(a, b) for a, b in runs if document.tokens[a].sentence in headlines]:
        known = _known_by(names, language)
        longest = max(map(len, known), default=0)
        names += [n for a, b in in_headlines for n in _names_in_headline(document, a, b, known, longest)]
    names = _without_roles(document, [*names, *_lone_surnames(document, names, headlines)], headlines)
    lone = frozenset(name.words[0] for name in names if len(name.words) == 1)
    names = [_without_noun(document, name, lone) for name in names]
    names.sort(key=lambda n: n.first)
    names = [_without_rival(document, name) for name in _without_kin_in_front(document, names)]
    names = with_whole_names(with_whole_bodies(document, names), language)
    names = with_described_people(document, names)
    names = with_called(document, with_firms(document, with_neuter(document, names)))
    names = with_firms_told_next(document, names)
    names = with_he_or_she(document, with_what_most_are(names, language))
    names = _with_spouses(document, list(names))
    return with_families(document, with_lone_given_names(document, with_lone_surnames(document, names)))


def _known_by(names: list[Name], language: Language) -> dict[tuple[str, ...], Name]:
    """Names by the tokens of what they are written as, and people by those of their given names and surnames, too."""
    in_full = [n for n in names if n.kind is Kind.PERSON and len(n.words) > 1]
    known = {_as_tokens(given_of(n.words, language)): n for n in in_full}
    known |= {_as_tokens(" ".join(n.words)): n for n in names}
    return known | {_as_tokens(surname_of(n.words, language)): n for n in in_full}


def _without_roles(document: Document, names: list[Name], headlines: Container[int]) -> list[Name]:
    """“**Bishop** says church is cold” ¶ “Bishop Ann Lund said”, “**Dean** resigns” ¶ “the dean”: what only begins
    sentences or stands in headlines, and is a role elsewhere, where nobody's name has it."""
    roles, tokens = document.language.words("role_nouns"), document.tokens
    told = {n.title for n in names} | {t.lower for t in document.tokens_of_lemmas(roles) if t.text.islower()}

    def is_free(name: Name) -> bool:
        sentence = tokens[name.first].sentence
        is_lone = name.kind is Kind.PERSON and len(name.words) == 1 and name.title is None
        return is_lone and (sentence in headlines or name.first == document.sentences[sentence].first)

    borne = {word for n in names if not is_free(n) for word in n.words}
    told = {word for word in told if word in roles}
    return [n for n in names if not (is_free(n) and n.words[0].lower() in told and n.words[0] not in borne)]


def _without_noun(document: Document, name: Name, lone: Container[str]) -> Name:
    """“**Orban** Speech”, in a line of capitals: what the document also writes small is no surname of somebody whom it
    calls by the word before. `lone` are the names of one word."""
    words, language = name.words, document.language
    if name.kind is not Kind.PERSON or len(words) != 2 or name.last - name.first != 2:
        return name
    called, noun = words
    is_noun = _is_written_small(document, noun.lower()) and noun not in lone
    if not is_noun or called not in lone or is_given_name(called, language):
        return name
    return evolve(name, last=name.last - 1, words=words[:1])


def _without_kin_in_front(document: Document, names: list[Name]) -> list[Name]:
    """“**Brothers** Anil and Vijay Rao”: what two are to each other, before a given name, is no word of a name."""
    kin, joints = document.language.closed_class("nouns_of_kin"), document.language.closed_class("and")

    def is_such(name: Name, behind: Name | None) -> bool:
        first = name.words[0].lower()
        if len(name.words) != 2 or not first.endswith("s") or first[:-1] not in kin or behind is None:
            return False
        is_beside = behind.kind is Kind.PERSON and behind.first == name.last + 1 and len(behind.words) > 1
        return is_beside and document.tokens[name.last].lower in joints

    return [
        evolve(n, first=n.first + 1, words=n.words[1:], kind=Kind.PERSON, title=n.words[0].lower()[:-1])
        if is_such(n, behind)
        else n
        for n, behind in zip_longest(names, names[1:])
    ]


def _with_spouses(document: Document, names: list[Name]) -> list[Name]:
    """“**Mr. and Mrs.** Lund said”: two people under one surname, whom nothing else tells apart."""
    tokens, classes = document.tokens, document.language.closed_class
    titles, joints = classes("short_titles"), classes("and")

    def begins(name: Name) -> int:
        """Where the first of the two titles stands, -1 without."""
        before = [t.i for t in tokens[max(0, name.first - _TWO_TITLES) : name.first] if t.text != "."][-3:]
        if name.kind is not Kind.PERSON or name.title not in titles or len(before) < _MR_AND_MRS:
            return -1
        first, joint, second = (tokens[i].lower.rstrip(".") for i in before)
        return before[0] if first in titles and joint in joints and second in titles else -1

    found = [(name, begins(name)) for name in names]
    return [
        evolve(name, first=at, words=_as_written(document, at, name.last), kind=Kind.GROUP, title=None)
        if at >= 0
        else name
        for name, at in found
    ]


def _as_written(document: Document, first: int, end: int) -> tuple[str, ...]:
    return tuple(document.text[document.tokens[first].start : document.tokens[end - 1].end].split())


_TWO_TITLES, _MR_AND_MRS = 5, 3  # tokens of “Mr . and Mrs .”, and those that are no full stops


def _without_rival(document: Document, name: Name) -> Name:
    """“**Rival** Siemens Gamesa said”: what a firm is to another, at the head of a sentence, is no word of its name."""
    opens = document.sentences[document.tokens[name.first].sentence].first == name.first
    is_firm = name.kind is not Kind.PERSON and not name.place and len(name.words) > 1
    if not (opens and is_firm) or name.words[0].lower() not in document.language.closed_class("words_before_firms"):
        return name
    return evolve(name, first=name.first + 1, words=name.words[1:])


def firms_of(document: Document) -> frozenset[tuple[int, int]]:
    """Where organisations are named that are no places: tokens, end exclusive."""
    return frozenset((n.first, n.last) for n in find_names(document) if n.kind is Kind.ORGANIZATION and not n.place)


def ends_of_people(document: Document) -> dict[int, int]:
    """Where the name of somebody that begins at a token ends (exclusive): one that the parse takes for a person's, that
    is made as one and whose surname it takes so elsewhere, or whose the text is."""
    language, people = document.language, [n for n in find_names(document) if n.kind is Kind.PERSON]
    tagged = {n.words for n in people if document.in_person(n.first)}

    def is_told(name: Name) -> bool:
        surname = name.words[:1] if is_surname_first(name.words, language) else name.words[-1:]
        return name.words != surname in tagged and is_of_somebody(name.words, language)

    return {
        n.first: n.last for n in people if document.in_person(n.first) or is_told(n) or is_in_byline(document, n.first)
    }


def _as_tokens(name: str) -> tuple[str, ...]:
    """A name as the tokens of a text have it: Felbab-Brown → felbab, -, brown."""
    return tuple(name.lower().replace("-", " - ").split())


# --- runs of proper nouns -------------------------------------------------------------------------


def _runs(document: Document) -> Iterator[tuple[int, int]]:
    end, particles = 0, document.language.words("particles")
    for token in document.tokens:
        text = token.text
        if token.i < end or (text.islower() and text.isalpha() and text not in particles):  # most words, unasked
            continue
        if _starts(document, token.i):
            end = _run_end(document, token.i)
            if end > token.i + 1 or not _is_noun_in_letters(token, document.language):
                yield token.i, end


def _is_noun_in_letters(token: Token, language: Language) -> bool:
    """“the **PAC** said”, “an **NGO**”, “**HR** manager”: a noun that is written in capitals."""
    return token.text.isupper() and token.lower in language.closed_class("nouns_in_letters")


def _starts(document: Document, i: int) -> bool:
    """Whether a name begins at a token."""
    text = document.tokens[i].text
    if text.islower() and text.isalpha():
        return _begins_with_particle(document, i)
    if not (text[:1].isalnum() or text[:1] == "@"):
        return False
    if (text[0] == "@" and _HANDLE.fullmatch(text)) or is_site(text) or _is_screen_name(document, i):
        return True
    if _is_date(document, i) or _is_honour_apart(document, i) or _is_first_person(document, i):
        return False
    if i in _tickers(document):
        return False
    if _is_first_field(document, i):
        return document.tokens[i + 2].text.istitle()
    if (
        _begins_in_syllables(document, i)
        or _is_word_of_name(document, i)
        or i in _papers(document)
        or i in _short_for(document)
    ):  # most
        return True
    return _whole_in_front(document, i) > 0 or _body_in_front(document, i) > 0 or _is_word_that_speaks(document, i)


def _is_first_field(document: Document, i: int) -> bool:
    """“**Parks** and recreation director Ana Ruiz”, “**Planning** and Zoning Director”: whatever the tagger says."""
    return i + 2 < len(document.tokens) and joins_fields(document, i + 1)


def _is_word_of_name(document: Document, i: int) -> bool:
    """Whether the tagger, or a list, takes a word for a name's, and it is written as one."""
    token = document.tokens[i]
    if token.text[:1].isdecimal() and token.lower in document.language.closed_class("teams_in_digits"):
        return True  # “the Philadelphia **76ers**”
    if token.upos == "PROPN":
        return token.text[:1].isalnum() and not token.text.islower()
    if token.lower in document.language.closed_class("names_parents") and token.text.istitle():
        return all(t.upos == "PROPN" for t in document.tokens[i + 1 : i + 2])  # “**Umm** Khalid said”
    if token.text.isupper() and token.lower in document.language.closed_class("capitals_that_are_names"):
        return not _is_in_capitals(document, token.sentence)  # “the **WHO** said”
    is_name = i in document.entity_at or (token.upos == "NOUN" and token.lower in _surnames(document))
    if is_name and token.text[:1].isupper() and (token.upos in ("NOUN", "ADJ", "X") or _is_initial_inside(document, i)):
        return True
    return token.upos == "INTJ" and token.text.istitle() and _is_in_front(document, i)


def _is_initial_inside(document: Document, i: int) -> bool:
    """“Justice S **A** Dharmadhikari”: a letter that is a word, too, behind another word of somebody's name."""
    entity = document.entity_at.get(i)
    is_inside = entity is not None and entity.kind == "PERSON" and entity.first < i < entity.last - 1
    return is_inside and len(document.tokens[i].text) == 1


@asked_once
def _papers(document: Document) -> frozenset[int]:
    """The nouns for people by which papers are called: “told **The Advocate**”, “**The Advocate** said”. Wherever an
    article in capitals stands before one, if it does so inside a sentence of small letters, too."""
    language, tokens = document.language, document.tokens
    articles = (t.i for t in document.tokens_of(language.closed_class("the")) if t.text.istitle())
    nouns = [tokens[i + 1] for i in articles if i + 2 < len(tokens) and not tokens[i + 2].text[:1].isupper()]
    nouns = [noun for noun in nouns if noun.text.istitle() and _calls_somebody(noun, language)]
    papers = language.words("outlets").intersection(language.closed_class("roles_in_names_of_papers"))
    known = {noun.text for noun in nouns if noun.lower in papers and noun.sentence not in _headlines(document)}
    called = known | {noun.text for noun in nouns if _is_within(document, noun.i - 1)}
    return frozenset(noun.i for noun in nouns if noun.text in called)


@asked_once
def _short_for(document: Document) -> frozenset[int]:
    """The words in capitals that are short for other words of the text, whatever noun they are otherwise."""
    nouns = (t for t in document.tokens if t.upos == "NOUN" and len(t.text) > 1 and t.text.isupper())
    nouns = (t for t in nouns if t.text.isalpha() and (len(t.text) > 2 or _is_behind_article(document, t.i)))
    asked = [t for t in nouns if not _is_in_capitals(document, t.sentence)]
    words = regex.split(r"\s", document.text) if asked else []
    capital = _in_capital_letters(words)
    told = {word: _told_at(words, capital, word, document.language) for word in {t.text for t in asked}}
    return _short_in_brackets(document) | {t.i for t in asked if told[t.text] <= t.start}


def _short_in_brackets(document: Document) -> frozenset[int]:
    """The words in capitals that are short for the words before them where they stand in brackets: “Citizens for
    Responsibility and Ethics in Washington (**CREW**) … **CREW** said”."""
    tokens, found = document.tokens, set[int]()
    for opening in document.tokens_of({"("}):
        bracketed = tokens[opening.i + 1 : opening.i + 3]
        if len(bracketed) < 2 or bracketed[1].text != ")" or not bracketed[0].text.isupper():
            continue
        word = bracketed[0]
        before = [t.text[0] for t in tokens[max(0, opening.i - _SPELLED) : opening.i] if t.text[:1].isupper()]
        is_short = len(word.text) > 2 and "".join(before).endswith(word.text)
        if is_short and not _is_role(word.lower, document.language):
            found |= {t.i for t in document.tokens_of({word.lower}) if t.text == word.text and t.upos != "PROPN"}
    return frozenset(found)


def _in_capital_letters(words: list[str]) -> dict[str, list[tuple[int, str]]]:
    """By their first letters the words that have a capital there, without what is glued to them in front: the place of
    each, and the word."""
    found: dict[str, list[tuple[int, str]]] = {}
    for n, word in enumerate(words):
        if not word.islower() and (capital := _CAPITAL_AT_END.search(word)):
            found.setdefault(capital[0][0], []).append((n, capital[0]))
    return found


def _told_at(words: list[str], capital: Mapping[str, list[tuple[int, str]]], letters: str, language: Language) -> float:
    """“the Ministry of Manpower … **MOM** said”: behind which character of a text of these words a name ends that has
    such letters, with small words or without; the first does, and no role is one. `capital` are those in capitals."""
    small = language.closed_class("connectors_in_names")
    for n, first in capital.get(letters[0], ()):
        if rest := _with_initials(words[n + 1 : n + 2 * len(letters)], letters[1:], small):
            is_role = _is_role(first.lower(), language) or _is_role(rest[-1].lower(), language)
            return inf if is_role else len(" ".join((*words[: n + 1], *rest)))
    return inf


def _with_initials(words: list[str], letters: str, small: Container[str]) -> list[str]:
    """The first of some words, each without what is glued to its end, if letters are their initials, where small words
    may count or not; nothing if they are not."""
    for skipped in (1, 0) if words and words[0] in small else (0,):
        word = _INITIAL.match(words[skipped]) if skipped < len(words) else None
        if word is None or word[0][0].lower() != letters[0].lower():
            continue
        if len(letters) == 1:
            return [*words[:skipped], word[0]]
        if word[0] == words[skipped] and (rest := _with_initials(words[skipped + 1 :], letters[1:], small)):
            return [*words[: skipped + 1], *rest]
    return []


_SPELLED = 12  # words before a bracket that may be what it is short for
_CAPITAL_AT_END = regex.compile(r"\b\p{Lu}\p{Ll}+$")
_INITIAL = regex.compile(r"\p{L}[\p{Ll}-]+\b")


def _is_word_that_speaks(document: Document, i: int) -> bool:
    """“**Shelter** said”, “**Crisis** and **Mind** warned”, “**SVP**’s president”: a noun, or letters, by which an
    organisation is known, with a capital, of whom something is told that only people do, or as whose somebody is."""
    token, language = document.tokens[i], document.language
    if token.lower not in language.closed_class("nouns_that_call_bodies") or i + 1 == len(document.tokens):
        return False
    before = document.tokens[i - 1] if i else None
    is_led = before is not None and before.text.istitle() and before.upos in ("ADJ", "NOUN", "PROPN")
    if token.text.islower() or is_led or _is_behind_article(document, i):  # “the Chief **Justice** said”
        return False
    if document.tokens[i + 1].is_genitive:
        return True
    first = document.tokens[token.head] if token.relation == "conj" and token.head >= 0 else token
    verb = document.tokens[first.head].lemma.lower() if first.relation == "nsubj" and first.head >= 0 else ""
    return (verb, "VERB") in language.cue_entries()


def _is_paper(document: Document, i: int) -> bool:
    """“The **Hindu** reported”, “according to the **Verge**”: a word by which a paper is called, with a capital behind
    an article, that says something or is what something is according to."""
    token, tokens, language = document.tokens[i], document.tokens, document.language
    if token.lower not in language.closed_class("words_that_call_papers") or not token.text.istitle():
        return False
    if not _is_behind_article(document, i) or tokens[min(i + 1, len(tokens) - 1)].text[:1].isupper():
        return False
    verb = tokens[token.head].lemma.lower() if token.relation == "nsubj" and token.head >= 0 else ""
    is_told = i > 1 and tokens[i - 2].lower in language.closed_class("tells_which_paper")
    return is_told or (verb, "VERB") in language.cue_entries()


def _body_in_front(document: Document, i: int) -> int:
    """How many tokens an organisation's name has that begins here and that no tagger need tell; 0 if none does."""
    found = _known_pair(document, i) or _imperative(document, i) or _told_behind(document, i)
    return found or _people_against(document, i) or _people_of(document, i)


def _known_pair(document: Document, i: int) -> int:
    """How many tokens an organisation's name has that begins here, as the lexicon has it: “**Number 10** said”, a
    “**No 10** source”, “**Rolling Stone** once called it”, “**Channel 9** reported”; not “the **No 10** seed”. 0 if
    none does."""
    token, language = document.tokens[i], document.language
    if token.lower.rstrip(".") not in _first_of_several(language) or not token.text.istitle():
        return 0
    behind = document.tokens[i + 1 : i + 3]
    if not behind or not (behind[0].text.isnumeric() or behind[0].text.istitle()):
        return _known_words(document, i)
    pair = f"{token.lower.rstrip('.')} {behind[0].lower}"
    is_numbered = behind[0].text.isnumeric() and token.lower in language.closed_class("numbered_names")
    if not is_numbered and (pair not in one_word(language) or token.upos == behind[0].upos == "PROPN"):
        return _known_words(document, i)  # else not known, or found as other names are
    ranks = len(behind) > 1 and behind[1].upos in ("NOUN", "PROPN", "NUM", "ADJ")
    return 0 if ranks and not is_human(behind[1].lemma.lower(), language) else 2


@cache
def _first_of_several(language: Language) -> frozenset[str]:
    """The words with which those names of organisations begin that have several, “rolling” of “Rolling Stone”."""
    several = (name for name in one_word(language) if " " in name)
    return frozenset(
        name.partition(" ")[0].rstrip(".") for name in (*several, *language.closed_class("numbered_names"))
    )


def _known_words(document: Document, i: int) -> int:
    """How many tokens of three or more an organisation's name has that the lexicon has: “**Doctors Without Borders**
    said”, “**Friends of the Earth** said”. 0 if none does."""
    words = list(takewhile(lambda t: t.text[0].isupper() or t.upos in _SMALL_IN_NAMES, document.tokens[i : i + _KNOWN]))
    written, known = [word.lower for word in words], one_word(document.language)
    length = next((n for n in range(len(written), 2, -1) if " ".join(written[:n]) in known), 0)
    goes_on = length < len(words) and words[length].text[0].isupper()  # “Club for Growth **Action**”
    return 0 if goes_on else length


_SMALL_IN_NAMES = ("ADP", "DET", "PART")  # “Friends **of the** Earth”, “Committee **to** Protect Journalists”
_KNOWN = 6  # tokens of “Mothers Against Drunk Driving”, at most


def _told_behind(document: Document, i: int) -> int:
    """How many tokens of capitals begin a sentence that a phrase behind a comma tells to be an organisation's, where
    they are words, too: “**Clear Path**, the boatbuilders' trade association, said”; 0 if none do."""
    tokens, language = document.tokens, document.language
    if i != document.sentences[tokens[i].sentence].first or tokens[i].upos not in ("ADJ", "NOUN", "VERB"):
        return 0
    words = list(takewhile(lambda t: t.text.istitle(), tokens[i : i + _TOLD]))
    comma, *phrase = [*tokens[i + len(words) : i + len(words) + _TOLD], None]
    if len(words) < 2 or comma is None or comma.text != "," or phrase[0] is None:
        return 0
    is_one = phrase[0].lower in language.closed_class("articles")
    nominal = list(takewhile(lambda t: t is not None and t.upos in _NOMINAL, phrase[1:]))
    last = nominal[-1] if nominal else None
    is_body = last is not None and last.upos == "NOUN" and last.lemma.lower() in language.classes("organization_nouns")
    return len(words) if is_one and is_body and tokens[i].sentence not in _headlines(document) else 0


_TOLD = 9  # tokens of “, the boatbuilders' trade association”, at most
_NOMINAL = ("ADJ", "NOUN", "PROPN", "NUM", "PART")


def _imperative(document: Document, i: int) -> int:
    """How many tokens an organisation's name has that begins here with what it asks for: “**Save the Children** said”,
    “told **Stop the Quarry**”; not “**Ask the Pentagon** and it will say so”. 0 if none does."""
    tokens, language = document.tokens, document.language
    token = tokens[i]
    is_verb = token.upos == "VERB" and token.lower == token.lemma.lower()
    if not is_verb and token.lower not in language.closed_class("what_bodies_ask"):  # whatever the tagger says
        return 0
    if not token.text.istitle() or token.lower in language.closed_class("lets"):  # “**Let the UN** advise them”
        return 0
    behind = tokens[i + 1 : i + _ASKED]
    if len(behind) < 3 or behind[0].lower not in language.closed_class("words_behind_what_is_asked"):
        return 0
    capital = len(list(takewhile(lambda t: t.text[:1].isupper() and t.text.isalpha(), behind[1:])))
    end = i + 2 + capital
    is_subject = end < len(tokens) and tokens[end].upos in ("VERB", "AUX") and not tokens[end].is_infinitive
    within = i > 0 and _is_within(document, i)
    apposed = i > 1 and end < len(tokens) and tokens[i - 1].text == tokens[end].text == ","
    apposed = apposed and tokens[i - 2].lemma.lower() in language.classes("organization_nouns")
    return end - i if capital and (is_subject or within or apposed) else 0


_ASKED = 7  # tokens of such a name, with the verb behind it


def _people_against(document: Document, i: int) -> int:
    """How many tokens an organisation's name has that begins here with many people, and what they are against:
    “**Surfers Against Sewage** said”, “**Residents Against the Runway**”; 0 if none does."""
    tokens, language = document.tokens, document.language
    if i + 2 >= len(tokens) or tokens[i + 1].lower not in language.closed_class("before_grievances"):
        return 0
    are_people = tokens[i].text.istitle() and tokens[i].lower.endswith("s") and is_human(tokens[i].lower[:-1], language)
    if not are_people or not tokens[i + 1].text.istitle() or tokens[i].sentence in _headlines(document):
        return 0
    small = int(tokens[i + 2].lower in language.closed_class("articles"))
    capital = len(list(takewhile(lambda t: t.text[:1].isupper(), tokens[i + 2 + small : i + 2 + small + _ASKED])))
    return 2 + small + capital if capital else 0


def _people_of(document: Document, i: int) -> int:
    """How many tokens an organisation's name has that begins inside a sentence with many people, by a capital: “told
    **Friends of the Plover**”, “led **Neighbors for Clean Air**”; not “**Residents** of Calder”. 0 if none does."""
    tokens, language = document.tokens, document.language
    if not i or i + 2 >= len(tokens) or tokens[i + 1].text not in language.closed_class("joints_of_people"):
        return 0
    are_people = tokens[i].text.istitle() and tokens[i].lower.endswith("s") and is_human(tokens[i].lower[:-1], language)
    is_inside = _is_within(document, i) or (
        tokens[i - 1].text == "," and tokens[i].sentence not in _headlines(document)
    )
    if not are_people or not is_inside:
        return 0
    small = int(tokens[i + 2].text in language.closed_class("the"))
    capital = len(list(takewhile(lambda t: t.text[:1].isupper(), tokens[i + 2 + small : i + 2 + small + _ASKED])))
    entity, length = document.entity_at.get(i), 2 + small + capital
    goes_on = entity is not None and entity.last - i > length  # “Citizens for Responsibility **and Ethics**”
    return length if capital and not goes_on else 0


def _calls_somebody(noun: Token, language: Language) -> bool:
    """Whether a word, but for its capital, is a noun for one person, and no title."""
    is_one = _is_class(noun.lower, language) or noun.lower in language.words("role_nouns")
    return (is_one or is_human(noun.lower, language)) and noun.lower not in language.table("titles")


def _is_within(document: Document, i: int) -> bool:
    """Whether a word stands inside a sentence that is no headline, right behind a word in small letters."""
    before, token = document.tokens[i - 1], document.tokens[i]
    return i > 0 and before.text.islower() and before.text.isalpha() and token.sentence not in _headlines(document)


def _is_first_person(document: Document, i: int) -> bool:
    """“So did **I.** Clove opened in May”: no letter of somebody's name."""
    tokens = document.tokens
    if i == 0 or tokens[i - 1].upos not in ("AUX", "SCONJ") or not tokens[i - 1].text.islower():
        return False
    return tokens[i].lower.rstrip(".") in document.language.closed_class("first_person")


def _whole_in_front(document: Document, i: int) -> int:
    """How many tokens a name has that begins here with its surname, and whose middle name, or whose given name in
    syllables, tells that it is one, whatever the tagger makes of its parts: “**Ta Huu Long** came”, “**Oh Mi-sook**
    came”; 0 if none does."""
    language = document.language
    if _is_in_front(document, i):
        ends = language.closed_class("ends_of_hyphened_nouns")  # “the Long Run-**up**”
        is_name = document.tokens[i + 3].lower not in ends and document.tokens[i + 1].text.istitle()
        return _WITH_SYLLABLES if is_name and document.tokens[i].text.istitle() else 0
    written = language.classes("surnames_first").get(without_accents(document.tokens[i].lower), "")
    if "syllables" not in written.split():
        return 0
    tokens = document.tokens[i : i + _PARTS]
    if len(tokens) < _PARTS or not all(t.text.istitle() for t in tokens):
        return 0
    is_middle = f"{without_accents(tokens[1].lower)}-" in language.classes("given_names_behind")
    return _PARTS if is_middle and is_surname_first(tuple(t.text for t in tokens), language) else 0


_WITH_SYLLABLES = 4  # tokens of “Oh Mi-sook”
_PARTS = 3  # words of a Vietnamese name in full: surname, middle name, given name


@asked_once
def _tickers(document: Document) -> frozenset[int]:
    """“Calvero (**CLV.N**) will close”: how a share is called, whether the tagger takes it for one word or more."""
    ticker, opened = document.language.pattern("ticker"), document.tokens_of({"("})
    behind = {i: opening.end for opening in opened for i in range(opening.i + 1, opening.i + 1 + _TICKER)}
    return frozenset(i for i, start in behind.items() if ticker.match(document.text, start) is not None)


_TICKER = 3  # tokens of “CLV.N”


def _is_honour_apart(document: Document, i: int) -> bool:
    """“Anna Rowe, **MD**, said”: letters behind a comma behind somebody's name."""
    if i < 2 or document.tokens[i - 1].text != ",":
        return False
    return document.tokens[i].text in document.language.words("post_nominals") and document.in_person(i - 2)


def _before_honours(document: Document, first: int, end: int) -> int:
    """Where the words of a name end: before the letters of “Julian Tate **KC**”, but not in “the Labour MP”."""
    honours, last = document.language.words("post_nominals"), end
    while last - first > 2 and document.tokens[last - 1].text in honours and document.in_person(last - 2):
        last -= 1
    return last


def _is_screen_name(document: Document, i: int) -> bool:
    """“One Reddit user, **saltyfox88**, said”."""
    if not is_handle(document.tokens[i].text):
        return False
    users = document.language.closed_class("users")
    return any(token.lemma.lower() in users for token in document.tokens[max(0, i - 3) : i])


def _is_in_capitals(document: Document, sentence: int) -> bool:
    """Whether a sentence has no small letter: “WHO SAID IT?”."""
    return sentence in _in_capitals(document)


@asked_once
def _in_capitals(document: Document) -> frozenset[int]:
    """The sentences without a word of small letters."""
    tokens, sentences = document.tokens, enumerate(document.sentences)
    return frozenset(n for n, s in sentences if not any(t.text.islower() for t in tokens[s.first : s.last]))


def _is_date(document: Document, i: int) -> bool:
    """The weekday of “On **Tuesday** Ana Fuchs said”, the month of “last **March** Pete Amari left”; no “Black Friday”,
    no “April Day”."""
    language, tokens = document.language, document.tokens
    if tokens[i].lower not in language.words("months"):
        return False
    entity = document.entity_at.get(i)
    if entity is not None and entity.last - entity.first > 1 and (entity.kind != "PERSON" or entity.first == i):
        return False
    is_month = tokens[i].lower in language.words("months_and_names")
    return not is_month or (i > 0 and tokens[i - 1].lower in language.closed_class("words_before_dates"))


def _run_end(document: Document, first: int) -> int:
    """Where a run of name words ends: “Antonio de la Cruz”, “Felbab-Brown”, “Department of Justice”."""
    language, tokens = document.language, document.tokens
    if tokens[first].text[:1] == "@" or _is_screen_name(document, first):
        return first + 1
    firms = language.words("organization_words")
    last = min(first + _LONGEST, _paragraph_ends(document)[tokens[first].sentence])
    if whole := _body_in_front(document, first):
        return first + whole
    organization = tokens[first].lower in firms or tokens[first].text in _STATES
    i = first + (_whole_in_front(document, first) or 1)
    while i < last and not _breaks(document, i):
        length = _goes_on(document, i, last) or (_goes_on_in_firm(document, i, last) if organization else 0)
        if not length:
            break
        organization |= tokens[i].lower in firms
        i += length
    return i


def _begins_with_particle(document: Document, i: int) -> bool:
    """“the farmer, **de** Vries”: a small word that begins a person's name, as the tagger has it, or as the end of a
    name in full has it elsewhere."""
    if document.tokens[i].text not in document.language.words("particles"):
        return False
    surnames, start = _surnames_with_particles(document), document.tokens[i].start
    if any(document.text.startswith(surname, start) for surname in surnames):
        return True
    entity = document.entity_at.get(i)
    return (
        entity is not None
        and entity.kind == "PERSON"
        and entity.first == i < entity.last - 1
        and document.tokens[entity.last - 1].text[:1].isupper()
    )


@asked_once
def _surnames_with_particles(document: Document) -> frozenset[str]:
    """“**de la** Cruz”, as the full names of people end, as the parse has them."""
    particles, found = document.language.words("particles"), set[str]()
    for entity in document.entities:
        words = document.tokens[entity.first : entity.last]
        small = next((n for n, word in enumerate(words) if n and word.text in particles), len(words))
        if entity.kind == "PERSON" and small < len(words) and words[-1].text.istitle():
            found.add(document.text[words[small].start : words[-1].end])
    return frozenset(found)


def _more_of_person(document: Document, i: int) -> int:
    """How many tokens of small letters go on with a person's name: “Hong Jong**-ho**”, “Anne-Marie **op** den Kamp”."""
    tokens, entity = document.tokens, document.entity_at.get(i)
    before, token = tokens[i - 1], tokens[i]
    is_name = before.upos == "PROPN" or _begins_in_syllables(document, i - 1)
    if token.text == "-" and is_name and before.end == token.start and i + 1 < len(tokens):
        behind = tokens[i + 1]
        glued = behind.start == token.end and behind.text.isalpha() and behind.text.islower()
        part = behind.upos == "PROPN" or behind.relation == "flat" or _is_given_beside_surname(document, i)
        part = part or document.text[before.start : behind.end] in _in_syllables(document)  # “**Byung-chul** left”
        return 2 if glued and part else 0
    inside = entity is not None and entity.kind == "PERSON" and entity.first < i < entity.last - 1
    return int(inside and token.upos == "PROPN" and token.text.isalpha())


def _begins_in_syllables(document: Document, i: int) -> bool:
    """“**Young-sik** told”, of Park Young-sik: whatever the tagger takes the first syllable for."""
    token, behind = document.tokens[i], document.tokens[i + 1 : i + 3]
    if len(behind) < 2 or behind[0].text != "-" or not token.text[:1].isupper():
        return False
    return document.text[token.start : behind[1].end] in _in_syllables(document)


@asked_once
def _in_syllables(document: Document) -> frozenset[str]:
    """The given names in two syllables that stand beside their surnames: “Han **Byung-chul**”, “**Jae-won** Moon”."""
    text, found = document.text, set[str]()
    for match in _HYPHENED.finditer(text):
        before = text[max(0, match.start() - _LONGEST_SURNAME) : match.start()].split()
        behind = text[match.end() : match.end() + _LONGEST_SURNAME].split()
        beside = (before[-1] if before else "", behind[0] if behind else "")
        if any(w.istitle() and is_given_in_syllables(match[0], w, document.language) for w in beside):
            found.add(match[0])
    return frozenset(found)


_HYPHENED = regex.compile(r"\b\p{Lu}\p{Ll}{1,6}+-\p{Ll}{1,6}+\b")
_LONGEST_SURNAME = 12  # characters, with a space


def _breaks(document: Document, i: int) -> bool:
    """Whether no name goes on here: at a screen name, a date, a new sentence that no title's full stop began."""
    token, before = document.tokens[i], document.tokens[i - 1]
    if token.text[:1] == "@" or _is_date(document, i) or _is_initial_behind_body(document, i):
        return True
    if token.sentence == before.sentence or before.text[-1] not in '.?!”"':
        return False
    return not (before.text == "." or glued_title(before.text.rstrip("."), document.language))


def _is_initial_behind_body(document: Document, i: int) -> bool:
    """“leader of the opposition in the Assembly **R** Ashoka”: a letter before a surname, behind what a body is
    called."""
    tokens, words = document.tokens, document.language.words("organization_words")
    if not 0 < i < len(tokens) - 1 or len(tokens[i].text.rstrip(".")) != 1 or not tokens[i].text[0].isupper():
        return False
    behind = tokens[i + 1]
    return tokens[i - 1].lower in words and behind.text.istitle() and len(behind.text) > 1 and behind.lower not in words


def _goes_on(document: Document, i: int, last: int) -> int:
    """By how many words a name goes on here; 0 if it doesn't."""
    language, tokens = document.language, document.tokens
    token, before = tokens[i], tokens[i - 1]
    if token.text == "." and glued_title(before.text, language) and _is_full_stop_of_title(document, i, last):
        return 1
    if token.text == "." and i + 1 < last and is_site(document.text[before.start : tokens[i + 1].end]):
        return 2  # “**CNNMoney.com**” in three
    if _begins_behind_generation(document, i):
        return 0
    if (token.upos == "PROPN" and not token.text.islower()) or _has_one_more(document, i):
        return 1
    if _joins(document, i, last) or _is_connector_in_one(document, i) or _is_ending_in_one(document, i):
        return 2
    if _is_ending_in_office(document, i) or (joins_fields(document, i) and tokens[i + 1].text.istitle()):
        return 2
    if _is_and_company(document, i, last):
        return 2
    if (parts := _more_of_person(document, i)) and i + parts <= last:
        return parts
    return _nickname(document, i, last) or int(_is_particle(document, i, last))


def _has_one_more(document: Document, i: int) -> bool:
    """“Dana Hill **Jr.**”, “Dana Hill **PhD**”, “**Channel 8**”: whether a name goes on with a word that is no proper
    noun."""
    language, token = document.language, document.tokens[i]
    if i in document.entity_at and i - 1 in document.entity_at and _starts(document, i):
        return True
    if token.lower in language.words("name_suffixes") and document.tokens[i - 1].upos == "PROPN":
        return True
    if token.text in language.words("post_nominals") and document.in_person(i - 1):
        return True
    if token.text.istitle() and (_is_middle_behind_surname(document, i - 1) or ends_body_of_two(document, i)):
        return True
    before = document.tokens[i - 1]  # “Boatmen **Local 9**”
    is_numbered = before.text.istitle() and before.lower in language.closed_class("numbered_names")
    return token.upos == "NUM" and (_is_in_firm(document, i) or (is_numbered and token.text.isnumeric()))


def _is_middle_behind_surname(document: Document, i: int) -> bool:
    """“Tran **Quoc** Son”: what stands between a surname and a last name that may be a word."""
    words = tuple(t.text for t in document.tokens[max(0, i - 1) : i + 1])
    is_middle = f"{words[-1].lower()}-" in document.language.classes("given_names_behind")
    return is_middle and is_surname_first(words, document.language)


def _begins_behind_generation(document: Document, i: int) -> bool:
    """“said Tom Hill Jr. **Ann** Rowe left”"""
    language, before = document.language, document.tokens[i - 1]
    ends = before.text.endswith(".") and before.lower in language.closed_class("generations")
    return ends and is_given_name(document.tokens[i].text, language)


def _is_in_firm(document: Document, i: int) -> bool:
    """Whether the tagger takes a token and the one before it for one name of an organisation."""
    entity = document.entity_at.get(i)
    return entity is not None and entity.kind == "ORG" and entity.first < i


def _is_particle(document: Document, i: int, last: int) -> bool:
    """“Antonio **de la** Cruz”, “Anne-Marie **op den** Kamp”"""
    particles, before = document.language.words("particles"), document.language.closed_class("words_before_particles")
    if i + 2 < last and document.tokens[i].text in before and document.tokens[i + 1].text in particles:
        return document.tokens[i + 2].text[:1].isupper()
    if document.tokens[i].lower not in particles or i + 1 >= last:
        return False
    return document.tokens[i + 1].upos == "PROPN" or document.tokens[i + 1].lower in particles


def _goes_on_in_firm(document: Document, i: int, last: int) -> int:
    """By how many words the name of an organisation goes on: “Department **of the Interior**”."""
    tokens, classes = document.tokens, document.language.closed_class
    is_joint = tokens[i].lower in classes("connectors_in_firms") and tokens[i].lower not in classes("the")
    if is_joint and _name_follows(document, i, last):  # not “in Congress | **the** Republican Party said”
        connectors = classes("connectors_in_names")
        behind = next(j for j in range(i + 1, len(tokens)) if tokens[j].lower not in connectors)
        return behind + 1 - i
    is_adjective = i + 1 < last and _is_capital(tokens[i], ("ADJ", "NUM")) and tokens[i + 1].upos == "PROPN"
    return int(is_adjective)


def _is_in_front(document: Document, i: int) -> bool:
    """“**Oh** Young-ja”: a surname before a given name with a hyphen."""
    hyphen = i + 2
    return (
        hyphen + 1 < len(document.tokens)
        and document.tokens[hyphen].text == "-"
        and document.tokens[hyphen].start == document.tokens[hyphen - 1].end
        and _is_given_beside_surname(document, hyphen)
    )


def _is_given_beside_surname(document: Document, i: int) -> bool:
    """“Lim Kyung**-soo**”, “Jae**-won** Moon”: a given name in two syllables, behind its surname or before it."""
    before, behind = (" ".join(t.text for t in document.tokens[j : j + 1]) for j in (i - 2, i + 2))
    given = f"{document.tokens[i - 1].text}-{document.tokens[i + 1].text}"
    return any(is_given_in_syllables(given, surname, document.language) for surname in (before, behind))


def glued_title(word: str, language: Language) -> bool:
    """Whether a word may be parted from its full stop, a title or short for a place: Mrs + . + Hill, Mt + . + Vernon;
    no “said Steve **King.**”."""
    lower = word.lower()
    is_short = len(word) <= _LONGEST_SHORT and lower in language.table("titles")
    is_title = is_short and lower not in language.closed_class("titles_without_full_stop")
    return is_title or lower in language.closed_class("short_for_places")


_LONGEST_SHORT = 4  # letters of a title that is short for a word: “Cmdr.”


def _is_full_stop_of_title(document: Document, i: int, last: int) -> bool:
    """“Sen**.** Hill”; not “said Amartya Sen**.**”, with no name behind it."""
    tokens = document.tokens
    return tokens[i].start == tokens[i - 1].end and i + 1 < last and tokens[i + 1].text[:1].isupper()


def _nickname(document: Document, i: int, last: int) -> int:
    """The words of “James **“Jimmy” Holloway**”, “Al **(Red) Lund**”, “Vincent **“the Chin” Gigante**” behind a given
    name, from the mark on; 0 if there is none."""
    opening, tokens = document.tokens[i].text, document.tokens
    if opening not in _MARKS or i + 3 >= last or tokens[i].end != tokens[i + 1].start or tokens[i - 1].upos != "PROPN":
        return 0
    ends = i + 3 if opening == _PARENTHESIS else min(i + 2 + _NICKNAME, last - 1)
    closing = next((j for j in range(i + 2, ends) if tokens[j].text in _MARKS[opening]), 0)
    inside = tokens[i + 1 : closing]
    if not closing or tokens[closing + 1].upos != "PROPN" or _HANDLE.fullmatch(inside[0].text):
        return 0
    small, is_one = document.language.closed_class("words_in_nicknames"), len(inside) == 1
    is_name = inside[0].upos == "PROPN" if is_one else all(t.text[0].isupper() or t.text in small for t in inside)
    return closing + 2 - i if is_name and inside[-1].text[0].isupper() | is_one else 0


_NICKNAME = 4  # words of “Sammy the Bull”, at most
_PARENTHESIS = "("
_MARKS = {"“": "”", '"': '"', "‘": "’'", "'": "'", "(": ")", "``": "''"}


def _is_capital(token: Token, tags: tuple[str, ...]) -> bool:
    return token.upos in tags and token.text[:1].isupper()


def _joins(document: Document, i: int, last: int) -> bool:
    """The hyphen of “Felbab-Brown”, the & of “Johnson & Johnson”."""
    token, tokens = document.tokens[i], document.tokens
    if token.text not in ("-", "/", "&", "'", "’") or i + 1 >= last:
        return False
    if not _starts(document, i + 1) and not _is_second_half(document, i):
        return False
    return token.text == "&" or (token.start == tokens[i - 1].end and tokens[i + 1].start == token.end)


def _is_and_company(document: Document, i: int, last: int) -> bool:
    """“Henry Holt **and Company**”, “Harper **and Sons**”: how the name of a firm ends; not “Tom Hale and company”."""
    tokens, classes = document.tokens, document.language.closed_class
    if i + 1 >= last or tokens[i].lower not in classes("and"):
        return False
    return tokens[i + 1].text.istitle() and tokens[i + 1].lower.rstrip(".") in classes("ends_of_firms")


def _is_second_half(document: Document, i: int) -> bool:
    """Whether a small word goes on with a name behind its hyphen: “Kim Min-**seok**”."""
    before, behind = document.tokens[i - 1], document.tokens[i + 1]
    entity = document.entity_at.get(i - 1)
    return before.upos == "PROPN" and (
        behind.upos == "PROPN" or (entity is not None and entity is document.entity_at.get(i + 1))
    )


def _is_connector_in_one(document: Document, i: int) -> bool:
    """The “and” inside one organisation, as the parse has it: “House Oversight **and** Government Reform Committee”,
    “Citizens for Light **and** Air”."""
    language, tokens = document.language, document.tokens
    entity = document.entity_at.get(i)
    if entity is None or entity.kind != "ORG" or not entity.first < i < entity.last - 1:
        return False
    word = tokens[i].lower
    if _is_office_in_letters(document, i - 1, {tokens[i - 1].lower}):
        return False  # “the **MD** of Harbour Estates”
    if word in language.closed_class("and"):
        before = {tokens[j].lower for j in range(entity.first, i)}
        of = language.closed_class("of")  # “Science **and** Technology Directorate of the Department”
        group = list(takewhile(lambda token: token.lower not in of, tokens[i + 1 : entity.last]))
        ends = any(token.lower in language.words("organization_words") for token in group[-1:])
        return (ends or not before.isdisjoint(("of", "for"))) and _starts(document, i + 1)
    return word in language.closed_class("connectors_in_one") and _starts(document, i + 1)


def _is_ending_in_one(document: Document, i: int) -> bool:
    """The ending inside one organisation, as the parse has it, that is many people's or a saint's: “the People**’s**
    Daily”, “the Nurses**’** Association”, “St. John**’s** University”; not “Clinton**’s** State Department”."""
    entity, tokens = document.entity_at.get(i), document.tokens
    if _joins_body_of_many(document, i):
        return True
    if entity is None or entity.kind != "ORG" or not entity.first < i < entity.last - 1 or tokens[i].upos != "PART":
        return False
    is_theirs = (
        tokens[i - 1].lower in document.language.closed_class("owners_in_names")
        or _is_of_many(document, entity.first, i)
        or tokens[i - 2].lower in document.language.closed_class("saints")
        or (i - 1 == entity.first and _is_called_after(document, tokens[i - 1], entity.last - i - 1))
    )
    return is_theirs and tokens[i].start == tokens[i - 1].end and _starts(document, i + 1)


def _is_called_after(document: Document, owner: Token, behind: int) -> bool:
    """“**Alzheimer’s** Society”, “**Dick’s** Sporting Goods”: a body called after a word that the text has nowhere
    else; not “the **Sheriff’s** Department”, “**Ohio’s** Senate”, “Ruiz wept … **Ruiz’s** Trust”."""
    language, word = document.language, owner.lower
    if behind > _CALLED or not owner.text.istitle() or _is_role(word, language):
        return False
    if word in language.words("places") or word in language.words("demonyms"):
        return False
    return all(
        t.i + 1 < len(document.tokens) and document.tokens[t.i + 1].is_genitive for t in document.tokens_of({word})
    )


_CALLED = 3  # words behind “Alzheimer’s”


def _joins_body_of_many(document: Document, i: int) -> bool:
    """“the Police Patrolmen**’s** Association”, “the Air Line Pilots**’** Association”, “St. Mary**’s** Hospital”,
    whatever the parse calls it: of many or of a saint, in capitals, before what bodies are called."""
    tokens, language = document.tokens, document.language
    if not tokens[i].is_genitive or not 0 < i < len(tokens) - 1:
        return False
    owner, body = tokens[i - 1], tokens[i + 1]
    if not owner.text.istitle() or not body.text[0].isupper():
        return False
    if body.lower in language.closed_class("bodies_called_after") and _is_called_after(document, owner, 1):
        return True
    if not body.text.istitle() or body.lower not in language.words("organization_words"):
        return False
    if owner.lower in language.closed_class("owners_in_names"):
        return True
    are_many = len(tokens[i].text) == 1 and is_human(owner.lower.removesuffix("s"), language)
    return are_many or (i > 1 and tokens[i - 2].lower in language.closed_class("saints"))


def _is_ending_in_office(document: Document, i: int) -> bool:
    """The ending of “the Pasco Sheriff**’s** Office”, “the Lake County District Attorney**’s** Office”: an office in
    capitals of somebody in office, told with where; not “the Governor’s Office”."""
    tokens, language = document.tokens, document.language
    if not tokens[i].is_genitive or i + 1 >= len(tokens) or not tokens[i + 1].text.istitle():
        return False
    if tokens[i + 1].lower not in language.closed_class("offices_of_places"):
        return False
    before = list(takewhile(lambda t: t.text.istitle(), reversed(tokens[max(0, i - _OFFICE) : i])))
    roles = [_is_role(t.lower, language) or t.lower in language.closed_class("ranks_of_roles") for t in before]
    where = [t for t, is_role in zip(before, roles, strict=True) if not is_role and t.upos == "PROPN"]
    return bool(roles) and roles[0] and any(t.lower not in language.closed_class("words_of_offices") for t in where)


_OFFICE = 6  # words of “Lake County District Attorney”


def _is_ending_of_firm(document: Document, i: int) -> bool:
    """The ending of a firm that is called so, where it owns nothing: “Moody**’s** said”; not “Moody’s office said”."""
    tokens, endings = document.tokens, document.language.closed_class("genitives")  # whatever the tagger says
    if i >= len(tokens) or tokens[i].lower not in endings or tokens[i].start != tokens[i - 1].end:
        return False
    owns = any(t.upos in ("NOUN", "PROPN", "ADJ", "NUM", "DET", "PRON") for t in tokens[i + 1 : i + 2])
    return not owns and f"{tokens[i - 1].lower}{tokens[i].lower}".replace("’", "'") in one_word(document.language)


def _is_of_many(document: Document, first: int, ending: int) -> bool:
    """Whether a name that begins at `first` is that of several behind “the”: “the Air Line Pilots**’** Association”,
    not “Texas**’** State Department”."""
    tokens, the = document.tokens, document.language.closed_class("the")
    has_article = tokens[first].lower in the or (first > 0 and tokens[first - 1].lower in the)
    return has_article and len(tokens[ending].text) == 1


@asked_once
def _paragraph_ends(document: Document) -> tuple[int, ...]:
    """For each sentence the token behind the last one of its paragraph."""
    last = {sentence.paragraph: sentence.last for sentence in document.sentences}
    return tuple(last[sentence.paragraph] for sentence in document.sentences)


def _name_follows(document: Document, i: int, last: int) -> bool:
    """Whether “of (the)” goes on to a capital: Court **of Appeals**, Department **of the Interior**."""
    language = document.language
    j = i + 1
    if j < last and document.tokens[j].text.lower() in language.closed_class("the"):
        j += 1
    if j < last and document.tokens[j].text.lower() in language.words("months"):
        return False
    return j < last and _is_capital(document.tokens[j], ("PROPN", "ADJ", "NOUN"))


# --- the names in a run ---------------------------------------------------------------------------


def _names_in(document: Document, first: int, end: int) -> list[Name]:
    """The name in a run, without the titles and roles before it, and an organisation's in front of those."""
    begins_whole = end - first >= _PARTS and end - first == _whole_in_front(document, first)
    if begins_whole or _is_initial_behind_body(document, first):
        return [Name(first, end, _written(document, first, end), Kind.PERSON)]
    if _is_whole_body(document, first, end):
        return [Name(first, end, _written(document, first, end), Kind.ORGANIZATION)]
    if (role := _role_with_field(document, first, end)) >= 0:
        somebody = Name(end - 1, end, _written(document, end - 1, end), Kind.PERSON, document.tokens[role].lower)
        return [*(_names_in(document, first, role) if first < role else []), somebody]
    if _begins_with_firm_noun(document, first, end):
        firm = _one_name(document, first + 1, end, None)
        return [evolve(firm, kind=Kind.ORGANIZATION, place=False)] if firm is not None else []
    language, tokens = document.language, document.tokens
    whole, end = end, _before_honours(document, first, end)
    begin, title = _behind_titles(document, first, end)
    begin = _behind_end_of_role(document, begin, end)
    if in_office := _office_with_body(document, first, begin, end, title):
        return in_office
    begin, title = _behind_what_leads(document, begin, end, title)
    is_office = any(_is_office_of(document, begin - 1, i) for i in range(begin + 2, end))
    while end - begin > 1 and title is None and not is_office and _is_role_behind(document, end - 1):
        end -= 1 + is_role_of_two(tokens[end - 2].lower, tokens[end - 1].lower, language)  # “**High** Commissioner”
    if (of := _of_behind(document, begin, end)) < end:
        return [*_names_in(document, first, of), *_names_in(document, of + 1, end)]
    names = _firm_in_front(document, first, begin, end) if begin > first else []
    if begin < end and (name := _one_name(document, begin, end, title)) is not None:
        is_inside = name.last == end < whole and not _is_of_class(document, begin)  # “the **Treasury** Secretary”
        is_inside &= tokens[min(whole, len(tokens) - 1)].upos != "ADP"  # no “**Ohio** Secretary of State Tom Hill”
        names.append(evolve(name, last=whole) if is_inside else name)
    return names


def _behind_what_leads(document: Document, begin: int, end: int, title: str | None) -> tuple[int, str | None]:
    """Where a person's name begins behind a role, a party or an employer that no title ends, and the title."""
    if (person := _person_at_end(document, begin, end)) > begin:
        return _behind_titles(document, person, end)
    if title is not None or end - begin < 2:
        return begin, title
    stripped = _behind_modifiers(document, begin, end)
    before = document.tokens[stripped - 1].text.lower() if stripped > begin else ""
    return stripped, before if before in document.language.table("titles") else title


def _office_with_body(document: Document, first: int, begin: int, end: int, title: str | None) -> list[Name]:
    """“**U.S.** Attorney for the **Northern District of Georgia** **Byung Pak**”: the names of a run that begins with
    an office and its place, none of any other."""
    person = _behind_body_of_office(document, begin, end) if title is not None else begin
    if person <= begin:
        return []
    of = next(i for i in range(begin, end) if document.tokens[i].text[0].isupper())
    body = Name(of, person, _written(document, of, person), Kind.ORGANIZATION)
    in_front = _firm_in_front(document, first, begin, end)
    return [*in_front, body, Name(person, end, _written(document, person, end), Kind.PERSON, title)]


def _is_whole_body(document: Document, first: int, end: int) -> bool:
    """Whether a run is the name of a body as it stands: “**Crisis**”, “**The Advocate**”, “**CREW**”, “Pasco Sheriff's
    **Office**”, “**PT** Laut Biru”."""
    if end - first > 1 and _body_in_front(document, first) == end - first:
        return True
    if end - first == 1:
        words = _is_word_that_speaks(document, first) or first in _papers(document) or _is_paper(document, first)
        return words or first in _short_for(document)
    first_word = document.tokens[first].text
    is_firm = first_word.isupper() and first_word.lower() in document.language.closed_class("forms_in_front")
    return is_firm or (end - first > 2 and _is_ending_in_office(document, end - 2))


def _firm_in_front(document: Document, first: int, begin: int, end: int) -> list[Name]:
    """“**Fire Department** Battalion Chief Ken Wolf”: the organisation in front of somebody's titles, if one is."""
    tokens = document.tokens
    cut = _before_role_with_field(document, first, begin - 1)
    cut = max(first, role_ending_at(document, cut))
    while cut > first and (tokens[cut].text in _WITHIN_TITLES or _is_of_role(document, cut)):
        cut -= 1
    if not first <= cut < end - 1:
        return []
    prefix = _one_name(document, first, cut + 1, None)
    return [prefix] if prefix is not None and prefix.kind is Kind.ORGANIZATION else []


def _before_role_with_field(document: Document, first: int, last: int) -> int:
    """“**U.S.** Secretary of State John Kerry”: the last token before a role that ends here with what it is for; `last`
    itself where none does."""
    tokens, classes = document.tokens, document.language.closed_class
    fields = _fields_of_roles(document.language)
    of = last
    while of > first and tokens[of].lower in fields:
        of -= 1
    is_of = first < of < last and tokens[of].lower in classes("of")
    return of - 2 if is_of and _is_role(tokens[of - 1].lower.rstrip("."), document.language) else last


@cache
def _fields_of_roles(language: Language) -> frozenset[str]:
    """The words that tell what a role is for: “Secretary of **Health and Human Services**”."""
    names = ("portfolios", "ends_of_titles", "and", "the")
    return frozenset(word for name in names for word in language.closed_class(name))


_WITHIN_TITLES = frozenset(".-")  # “**Lt.** Gov.”, “**Secretary-**General”


def _of_behind(document: Document, begin: int, end: int) -> int:
    """Where “of” stands behind somebody's full name, as the parse has it: “District Judge Emmet Gant **of** Calder”."""
    entity = document.entity_at.get(begin)
    if entity is None or entity.kind != "PERSON" or not begin + 1 < entity.last < end - 1:
        return end
    before, of = document.tokens[entity.last - 1 : entity.last + 1]
    is_of = of.lower in document.language.closed_class("connectors_in_firms") and before.text not in _MARKS
    return entity.last if is_of else end


def _begins_with_firm_noun(document: Document, first: int, end: int) -> bool:
    """“**Carmaker** Voltra”, at the head of a sentence; no “Retailer John Hill”, no “Airline Pilots Association”."""
    language, tokens = document.language, document.tokens
    return (
        end - first > 1
        and first == document.sentences[tokens[first].sentence].first
        and tokens[first].lower in language.closed_class("nouns_before_firms")
        and not is_given_name(tokens[first + 1].text, language)
        and tokens[end - 1].lower not in language.words("organization_words")
    )


def _is_role(word: str, language: Language) -> bool:
    return word in language.table("titles") or word in language.words("role_nouns")


def _is_of_role(document: Document, i: int) -> bool:
    """“Fire Department **Battalion Chief** Ken Wolf”"""
    language, tokens = document.language, document.tokens
    if i and f"{tokens[i - 1].lower} {tokens[i].lower}" in language.classes("organization_nouns"):
        return False  # “Coast **Guard** Lt. Ken Wolf”
    if joins_fields(document, i - 1) or ends_body_of_two(document, i):  # “Fish and **Game** Warden Ken Wolf”
        return False
    of_two = i + 1 < len(tokens) and is_role_of_two(tokens[i].lower, tokens[i + 1].lower, language)
    of_two |= _is_portfolio(document, i)
    return (of_two and not _ends_place(document, i)) or _is_role(tokens[i].lower.rstrip("."), language)


def _is_portfolio(document: Document, i: int) -> bool:
    """“U.S. **Defense** Secretary”; not “Homeland **Security** Secretary”."""
    language, words = document.language, [t.lower for t in document.tokens[max(0, i - 1) : i + 2]]
    is_whole = len(words) > 2 and words[0] not in language.closed_class("portfolios")
    return is_whole and is_holder_of_portfolio(words[1], words[2], language)


def _ends_place(document: Document, i: int) -> bool:
    """“Harlow **County** Commissioner Ken Wolf” is of Harlow County."""
    token, before = document.tokens[i], document.tokens[i - 1 : i]
    is_of_names = token.lower in document.language.closed_class("ends_of_places")
    return is_of_names and bool(before) and before[0].upos == "PROPN" and before[0].text.istitle()


def _is_role_behind(document: Document, i: int) -> bool:
    """The last word of “Dublin Herald **Editor**”, “Dublin Central **TD**”: what somebody is there, no part of the
    name."""
    word, language = document.tokens[i].lower, document.language
    if _is_role(word.rstrip("."), language) and end_of_role(document, i):
        return True  # “City **Councilman** At-Large Dana Hill”
    if word not in language.words("role_nouns") or word in language.words("organization_words"):
        return False
    before_it = document.tokens[i - 1]
    if f"{before_it.lower} {word}" in language.classes("organization_nouns"):
        return False  # “Coast **Guard** Lt. Ida Moss”
    if before_it.text == "-" or f"{before_it.lower} {word}" in language.words("outlets"):
        return False  # “the AFL-**CIO**”, “the Union **Leader**”
    entity, before = document.entity_at.get(i), document.entity_at.get(i - 1)
    if before is None or entity is before:
        return before is not None and before.kind != "PERSON" and document.tokens[i].text.isupper()
    return entity is None or entity.kind == "MISC"


def _person_at_end(document: Document, begin: int, end: int) -> int:
    """Where the full name of a person begins that ends a run, as the parse has it: “Senate Minority Whip **Dick
    Durbin**”."""
    entity, tokens = document.entity_at.get(end - 1), document.tokens
    if entity is None or entity.kind != "PERSON" or entity.last != end:
        return begin
    if end - entity.first < 2:  # “**Absent** Ruiz”, as headlines have it
        if end - begin > 2 and ends_title(document, end - 2):  # “White House Chief of Staff **Slamet**”
            return entity.first
        is_alone = (
            end - begin == 2
            and tokens[begin].upos == "ADJ"
            and begin == document.sentences[tokens[begin].sentence].first
        )
        return entity.first if is_alone else begin
    opening = next((t.text for t in tokens[begin : entity.first] if t.text in _MARKS), "")
    if opening and any(t.text in _MARKS[opening] for t in tokens[entity.first : end]):
        return begin  # “Al “the | **Owl” Lund**”, as the tagger has it
    first = _before_particles(document, begin, entity.first)
    while first - 2 >= begin and _is_hyphen_within(document, first - 1):  # “**Kelly-** | Ann Draper”
        first -= 2
    while first > begin and document.in_person(first - 1) and tokens[first - 1].text.istitle():  # “**Sri** | Mulyani”
        first -= 1
    given = tuple(token.text for token in tokens[first:end])
    if first > begin and is_surname_first((tokens[first - 1].text, *given), document.language):  # “**Lim** | Ah Hock”
        first -= 1
    return max(begin, first) if tokens[first].text[0].isalnum() else begin


def _role_with_field(document: Document, first: int, end: int) -> int:
    """The role of “UMWA **Director** of Government Affairs Slamet”, “**Undersecretary** for | Management Dewi”: where a
    run ends in one word that people bear alone, behind what somebody's role is for; -1 where it does not."""
    tokens, language = document.tokens, document.language
    if end - first < 2 or not is_borne_alone(tokens[end - 1].text, language):
        return -1
    joints = language.closed_class("of_places")
    of = next((i for i in range(end - 3, max(0, first - 2), -1) if tokens[i].lower in joints), 0)
    role = tokens[of - 1] if of else tokens[0]
    is_role = role.lower in language.words("role_nouns") and role.text.istitle()
    return role.i if of and is_role else -1


def _before_particles(document: Document, begin: int, first: int) -> int:
    """Where a name begins in a run that the parse takes for two before a small word: “**Anne-Marie op** | den Kamp”."""
    tokens = document.tokens
    if first - 2 < begin or not tokens[first].text.islower():
        return first
    is_before = tokens[first - 1].text in document.language.closed_class("words_before_particles")
    before = first - 1 - is_before
    entity = document.entity_at.get(before)
    is_name = entity is not None and entity.kind == "PERSON" and tokens[before].text.istitle()
    return max(begin, entity.first) if entity is not None and is_name else first


def _is_hyphen_within(document: Document, i: int) -> bool:
    """Whether a token is a hyphen that is joined to a capital on both sides."""
    before, hyphen, behind = document.tokens[i - 1 : i + 2]
    glued = before.end == hyphen.start and hyphen.end == behind.start
    return hyphen.text == "-" and glued and before.text.istitle() and behind.text.istitle()


def _is_first_half(document: Document, i: int) -> bool:
    """“**KING**-TV”: whether a hyphen joins a word to the next."""
    hyphen = document.tokens[i + 1]
    return hyphen.text == "-" and hyphen.start == document.tokens[i].end


def _behind_titles(document: Document, first: int, end: int) -> tuple[int, str | None]:
    """Where a run goes on behind its titles, and the last of these; one may stand before the run, too."""
    language = document.language
    titles = language.table("titles")
    tokens = document.tokens
    begin, title = first, None
    for j in range(first, end - 1):
        key = tokens[j].lower.rstrip(".")
        if key not in titles or _is_no_title(document, first, j, end):
            continue
        if key in language.closed_class("short_titles") and _is_one_word(document, j + 1, end):  # “**Ms.** White”
            begin, title = end - 1, key
            continue
        firms = language.words("organization_words")
        if any(token.lower not in firms for token in tokens[j + 1 : end]):
            begin, title = j + 1, key
            if tokens[begin].text == "." and begin + 1 < end:
                begin += 1
    if begin == first and first > 0 and tokens[first - 1].upos != "PUNCT":
        before = tokens[first - 1].lemma.lower().rstrip(".")
        is_small = tokens[first - 1].text in language.words("particles")  # “said of **del** Valle”, no delegate
        is_field = is_field_of_role(document, first - 1)
        title = before if before in titles and not is_small and not is_field else None
    return begin, title


def _behind_end_of_role(document: Document, begin: int, end: int) -> int:
    """Where a name begins behind what still belongs to the role before it: “Mayor **Pro Tem** Dana Hill”."""
    if not begin or not _is_role(document.tokens[begin - 1].lower.rstrip("."), document.language):
        return begin
    behind = begin + end_of_role(document, begin - 1)
    return behind if behind < end else begin


def _behind_body_of_office(document: Document, begin: int, end: int) -> int:
    """Where a name begins behind an office and its place: “U.S. Attorney for the Northern District of Georgia **Byung**
    Pak”; `begin` where none is told so."""
    tokens, language = document.tokens, document.language
    if tokens[begin].lower not in language.closed_class("of_places"):
        return begin
    states = language.classes("states")
    behind = (i for i in range(end - 2, begin, -1) if tokens[i - 1].lower in states and tokens[i].text.istitle())
    return next(behind, begin)


def _is_no_title(document: Document, first: int, j: int, end: int) -> bool:
    """Whether a word that titles have is none in a run of names, which goes on behind it."""
    language, tokens = document.language, document.tokens
    key, behind = tokens[j].lower.rstrip("."), tokens[j + 1]
    if is_given_name(key, language) and not _is_letters(document, j):
        return True
    if key in language.words("particles") and not _is_short_title(document, j):  # “Marisol **del** Valle”
        return True
    if behind.upos == "PART" or behind.text == "-":  # “**King**’s College”, “**Secretary**-General”
        return True
    if _is_office_of(document, first, j) or is_field_of_role(document, j) or _ends_name(document, j + 1, end):
        return True
    if behind.lower in language.closed_class("universities"):  # “**Duke** University School of Medicine”
        return True
    is_half = _is_first_half(document, j)  # “**KING**-TV”
    return is_half and tokens[min(j + 2, end - 1)].lower not in language.table("titles")


def _ends_name(document: Document, first: int, end: int) -> bool:
    """“Martin Luther King **Jr.**”, “Angus King **III**”: nothing but what ends a name, whose last word is no title."""
    ends = document.language.words("name_suffixes")
    rest = [token for token in document.tokens[first:end] if token.text != "."]
    return all(token.lower in ends or token.lower.rstrip(".") in ends for token in rest)


def _is_letters(document: Document, i: int) -> bool:
    """“**ADA** Fairman”: capitals in front of a word that has small letters, too; not “ADA FAIRMAN”."""
    token, behind = document.tokens[i : i + 2]
    return token.text.isupper() and len(token.text) > 1 and behind.text.istitle()


def _is_short_title(document: Document, i: int) -> bool:
    """“**Del.** Rosa Hill”, with its full stop; not “Jack **Del** Rio”."""
    token = document.tokens[i]
    return token.text[0].isupper() and "." in document.text[token.start : token.end + 1]


def _is_one_word(document: Document, first: int, end: int) -> bool:
    """Whether one word is all that stands behind a title, with or without its full stop."""
    return end - first == 1 + (document.tokens[first].text == ".")


def _is_office_of(document: Document, first: int, i: int) -> bool:
    """“the Office of the **Chief** Medical Examiner”, “the Office of **Governor** Dana Hill”: a title that is a part of
    what an organisation is called, from the first token of its run on."""
    tokens, classes = document.tokens, document.language.closed_class
    of = i - 1 - (tokens[i - 1].lower in classes("the"))
    is_of = of > first and tokens[of].lower in classes("connectors_in_firms")
    return is_of and tokens[of - 1].lower in classes("offices_of_places")


def _behind_modifiers(document: Document, begin: int, end: int) -> int:
    """Where a person's name begins behind a portfolio, a party, a nationality, a role or an employer."""
    language = document.language
    lower = [t.lower for t in document.tokens[begin:end]]
    if (behind := _behind_portfolio(document, begin, lower)) > begin:
        return behind
    if _is_state_of_office(document, begin, lower):
        return begin + 1
    is_group = any(lower[0] in language.words(name) for name in ("group_names", "demonyms"))
    if is_group and not is_given_name(lower[0], language) and _begins_person(document, begin + 1, end):
        return begin + 1
    for n in range(len(lower) - 1, 0, -1):
        before = lower[n - 1]
        if (
            before in language.words("role_nouns")
            and not is_given_name(before, language)
            and (
                _begins_person(document, begin + n, end)
                or _is_given_behind_role(document, begin + n, end)
                or _begins_with_initials(document, begin + n, end)
            )
        ):
            return begin + n
    return _given_name_inside(document, begin, end)


def _is_state_of_office(document: Document, begin: int, lower: list[str]) -> bool:
    """“U.S. Attorney for the Northern District of **Georgia** Byung Park”, “Attorney General of **Virginia** Ann Rowe”:
    a state where somebody holds an office, and two words of a name."""
    if begin < 2 or len(lower) < _STATE_AND_NAME or lower[0] not in document.language.classes("states"):
        return False
    entity = document.entity_at.get(begin + 1)
    is_body = entity is not None and entity.kind == "ORG"
    if is_body or any(word in document.language.words("organization_words") for word in lower):
        return False  # “director of **Ohio State** University”
    classes, (office, of) = document.language.closed_class, document.tokens[begin - 2 : begin]
    is_office = office.lower in document.language.words("role_nouns") or office.lower in classes("districts_of_offices")
    return of.lower in classes("of") and is_office


_STATE_AND_NAME = 3


def _behind_portfolio(document: Document, begin: int, lower: list[str]) -> int:
    """“Secretary of **State John** Kerry”, “Chief of **Staff** Ruiz”: where the name begins of whose title has these
    words, in small letters."""
    language, tokens, n = document.language, document.tokens, 0
    if begin < 2 or tokens[begin - 1].lower not in language.closed_class("of"):
        return begin
    role, ends = tokens[begin - 2], language.closed_class("ends_of_titles")
    is_role = role.lemma.lower() in language.words("role_nouns") and lower[0] in ends
    if role.lower in language.table("titles") or is_role:
        while n < len(lower) - 1 and (lower[n] in language.closed_class("portfolios") or lower[n] in ends):
            n += 1
    return begin + n


def _begins_person(document: Document, i: int, end: int) -> bool:
    """Whether a person's name begins here: a given name with more behind it, or as the tagger says."""
    language = document.language
    entity = document.entity_at.get(i)
    if i < end and entity is not None and entity.kind == "PERSON" and entity.first == i:
        return True
    return i + 1 < end and is_given_name(document.tokens[i].text, language)


def _begins_with_initials(document: Document, i: int, end: int) -> bool:
    """“Gloucester Harbormaster **T.J.** Ciarametaro”: initials and a surname, as the tagger has it all one person."""
    entity, token = document.entity_at.get(i), document.tokens[i]
    is_person = entity is not None and entity.kind == "PERSON" and entity.last == end and end - i > 1
    letters = token.text.rstrip(".").split(".")
    return is_person and token.text.endswith(".") and all(len(letter) == 1 and letter.isupper() for letter in letters)


def _is_given_behind_role(document: Document, i: int, end: int) -> bool:
    """“Hubby **Darren**”, “Dietitian **Sunita** Rao”, as the tagger has it all."""
    entity, word = document.entity_at.get(i), document.tokens[i].text
    if entity is None or entity.kind != "PERSON" or entity.last != end:
        return False
    if i + 1 == end:
        return is_given_name(word, document.language)
    is_named_so = bears_given_name(document.tokens[i - 1].text, document.language)  # “**Marine** Le Pen”
    return bears_given_name(word, document.language) and not is_named_so


def _given_name_inside(document: Document, begin: int, end: int) -> int:
    """“Fox News **Chris Wallace**”: behind words of organisations a given name starts a person's name."""
    language, tokens = document.language, document.tokens
    known = *(language.words(name) for name in ("organization_words", "places", "demonyms")), one_word(language)
    if tokens[end - 1].lower in known[0]:
        return begin
    for j in range(begin + 1, end - 1):
        if not any(tokens[j - 1].lower in words for words in known):
            break
        if is_given_name(tokens[j].text, language):
            return j
    return begin


def _one_name(document: Document, begin: int, end: int, title: str | None) -> Name | None:
    """The name at these tokens and what it names; None if it is none."""
    language = document.language
    written = _written(document, begin, end + _is_ending_of_firm(document, end))
    lower = {w.lower().rstrip(".") for w in written}
    if not lower:
        return None
    is_known = _is_known_body(document, begin, end, written)
    if not is_known and (_is_common(document, begin, end) or _is_title(document, begin, end, lower)):
        return None
    if written[0] in language.closed_class("connectors_in_firms"):
        return None  # “the Duke **of Sussex**”
    if title not in language.closed_class("short_titles") and _is_no_own_name(document, begin, end, lower):
        return None  # but “Ms. **Black**”, “Mr. **French**”
    kind, place = kind_of(document, begin, end, written, title)
    if _is_surname_of_color(document, begin, end):
        kind, place = Kind.PERSON, False
    if kind is Kind.ORGANIZATION and _is_nation_of_outlet(document, begin, end):
        begin, written = begin + 1, written[1:]
    elif kind is Kind.ORGANIZATION:
        wider = _with_adjectives(document, begin, end, place)
        if wider < begin:
            begin, written = wider, _written(document, wider, end)
            kind, place = kind_of(document, begin, end, written, title)
    written = _without_full_stop(written, language) if kind is Kind.PERSON else written
    return Name(begin, end, written, kind, title=title, place=place)


def _is_known_body(document: Document, begin: int, end: int, written: tuple[str, ...]) -> bool:
    """“**Politico** said”, “**United Airlines** said”, “**RT** said”: a well-known organisation by the tagger, too,
    whatever else its words are."""
    return " ".join(written).lower() in well_known(document.language) and _tagged(document, begin, end, "ORG")


def _is_nation_of_outlet(document: Document, begin: int, end: int) -> bool:
    """“the **Egyptian** MENA news agency”, “the **Iranian** IRNA agency”: where an outlet of some letters is from."""
    if end - begin != _NATION_AND_LETTERS or end >= len(document.tokens):
        return False
    nation, letters, behind = document.tokens[begin : end + 1]
    is_outlet = behind.lower in document.language.closed_class("nouns_for_outlets")
    return is_outlet and letters.text.isupper() and nation.lower in document.language.words("demonyms")


_NATION_AND_LETTERS = 2  # tokens


def _without_full_stop(words: tuple[str, ...], language: Language) -> tuple[str, ...]:
    """“said Amartya **Sen.**”, “William **Barr.**”: at the end of a sentence, taken for the full stop of a title."""
    last = words[-1].rstrip(".")
    is_title = len(words) > 1 and last != words[-1] and glued_title(last, language)
    return (*words[:-1], last) if is_title else words


def _is_no_own_name(document: Document, begin: int, end: int, lower: set[str]) -> bool:
    """“**Republicans**”, “**March**”, “**Belgian**”: a class of people, a date or a party, nobody's own name."""
    language = document.language
    is_subject = document.tokens[begin].relation == "nsubj" and lower <= language.words("months_and_names")
    if (lower <= language.words("months") and not is_subject) or lower <= language.words("group_names"):
        return not _is_surname_of_color(document, begin, end)
    return (
        _is_people(document, begin, end) or _is_party_of_state(document, begin, end) or _are_any(document, begin, end)
    )


def _is_surname_of_color(document: Document, begin: int, end: int) -> bool:
    """“**White** said”, “**Black** told the court”: one word for a colour, without an article, that speaks alone."""
    token, behind = document.tokens[begin], document.tokens[end : end + 1]
    is_alone = end - begin == 1 and token.relation == "nsubj" and not document.children[begin]
    is_color = is_alone and token.lower in document.language.closed_class("surnames_of_colors")
    return is_color and any(t.i == token.head and t.is_finite for t in behind)


def _is_title(document: Document, begin: int, end: int, lower: set[str]) -> bool:
    """“the **Senator**”, “the **Chief Executive**”: a title or role with no name behind it; not Ken **Doctor**'s."""
    language = document.language
    roles = language.words("role_nouns")
    ranks = language.closed_class("ranks_of_roles")
    is_lone_title = len(lower) == 1 and all(is_only_title(word, language) for word in lower)
    is_role = all(word in roles or word in ranks for word in lower) and not _tagged(document, begin, end, "PERSON")
    is_role = is_role or _is_office(document, begin, end) or _is_office_in_letters(document, begin, lower)
    is_role = is_role or (len(lower) == 1 and lower <= roles and _is_office_of_body(document, begin))
    if is_role and lower <= _words_of_firms(language):
        papers = language.words("outlets").intersection(language.closed_class("roles_in_names_of_papers"))
        is_paper = lower <= papers and _is_behind_article(document, begin)  # “the **Economist** said”
        is_role = not (is_paper or _tagged(document, begin, end, "ORG"))  # “the **Guardian** said”
    return (is_lone_title or is_role) and lower.isdisjoint(_surnames(document))


@cache
def _words_of_firms(language: Language) -> frozenset[str]:
    """What papers are called, and what is in the names of organisations."""
    return language.words("outlets") | language.words("organization_words")


def _is_office_of_body(document: Document, i: int) -> bool:
    """“**Dean** of Harlow Medical College Ana Ruiz”, “**Dean** of Students Ana Ruiz”: an office in capitals, though
    some are called so."""
    tokens, classes = document.tokens, document.language.closed_class
    behind = [token for token in tokens[i + 1 : i + 4] if token.lower not in classes("the")]
    return len(behind) > 1 and behind[0].lower in classes("of") and behind[1].text[0].isupper()


def _is_office_in_letters(document: Document, begin: int, lower: set[str]) -> bool:
    """“the **SP** said”, where the text has a superintendent of police, too; else it is the party. “the **MD** of
    Orbis”"""
    offices = document.language.classes("offices_in_letters")
    known = next((offices[word] for word in lower if word in offices), None)
    token, behind = document.tokens[begin], document.tokens[begin + 1 : begin + 2]
    if known is None or len(lower) > 1 or not token.text.isupper() or not _is_behind_article(document, begin):
        return False
    if any(t.upos in ("NOUN", "PROPN") for t in behind):  # not “the IG report”
        return False
    of = document.language.closed_class("of")
    is_of = any(t.lower in of for t in behind)
    return is_of or all(word in document.written or word in of for word in known.split())


def _is_office(document: Document, begin: int, end: int) -> bool:
    """“the **Home Secretary**”, “the **District Attorney**”: an office in capitals; not “the **Hollywood Reporter**”,
    “the **AFL-CIO**”, “the **Argus Leader**”."""
    language, last = document.language, document.tokens[end - 1].lower
    if end - begin < 2 or last not in language.words("role_nouns") or not _is_told_of_one(document, begin):
        return False
    if any(_is_office_of(document, begin - 1, i) for i in range(begin + 2, end)) or _is_column(document, begin, end):
        return False
    papers = (language.words("outlets"), language.words("organization_words"))
    is_paper = any(last in words for words in papers) or " ".join(_written(document, begin, end)).lower() in papers[0]
    tagged = last in language.closed_class("roles_in_names_of_papers") and _tagged(document, begin, end, "ORG")
    return not is_paper and not tagged and document.tokens[end - 2].text != "-"


def _is_column(document: Document, begin: int, end: int) -> bool:
    """“the **Huffington Post Pollster** average”, “the **Herald Fact Checker** rating”: what an outlet calls a part of
    itself, in front of a noun."""
    language, behind = document.language, document.tokens[end : end + 1]
    words = [word.lower() for word in _written(document, begin, end - 1)]
    papers = language.words("outlets"), _ends_of_outlets(language)
    is_outlets = any(word in known for word in (words[-1], " ".join(words)) for known in papers)
    return is_outlets and bool(behind) and behind[0].upos == "NOUN" and document.tokens[end - 1].relation == "compound"


@cache
def _ends_of_outlets(language: Language) -> frozenset[str]:
    """“the Morning **Herald**”, “the Tarn **Tribune**”: the last words of what outlets are called."""
    nouns = language.classes("organization_hypernyms")
    return frozenset(word for kind in language.closed_class("outlet_kinds") for word in nouns.get(kind, "").split())


def _is_told_of_one(document: Document, i: int) -> bool:
    """“**the** Home Secretary”, “**his Chief** Press Secretary”: behind an article or a possessive, and a title."""
    tokens, language = document.tokens, document.language
    while i and tokens[i - 1].lower in language.table("titles"):
        i -= 1
    return _is_behind_article(document, i) or (i > 0 and tokens[i - 1].has("possessive"))


def _is_of_class(document: Document, i: int) -> bool:
    """“**the** Treasury Secretary”, “**one** Labour MP”, “**another senior** Labour MP”: whether an article, a number
    or a word for one of several stands before a name, or before the adjectives before it."""
    tokens, classes = document.tokens, document.language.closed_class
    while i and tokens[i - 1].upos == "ADJ" and tokens[i - 1].text.islower():
        i -= 1
    counts = i > 0 and (tokens[i - 1].upos == "NUM" or tokens[i - 1].lower in classes("determiners_of_new"))
    return counts or _is_behind_article(document, i)


def _is_behind_article(document: Document, i: int) -> bool:
    return i > 0 and document.tokens[i - 1].lower in document.language.closed_class("articles")


def _is_people(document: Document, begin: int, end: int) -> bool:
    """“the **Belgian**”, “**Korean-Americans**”, “an **Irishwoman**”: a class of people, no name of one; “**Ohio Teen**
    Says”."""
    language = document.language
    words = [token.lower for token in document.tokens[begin:end] if token.text != "-"]  # “the **German-Nigerian**”
    is_native = len(words) > 1 and words[-1] in language.closed_class("nouns_of_natives")
    if is_native and " ".join(words[:-1]) in language.words("places"):
        return True
    if _tagged(document, begin, end, "PERSON"):
        return False
    if len(words) > 1 and " ".join(words).removesuffix("s") in language.words("demonyms"):
        return True  # “the **Sri Lankan**”
    are_many = document.tokens[begin].has("plural_name") and words[0].endswith("s")
    if are_many and len(words) == 1 and _tagged(document, begin, end, "MISC"):
        return words[0][:-1] not in _surnames(document)  # “**Northerners**”, whom no list has; not “the Obamas”
    last, first_words = words[-1], language.closed_class("first_words_of_names")
    one = last.removesuffix("s")
    forms = {last, one, _OF_ONE.sub("", one) if one.endswith("n") else one}
    if not any(_is_class(form, language) for form in forms):
        return False
    places = language.words("places")
    from_place = " ".join(words[:-1]) in places or all(word in places for word in words[:-1])
    return from_place or all(word in first_words or _is_class(word, language) for word in words[:-1])


def _is_party_of_state(document: Document, begin: int, end: int) -> bool:
    """“Sen. Al Ford (**D-Ohio**)”"""
    tokens, parties = document.tokens, document.language.closed_class("letters_of_parties")
    letter = begin - 1 if tokens[begin].text == "-" else begin
    return (
        letter >= 0 and letter + 1 < len(tokens) and tokens[letter].text in parties and tokens[letter + 1].text == "-"
    )


def _are_any(document: Document, begin: int, end: int) -> bool:
    """“super **PACs**”, “**NGOs**”: a kind of organisation in capitals, many of it."""
    word = document.tokens[begin].text
    many = end - begin == 1 and word.endswith("s") and word[:-1].isupper() and len(word) > 2
    return many and word[:-1].lower() in document.language.classes("organization_nouns")


def _is_class(word: str, language: Language) -> bool:
    """“belgian”, “republicans”; not “us”, which is a state."""
    is_one = word in language.words("group_names") or word in language.words("demonyms")
    return is_one and word not in _STATES_SMALL


_OF_ONE = regex.compile(r"(?:wo)?m[ae]n$")
_STATES_SMALL = frozenset(state.lower() for state in _STATES)


@asked_once
def _surnames(document: Document) -> frozenset[str]:
    """The last words of the full names of people, as the parse has them: Ken **Doctor**, Lam Van **Son**."""
    tokens = document.tokens
    full = [
        (tokens[e.first].text, tokens[e.last - 1])
        for e in document.entities
        if e.kind == "PERSON" and e.last - e.first > 1
    ]
    return frozenset(last.lower for first, last in full if bears_given_name(first, document.language))


def _tagged(document: Document, begin: int, end: int, kind: str) -> bool:
    """Whether the tagger takes one of these tokens for a name of this kind."""
    entities = document.entity_at
    return any(i in entities and entities[i].kind == kind for i in range(begin, end))


def _written(document: Document, first: int, end: int) -> tuple[str, ...]:
    """The words of a stretch as they are written, with “Felbab-Brown” as one."""
    return tuple(document.text[document.tokens[first].start : document.tokens[end - 1].end].split())


def _with_adjectives(document: Document, begin: int, end: int, place: bool) -> int:
    """Where an organisation's name begins: “the **Congressional** Budget Office”, “**New** York Times”."""
    language = document.language
    first_words = language.closed_class("first_words_of_names")
    tokens = document.tokens
    while begin > 0 and tokens[begin - 1].sentence == tokens[begin].sentence:
        word = tokens[begin - 1]
        lower = word.text.lower()
        is_first = begin - 1 == document.sentences[word.sentence].first
        if (
            not word.text[:1].isupper()
            or word.upos not in ("ADJ", "NOUN", "VERB", "X")
            or word.end == tokens[begin].start
        ):
            break
        if lower not in first_words:
            modifies = word.relation in ("amod", "compound", "nmod", "flat")
            if (
                place
                or (is_first and not _is_in_entity(document, begin - 1, end))
                or not modifies
                or lower in language.words("seniority")
                or lower in language.words("empty_modifiers")
            ):
                break
            if lower in language.words("group_names") and (end - begin < 2 or tokens[end - 1].relation == "compound"):
                break
        begin -= 1
    return begin


def _is_in_entity(document: Document, begin: int, end: int) -> bool:
    """“**Greater** Manchester Police said”: at the head of a sentence what the tagger takes for one body's name."""
    entity = document.entity_at.get(begin)
    return entity is not None and entity.kind == "ORG" and (entity.first, entity.last) == (begin, end)


def _is_common(document: Document, begin: int, end: int) -> bool:
    """“**Polls** show …”: a common noun that only the head of the sentence gives a capital."""
    language = document.language
    token = document.tokens[begin]
    if begin != document.sentences[token.sentence].first or document.tokens[end - 1].text.isupper():
        return False
    if end - begin > 1:
        return _is_common_group(document, begin, end)
    lower = token.text.lower()
    if _are_some_of(document, begin):
        return True
    one = language.lemma_of(lower, "NOUN", "NNS", {})
    are_people = lower != one and is_human(one, language)  # “**Jurors** heard”, “**Midwives** said”
    common = any(_is_written_small(document, word) for word in ((lower, one) if are_people else (lower,)))
    if _is_surely_name(document, begin):
        if _only_begins(document, token):
            return True
        return common and (are_people or lower in language.classes("organization_nouns"))  # “**Media** ask”
    return common or are_people or _is_noun_of(token, language)


def _only_begins(document: Document, token: Token) -> bool:
    """“**Amendment** would shield them”, “**Underdog** sees hope”: a noun for documents or roles right before a verb,
    which is nobody's surname, and has a capital at the heads of sentences only."""
    lower, language = token.lower, document.language
    if lower not in language.words("document_nouns") and lower not in language.words("role_nouns"):
        return False
    behind = document.tokens[token.i + 1 : token.i + 2]
    if not behind or not (behind[0].is_modal or (behind[0].is_finite and behind[0].upos in ("AUX", "VERB"))):
        return False
    if lower in language.words("common_surnames") or is_given_name(token.text, language):
        return False
    alike = (t for t in document.written.get(lower, ()) if t.text == token.text)
    return all(t.i == document.sentences[t.sentence].first for t in alike)


def _are_some_of(document: Document, i: int) -> bool:
    """“**Pals of** the singer insist …”, “**Dockworkers in** Lund”, at the head of a sentence, whatever the tagger
    says."""
    token, behind, language = document.tokens[i], document.tokens[i + 1 : i + 2], document.language
    is_many = token.lower.endswith("s") and is_human(token.lower.removesuffix("s"), language)
    return is_many and any(t.lower in language.closed_class("tells_whose_people") for t in behind)


def _is_common_group(document: Document, begin: int, end: int) -> bool:
    """“**New Polls** show …”: an adjective and a plural, which only a headline gives capitals."""
    tokens, last = document.tokens, document.tokens[end - 1]
    adjectives = all(tokens[i].upos == "ADJ" for i in range(begin, end - 1))
    return adjectives and (last.has("plural") or last.has("plural_name")) and _is_noun_of(last, document.language)


def _is_noun_of(token: Token, language: Language) -> bool:
    """Whether a word, but for its capital, is a noun for documents, people or organisations."""
    lower = token.lower
    return not _nouns(language).isdisjoint((token.lemma.lower(), lower, lower.removesuffix("s")))


@cache
def _nouns(language: Language) -> frozenset[str]:
    """The nouns for documents, people and organisations."""
    return (
        language.words("document_nouns") | language.words("vague_nouns") | language.classes("organization_nouns").keys()
    )


def _is_surely_name(document: Document, i: int) -> bool:
    """Whether the tagger takes a word for a name, and not where it errs: “**Charities** said”."""
    entity = document.entity_at.get(i)
    if entity is None or (entity.kind == "MISC" and entity.last - entity.first == 1):
        return False
    return not (entity.kind == "ORG" and entity.last - entity.first == 1 and document.tokens[i].has("plural"))


def _is_written_small(document: Document, word: str) -> bool:
    """Whether the document also writes a word without a capital."""
    return any(t.text.islower() and t.upos in ("NOUN", "VERB", "ADJ", "ADV") for t in document.written.get(word, ()))


def _lone_surnames(document: Document, names: list[Name], headlines: frozenset[int]) -> Iterator[Name]:
    """“Walter Long … **Long** said”, “Mr. Son … **Son** said”, “Apple Inc. … **Apple** said”: a surname, or what a firm
    is called by, where a subject stands, though the tagger takes it for a word."""
    language = document.language
    firms = _called_by_form(names, language)
    surnames = {
        word for n in names if n.kind is Kind.PERSON and (len(n.words) > 1 or n.title is not None)
        for word in (n.words[-1], surname_of(n.words, language).capitalize()) if word.istitle()
    }  # fmt: skip
    taken = {i for n in names for i in range(n.first, n.last)}
    often = _often_alone(names)  # “**Time** Just Announced”, of Time Magazine
    for token in document.tokens_of({word.lower() for word in (*surnames, *firms, *often)}):
        is_head = token.sentence in headlines
        is_word = token.text in surnames or token.text in firms or (is_head and token.text in often)
        is_word = is_word and token.upos in _PLAIN and token.i not in taken
        is_word = is_word and token.lower not in language.closed_class("personal_pronouns")
        if not is_word or (is_head and not _opens(document, token)):
            continue
        if _stands_as_subject(document, token) or (not is_head and _has_capital_of_its_own(document, token)):
            kind = Kind.PERSON if token.text in surnames else Kind.ORGANIZATION
            yield Name(token.i, token.i + 1, (token.text,), kind)


def _has_capital_of_its_own(document: Document, token: Token) -> bool:
    """“the truce, which **Long** had called”, “this **Long** we knew”, “**Dat**’s stance”: a capital that neither the
    head of a sentence gives nor a longer name."""
    behind = document.tokens[token.i + 1 : token.i + 2]
    if any(t.is_genitive and t.start == token.end for t in behind):
        return not any(document.tokens[c].relation == "det" for c in document.children[token.i])
    before = document.tokens[max(0, token.i - 1)]
    is_apart = before.text.islower() and not any(t.text[:1].isupper() for t in behind)
    is_role = token.upos == "PROPN" or is_human(token.lower, document.language)  # “the **Dean** we knew”
    return is_apart and not (is_role and any(document.tokens[c].relation == "det" for c in document.children[token.i]))


def _often_alone(names: list[Name]) -> frozenset[str]:
    """The words that name an organisation, by themselves, in several places."""
    alone = Counter(n.words[0] for n in names if n.kind is Kind.ORGANIZATION and len(n.words) == 1 and not n.place)
    return frozenset(word for word, n in alone.items() if n >= _OFTEN and word.istitle())


_OFTEN = 3  # places


def _opens(document: Document, token: Token) -> bool:
    """Whether a word begins its sentence, behind its marks."""
    first = document.sentences[token.sentence].first
    return all(t.upos == "PUNCT" for t in document.tokens[first : token.i])


def _called_by_form(names: list[Name], language: Language) -> frozenset[str]:
    """“**Hobbs** Inc.”, “**Calvero** plc”: what firms are called by alone, in front of what tells their form."""
    firms = (n.words for n in names if n.kind is Kind.ORGANIZATION and len(n.words) == _WITH_FORM)
    return frozenset(first for first, form in firms if tells_form(form, language) and first.istitle())


_WITH_FORM = 2  # words of “Hobbs Inc.”


def _stands_as_subject(document: Document, token: Token) -> bool:
    """Without an article, a subject; or right before its verb, “**Long** said”, whatever the parser makes of it."""
    if any(document.tokens[c].relation == "det" for c in document.children[token.i]):
        return False
    behind = document.tokens[token.i + 1] if token.i + 1 < len(document.tokens) else token
    whose = document.tokens[token.i + 2 : token.i + 3] if behind.text == "," else ()
    if any(t.lower in document.language.closed_class("relative_persons") for t in whose):  # “**Long**, who left”
        return True
    if behind.lower in document.language.closed_class("infinitive_markers"):  # “**Long** to ask for more”
        return token.i == document.sentences[token.sentence].first
    if token.upos == "INTJ" and behind.upos in ("AUX", "VERB"):  # “**Oh** has left”
        return True
    if token.upos == "PROPN" and is_human(
        token.lower, document.language
    ):  # “**Son** has left”; no “**Chief** of Staff”
        return behind.is_finite
    return token.relation == "nsubj" or (token.head == behind.i and behind.upos == "VERB" and behind.is_finite)


# what a surname that is a word too may be taken for; for a name, but not a person's
_PLAIN = ("ADJ", "NOUN", "INTJ", "ADV", "VERB", "PRON", "PROPN")


# --- headlines ------------------------------------------------------------------------------------


@asked_once
def _headlines(document: Document) -> frozenset[int]:
    """The sentences whose words nearly all have a capital, common words too."""
    found = []
    for number, sentence in enumerate(document.sentences):
        behind = document.tokens[sentence.first + 1 : sentence.last]
        small = (t for t in behind if len(t.text) > 3 and t.text.islower() and t.text.isalpha())
        if next(islice(small, int(_SMALL * len(behind)) + 1, None), None) is not None:
            continue  # most, and soon
        longer = [t for t in behind if len(t.text) > 3 and t.text.isalpha()]
        capital = [t for t in longer if t.text[0].isupper()]
        common = [t for t in capital if t.upos not in ("PROPN", "X")]
        if len(longer) >= 4 and len(capital) >= (1 - _SMALL) * len(longer) and common:
            found.append(number)
    return frozenset(found)


def _names_in_headline(
    document: Document, first: int, end: int, known: dict[tuple[str, ...], Name], longest: int
) -> Iterator[Name]:
    """What the rest of the document names so, in at most `longest` words; else what the tagger takes for a name."""
    language = document.language
    titles = language.table("titles")
    lower = [t.text.lower() for t in document.tokens[first : end + longest]]  # “Soo” | “-jin”, which ends no run
    i = first
    while i < end:
        length = next((n for n in range(longest, 0, -1) if tuple(lower[i - first : i - first + n]) in known), 0)
        if length:
            same = known[tuple(lower[i - first : i - first + length])]
            title = document.tokens[i - 1].text.lower().rstrip(".") if i else ""
            title_here = title if title in titles else None
            written = _written(document, i, i + length)
            yield Name(i, i + length, written, same.kind, title=title_here, place=same.place)
            i += length
            continue
        entity = document.entity_at.get(i)
        if entity is not None and entity.first == i and entity.last <= end:
            last = entity.last
            while last < end and (parts := _more_of_person(document, last)):
                last += parts
            yield from _names_in(document, i, last)
            i = last
        else:
            i += 1
