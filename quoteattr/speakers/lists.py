"""Whom a counted group means that is also told by name: “**two officers** … Kay Noel and Al Lund signed”."""

from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from itertools import groupby

from quoteattr.language import Language
from quoteattr.records import Kind, Level
from quoteattr.speakers import links
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.names.name import Name
from quoteattr.speakers.not_among import is_not_among
from quoteattr.speakers.phrases import Phrase, is_human

_LATELY, _SOON = 3, 4  # sentences back, and ahead, in which they are named side by side
_FAR = 20  # sentences back in which those may be who have a role together


def listed_before(cast: Cast, phrase: Phrase) -> Chain | None:
    """“Ruiz and Hill sent a letter. … **The two lawmakers** argue”: the last so many who were named side by side."""
    if (count := _count(phrase, cast.document.language)) is None:
        return None
    if links.came_unnamed(links.scene_of(cast), phrase):
        return None
    before = (c for c in cast.near(phrase.head, _LATELY) if c.at[0] < phrase.head and c.members)
    before = (c for c in before if not is_not_among(cast, phrase, c, None))
    return max(_lists(before, count, phrase), key=lambda c: c.at[bisect_left(c.at, phrase.head) - 1], default=None)


def listed_by_role(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**Chairman** Ruiz and **Chairman** Hill wrote. … **The committee chairmen** said”: those named in one
    sentence of whom the text has told the noun, where it has told it of nobody else before."""
    language, head = cast.document.language, phrase.head
    is_several = phrase.kind is Kind.GROUP and phrase.plural and phrase.definite and phrase.number is None
    if not is_several or phrase.owners or not is_human(phrase.lemma, language):
        return None
    before = (c for c in cast.by_role.get(phrase.lemma, ()) if c.name is not None and c.at and c.at[0] < head)
    bearers = {id(chain): chain for chain in before}
    telling = phrase.words - language.words("empty_modifiers")
    if len(bearers) < _BOTH or not all(telling <= _told_of(c) for c in bearers.values()):
        return None
    tokens = cast.document.tokens
    told_in = [{tokens[i].sentence for i in chain.at if i < head} for chain in bearers.values()]
    together = set.intersection(*told_in)
    is_near = bool(together) and tokens[head].sentence - max(together) <= _FAR
    return cast.together(tuple(sorted(bearers.values(), key=lambda c: c.at[0]))) if is_near else None


def _told_of(chain: Chain) -> frozenset[str]:
    return chain.words | chain.roles | {word.lower() for word in chain.name or ()}


def listed_behind(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**Two prison officers** were charged. … Kay Noel and Al Lund signed”: so many who are named side by side for the
    first time soon after; whoever speaks (“**Two officers** said that Noel and Lund knew”) only from the lead on, in
    another paragraph."""
    if (count := _count(phrase, cast.document.language)) is None:
        return None
    document, is_source = cast.document, phrase.head in cast.sources
    here = document.tokens[phrase.head].sentence
    if is_source and not _may_be_named(cast, phrase):
        return None
    from_paragraph = document.sentences[here].paragraph + is_source
    soon = range(here, min(here + _SOON + 1, len(document.sentences)))
    first = cast.first_mentioned_in([n for n in soon if document.sentences[n].paragraph >= from_paragraph])
    known = (c for c in first if all(member.at[0] > phrase.head for member in c.members))
    return min(_lists(known, count, phrase), key=lambda c: c.at[0], default=None)


def _may_be_named(cast: Cast, phrase: Phrase) -> bool:
    """“**Two nurses** said”, “**Two officers** were charged” in the lead: whether their names may follow; not “**two
    officials** said”."""
    token, language = cast.document.tokens[phrase.head], cast.document.language
    is_lead = cast.document.sentences[token.sentence].paragraph <= _LEAD
    is_unnamed = phrase.lemma in language.closed_class("roles_left_unnamed") and token.deprel != "nsubj:pass"
    return is_lead and not is_unnamed and phrase.level is not Level.VAGUE and phrase.head not in cast.withheld


_LEAD = 2  # paragraphs from the beginning, with a headline


def listed_in_sentence(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**Three former chairmen** have joined: Hill, who …; the investor Kay Noel, who …; and Al Lund”, “At least four
    senators object: Sens. Dana Hill (D-WV), …”: so many people, told behind a colon."""
    document = cast.document
    count = _count(phrase, document.language)
    paragraph = document.sentences[document.tokens[phrase.head].sentence].paragraph
    behind = phrase.core[-1] + 1
    colon = next((t.i for t in document.tokens[behind : behind + _COLON] if t.text == ":"), None)
    if count is None or colon is None or document.sentences[document.tokens[colon].sentence].paragraph != paragraph:
        return None
    found: list[Name] = []
    parts = 1
    for token in document.tokens[colon + 1 : colon + 1 + _TOLD]:
        here = document.sentences[token.sentence]
        if here.paragraph != paragraph or (found and token.sentence != document.tokens[found[0].first].sentence):
            break
        parts += token.text == ";"
        name = cast.name_at.get(token.i)
        if name is not None and name.first == token.i and name.kind is Kind.PERSON:
            found.append(name)
    if parts > 1:  # of each part the first
        semicolons = [t.i for t in document.tokens[colon : colon + _TOLD] if t.text == ";"]
        found = [next(group) for _, group in groupby(found, key=lambda n: bisect_left(semicolons, n.first))]
    chains = tuple(c for n in found if (c := cast.chain_of(n)) is not None)
    return cast.together(chains) if len(chains) == count == len({id(c) for c in chains}) else None


_COLON, _TOLD = 30, 150  # words from the count to the colon, and in the list


def _count(phrase: Phrase, language: Language) -> int | None:
    """How many people or organisations a phrase counts (“the **trio**”, “all **three**”); None where it counts none, or
    a single one."""
    if (several := _several(language).get(phrase.lemma)) is not None and not phrase.words:
        return several if phrase.definite or phrase.determiner in language.closed_class("words_for_all") else None
    is_counted = phrase.kind is Kind.ORGANIZATION or (phrase.kind is Kind.GROUP and is_human(phrase.lemma, language))
    if not is_counted or not phrase.plural:
        return None
    both = phrase.determiner in language.closed_class("determiners_of_two")
    count = _BOTH if both else phrase.number
    least = _BOTH + (phrase.kind is Kind.ORGANIZATION)  # “both companies” are the two told of last, side by side or not
    return count if count is not None and count >= least else None


@cache
def _several(language: Language) -> dict[str, int]:
    """How many the nouns mean that count people by themselves: trio, quartet; three."""
    counting = (language.closed_class(name).items() for name in ("nouns_that_count", "numerals"))
    return {noun: count for members in counting for noun, count in members if count > _BOTH}


def _lists(chains: Iterable[Chain], count: int, phrase: Phrase) -> list[Chain]:
    """Those that are so many people, or organisations, by name."""
    kind = Kind.ORGANIZATION if phrase.kind is Kind.ORGANIZATION else Kind.GROUP
    return [c for c in chains if len(c.members) == count and c.kind is kind and c.name is not None]


_BOTH = 2
