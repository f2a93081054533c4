"""The register of what articles tell of their speakers."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count

from quoteattr.language import Language
from quoteattr.records import Kind
from quoteattr.register.evidence import Rareness, Someone
from quoteattr.register.linking import linked
from quoteattr.register.names import person_name
from quoteattr.register.profiles import Profile
from quoteattr.register.table import Known
from quoteattr.register.values import RegisterEntry, Told


def entries(profiles: list[Profile], listed: list[Known], language: Language) -> Iterator[RegisterEntry]:
    """The register of profiles, wherever they were made."""
    rareness = Rareness()
    for profile in profiles:
        rareness.add(profile)
    place = {id(profile): number for number, profile in enumerate(profiles)}
    together: list[Someone] = []
    of_row: dict[str, Someone] = {}  # a row that does not tell its kind may have been found as a person and otherwise
    for someone in linked(profiles, listed, rareness, language):
        if someone.row is not None and someone.row.id in of_row:
            of_row[someone.row.id].take(someone)
        elif someone.profiles:
            together.append(someone)
            if someone.row is not None:
                of_row[someone.row.id] = someone
    for someone in together:
        someone.profiles.sort(key=lambda profile: place[id(profile)])
    together.sort(key=lambda someone: place[id(someone.profiles[0])])
    ids = {row.id for row in listed}
    free = (name for number in count(1) if (name := f"R{number}") not in ids)
    for someone in together:
        yield _entry(someone.row.id if someone.row else next(free), someone, language)


def _entry(id: str, someone: Someone, language: Language) -> RegisterEntry:
    profiles, row = someone.profiles, someone.row
    kind = (row and row.kind) or Counter(profile.kind for profile in profiles).most_common(1)[0][0]
    forms = Counter(form for profile in profiles for form in profile.forms)
    name = row.name if row else _name(forms, kind, language)
    genders = Counter(profile.gender for profile in profiles if profile.gender)
    return RegisterEntry(
        id=id,
        name=name,
        kind=kind,
        aliases=tuple(form for form, _ in forms.most_common() if form != name),
        roles=_told(profiles, lambda profile: profile.role),
        affiliations=_told(profiles, lambda profile: profile.affiliation),
        gender=genders.most_common(1)[0][0] if genders else None,
        description=row.description if row else None,
        listed=row is not None,
        appearances=tuple(profile.appearance for profile in profiles),
    )


def _name(forms: Counter[str], kind: Kind, language: Language) -> str:
    """The most frequent of the full names of a person, of the longest names of others; else the most frequent form."""
    if kind is Kind.PERSON:
        whole = {form: n for form, n in forms.items() if (name := person_name(form, language)) and name.is_full}
    else:
        whole = {form: n for form, n in forms.items() if " " in form}
    return max(whole or forms, key=lambda form: (forms[form], len(form)))


def _told(profiles: list[Profile], of: Callable[[Profile], str | None]) -> tuple[Told, ...]:
    """What articles tell, in order of time; words in small and capital letters are the same, as first met."""
    found: dict[str, tuple[str, list[Profile]]] = {}
    for profile in profiles:
        if (text := of(profile)) is not None:
            found.setdefault(text.lower(), (text, []))[1].append(profile)
    told = [
        Told(
            text,
            len({profile.appearance.article for profile in those}),
            min((day for profile in those if (day := profile.appearance.date)), default=None),
            max((day for profile in those if (day := profile.appearance.date)), default=None),
        )
        for text, those in found.values()
    ]
    return tuple(sorted(told, key=lambda each: (each.first or date.max, -each.articles)))
