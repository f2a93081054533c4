"""Sentences that go on with what somebody says, though nothing in them says so: “The bridge would be closed for a week,
the mayor said. **Drivers should expect delays.**”

Free indirect speech (Banfield 1982; in news, Semino and Short 2004): behind reported speech in its paragraph, without a
source, a cue or marks of its own, told in the tenses of what is reported. What tells it, and how often that is right,
stands in the language's `rates.tsv`; only what is mostly right is given.
"""

from collections.abc import Iterator, Sequence

from quoteattr.attributions.draft import SPEECH, Draft, spans_of
from quoteattr.attributions.rates import rate
from quoteattr.text.document import Sentence, Token
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Covered, Offsets
from quoteattr.text.tree import has_child, is_time, subject

_LEAST = 0.5  # what is less often right than wrong is not told
_LONG = 16  # tokens: a longer sentence is mostly the reporter's own


def find_continued(reading: Reading, drafts: Sequence[Draft]) -> list[tuple[tuple[Offsets, float], ...]]:
    """For each draft the sentences behind it that go on with it, in order, with the chance that each does."""
    taken = Covered(len(reading.document.text), spans_of(drafts))
    last = {_last_sentence(reading, draft): n for n, draft in enumerate(drafts)}
    return [
        tuple(_behind(reading, draft, taken)) if last[_last_sentence(reading, draft)] == n else ()
        for n, draft in enumerate(drafts)
    ]


def _last_sentence(reading: Reading, draft: Draft) -> int:
    """The number of the last sentence that a draft stands in."""
    return reading.sentence_at(max(end for _, end in filter(None, spans_of([draft]))) - 1)


def _behind(reading: Reading, draft: Draft, taken: Covered) -> Iterator[tuple[Offsets, float]]:
    """The sentences behind a draft that go on with it, up to the first that does not."""
    if draft.mode not in SPEECH or draft.cue_token is None or draft.nobody or _is_quoted(reading, draft):
        return
    document, here = reading.document, _last_sentence(reading, draft)
    paragraph = document.sentences[here].paragraph
    for sentence in document.sentences[here + 1 :]:
        span = document.tokens[sentence.first].start, document.tokens[sentence.last - 1].end
        if sentence.paragraph != paragraph or taken.count(span) or not _may_go_on(reading, sentence):
            return
        sure = how_sure(reading, sentence)
        if sure < _LEAST:
            return
        yield span, sure


def _is_quoted(reading: Reading, draft: Draft) -> bool:
    """Whether the last of what is said stands in marks: what is not quoted behind it is mostly the reporter's."""
    return bool(reading.quoted_characters(*draft.content[-1]))


def _may_go_on(reading: Reading, sentence: Sentence) -> bool:
    """A short sentence without a mark, a cue, a name or a number, that turns to nothing else."""
    tokens = reading.document.tokens[sentence.first : sentence.last]
    closed_class = reading.language.closed_class
    if len(tokens) > _LONG or tokens[-1].text != "." or tokens[0].lower in closed_class("turns_away"):
        return False
    if reading.any_in_quotation(range(sentence.first, sentence.last)):
        return False
    if any(_is_cue(reading, t) or t.lower in closed_class("according") for t in tokens):
        return False
    head = _subject(reading, sentence)
    return not any(t.upos == "PROPN" and (t.i == tokens[0].i or t.i == head) for t in tokens)


def _is_cue(reading: Reading, token: Token) -> bool:
    """“police **warned**”, “she **hopes** it will hold”; not “drivers should **expect** delays”"""
    entry = reading.cues.get(token.i)
    if entry is None or entry.upos != "VERB":
        return False
    return entry.mode in SPEECH or has_child(reading.document, token.i, "ccomp")


def _root(reading: Reading, sentence: Sentence) -> Token:
    """The token that heads a sentence."""
    tokens = reading.document.tokens
    inside = range(sentence.first, sentence.last)
    return next((tokens[i] for i in inside if tokens[i].head not in inside), tokens[sentence.first])


def _subject(reading: Reading, sentence: Sentence) -> int | None:
    return subject(reading.document, _root(reading, sentence).i)


def how_sure(reading: Reading, sentence: Sentence) -> float:
    """The chance that a sentence goes on with what was said before it, by what tells it; 0 where nothing does."""
    if told_by_modal(reading, sentence):
        return rate(reading.language, "continued_modal")
    if told_by_none(reading, sentence):
        return rate(reading.language, "continued_none")
    return rate(reading.language, "continued_perfect") if told_by_perfect(reading, sentence) else 0.0


def _auxiliaries(reading: Reading, sentence: Sentence) -> list[Token]:
    document = reading.document
    root = _root(reading, sentence)
    group = (root.i, *document.children[root.i])
    return [document.tokens[i] for i in group if document.tokens[i].upos in ("AUX", "VERB") and i <= root.i]


def told_by_modal(reading: Reading, sentence: Sentence) -> bool:
    """“Drivers **should** expect delays.” “It **would** stay shut.”"""
    modals = reading.language.closed_class("modals_of_reported")
    return any(t.lower in modals for t in _auxiliaries(reading, sentence)) and not _has_number(reading, sentence)


def told_by_perfect(reading: Reading, sentence: Sentence) -> bool:
    """“The clerk **had fled** through a back door.”"""
    root, perfect = _root(reading, sentence), reading.language.closed_class("perfect_of_reported")
    had = any(t.lower in perfect and t.i != root.i for t in _auxiliaries(reading, sentence))
    return had and not _has_number(reading, sentence)


def told_by_none(reading: Reading, sentence: Sentence) -> bool:
    """“**Nobody** was in danger.” “There was **no** other way.” “**Only** the seats were missing.”"""
    tokens = reading.document.tokens[sentence.first : sentence.last]
    sweeping = reading.language.closed_class("sweeping")
    return any(t.lower in sweeping for t in tokens[:4]) and not _has_number(reading, sentence)


def _has_number(reading: Reading, sentence: Sentence) -> bool:
    """“in **1931**”, “**14** bodies”, “on **Monday**”, a name: what reporters tell of themselves."""
    tokens = reading.document.tokens[sentence.first : sentence.last]
    return any(t.text[:1].isdigit() or (t.upos == "PROPN" and not is_time(reading.document, t)) for t in tokens)
