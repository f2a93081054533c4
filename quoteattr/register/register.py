"""Speakers of many articles as one register. What it needs is loaded when it is asked for."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from quoteattr.inputs.given import results_of
from quoteattr.language import Language
from quoteattr.language import language as language_of
from quoteattr.records import Article, Failure
from quoteattr.register.values import RegisterEntry

if TYPE_CHECKING:
    from quoteattr.register.profiles import Profile


def people(
    articles: Article | Iterable[Article | Failure], *, known: object = None, language: str | Language = "en"
) -> Iterator[RegisterEntry]:
    """The speakers of many articles, those together that are one: a register, in order of their first articles.

    Two are one where their names go together and enough else speaks for it: what is said of them, whom they are named
    beside. Where a name may be two people's, they stay apart: the register rather has somebody twice than two as one.
    Who has no name is not in it, and who has a given name alone is joined with nobody. Articles are read one by one;
    what is kept of each is what it says of its speakers, not its text.

    Args:
        articles: what `extract_many` or `read_jsonl` give; failures are passed over.
        known: your own table of people and organisations, which is asked first: a path of a CSV file, a DataFrame, or
            mappings, with ``id`` and ``name``, and maybe ``aliases`` (with ``|`` or ``;`` between them),
            ``description`` and ``kind``.
        language: of the articles, as for `Extractor`.

    Raises:
        InvalidInput: something else than articles and failures is among them, or the table has no names.
    """
    from quoteattr.register.entries import entries
    from quoteattr.register.profiles import profiles_of
    from quoteattr.register.table import known_people

    spoken, found = language_of(language), results_of(articles)
    listed = known_people(known)
    profiles: list[Profile] = []
    for number, article in enumerate(found):
        if isinstance(article, Article):
            profiles += profiles_of(article, str(number), spoken)
    return entries(profiles, listed, spoken)
