"""Speakers of many articles put together: blocks of one surname or key, and in each first what is called alike, then
what is called otherwise, then surnames alone; who could be two is left alone."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, pairwise
from math import log

from quoteattr.language import Language
from quoteattr.records import Kind
from quoteattr.register.evidence import LEAST, MARGIN, WEIGHTS, Rareness, Someone, features, likelihood
from quoteattr.register.names import (
    PersonName,
    Relation,
    acronyms_for,
    is_common,
    is_form_of,
    is_generic,
    organization_key,
    person_name,
    relation_of,
    short_forms,
)
from quoteattr.register.profiles import Profile, role_keys
from quoteattr.register.table import Known
from quoteattr.speakers.names.name import Name, gender_of, is_given_name

_MOST_TRIED = 12  # of one name that a speaker is held against: those that share most with them
_MOST_OF_A_KEY = 100  # who have a key that tells anything
_MANY = 3  # with fewer, a name is one's until something speaks against it
_NEARLY_ALL = 0.75
_MANY_OF_RARE = 6  # the same of a surname that hardly anybody has
_MOST_COMPARED = 60  # of one name, to see whether it is one's
_ALIKE_BESIDE = 0.04  # what articles of one archive are alike that are on the same things
_FEW_OF = 0.25  # of the pairs
_NAMED_THERE = 2.0  # what it adds that the article names them in full
_BASES = {
    Relation.SUFFIX: "suffix", Relation.SAME: "same", Relation.FULL: "full", Relation.FORM: "form",
    Relation.SHORT: "short", Relation.SURNAME: "surname",
}  # fmt: skip
Likely = Callable[[Someone, Someone], float]


def linked(
    profiles: Iterable[Profile], rows: Iterable[Known], rareness: Rareness, language: Language
) -> Iterator[Someone]:
    """The profiles, those together that are one's, with the row that is theirs; in no order."""
    rows = list(rows)
    called = _Called(rows, language)
    people: dict[str, list[tuple[PersonName, Someone]]] = defaultdict(list)
    others: dict[str, list[Someone]] = defaultdict(list)
    for row in rows:
        if row.kind in (None, Kind.PERSON) and (name := person_name(row.name, language)):
            people[name.surname].append((name, _seed(row, language)))
        if row.kind is not Kind.PERSON:
            others[organization_key(row.name, language)].append(_seed(row, language))
    for profile in profiles:
        someone = Someone.of(profile)
        name = called.person(profile.forms[0]) if profile.kind is Kind.PERSON else None
        if not profile.may_join or (profile.kind is Kind.PERSON and name is None):
            yield someone
        elif name is not None:
            people[name.surname].append((name, someone))
        else:
            others[called.organization(profile.forms[0])].append(someone)
    for surname, block in people.items():
        yield from _people(surname, block, rareness, language)
    yield from _organizations(others, rareness, language)


def _seed(row: Known, language: Language) -> Someone:
    """Who a row is, before anybody is found to be them."""
    told = Counter(role_keys(row.description or "", language))
    return Someone([], row, forms=Counter((row.name, *row.aliases)), told=told)


class _Called:
    """What somebody is called in the user's table who goes by another name in an article, where it tells one only."""

    def __init__(self, rows: list[Known], language: Language) -> None:
        self._language = language
        self._people: dict[PersonName | None, set[str]] = defaultdict(set)
        self._others: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            for form in (row.name, *row.aliases):
                if row.kind in (None, Kind.PERSON):
                    self._people[person_name(form, language)].add(row.name)
                if row.kind is not Kind.PERSON:
                    self._others[organization_key(form, language)].add(row.name)

    def person(self, form: str) -> PersonName | None:
        name = person_name(form, self._language)
        rows = self._people.get(name, ()) if self._people else ()
        return person_name(next(iter(rows)), self._language) if len(rows) == 1 else name

    def organization(self, form: str) -> str:
        key = organization_key(form, self._language)
        rows = self._others.get(key, ()) if self._others else ()
        return organization_key(next(iter(rows)), self._language) if len(rows) == 1 else key


# --- people ---------------------------------------------------------------------------------------


