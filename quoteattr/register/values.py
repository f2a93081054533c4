"""What a register holds: frozen values, in order of the first articles that have them."""

from datetime import date as Day

from attrs import field, frozen

from quoteattr.errors import InvalidInput
from quoteattr.records import Article, Attribution, Gender, Kind, Mode
from quoteattr.records.promises import shown


@frozen
class Told:
    """Something that articles tell of somebody: the words, in how many articles, and from when until when (None where
    no article that tells it has a date)."""

    text: str
    articles: int
    first: Day | None = None
    last: Day | None = None

    def __str__(self) -> str:
        return self.text


@frozen(kw_only=True)
class Appearance:
    """One article that somebody speaks in: its id (its number, from 0, where it has none), its date, the id of the
    speaker there, what it calls them, and what they say: attributions, those of them in quotation marks, words."""

    article: str
    speaker: str
    name: str
    date: Day | None = None
    attributions: int = 0
    quotations: int = 0
    words: int = 0


@frozen(kw_only=True)
class RegisterEntry:
    """Somebody who speaks in one article or in many: a person, organisation, group or document that has a name.

    `id` is that of the user's own table where they stand in it (then `listed` is true), else one of the register.
    `name` is the fullest that most articles have; `aliases` are all others, the most frequent first. `roles` and
    `affiliations` come in order of time, as far as articles have dates, `appearances` in the order of the articles.
    """

    id: str
    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    roles: tuple[Told, ...] = ()
    affiliations: tuple[Told, ...] = ()
    gender: Gender | None = None
    description: str | None = None
    listed: bool = False
    appearances: tuple[Appearance, ...] = field(default=(), repr=False)

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of the articles, each once."""
        return tuple(dict.fromkeys(each.article for each in self.appearances))

    @property
    def attributions(self) -> int:
        """How often something is attributed to them; what they declined to say is not counted."""
        return sum(each.attributions for each in self.appearances)

    @property
    def quotations(self) -> int:
        """How many of these stand in quotation marks, wholly or in part."""
        return sum(each.quotations for each in self.appearances)

    @property
    def words(self) -> int:
        """The words of what is attributed to them."""
        return sum(each.words for each in self.appearances)

    @property
    def first(self) -> Day | None:
        """The first day of an article that they speak in."""
        return min((each.date for each in self.appearances if each.date), default=None)

    @property
    def last(self) -> Day | None:
        """The last one."""
        return max((each.date for each in self.appearances if each.date), default=None)

    def said_in(self, article: Article) -> tuple[Attribution, ...]:
        """What they say in one of the register's articles, as it is counted here; nothing in another.

        Raises:
            InvalidInput: it is no article, or has no id to be known by.
        """
        if not isinstance(article, Article) or article.id is None:
            raise InvalidInput(f"said_in takes an Article with an id, not {shown(article)}: give extract an id")
        here = {each.speaker for each in self.appearances if each.article == article.id}
        said = (a for a in article.outer if a.mode is not Mode.DECLINED)
        return tuple(a for a in said if a.speaker is not None and a.speaker.id in here)

    def __str__(self) -> str:
        return self.name
