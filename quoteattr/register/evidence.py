"""What speaks for and against two being one: their names, what is said of them, whom they are named beside.

Every weight is what it adds to the logarithm of the odds. They were set by hand on the pairs of `benchmarks/people.tsv`
that may be tuned on.
"""

from collections import Counter
from math import log, sqrt

from attrs import define, field

from quoteattr.records import Gender
from quoteattr.register.profiles import Profile
from quoteattr.register.table import Known

WEIGHTS = {
    "same": 0.9, "full": 0.8, "form": -0.6, "short": -0.8, "rare": 1.75, "suffix": -1.6, "surname": -1.0,
    "organization": 1.2, "generic": -0.3, "acronym": -0.2, "tail": 0.3, "listed": 1.5, "two_rows": -99.0,
    "beside": 8.0, "role": 1.0, "told": 1.0, "role_differs": -0.7, "told_differs": -0.4, "gender_differs": -4.0,
    "prior": 1.0, "contested": -5.0, "another": -4.0,
}  # fmt: skip
LEAST = 0.0  # what is less likely is not said
MARGIN = 1.0  # by how much one must be likelier than another of a name that both can have
_ALIKE = ("same", "organization")
_SMOOTH = 50  # articles that every archive is taken to have besides: in a small one all names are rare
_OF_PLACES = 0.5
_FEW = 60.0  # so that articles that hardly name anybody are not alike by one name
_A_TELLING_ONE = 3.0  # the rareness of a role or name that tells enough: one in twenty speakers has it


@define(eq=False)
class Someone:
    """Profiles that are taken for one's, and the row of the user's table that is theirs."""

    profiles: list[Profile]
    row: Known | None = None
    length: float = 0.0  # of what it is named beside, as a vector; 0 where that is to be worked out
    size_then: int = 0
    forms: Counter[str] = field(factory=Counter)
    told: Counter[str] = field(factory=Counter)
    beside: Counter[str] = field(factory=Counter)
    genders: Counter[Gender] = field(factory=Counter)
    size: int = 0

    @classmethod
    def of(cls, profile: Profile) -> "Someone":
        """One profile alone."""
        return cls(
            [profile],
            None,
            0.0,
            0,
            Counter(profile.forms),
            Counter(profile.told),
            Counter(profile.beside),
            Counter([profile.gender] if profile.gender else ()),
            1,
        )

    def take(self, other: "Someone") -> None:
        """What was two is one."""
        self.profiles += other.profiles
        self.row = self.row or other.row
        self.forms.update(other.forms)
        self.told.update(other.told)
        self.beside.update(other.beside)
        self.genders.update(other.genders)
        self.size += other.size


@define(eq=False)
class Rareness:
    """In how many articles names stand, and of how many speakers roles are told."""

    articles: int = 0
    speakers: int = 0
    beside: Counter[str] = field(factory=Counter)
    told: Counter[str] = field(factory=Counter)
    people: dict[str, set[str]] = field(factory=dict)  # surname → the keys of all who have it
    _last: object = None
    _known: dict[str, float] = field(factory=dict)

    def add(self, profile: Profile) -> None:
        """One speaker more; those of one article come one after the other, and share what is beside."""
        if profile.beside is not self._last or not profile.beside:
            self._last = profile.beside
            self.articles += 1
            self.beside.update(profile.beside)
            for key in profile.beside:
                if key.startswith("p:") and " " in key:
                    self.people.setdefault(key.rsplit(" ", 1)[1], set()).add(key)
        self.speakers += 1
        self.told.update(profile.told)

    def of_beside(self, key: str) -> float:
        """How much it tells that two articles have a name; a place tells less."""
        weight = self._known.get(key)
        if weight is None:
            rare = log((self.articles + _SMOOTH) / max(1, self.beside[key]))
            weight = self._known[key] = rare * (_OF_PLACES if key[0] in "lx" else 1.0)
        return weight

    def length(self, someone: Someone) -> float:
        """Of the vector of what they are named beside; worked out again when the articles are twice as many."""
        if someone.size >= 2 * someone.size_then:
            squares = (
                self.of_beside(key) ** 2 * min(1.0, n / max(1, someone.size)) for key, n in someone.beside.items()
            )
            someone.length, someone.size_then = sqrt(sum(squares)) or 1.0, someone.size
        return someone.length

    def of_told(self, key: str) -> float:
        """How much it tells that the same is said of two speakers; 1 for what is said of one in twenty."""
        return log((self.speakers + _SMOOTH) / max(1, self.told[key])) / _A_TELLING_ONE


def features(one: Someone, other: Someone, base: str, own: str, rareness: Rareness) -> dict[str, float]:
    """What speaks for and against two being one, by the names of `WEIGHTS`; `base` is how their names go together,
    `own` the end of the keys that are names of theirs."""
    if one.row and other.row:
        return {"two_rows": 1.0}
    if (one.row or other.row) and base in _ALIKE:
        base = "listed"
    if len(one.beside) > len(other.beside):
        one, other = other, one
    found: dict[str, float] = {base: 1.0}
    alike = 0.0
    for key, count in one.beside.items():
        there = other.beside.get(key)
        if there and not key.endswith(own):
            alike += rareness.of_beside(key) ** 2 * sqrt(min(1.0, count / one.size) * min(1.0, there / other.size))
    if alike:
        found["beside"] = alike / (rareness.length(one) * rareness.length(other) + _FEW)
    shared = one.told.keys() & other.told.keys()
    for name, differs, is_of in (("role", "role_differs", _is_role), ("told", "told_differs", _is_name)):
        both = [key for key in shared if is_of(key) and not key.endswith(own)]
        if both:
            found[name] = min(2.0, sum(rareness.of_told(key) for key in both))
        elif any(map(is_of, one.told)) and any(map(is_of, other.told)):
            found[differs] = 1.0
    genders = one.genders.most_common(1), other.genders.most_common(1)
    if genders[0] and genders[1] and genders[0][0][0] is not genders[1][0][0]:
        found["gender_differs"] = 1.0
    return found


def _is_role(key: str) -> bool:
    return key.startswith("r:")


def _is_name(key: str) -> bool:
    return not key.startswith("r:")


def likelihood(found: dict[str, float]) -> float:
    """The logarithm of the odds that two are one, as far as the features tell."""
    return sum(WEIGHTS[name] * value for name, value in found.items())