def _people(
    surname: str, block: list[tuple[PersonName, Someone]], rareness: Rareness, language: Language
) -> Iterator[Someone]:
    """One surname: those of one full name, then of names that go together, then the surname alone."""
    own = surname.split()[-1]
    rare = 0.0 if is_common(own, language) else WEIGHTS["rare"]
    alike: dict[PersonName, list[Someone]] = defaultdict(list)
    for name, someone in block:
        alike[name].append(someone)
    whole = {name: _of_one_name(found, own, rareness, rare) for name, found in alike.items() if name.is_full}
    full = _across(whole, own, rareness, language, rare)
    alone = [found for name, group in alike.items() if not name.is_full for found in group]
    if rare and alone and not _is_ones(own, list(whole), rareness, language):
        rare = 0.0
    given = [(short, _meant(short, full, own, rareness, language, rare)) for short in alone]
    for short, whose in given:
        if whose is not None:
            whose.take(short)
    yield from full
    yield from _joined([short for short, whose in given if whose is None], _likely("same", own, rareness, -1.0))


def _likely(base: str, own: str, rareness: Rareness, prior: float = 0.0) -> Likely:
    return lambda one, other: likelihood(features(one, other, base, own, rareness)) + prior


def _is_ones(own: str, full: list[PersonName], rareness: Rareness, language: Language) -> bool:
    """Whether all whom the articles name in full with a surname, speakers or not, can be one."""
    named = [person_name(key[2:], language) for key in rareness.people.get(own, ())]
    given = {name.words[0] for name in (*full, *named) if name is not None and name.is_full}
    given -= {a for a in given if len(a) == 1 and any(b[0] == a for b in given - {a})}
    return all(is_form_of(a, b, language) for a, b in combinations(sorted(given), 2))


def _of_one_name(found: list[Someone], own: str, rareness: Rareness, rare: float) -> list[Someone]:
    """Those of one full name, with more caution where so many different things are told that several must have it."""
    likely = _likely("same", own, rareness, rare)
    if not _is_contested(found, own, rareness, _MANY_OF_RARE if rare else _MANY):
        return _joined(found, likely)

    def careful(one: Someone, other: Someone) -> float:
        told = features(one, other, "same", own, rareness)
        return likelihood(told) + WEIGHTS["contested"] * (1 + ("role_differs" in told) + ("told_differs" in told))

    return _joined(found, careful)


def _is_contested(found: list[Someone], own: str, rareness: Rareness, many: int) -> bool:
    """Whether of `many` or more hardly any are told to be what another is, or stand among the same names. Asked of
    those of whom anything is told, if that is of a third."""
    told = [someone for someone in found if any(key.startswith("r:") for key in someone.told)]
    told = (told if len(told) * 3 > len(found) else found)[:_MOST_COMPARED]
    agree = sum(_agree(one, other, own, rareness) for one, other in combinations(told, 2))
    return len(told) >= many and agree < _FEW_OF * len(told) * (len(told) - 1) / 2


def _agree(one: Someone, other: Someone, own: str, rareness: Rareness) -> bool:
    if any(key in other.told for key in one.told if not key.startswith("l:")):
        return True
    return features(one, other, "same", own, rareness).get("beside", 0.0) >= _ALIKE_BESIDE


def _across(
    whole: dict[PersonName, list[Someone]], own: str, rareness: Rareness, language: Language, rare: float
) -> list[Someone]:
    """Those of different full names, “Liz Warren” and “Elizabeth Warren”, where one alone is likely."""
    names = sorted(whole, key=lambda name: -len(name.words))
    found = list(whole[names[0]]) if names else []
    placed = [(names[0], each) for each in found] if names else []
    for name in names[1:]:
        for someone in whole[name]:
            scored = []
            for other_name, other in placed:
                relation = relation_of(name, other_name, language)
                if relation is not Relation.NONE:
                    scored.append((_likely(_BASES[relation], own, rareness, rare)(someone, other), other))
            best = _one_alone(scored, _likely("same", own, rareness, rare))
            if best is None:
                found.append(someone)
                placed.append((name, someone))
            else:
                best.take(someone)
                placed.append((name, best))
    return _with_most(found, own, rareness, language)


