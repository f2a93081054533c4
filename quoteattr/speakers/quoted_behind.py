"""Somebody without a name, told of right before what they say: “**Her sister** found it. “I wept,” **she** said.”,
“**A neighbour** was blunt: it was dead, **he** said”.

News tells of a neighbour in one sentence and quotes them in the next, with no more than a pronoun; whoever is named
near by is spoken of there, and does not speak.
"""

from itertools import chain as joined

from quoteattr.attributions.announced import announced_before
from quoteattr.records import Kind
from quoteattr.speakers import links
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.mentions import GENDER
from quoteattr.speakers.phrases import Form, Phrase
from quoteattr.speakers.ranking import gender_of_noun
from quoteattr.speakers.spots import subject_of_sentence
from quoteattr.text.tree import noun_phrase


def told_of_before(cast: Cast, phrase: Phrase) -> Phrase | None:
    """The one person without a name who is the subject of the sentence before a quotation, right behind which “he” or
    “she” says it, or of the clause before a colon, where that tells of nobody else who can be meant."""
    if phrase.head not in cast.sources or not phrase.head:
        return None
    subject, _ = announced_before(cast.reading, phrase.head) or (-1, -1)
    quoted = cast.reading.quotation_of[phrase.head - 1] if subject < 0 else -1
    subject = _subject_before(cast, quoted) if quoted >= 0 else subject
    if subject < 0 or subject in cast.name_at:
        return None
    told = links.whole(cast, subject)
    is_one = told.form is Form.DESCRIPTION and told.head == subject and told.kind is Kind.PERSON
    if not is_one or gender_of_noun(told.lemma, cast.document.language) not in (None, GENDER[phrase.lemma]):
        return None
    return None if _tells_of_others(cast, subject, phrase) or owner_behind(cast, phrase) is not None else told


def owner_behind(cast: Cast, phrase: Phrase) -> Chain | None:
    """““**Her partner** thinks she is mad. “**He** says no,” **she** said”: whose the subject of the sentence before a
    quotation is, where the quotation tells first of one of the other sex."""
    quoted = cast.reading.quotation_of[phrase.head - 1] if phrase.head in cast.sources and phrase.head else -1
    subject = _subject_before(cast, quoted) if quoted >= 0 else -1
    if subject < 0:
        return None
    document, gender = cast.document, GENDER[phrase.lemma]
    owners = (document.tokens[c] for c in document.children[subject] if document.tokens[c].deprel == "nmod:poss")
    owner = next((t.i for t in owners if GENDER.get(t.lower) is gender), -1)
    begins = cast.reading.token_at(cast.reading.outer[quoted].span.start)
    first = next((t for t in document.tokens[begins : phrase.head] if t.lower in GENDER), None)
    if owner < 0 or first is None or GENDER[first.lower] is gender:
        return None
    return next((c for c in cast.near(owner, 0) if owner in c.at and c.kind is Kind.PERSON), None)


def body_told_before(cast: Cast, phrase: Phrase) -> Phrase | None:
    """““**The bench** was not impressed. “You have had a year,” **it** said”: the organisation or document without a
    name that is the subject of the sentence before a quotation, or before the pronoun's own."""
    if phrase.head not in cast.sources or not phrase.head:
        return None
    quoted, sentence = cast.reading.quotation_of[phrase.head - 1], cast.document.tokens[phrase.head].sentence
    if quoted >= 0:
        subject = _subject_before(cast, quoted)
    else:
        here, before = cast.document.sentences[sentence], cast.document.sentences[sentence - 1]
        is_next = sentence > 0 and here.paragraph == before.paragraph and phrase.head == here.first
        subject = subject_of_sentence(cast.document, sentence - 1) if is_next else -1
    if subject < 0 or subject in cast.name_at:
        return None
    told = links.whole(cast, subject)
    is_one = told.form is Form.DESCRIPTION and told.head == subject and not told.plural
    return told if is_one and told.kind in (Kind.ORGANIZATION, Kind.DOCUMENT) else None


def _subject_before(cast: Cast, quotation: int) -> int:
    """The subject of the whole sentence that ends right before a quotation of the same paragraph; -1 for none."""
    document, reading = cast.document, cast.reading
    last = reading.token_at(reading.outer[quotation].span.start) - 1
    if last < 0 or reading.in_quotation(last):
        return -1
    before, behind = (document.sentences[document.tokens[i].sentence] for i in (last, last + 1))
    if before is behind or before.paragraph != behind.paragraph:
        return -1
    return subject_of_sentence(document, document.tokens[last].sentence)


def _tells_of_others(cast: Cast, subject: int, phrase: Phrase) -> bool:
    """Whether a sentence names a person, or has a pronoun of the same gender, that does not only own its subject, and
    not in what that says: “The neighbour hugged **Ruiz**”, “… pulled **her** out”; not “The neighbour said she ran”."""
    document, gender = cast.document, GENDER[phrase.lemma]
    sentence = document.sentences[document.tokens[subject].sentence]
    own = {*noun_phrase(document, subject), *joined.from_iterable(cast.contents.get(subject, ()))}
    for token in document.tokens[sentence.first : min(sentence.last, phrase.head)]:
        name = cast.name_at.get(token.i)
        is_person = name is not None and name.kind is Kind.PERSON
        if token.i not in own and (is_person or GENDER.get(token.lower) is gender):
            return True
    return False


def speaks_behind(cast: Cast, phrase: Phrase) -> int:
    """““**He** gave me back my family,” **she** said”: of whom the sentence before the quotation tells, if that is left
    for who says it, a man or a woman as the pronoun in it is not; -1 otherwise."""
    quoted = cast.reading.quotation_of[phrase.head]
    behind = cast.reading.token_at(cast.reading.outer[quoted].span.end) if quoted >= 0 else -1
    if behind not in cast.sources or GENDER.get(cast.document.tokens[behind].lower) in (None, GENDER[phrase.lemma]):
        return -1
    return _subject_before(cast, quoted)
