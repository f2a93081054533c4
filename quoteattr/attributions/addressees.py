"""To whom something was said: told **reporters**, wrote to **the committee**, said in a letter to **Ruiz**."""

from collections.abc import Iterator
from functools import cache

from attrs import frozen

from quoteattr.attributions.draft import Draft
from quoteattr.attributions.sources import is_passive
from quoteattr.language import Language
from quoteattr.language.people import is_for_somebody
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets, in_any, inside
from quoteattr.text.tree import below, first_child, is_time, preposition, run_around, stretch, subject, trimmed

_OBJECTS = frozenset({"obj", "iobj"})
_OBLIQUES = frozenset({"obl", "nmod"})
_PEOPLE = frozenset({"PERSON", "ORG"})
_OF_ANOTHER = frozenset({"acl", "advcl", "ccomp", "parataxis"})  # clauses that only say more
_JOINING = frozenset({"ADP", "PUNCT", "CCONJ"})
_NOUN_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON"})
_NEAR = 8  # tokens behind a verb
_TITLE = 7  # tokens within which the marks around the title of a programme stand
_WORDS_OF_A_TITLE = 2  # at least
_AT_LEAST = 3  # “at least 40”
_MARKS = frozenset({'"', "“", "”", "‘", "’", "''", "``"})
_OBJECT = "object"
_SUBJECT = "subject"


@frozen
class Said:
    """A draft whose cue says it, in its reading; `cues` are the cues of all drafts."""

    reading: Reading
    draft: Draft
    cue: int
    cues: frozenset[int]

    def of(self, i: int, *relations: str) -> Iterator[Token]:
        """What hangs on a token in one of some relations and stands in no content, quotation or source."""
        tokens = self.reading.document.tokens
        for child in self.reading.document.children[i]:
            if tokens[child].relation in relations and self.is_open(child):
                yield tokens[child]

    def is_open(self, i: int) -> bool:
        """Whether a token stands outside what is said and whoever says it."""
        start, source = self.reading.document.tokens[i].start, self.draft.source
        if in_any(start, self.draft.content) or (source is not None and inside(start, source)):
            return False
        return not self.reading.in_quotation(i)

    def prepositions(self, i: int) -> str | None:
        """The preposition before a token: “with **Ruiz**”, “with Ruiz's **podcast**”, be it hung on Ruiz."""
        document = self.reading.document
        before = preposition(document, i)
        owner = first_child(document, i, lambda t: t.deprel == "nmod:poss") if before is None else None
        return preposition(document, owner) if owner is not None else before


def find_addressee(said: Said) -> tuple[Offsets, int] | None:
    """The words for whom it was said to, and the token that heads them; None where the text doesn't say."""
    verbs = list(of_the_saying(said))
    for rule in (_were_told, _told, _said_to, in_a_letter_to, _as_the_source_tells):
        for verb in verbs:
            if (head := rule(said, verb)) is not None:
                return _phrase(said, head), head
    return None


def of_the_saying(said: Said) -> Iterator[int]:
    """The verbs that tell of one saying: the cue; “kept **asking** her why …”; “**Speaking** to students, he said”;
    “**sent** a letter to them, calling for …”."""
    tokens, language = said.reading.document.tokens, said.reading.language
    yield said.cue
    yield from _in_the_cue(said)
    for clause in (*said.of(said.cue, "advcl"), *_clauses_of_source(said)):
        if clause.is_gerund and clause.lemma.lower() in language.closed_class("turns_to_speak"):
            yield clause.i
    cue = tokens[said.cue]
    goes_on = cue.is_gerund and cue.relation in ("advcl", "acl", "xcomp", "conj") and cue.head not in said.cues
    if cue.head < 0 or not (goes_on or _is_second(said, cue)):
        return
    act = tokens[cue.head]
    if act.upos == "NOUN" and act.head >= 0 and act.lemma.lower() in language.words("channels"):
        act = tokens[act.head]  # “sent **a letter** to them calling for …”
    if act.i not in said.cues and act.lemma.lower() in language.closed_class("acts_of_telling"):
        yield act.i


