"""Who asked what somebody was asked, where the text tells it: most texts leave the asker out."""

from quoteattr.attributions.draft import Draft
from quoteattr.records import Kind
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.names.name import Name
from quoteattr.speakers.spots import subject_of
from quoteattr.text.document import Token


def who_asked(cast: Cast, draft: Draft) -> Chain | None:
    """“Ruiz told **the Harlow Post**, when asked …”, “was asked in an interview with **Dana Kowal**”: an outlet or a
    person that the sentence says to be told, or to hold the interview; ““Where?” asked **Hill**. Asked to point …”: who
    asked last, right before."""
    if draft.cue_token is None:
        return None
    document = cast.document
    sentence = document.sentences[document.tokens[draft.cue_token].sentence]
    for token in document.tokens[sentence.first : sentence.last]:
        if (name := _told(cast, token, draft.cue_token) or _interviewing(cast, token)) is not None:
            return cast.chain_of(name)
    return _asked_before(cast, draft.cue_token)


def _is_somebody(name: Name | None) -> bool:
    return name is not None and not name.place and name.kind in (Kind.PERSON, Kind.ORGANIZATION)


def _told(cast: Cast, token: Token, cue: int) -> Name | None:
    """“told **ITV**, when asked”: whose name is, or begins, the object of telling."""
    document, classes = cast.document, cast.document.language.closed_class
    if token.i >= cue or token.lemma.lower() not in classes("verbs_of_telling") or not _is_joined(cast, cue):
        return None
    objects = [c for c in document.children[token.i] if document.tokens[c].relation in ("obj", "iobj")]
    within = (i for c in objects for i in (c, *document.children[c]) if i > token.i)
    names = (cast.name_at.get(i) for i in within)
    return next((name for name in names if name is not None and _is_somebody(name)), None)


def _is_joined(cast: Cast, cue: int) -> bool:
    """“**when** asked”, “**after** he was asked”: whether the question is told as what came before."""
    document = cast.document
    before = (t for t in reversed(document.tokens[max(0, cue - _INTO) : cue]) if t.upos not in ("AUX", "PRON"))
    joins = next(before, None)
    return joins is not None and joins.lower in document.language.closed_class("before_questions")


def _interviewing(cast: Cast, token: Token) -> Name | None:
    """“in an interview published Monday by **the Harlow Post**”, “during a **Fox News** interview”"""
    document = cast.document
    classes = document.language.closed_class
    if token.lemma.lower() not in classes("nouns_of_interviews"):
        return None
    beside = cast.name_at.get(token.i - 1)
    begins = beside.first if beside is not None else token.i
    if not any(t.lower in classes("within") for t in document.tokens[max(0, begins - _INTO) : begins]):
        return None
    if beside is not None and _is_somebody(beside) and beside.kind is Kind.ORGANIZATION:
        return beside
    behind = document.tokens[token.i + 1 : token.i + _NEAR]
    by = next((t for t in behind if t.lower in classes("by_outlets")), None)
    names = (cast.name_at.get(i) for i in range(by.i + 1, by.i + 3)) if by is not None else ()
    return next((name for name in names if name is not None and _is_somebody(name)), None)


def _asked_before(cast: Cast, cue: int) -> Chain | None:
    """Who asked last, two sentences back at most, where the sentence begins with it."""
    document = cast.document
    sentence = document.sentences[document.tokens[cue].sentence]
    if sentence.first != cue:
        return None
    asking = document.language.closed_class("verbs_of_asking")
    first = document.sentences[max(0, document.tokens[cue].sentence - 2)]
    if first.paragraph != sentence.paragraph:
        return None
    verbs = [t for t in document.tokens[first.first : cue] if t.lemma.lower() in asking and t.upos == "VERB"]
    subject = subject_of(document, verbs[-1].i) if verbs else -1
    name = cast.name_at.get(subject)
    return cast.chain_of(name) if name is not None and name.kind is Kind.PERSON else None


_INTO = 3  # words before “interview” among which one says that it was in it
_NEAR = 6  # words behind “interview” within which who holds it is told
