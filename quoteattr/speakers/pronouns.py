"""What speaks for each person whom “he” or “she” may mean, and for nobody of them: named features of place, grammar,
prominence, speech and agreement.

After Hobbs (1978), Lappin and Leass (1994) and the centering of Grosz, Joshi and Weinstein (1995): how the places of
the pronoun and of a candidate's last mentions lie to each other, what is subject, who is spoken of most. A feature that
joins others (`subj<obj&1`: the pronoun is a subject, the candidate was last an object, one sentence back) has them in
its name.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from math import log1p

from attrs import frozen

from quoteattr.language.people import is_human
from quoteattr.records import Gender
from quoteattr.runtime.values import value
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.mentions import GENDER
from quoteattr.speakers.phrases import Phrase
from quoteattr.speakers.scorer import Features
from quoteattr.speakers.spots import ABOVE, OWNER, PRONOUN, SUBJECT, Seen, Spot, barred, spot_of, subjects, tree
from quoteattr.text.document import Document

_BACK = ("0", "1", "2", "3", "3", "3")  # sentences back, by name
_LATELY = 3  # sentences back that count as lately
_LOOKED = 3  # mentions of a chain that are looked at
_KEPT = 4096  # places whose features are kept
_FITS = frozenset({"gender_shown", "gender_likely"})


def rows(cast: Cast, phrase: Phrase, chains: Sequence[Chain]) -> list[Features]:
    """What speaks for nobody of some chains, and then for each of them."""
    here = _here(cast, phrase)
    candidates = [_candidate(cast, chain, phrase.head) for chain in chains]
    found = [_of_candidate(cast, here, candidate) for candidate in candidates]
    _compare(here, candidates, found)
    return [_of_nobody(here, len(chains)), *found]


def not_barred(cast: Cast, i: int, chains: Iterable[Chain]) -> list[Chain]:
    """Those of some chains whom a pronoun may mean where it stands."""
    token = barred(cast.document, spot_of(cast, i))
    return [chain for chain in chains if token < 0 or not _stands_at(cast, chain, i, token)]


def _stands_at(cast: Cast, chain: Chain, i: int, token: int) -> bool:
    """Whether the last mention of somebody before a pronoun hangs in the tree by a token."""
    place = bisect_left(chain.at, i)
    return place > 0 and token in ((last := spot_of(cast, chain.at[place - 1])).top, last.i)


def sort_of(cast: Cast, phrase: Phrase) -> str:
    """Whether a pronoun is a source of what is said, or any other: some features count otherwise for sources."""
    return SOURCE if phrase.head in cast.sources else "other"


SOURCE = "source"


@frozen(kw_only=True)
class _Here:
    """What is so at a pronoun whoever is meant: asked once, not for every candidate."""

    spot: Spot
    gender: Gender | None
    role: str
    owns_human: bool
    own: bool  # “in **his own** work”
    begins: bool
    subjects: dict[int, str]
    lately: int  # the first token that counts as lately
    of_a_source: bool
    always: Features  # what is so of every candidate
    alone: Chain | None  # the one person of its paragraph so far
    recent: Chain | None  # the person mentioned last who may be of its gender
    speaker: Chain | None  # who says it
    spoke_last: Chain | None


@value
class _Candidate:
    """A chain, how many of its mentions stand before the pronoun, and where the last of these stand, the last first."""

    chain: Chain
    place: int
    spots: tuple[Spot, ...]

    @property
    def last(self) -> Spot | None:
        """Where it was mentioned last."""
        return self.spots[0] if self.spots else None


def _candidate(cast: Cast, chain: Chain, i: int) -> _Candidate:
    place = bisect_left(chain.at, i)
    looked = range(place - 1, max(-1, place - 1 - _LOOKED), -1)
    return _Candidate(chain, place, tuple(spot_of(cast, chain.at[n]) for n in looked))


def _here(cast: Cast, phrase: Phrase) -> _Here:
    i, tokens, sentences, language = phrase.head, cast.document.tokens, cast.document.sentences, cast.document.language
    spot = spot_of(cast, i)
    gender = GENDER.get(tokens[i].lower)
    owned = tokens[tokens[i].head] if spot.role == OWNER else None
    known: dict[int, str] = {}
    for subject, how in subjects(cast.document, spot.clauses[0]):
        known.setdefault(subject, how)
    return _Here(
        spot=spot,
        gender=gender,
        role=f"{OWNER}_{spot.owned}" if owned is not None else spot.role,
        owns_human=owned is not None and owned.upos == "NOUN" and is_human(owned.lemma.lower(), language),
        own=owned is not None and tokens[min(i + 1, len(tokens) - 1)].lower in language.closed_class("own"),
        begins=i - sentences[spot.sentence].first <= 1,
        subjects=known,
        lately=sentences[max(0, spot.sentence - _LATELY)].first,
        of_a_source=i in cast.sources,
        always=_noted(*_always(cast, spot)),
        alone=cast.alone_in_paragraph(i),
        recent=cast.most_recent(i, gender),
        speaker=cast.speaks_at(i),
        spoke_last=cast.spoke_last(i),
    )


def _always(cast: Cast, here: Spot) -> Iterator[str]:
    if here.i in cast.sources:
        yield "of_a_source"
    if here.clauses[0] in cast.reading.cues:
        yield "says"
    if not cast.sources:
        yield "quiet"
    if here.quotation >= 0:
        yield "in_quotation"


def _of_nobody(here: _Here, candidates: int) -> Features:
    return {
        "none": 1.0,
        f"none:{here.spot.role}": 1.0,
        "none:quoted": float(here.spot.quotation >= 0),
        "none:source": float(here.of_a_source),
        "none:few": float(candidates < 2),
    }


def _of_candidate(cast: Cast, here: _Here, candidate: _Candidate) -> Features:
    chain, place, last = candidate.chain, candidate.place, candidate.last
    found: Features = {"candidate": 1.0, "often": log1p(len(chain.at)), "often_before": log1p(place)}
    if chain.name is not None:
        found["named"] = 1.0
        if len(chain.name) == 1:
            found["one_word"] = 1.0
    if chain.at and cast.document.tokens[chain.at[0]].sentence == 0:
        found["in_first_sentence"] = 1.0
    if here.alone is chain:
        found["alone_in_paragraph"] = 1.0
    if here.recent is chain:
        found["most_recent"] = 1.0
    if chain.shown is not None and chain.shown is here.gender:
        found["gender_shown"] = 1.0
    elif chain.shown is None and chain.gender is not None and chain.gender is here.gender:
        found["gender_likely"] = 1.0
    found |= here.always
    if last is not None:
        _place(cast.document, here, last, found)
        _mentions(here, candidate, found)
    if place < len(chain.at):
        _behind(cast, here, candidate, found)
    _speech(cast, here, chain, found)
    _quotation(here, chain, last, found)
    return found


def _noted(*names: str) -> Features:
    return dict.fromkeys(names, 1.0)


# --- place and grammar ----------------------------------------------------------------------------


def _back(here: Spot, there: Spot) -> str:
    back = here.sentence - there.sentence
    return _BACK[back] if back < len(_BACK) else "far"


def _place(document: Document, here: _Here, last: Spot, found: Features) -> None:
    """Where somebody was last mentioned."""
    spot = here.spot
    back = _back(spot, last)
    found["sentences_back"] = log1p(spot.sentence - last.sentence)
    found["paragraphs_back"] = log1p(spot.paragraph - last.paragraph)
    if spot.paragraph == last.paragraph:
        found["same_paragraph"] = 1.0
    found |= _placed(here.role, back, last.seen)
    if back == "0":
        _same_sentence(document, here, last, found)
    elif back == "1" and here.begins:
        found[f"begins<{last.role}"] = 1.0


@lru_cache(_KEPT)
def _placed(role: str, back: str, seen: Seen) -> Features:
    """The features of a place, by the role of the pronoun, sentences back and what is to be seen there."""
    found = _noted(
        f"back={back}",
        f"last={seen.role}",
        f"last={seen.role}&{back}",
        f"{role}<{seen.role}&{back}",
        f"form={seen.form}",
        f"form={seen.form}&{back}",
        f"level={seen.level}&{back}",
    )
    if seen.preposition:
        found[f"prep={seen.preposition}"] = 1.0
    if seen.held:
        found |= _noted("held", f"held&{back}")
    return found | _noted(*seen.marks)


def _same_sentence(document: Document, here: _Here, last: Spot, found: Features) -> None:
    """How the two lie to each other in the tree."""
    relation = tree(document, last, here.spot)
    how = here.subjects.get(last.top) or here.subjects.get(last.i)
    found |= _related(here.role, relation, last.role, last.seen.form, how)
    found["near"] = 1.0 / (1.0 + log1p(here.spot.i - last.i))
    if how is not None and here.own:
        found["own_and_subject"] = 1.0
    if relation.startswith(ABOVE):
        found[f"under={document.tokens[last.clauses[0]].lemma.lower()}&{last.role}"] = 1.0
    if here.owns_human:
        found[f"owns_human&{relation}&{last.role}"] = 1.0


@lru_cache(_KEPT)
def _related(role: str, relation: str, there: str, form: str, how: str | None) -> Features:
    """The features of two mentions in one sentence, by their roles and by how they lie to each other in the tree."""
    found = _noted(
        f"tree={relation}",
        f"tree={relation}&{there}",
        f"tree={relation}&{role}<{there}",
        f"tree={relation}&{form}",
    )
    return found | _noted(f"subject={how}", f"subject={how}&{role}") if how is not None else found


def _mentions(here: _Here, candidate: _Candidate, found: Features) -> None:
    """Somebody's last mentions together."""
    found["lately"] = (candidate.place - bisect_left(candidate.chain.at, here.lately)) ** 0.5
    found |= _together(tuple((spot.role, spot.seen.form, _back(here.spot, spot)) for spot in candidate.spots))