def _is_second(said: Said, cue: Token) -> bool:
    """“spoke to reporters and **said** …”: what one turns to somebody for, with the same subject."""
    document, turns = said.reading.document, said.reading.language.closed_class("turns_to_speak")
    if cue.relation != "conj" or document.tokens[cue.head].lemma.lower() not in turns:
        return False
    return document.tokens[cue.head].is_finite and subject(document, cue.i) in (None, subject(document, cue.head))


def _in_the_cue(said: Said) -> Iterator[int]:
    """“kept **asking** her why …”, “is likely to **remind** voters of …”: verbs behind the first one that the words of
    a cue hold."""
    tokens, known = said.reading.document.tokens, _frames(said.reading.language)
    if said.draft.cue is None:
        return
    for token in tokens[said.cue + 1 : said.reading.sentence_of(said.cue).last]:
        if token.start >= said.draft.cue[1]:
            break
        if token.upos == "VERB" and token.i not in said.cues and token.lemma.lower() in known:
            yield token.i


def _clauses_of_source(said: Said) -> Iterator[Token]:
    """“Ruiz, **addressing** a crowd, said”: what the parser hangs on whoever says it."""
    source, tokens = said.draft.source_token, said.reading.document.tokens
    if source is not None:
        yield from (tokens[c] for c in said.reading.document.children[source] if tokens[c].relation == "acl")


@cache
def _frames(language: Language) -> dict[str, frozenset[str]]:
    """Verb → where those stand that it is said to."""
    return {verb: frozenset(frames.split()) for verb, frames in language.rows("addressing")}


def _frames_of(said: Said, verb: int) -> frozenset[str]:
    language = said.reading.language
    known = _frames(language).get(said.reading.document.tokens[verb].lemma.lower())
    return known if known is not None else frozenset(language.closed_class("addressing_prepositions"))


def _told(said: Said, verb: int) -> int | None:
    """“told **reporters**”, “asked **the jury**”, “urged **the firm** to pay”; not “told **a lie**”."""
    if _OBJECT not in _frames_of(said, verb):
        return None
    document = said.reading.document
    near = [document.tokens[c] for c in document.children[verb] if c > verb and _is_object(said, verb, c)]
    for token in near or _right_behind(said, verb):
        if said.is_open(token.i) or _opens_content(said, token.i) or _titled(said, token.i) is not None:
            plain = said.prepositions(token.i) is None or _is_counted(said, token)
            if plain and may_be_told(said.reading, token, tells=document.tokens[verb].lemma.lower()):
                return token.i
    return None


def _is_object(said: Said, verb: int, i: int) -> bool:
    """“told **reporters**”; “told **“Dawn and Dusk”** on Monday”, “told over **50 farmers**”, whatever the parse hangs
    it on as: right behind the verb, without a preposition."""
    tokens = said.reading.document.tokens
    if tokens[i].relation in _OBJECTS:
        return True
    first = below(said.reading.document, i)[0]
    is_next = all(token.text in _MARKS for token in tokens[verb + 1 : first])
    is_next = is_next and not any(token.is_genitive for token in tokens[first:i])  # “ABC’s “Nightline””
    bare = said.prepositions(i) is None and not is_time(said.reading.document, tokens[i])
    return tokens[i].relation == "obl" and is_next and bare


def _is_counted(said: Said, token: Token) -> bool:
    """“told **more than 200** people”, “told **over 50** farmers”: what stands before a number is no preposition."""
    document = said.reading.document
    return first_child(document, token.i, lambda t: t.relation == "case" and _counts(said, t)) is not None


def _counts(said: Said, case: Token) -> bool:
    return any(token.upos == "NUM" for token in said.reading.document.tokens[case.i + 1 : case.i + _AT_LEAST])


def _right_behind(said: Said, verb: int) -> list[Token]:
    """“told **the hosts** on Friday”: the noun that follows a verb, whatever the parse hung it on."""
    tokens = said.reading.document.tokens
    last = said.reading.sentence_of(verb).last
    noun = None
    for token in tokens[verb + 1 : min(verb + _NEAR, last)]:
        of_it = token.upos in _NOUN_PHRASE or (noun is None and token.is_participle)  # “the **packed** hall”
        if not of_it or not said.is_open(token.i):
            break
        noun = token if token.upos in ("NOUN", "PROPN", "PRON") else noun
    return [noun] if noun is not None else []


