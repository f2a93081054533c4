"""Which work, law or document “it” means by what only such do: “her novel made a stir when **it** came out”, “the pact
cost them dear after **it** went into effect”, “The Herald's report names ten. **It** leaves out the owner”."""

from collections.abc import Container, Iterator

from quoteattr.records import Kind, Level
from quoteattr.speakers import links
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.phrases import Form, Phrase
from quoteattr.speakers.spots import subject_of_sentence
from quoteattr.text.document import Document, Token

_SUBJECTS = ("nsubj", "nsubj:pass")
_BEHIND = 6  # tokens behind a verb in which the rest of what is done stands: “**sold** three million **copies**”


def thing_that_does(cast: Cast, phrase: Phrase) -> Chain | Phrase | None:
    """The thing, or the phrase for it, that “it” means by what it does; None where anybody may do that."""
    document, i = cast.document, phrase.head
    it, classes = document.tokens[i], document.language.closed_class
    if it.deprel not in _SUBJECTS or it.head < i or cast.reading.quotation_of[i] >= 0:
        return None
    verb = document.tokens[it.head]
    if (told := _in_front_of_bracket(cast, i)) is not None:
        return told
    if _does(document, it, verb, "what_works_do"):
        return _told_last(cast, i, classes("works_in_print"))
    if _does(document, it, verb, "what_laws_do"):
        return _told_last(cast, i, classes("nouns_for_laws"))
    return _subject_before(cast, it, verb)


def _does(document: Document, it: Token, verb: Token, doings: str) -> bool:
    """“**came** **out** in May”, “**was** **repealed**”: whether one of a class is done; of those with two words the
    second stands behind, of those in the passive nothing is active."""
    behind = [token.lower for token in document.tokens[verb.i + 1 : verb.i + 1 + _BEHIND]]
    lemma = verb.lemma.lower()
    for doing in document.language.closed_class(doings):
        first, _, second = doing.partition("-")
        if first == lemma and (second in behind if second != _PASSIVE else it.deprel == "nsubj:pass"):
            return True
    return False


_PASSIVE = "passive"  # the mark of what is only done to them


def _in_front_of_bracket(cast: Cast, i: int) -> Chain | None:
    """“her book “**Salt and Iron**” (**it** sold well)”: the work whose title stands before the bracket."""
    tokens, scene = cast.document.tokens, links.scene_of(cast)
    if not i or tokens[i - 1].text != "(" or not scene.titled:
        return None
    before = (token.i for token in reversed(tokens[max(0, i - _TITLE) : i]) if token.upos != "PUNCT")
    noun = next((j for j in before if j not in scene.titled), -1)
    return scene.called.get(noun) if any(j in scene.titled for j in range(i - _MARKS, i)) else None


_TITLE, _MARKS = 24, 4  # tokens before a bracket: of a title with its noun; in which a title ends


def _told_last(cast: Cast, i: int, nouns: Container[str]) -> Chain | Phrase | None:
    """The work or law told last in this sentence or, in the same paragraph, the one before, by its title, its name or
    its noun."""
    document, called = cast.document, links.scene_of(cast).called
    for token in _tokens_before(document, i):
        if token.i in called and called[token.i].kind is Kind.DOCUMENT:
            return called[token.i]
        name = cast.name_at.get(token.i)
        if name is not None and name.last - 1 == token.i and token.lower in nouns and name.kind is not Kind.PERSON:
            return cast.chain_of(name)
        if name is None and token.upos == "NOUN" and token.lemma.lower() in nouns and token.relation != "compound":
            told = links.whole(cast, token.i)
            is_one = told.form is Form.DESCRIPTION and told.head == token.i and not told.plural
            return told if is_one and told.kind is not Kind.PERSON else None
    return None


def _tokens_before(document: Document, i: int) -> Iterator[Token]:
    """Those of this sentence and of the one before in its paragraph, the last first."""
    first = document.tokens[i].sentence
    if first and document.sentences[first - 1].paragraph == document.sentences[first].paragraph:
        first -= 1
    return reversed(document.tokens[document.sentences[first].first : i])


def _subject_before(cast: Cast, it: Token, verb: Token) -> Phrase | None:
    """“**The Herald's report** claims that he is ill. **It** doesn't mention …”: a document that is the subject of the
    sentence before, where it goes on with what documents do; of a plan or law what it would do."""
    document, here = cast.document, it.sentence
    sentence, classes = document.sentences[here], document.language.closed_class
    if it.i != sentence.first or not here or document.sentences[here - 1].paragraph != sentence.paragraph:
        return None
    subject = subject_of_sentence(document, here - 1)
    if not document.sentences[here - 1].first <= subject < sentence.first or subject in cast.name_at:
        return None
    told = links.whole(cast, subject)
    is_document = told.form is Form.DESCRIPTION and told.kind is Kind.DOCUMENT and told.head == subject
    would = any(token.is_modal for token in document.tokens[it.i + 1 : verb.i])
    does = verb.lemma.lower() in classes("what_documents_do") or (would and told.lemma in classes("nouns_for_laws"))
    return told if is_document and does and not told.plural else None


def document_that_found(cast: Cast, phrase: Phrase) -> Chain | Phrase | None:
    """“A **Harlow College poll** asked 900. … **The findings** worry her”: the poll or study told last, not long
    before, where nothing else that has results came since."""
    classes, document = cast.document.language.closed_class, cast.document
    is_bare = phrase.plural and phrase.determiner in classes("the") and not phrase.words and not phrase.owners
    if not is_bare or phrase.core[-1] != phrase.head or phrase.lemma not in classes("what_is_found"):
        return None
    nouns, others = classes("documents_that_find"), classes("what_has_results")
    first = document.sentences[max(0, document.tokens[phrase.head].sentence - _FAR)].first
    told = (t for t in reversed(document.tokens[first : phrase.head]) if t.upos in ("NOUN", "PROPN"))
    last = next((t for t in told if t.lemma.lower() in nouns or t.lemma.lower() in others), None)
    if last is None or last.lemma.lower() not in nouns:
        return None
    name = cast.name_at.get(last.i)
    if name is not None:
        return cast.chain_of(name) if name.last - 1 == last.i else None
    whole = links.whole(cast, last.i)
    is_named = whole.form is Form.DESCRIPTION and whole.kind is Kind.DOCUMENT and whole.level is Level.NAMED
    return whole if is_named and whole.head == last.i and not whole.plural else None


_FAR = 8  # sentences