def _with_most(found: list[Someone], own: str, rareness: Rareness, language: Language) -> list[Someone]:
    """Whose one of a name nearly all are, the others are likely theirs, too, however different what is told of them."""
    most = max(found, key=lambda each: each.size, default=None)
    if most is None or most.size < _MANY:
        return found
    names = _full_names(most, language)
    alike = [each for each in found if each is not most and not names.isdisjoint(_full_names(each, language))]
    if most.size < _NEARLY_ALL * (most.size + sum(each.size for each in alike)):
        return found
    likely = _likely("full", own, rareness)
    left = [each for each in alike if likely(each, most) >= LEAST]
    for each in left:
        most.take(each)
    return [each for each in found if each not in left]


def _meant(
    short: Someone, full: list[Someone], own: str, rareness: Rareness, language: Language, rare: float
) -> Someone | None:
    """Whom a surname alone is likely to mean: who has it most often in all articles, and is not another whom the
    article names."""
    sizes = sum(someone.size for someone in full)
    named = [person_name(key[2:], language) for key in short.beside if key.startswith("p:") and key.endswith(f" {own}")]
    within = [name for key in short.beside if not key.startswith("p:") for name in _people_in(key, own, language)]
    scored = []
    for someone in full:
        names = _full_names(someone, language)
        fits = [any(_may_be(name, other, language) for name in names) for other in named if other is not None]
        found = features(short, someone, "surname", own, rareness)
        is_named = any(fits) or not names.isdisjoint(within)
        found["prior"] = log((someone.size + 0.5) / (sizes - someone.size + 1.5)) + (_NAMED_THERE if is_named else 0.0)
        found["another"] = float(bool(fits) and not is_named)
        found.setdefault("gender_differs", float(_is_of_other_sex(short, names, language)))
        scored.append((likelihood(found) + rare, someone))
    return _one_alone(scored, lambda one, other: float(_go_together(one, other, language)) - 1)


def _people_in(key: str, own: str, language: Language) -> Iterator[PersonName]:
    """Who of a surname is named in full in a name of something else: “the **Maria Ruiz** Show”."""
    for given, surname in pairwise(key[2:].split()):
        if surname == own and is_given_name(given, language):
            yield PersonName((given, surname), surname)


def _is_of_other_sex(short: Someone, names: Iterable[PersonName], language: Language) -> bool:
    """Whether all given names of somebody are of another sex than what is told of who is called by a surname alone."""
    told = set(short.genders)
    likely = {gender_of(Name(0, len(name.words), name.words, Kind.PERSON), language) for name in names}
    return bool(told) and bool(likely) and None not in likely and told.isdisjoint(likely)


def _may_be(name: PersonName, other: PersonName, language: Language) -> bool:
    """Whether two full names can be one's, or one written otherwise: “Stephen”, “Steven”."""
    return bool(relation_of(name, other, language)) or name.words[0][:3] == other.words[0][:3]


def _go_together(one: Someone, other: Someone, language: Language) -> bool:
    """Whether their names differ, but can be one's: “Richard J. Durbin”, “Dick Durbin”."""
    names, others = _full_names(one, language), _full_names(other, language)
    return names.isdisjoint(others) and any(relation_of(a, b, language) for a in names for b in others)


def _full_names(someone: Someone, language: Language) -> set[PersonName]:
    return {name for form in someone.forms if (name := person_name(form, language)) and name.is_full}


def _one_alone(scored: list[tuple[float, Someone]], same: Likely | None = None) -> Someone | None:
    """The likeliest, if it is likely, and likelier by far than any other, who is not likely to be the `same`."""
    best: dict[int, tuple[float, Someone]] = {}
    for score, someone in scored:  # one may have several names
        if id(someone) not in best or best[id(someone)][0] < score:
            best[id(someone)] = score, someone
    ranked = sorted(best.values(), key=lambda pair: -pair[0])
    if not ranked or ranked[0][0] < LEAST:
        return None
    (score, someone), others = ranked[0], ranked[1:]
    near = next((other for their, other in others if score - their < MARGIN), None)
    return someone if near is None or (same is not None and same(someone, near) >= LEAST) else None