def _opens_content(said: Said, i: int) -> bool:
    """“urged **the firm** to pay”: whether a content begins with the phrase that a token heads."""
    if said.reading.in_quotation(i):
        return False
    first = min(below(said.reading.document, i))
    return any(start == said.reading.document.tokens[first].start for start, _ in said.draft.content)


def _were_told(said: Said, verb: int) -> int | None:
    """“**Residents** were told that the water was clean”"""
    if _SUBJECT not in _frames_of(said, verb) or not said.reading.document.tokens[verb].is_participle:
        return None
    document, lemma = said.reading.document, said.reading.document.tokens[verb].lemma.lower()
    passive = is_passive(said.reading, verb)
    subjects = (document.tokens[c] for c in document.children[verb] if document.tokens[c].relation == "nsubj")
    subject = next((t for t in subjects if passive or t.deprel == "nsubj:pass"), None)
    if subject is None or not _may_have_been_told(said.reading, subject, lemma):
        return None
    is_whole = subject.i == said.draft.source_token or said.is_open(subject.i)
    goes_on = said.draft.content[-1][1] > document.tokens[below(document, subject.i)[-1]].end
    return subject.i if is_whole or (goes_on and _opens_content(said, subject.i)) else None


def _may_have_been_told(reading: Reading, token: Token, tells: str) -> bool:
    """“**they** were told”, “**the band** was instructed”"""
    if token.upos == "PRON":
        return token.lower in reading.language.closed_class("addressed_subjects")
    return may_be_told(reading, token, tells=tells)


def _said_to(said: Said, verb: int) -> int | None:
    """“wrote to **the committee**”, “confided in **a friend**”"""
    frames = _frames_of(said, verb) | said.reading.language.closed_class("addressing_prepositions").keys()
    for token in said.of(verb, *_OBLIQUES):
        if said.prepositions(token.i) in frames and may_be_told(said.reading, token, by_name=False):
            return token.i
    return None


def in_a_letter_to(said: Said, verb: int) -> int | None:
    """“said in a letter to **Ruiz**”, “sent a letter to **management**”, “in an interview with **CNN**”"""
    language = said.reading.language
    media, prepositions = language.words("channels"), language.closed_class("media_prepositions")
    through, talks = language.closed_class("channel_prepositions"), language.closed_class("talks")
    two_sided = language.closed_class("talks_prepositions")
    for medium in said.of(verb, "obl", "obj"):
        before = said.prepositions(medium.i)
        if medium.lemma.lower() not in media or (before is not None and before not in through):
            continue
        for token in (t for t in _below(said.reading, medium.i) if t.relation == "nmod"):
            joins = two_sided if medium.lemma.lower() in talks else prepositions
            if said.prepositions(token.i) in joins and _is_addressed(said, token):
                return token.i
        if (found := _sent_to(said, medium)) is not None:
            return found
    return None


def _as_the_source_tells(said: Said, verb: int) -> int | None:
    """“Ruiz, **who spoke to the BBC**, said”, “a letter **sent to parents** says”: what the phrase for
    whoever says it tells of the saying."""
    source, tokens = said.draft.source_token, said.reading.document.tokens
    if source is None or verb != said.cue:
        return None
    for clause in _below(said.reading, source):
        if clause.relation == "acl" and _tells_of_saying(said, tokens[source], clause):
            for token in _below(said.reading, clause.i):
                fits = token.relation in _OBLIQUES and said.prepositions(token.i) in _frames_of(said, clause.i)
                if fits and may_be_told(said.reading, token, by_name=False):
                    return token.i
    return None


def _tells_of_saying(said: Said, source: Token, clause: Token) -> bool:
    """“who **spoke** to reporters”; “a letter **sent** to parents”; not “who speaks to horses”"""
    language = said.reading.language
    if clause.deprel == "acl:relcl":
        return clause.has("past") and clause.lemma.lower() in language.closed_class("turns_to_speak")
    is_medium = source.lemma.lower() in language.words("channels")
    return is_medium and clause.is_participle and clause.lemma.lower() in language.closed_class("sends")