@lru_cache(_KEPT)
def _together(spots: tuple[tuple[str, str, str], ...]) -> Features:
    """The features of last mentions, by the role, the form and how far back each is."""
    found: Features = {}
    for role, form, back in spots:
        if role in SUBJECT:
            found[f"subject&{back}"] = 1.0
        if form == PRONOUN:
            found[f"pronoun&{back}"] = 1.0
    if len(spots) > 1:
        found[f"second={spots[1][0]}&{spots[1][2]}"] = 1.0
        if spots[0][0] in SUBJECT and spots[1][0] in SUBJECT:
            found["both_last_subjects"] = 1.0
    return found


def _behind(cast: Cast, here: _Here, candidate: _Candidate, found: Features) -> None:
    """Named behind the pronoun: “When **he** left, **Ruiz** …” may be Ruiz, “**He** said that **Ruiz** …” is not."""
    there = spot_of(cast, candidate.chain.at[candidate.place])
    if not candidate.place:
        found["comes_later"] = 1.0
    if there.sentence == here.spot.sentence:
        relation, role = tree(cast.document, there, here.spot), there.role
        new = "again" if candidate.place else "new"
        found |= _noted(new, f"{new}={relation}&{role}", f"behind={relation}&{role}")
        found[f"behind={relation}&{here.role}<{role}"] = 1.0
        if (how := here.subjects.get(there.top)) is not None:
            found[f"behind_subject={how}"] = 1.0
    elif there.sentence == here.spot.sentence + 1:
        found[f"next={there.role}"] = 1.0