# --- all ------------------------------------------------------------------------------------------


def _joined(found: list[Someone], likely: Likely) -> list[Someone]:
    """Those of one name, put together as far as they are likely to be one: one by one, then what came of it."""
    while True:
        before = len(found)
        found = _once(found, likely)
        if len(found) == before:
            return found


def _once(found: list[Someone], likely: Likely) -> list[Someone]:
    kept: list[Someone] = []
    where: dict[str, set[int]] = defaultdict(set)  # key → places in `kept` of those that have it
    for someone in found:
        tried = _tried(someone, kept, where)
        scored = sorted(((likely(someone, kept[place]), -place) for place in tried), reverse=True)
        if scored and scored[0][0] >= LEAST and not _are_two(scored, kept):
            place = -scored[0][1]
            kept[place].take(someone)
        else:
            place = len(kept)
            kept.append(someone)
        for key in (*someone.beside, *someone.told):
            where[key].add(place)
    return kept


def _are_two(scored: list[tuple[float, int]], kept: list[Someone]) -> bool:
    """Whether two rows of the user's table are about as likely."""
    rows = [score for score, place in scored if kept[-place].row is not None]
    return len(rows) > 1 and rows[0] - rows[1] < MARGIN and rows[0] == scored[0][0]


def _tried(someone: Someone, kept: list[Someone], where: dict[str, set[int]]) -> Iterable[int]:
    """Whom to hold against: all, or of many those that share most keys that are not everybody's."""
    if len(kept) <= _MOST_TRIED:
        return range(len(kept))
    shared: dict[int, int] = defaultdict(int)
    for key in (*someone.beside, *someone.told):
        places = where.get(key, ())
        if len(places) <= _MOST_OF_A_KEY:
            for place in places:
                shared[place] += 1
    shared[0] += 0  # who was first has most, as a rule
    return sorted(shared, key=lambda place: (-shared[place], place))[:_MOST_TRIED]


# --- organisations --------------------------------------------------------------------------------


def _organizations(alike: dict[str, list[Someone]], rareness: Rareness, language: Language) -> Iterator[Someone]:
    """Those of one name, all forms counted; then acronyms with the only name that they stand for."""
    found: dict[str, list[Someone]] = {}
    for key, group in alike.items():
        base = "generic" if is_generic(key, language) else "organization"
        found[key] = _joined(group, _likely(base, f":{key}", rareness))
    _with_short_forms(found, rareness, language)
    for group in found.values():
        yield from group


def _with_short_forms(found: dict[str, list[Someone]], rareness: Rareness, language: Language) -> None:
    """“FBI” goes to “Federal Bureau of Investigation”, where an article says so, or it can be no other's."""
    by_form: dict[str, set[str]] = defaultdict(set)  # short form → keys of the names that it may stand for
    for key, group in found.items():
        for someone in group:
            for form in someone.forms:
                if (other := organization_key(form, language)) != key:
                    by_form[other].add(key)
                for letters in acronyms_for(form, language):
                    by_form[letters.lower()].add(key)
            for short in short_forms(key, language):
                by_form[short].add(key)
    for key in sorted(found, key=len):
        wholes = [someone for whole in by_form.get(key, ()) if whole != key for someone in found.get(whole, ())]
        if wholes:
            found[key] = [short for short in found[key] if not _given_to(short, key, wholes, rareness, language)]


def _given_to(short: Someone, key: str, wholes: list[Someone], rareness: Rareness, language: Language) -> bool:
    """Whether a short name was given to the one that it is likely to mean."""
    scored = []
    for someone in wholes:
        keys = {organization_key(form, language) for form in someone.forms}
        tail = any(key in short_forms(whole, language) for whole in keys)
        base = "organization" if key in keys else "tail" if tail else "acronym"
        scored.append((_likely(base, f":{key}", rareness)(short, someone), someone))
    best = _one_alone(scored)
    if best is not None:
        best.take(short)
    return best is not None