def _is_addressed(said: Said, token: Token) -> bool:
    """“in an interview with **CNN**”, “with **NPR’s ‘Fresh Air’**”: somebody, or a programme by its title in marks."""
    if said.is_open(token.i) and may_be_told(said.reading, token, by_name=False):
        return True
    return not in_any(token.start, said.draft.content) and _titled(said, token.i) is not None


def _sent_to(said: Said, medium: Token) -> int | None:
    """“in an email **sent to staff**”, “in a statement **issued to the paper**”"""
    sends, prepositions = (said.reading.language.closed_class(name) for name in ("sends", "addressing_prepositions"))
    for clause in said.of(medium.i, "acl"):
        if not clause.is_participle or clause.lemma.lower() not in sends:
            continue
        for token in said.of(clause.i, *_OBLIQUES):
            if said.prepositions(token.i) in prepositions and may_be_told(said.reading, token, by_name=False):
                return token.i
    return None


def may_be_told(reading: Reading, token: Token, *, by_name: bool = True, tells: str = "") -> bool:
    """Whether a word is for somebody; `by_name`: any name will do, places and unknown ones too; `tells`: the verb whose
    object it is, since nobody tells a thing anything."""
    language = reading.language
    if token.upos == "PRON":
        return token.lower in language.closed_class("addressees")
    entity = reading.document.entity_at.get(token.i)
    if entity is not None and entity.kind in _PEOPLE:
        return True  # “USA **Today**”
    if is_time(reading.document, token):
        return False
    if entity is not None:
        return by_name
    if token.upos == "PROPN":
        return True
    lemma = token.lemma.lower()
    if lemma in language.closed_class("never_addressed"):
        return False
    if token.upos in ("DET", "NUM", "ADJ") and any(t.relation == "nmod" for t in _below(reading, token.i)):
        return any(may_be_told(reading, t) for t in _below(reading, token.i) if t.relation == "nmod")
    if tells in language.closed_class("told_to_people"):
        return token.upos == "NOUN"
    return lemma in language.words("audiences") or is_for_somebody(lemma, language)


def _below(reading: Reading, i: int) -> Iterator[Token]:
    return (reading.document.tokens[child] for child in reading.document.children[i])


def _phrase(said: Said, head: int) -> Offsets:
    """The words under a head: without its preposition, clauses and appositives, nor when and where."""
    document = said.reading.document
    opens = head == said.draft.source_token or _is_in_source(said, head) or _opens_content(said, head)
    left = {t.i for t in _below(said.reading, head) if t.relation in _OF_ANOTHER or _is_loose(said, head, t)}
    inside_it = [i for i in below(document, head, left) if opens or said.is_open(i)]
    run = run_around(head, {*inside_it, *_whole_name(said.reading, head)})
    run += _name_behind(said.reading, run[-1])
    run += _home_behind(said, run)
    run += _owned_behind(said, run[-1])
    start, end = stretch(document, trimmed(run, lambda i: i != head and _only_joins(said, i)))
    title = _titled(said, head) or _titled(said, run[-1] + 1)
    if title is not None:
        start, end = min(start, title[0]), max(end, title[1])
    return _with_outlet(said.reading, start), end


def _only_joins(said: Said, i: int) -> bool:
    """“told **over** 50 farmers”: a preposition, whatever the tagger says, a conjunction, a mark."""
    token, classes = said.reading.document.tokens[i], said.reading.language.closed_class
    is_word = any(token.lower in classes(name) for name in ("place_prepositions", "topic_prepositions"))
    return token.upos in _JOINING or (token.upos == "ADV" and is_word)


def _is_in_source(said: Said, i: int) -> bool:
    """Whether a token stands in the words for whoever says it."""
    source = said.draft.source
    return source is not None and inside(said.reading.document.tokens[i].start, source)