# --- speech ---------------------------------------------------------------------------------------


def _speech(cast: Cast, here: _Here, chain: Chain, found: Features) -> None:
    """Who has just spoken goes on speaking."""
    place = bisect_left(chain.spoke_at, here.spot.i)
    if not place:
        return
    there = cast.document.tokens[chain.spoke_at[place - 1]].sentence
    paragraphs = here.spot.paragraph - cast.document.sentences[there].paragraph
    near = here.spot.sentence - there <= 2
    found |= _spoken(here.spoke_last is chain, min(2, paragraphs), near, here.of_a_source)


@cache
def _spoken(last: bool, paragraphs: int, near: bool, of_a_source: bool) -> Features:
    """The features of who has spoken: last of all, how many paragraphs back, near, and whether now somebody speaks."""
    known = {
        "has_spoken": True,
        "spoke_last": last,
        "spoke_in_paragraph": paragraphs == 0,
        "spoke_one_paragraph_back": paragraphs == 1,
        "spoke_near": near,
        "source_has_spoken": of_a_source,
        "source_spoke_last": of_a_source and last,
    }
    return _noted(*(name for name, is_so in known.items() if is_so))


def _quotation(here: _Here, chain: Chain, last: Spot | None, found: Features) -> None:
    """In a quotation, “he” is hardly the one who speaks; out of it, hardly one whom only the quotation names."""
    inside, there = here.spot.quotation, last.quotation if last is not None else -1
    if here.speaker is chain:
        found["of_its_speaker" if inside >= 0 else "of_its_reported_speaker"] = 1.0
    if inside >= 0:
        if there == inside:
            found["same_quotation"] = 1.0
    elif there >= 0:
        found["only_quoted"] = 1.0


