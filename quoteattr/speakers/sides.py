"""The two whom “both sides”, “the parties” and “the two companies” mean: between whom something is told to be, or the
only two firms at hand."""

from quoteattr.records import Kind
from quoteattr.speakers import links
from quoteattr.speakers.cast import Cast, Chain, each_once
from quoteattr.speakers.not_among import count_of
from quoteattr.speakers.phrases import Phrase

_BACK, _FIRMS_BACK = 3, 2  # sentences
_LEAD = 8  # tokens before a name: “between the newspaper chain Brixly”
_TWO = 2
_LEADING = ("NOUN", "PROPN", "ADJ", "DET", "PART")


def sides_told(cast: Cast, phrase: Phrase) -> Chain | None:
    """“Talks between **Kenya and Uganda** broke down. **The two sides** will meet again”: the two between whom
    something was told to be last, not long before."""
    language, document = cast.document.language, cast.document
    is_such = phrase.plural and phrase.lemma in language.closed_class("nouns_for_the_sides") and not phrase.owners
    telling = phrase.words - language.words("empty_modifiers")
    if not is_such or telling or phrase.core[-1] != phrase.head or count_of(cast, phrase) not in (None, _TWO):
        return None
    first = document.sentences[max(0, document.tokens[phrase.head].sentence - _BACK)].first
    words = language.closed_class("between")
    between = [t.i for t in document.tokens[first : phrase.core[0]] if t.lower in words]
    return _two_behind(cast, between[-1]) if between else None


def _two_behind(cast: Cast, i: int) -> Chain | None:
    """“between **the Tarn Council and Verdal**”: two names, and an “and” between them."""
    document, joints = cast.document, cast.document.language.closed_class("joins_names")
    names = cast.names_within(i + 1, min(i + 2 * _LEAD, document.sentences[document.tokens[i].sentence].last))
    if len(names) < _TWO:
        return None
    one, other = names[:_TWO]
    lead, gap = document.tokens[i + 1 : one.first], document.tokens[one.last : other.first]
    is_row = all(t.upos in _LEADING and not t.has("plural") for t in (*lead, *gap[1:]))
    if not gap or gap[0].lower not in joints or not is_row:
        return None
    behind = document.tokens[other.last : other.last + 1]
    if any(t.is_genitive or t.upos in ("NOUN", "PROPN") for t in behind):  # “between Kenya and **Uganda's army**”
        return None
    chains = each_once(map(cast.chain_of, (one, other)))
    return cast.together(tuple(chains)) if len(chains) == _TWO else None


def two_firms(cast: Cast, phrase: Phrase) -> Chain | None:
    """“**Brixly** agreed to buy **Verdal**. **The two firms** make locks”: the only two organisations that this
    sentence and those right before it name, where the noun is one for any firm."""
    language = cast.document.language
    is_any = phrase.lemma in language.closed_class("nouns_of_any_firm") and not phrase.owners
    if not is_any or count_of(cast, phrase) != _TWO or phrase.core[-1] != phrase.head:
        return None
    if phrase.words - language.words("empty_modifiers"):
        return None
    near = (c for c in cast.near(phrase.head, _FIRMS_BACK) if c.at[0] < phrase.core[0] and not c.members)
    named = [c for c in near if c.name is not None and c.kind is Kind.ORGANIZATION and not c.place]
    outlets = language.words("outlets")
    firms = [c for c in named if c.label.lower() not in outlets and not links.is_no_firm(c.name or (), language)]
    return cast.together((firms[0], firms[1])) if len(firms) == _TWO else None