def _titled(said: Said, i: int) -> Offsets | None:
    """“told **‘Fox and Friends’** that …”, “told MSNBC's **‘Morning Joe’**”: the title in marks that a token stands in,
    or opens."""
    sentence, tokens = said.reading.sentence_of(said.cue), said.reading.document.tokens
    near = range(max(i - _TITLE, said.cue if i > said.cue else sentence.first), min(i + _TITLE, sentence.last))
    opens = max((k for k in near if k <= i and tokens[k].text in _MARKS), default=None)
    closes = min((k for k in near if k > i and tokens[k].text in _MARKS), default=None)
    if opens is None or closes is None:
        return None
    words = [token for token in tokens[opens + 1 : closes] if token.upos != "PUNCT"]
    classes = said.reading.language.closed_class
    least = 1 if tokens[opens - 1].lower in classes("genitives") else _WORDS_OF_A_TITLE  # “NBC's **‘Today’**”
    if len(words) < least or any(t.text[0].islower() and t.lower not in classes("small_words") for t in words):
        return None
    return tokens[opens].start, tokens[closes].end


def _with_outlet(reading: Reading, start: int) -> int:
    """“told **The Atlantic's** Jeffrey Goldberg”: where a name begins with the outlet that somebody is of."""
    tokens, at = reading.document.tokens, reading.token_at(start)
    genitives = reading.language.closed_class("genitives")
    if at < 2 or not tokens[at].text[0].isupper() or tokens[at - 1].lower not in genitives:
        return start
    entity = reading.document.entity_at.get(at - 2)
    if entity is None:
        return start
    first = entity.first
    if first > 0 and tokens[first - 1].upos == "DET" and tokens[first - 1].text[0].isupper():
        first -= 1
    return tokens[first].start


def _whole_name(reading: Reading, i: int) -> range:
    """The tokens of the name that a token stands in."""
    entity = reading.document.entity_at.get(i)
    return range(entity.first, entity.last) if entity is not None else range(i, i + 1)


def _name_behind(reading: Reading, i: int) -> range:
    """“told co-host **Joe Hill**”: the person's name that begins right behind a token, whatever it hangs on."""
    entity = reading.document.entity_at.get(i + 1)
    return range(i + 1, entity.last) if entity is not None and entity.kind == "PERSON" else range(0)


def _home_behind(said: Said, run: list[int]) -> range:
    """“told Chris Wallace **of Fox News**”: whose somebody is who is named, whatever the parse hangs it on."""
    document, last = said.reading.document, run[-1]
    person, home = document.entity_at.get(last), document.entity_at.get(last + 2)
    if person is None or home is None or person.kind != "PERSON" or home.kind != "ORG" or home.first != last + 2:
        return range(0)
    is_of = document.tokens[last + 1].lower in said.reading.language.closed_class("of")
    return range(last + 1, home.last) if is_of and said.is_open(last + 2) else range(0)


def _owned_behind(said: Said, last: int) -> range:
    """“told Anna Lind**'s podcast**”: what is of somebody, whatever the parse hangs it on."""
    tokens, end = said.reading.document.tokens, said.reading.sentence_of(last).last
    mark = last if tokens[last].is_genitive else last + 1
    if mark + 1 >= end or not tokens[mark].is_genitive:
        return range(0)
    owned = range(mark + 1, next((t.i for t in tokens[mark + 1 : end] if not _is_owned(said, t)), end))
    return range(last + 1, owned.stop) if owned and tokens[owned[-1]].upos in ("NOUN", "PROPN") else range(0)


def _is_owned(said: Said, token: Token) -> bool:
    return token.upos in ("ADJ", "NOUN", "PROPN") and said.is_open(token.i)


def _is_loose(said: Said, head: int, token: Token) -> bool:
    """“told a crowd **in Dayton** **on Monday**”, “asked Hill **about the leak**”, “told Hill, **the owner**”, and the
    preposition before it."""
    if token.relation == "appos":
        return any(t.text == "," for t in said.reading.document.tokens[head + 1 : token.i])
    before = said.prepositions(token.i)
    if token.relation == "case" and token.i < head:
        return not _counts(said, token)
    if token.relation not in _OBLIQUES or token.deprel == "nmod:poss" or token.i < head:
        return False
    classes = said.reading.language.closed_class
    return is_time(said.reading.document, token) or any(
        before in classes(name) for name in ("place_prepositions", "topic_prepositions")
    )