# --- beside each other ----------------------------------------------------------------------------


def _compare(here: _Here, candidates: Sequence[_Candidate], found: list[Features]) -> None:
    """What only the candidates beside each other tell."""
    spots = {n: candidate.spots[0] for n, candidate in enumerate(candidates) if candidate.spots}
    before, often = list(spots), [len(candidate.chain.at) for candidate in candidates]
    recent = sorted(before, key=lambda n: -spots[n].i)
    _rank(found, "recency", recent, 3)
    _rank(found, "hobbs", sorted(before, key=lambda n: spots[n].order), 3)
    _rank(found, "frequent", sorted(range(len(often)), key=lambda n: -often[n]), 2)
    _rank(found, "frequent_before", sorted(before, key=lambda n: -candidates[n].place), 2)
    _rank(found, "met", sorted(before, key=lambda n: candidates[n].chain.at[0]), 2)
    _rank(found, "subject", (n for n in recent if spots[n].role in SUBJECT), 2)
    _last_pronoun(here, candidates, found)
    _share(candidates, often, found)


def _share(candidates: Sequence[_Candidate], often: list[int], found: list[Features]) -> None:
    """How much of all that is said of the candidates is said of each."""
    all_before, all_ = sum(c.place for c in candidates) or 1, sum(often) or 1
    fits = [not _FITS.isdisjoint(row) for row in found]
    crowd, fitting = min(2.0, (len(found) - 1) ** 0.5), sum(fits)
    for n, row in enumerate(found):
        row["share_before"], row["share"], row["crowd"] = candidates[n].place / all_before, often[n] / all_, crowd
        if not crowd:
            row["only_one"] = 1.0
        if fitting and not fits[n]:
            row["others_of_gender"] = 1.0
        elif fitting == 1:
            row["only_one_of_gender"] = 1.0


def _rank(found: list[Features], name: str, order: Iterable[int], last: int) -> None:
    names = _ranks(name, last)
    for rank, n in enumerate(order):
        found[n][names[min(rank, last)]] = 1.0


@cache
def _ranks(name: str, last: int) -> tuple[str, ...]:
    """The features of whoever is first, second … in an order."""
    return tuple(f"{name}_{rank}" for rank in range(last + 1))


def _last_pronoun(here: _Here, candidates: Sequence[_Candidate], found: list[Features]) -> None:
    """Whom the last pronoun of the same gender meant."""
    pronouns = ((spot, n) for n, c in enumerate(candidates) for spot in c.spots if spot.seen.form == PRONOUN)
    last, whose = max(pronouns, key=lambda pronoun: pronoun[0].i, default=(None, -1))
    if last is None:
        return
    back = _back(here.spot, last)
    for n, row in enumerate(found):
        if n != whose:
            row[f"pronoun_of_another&{back}"] = 1.0
    row = found[whose]
    row |= _noted("last_pronoun", f"last_pronoun&{back}", f"last_pronoun&{back}&{here.role}<{last.role}")
    if candidates[whose].last is last:
        row[f"last_pronoun_since&{back}"] = 1.0
        if all(candidate.last is None or candidate.last.i <= last.i for candidate in candidates):
            row[f"last_pronoun_alone&{back}"] = 1.0
