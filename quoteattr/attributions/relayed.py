"""What an outlet quotes somebody as saying: the one quoted is the source, the outlet the channel; and what somebody is
heard or filmed saying.
"""

from collections.abc import Collection, Iterator

from attrs import frozen

from quoteattr.attributions.contents import find_content
from quoteattr.attributions.draft import SPEECH, Draft, Rule
from quoteattr.attributions.pieces import pieces_of
from quoteattr.attributions.quoted import Hosts
from quoteattr.attributions.rates import rate
from quoteattr.attributions.sources import Source, draft_of, find_source, is_passive, source_at
from quoteattr.records import Mode
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets, merged, shared
from quoteattr.text.tree import Frame, head_of, stretch, verb_group

_REACH = 25  # tokens between “quoted” and “saying”
_NEAR = 8  # and between “filmed” and “saying”
_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "ADP", "PART"})


@frozen
class _Relay:
    """“**quoted** the mayor as **saying**”: the two verbs, who is quoted, who quotes, and by which rule."""

    quotes: int
    says: int
    source: Source
    channel: Offsets | None
    by: Rule = Rule.RELAYED


def relayed(reading: Reading, hosts: Hosts) -> Iterator[Draft]:
    """“Reuters **quoted the mayor as saying** …”; “**the mayor was quoted** by Reuters **as saying** …”; “**the mayor
    can be heard saying** …”."""
    for i, entry in reading.cues.items():
        relay = _relay(reading, i) if _says_as_quoted(reading, i) else None
        if relay is None and entry.mode in SPEECH:
            relay = _heard(reading, i)
        content = _content(reading, hosts, relay) if relay is not None else ()
        if relay is not None and content:
            yield _draft(reading, relay, content)


def _heard(reading: Reading, says: int) -> _Relay | None:
    """“an officer **can be heard saying**”, “was **filmed** on Monday **telling** them”, “she **seems to say**”"""
    hears = _verb_of_hearing(reading, says)
    head = _subject_before(reading, hears) if hears is not None else None
    if hears is None or head is None:
        return None
    return _Relay(hears, says, source_at(reading, head, Rule.HEARD, hears), None, Rule.HEARD)


def _verb_of_hearing(reading: Reading, says: int) -> int | None:
    """The verb before that tells how it is known that somebody says something, of hearing in the passive, of seeming
    with *to*; or that they often do (“she **liked to say**”)."""
    tokens, language = reading.document.tokens, reading.language
    is_infinitive = says > 1 and tokens[says - 1].lower in language.closed_class("infinitive_markers")
    least = max(reading.sentence_of(says).first, says - (2 if is_infinitive else _NEAR))
    places = (j for j in range(says - 1, least - 1, -1) if tokens[j].upos == "VERB" and not reading.in_quotation(j))
    verb = next(places, None)
    if verb is None or not (is_infinitive or tokens[says].is_gerund):
        return None
    passive = is_passive(reading, verb)  # not “the words **were used** to describe it”
    plainly = tokens[says].lemma.lower() in language.closed_class("verbs_of_plain_saying")  # not “seemed to **agree**”
    before_to = language.closed_class("verbs_of_habit") | language.closed_class("verbs_of_seeming")
    seems = is_infinitive and plainly and not passive and _is_verb(tokens[verb], before_to)
    hears = passive and _is_verb(tokens[verb], language.closed_class("verbs_of_recording"))
    return verb if seems or hears else None


def _says_as_quoted(reading: Reading, i: int) -> bool:
    """“as **saying**”"""
    tokens = reading.document.tokens
    if not tokens[i].is_gerund or not i:
        return False
    return tokens[i - 1].lower in reading.language.closed_class("introduces_words_of_quoted")


def _relay(reading: Reading, says: int) -> _Relay | None:
    """The two verbs, with who is quoted and who quotes."""
    quotes = _verb_of_quoting(reading, says)
    if quotes is None:
        return None
    if is_passive(reading, quotes):
        head = _subject_before(reading, quotes)
        if head is None:
            return None
        return _Relay(quotes, says, source_at(reading, head, Rule.RELAYED, quotes), _by_whom(reading, quotes, says))
    whom = reading.document.tokens[quotes + 1 : says - 1]
    inside = [t.i for t in whom if not reading.in_quotation(t.i)]
    if not inside or reading.document.tokens[inside[0]].upos not in _PHRASE:
        return None
    outlet = find_source(reading, quotes)
    source = Source(head_of(reading.document, inside, quotes), stretch(reading.document, inside), Rule.RELAYED)
    return _Relay(quotes, says, source, outlet.span if outlet else None)


def _verb_of_quoting(reading: Reading, says: int) -> int | None:
    """“**quoted** the mayor as saying”: the nearest such verb before, in the same sentence."""
    least = max(reading.sentence_of(says).first, says - _REACH)
    verbs = reading.language.closed_class("verbs_of_quoting")
    places = (j for j in range(says - 2, least - 1, -1) if not reading.in_quotation(j))
    return next((j for j in places if _is_verb(reading.document.tokens[j], verbs)), None)


def _is_verb(token: Token, lemmas: Collection[str]) -> bool:
    return token.upos == "VERB" and token.lemma.lower() in lemmas


def _subject_before(reading: Reading, quotes: int) -> int | None:
    """“**The mayor** was quoted”: by the tree, else the noun before the verb group."""
    document = reading.document
    children = (c for c in document.children[quotes] if document.tokens[c].relation == "nsubj")
    subject = next(children, None)
    if subject is not None:
        return subject
    before = verb_group(document, quotes)[0] - 1
    if before < reading.sentence_of(quotes).first or document.tokens[before].upos not in ("NOUN", "PROPN", "PRON"):
        return None
    return before


def _by_whom(reading: Reading, quotes: int, says: int) -> Offsets | None:
    """“quoted **by the Herald** as saying”, “quoted as saying **by the Herald**”: the outlet, if it is named."""
    tokens = reading.document.tokens
    givers = reading.language.closed_class("quoted_by")
    for first in (quotes + 1, says + 1):
        if first < len(tokens) and tokens[first].lower in givers:
            phrase = _phrase_from(reading, first + 1)
            return stretch(reading.document, phrase) if phrase else None
    return None


def _phrase_from(reading: Reading, first: int) -> list[int]:
    """The tokens of a noun phrase that begins here."""
    last = reading.sentence_of(first - 1).last
    phrase: list[int] = []
    for j in range(first, last):
        token = reading.document.tokens[j]
        if token.upos not in _PHRASE or reading.in_quotation(j) or _says_next(reading, j):
            break
        phrase.append(j)
    return phrase


def _says_next(reading: Reading, j: int) -> bool:
    """“by the Herald **as** saying”"""
    return reading.document.tokens[j].lower in reading.language.closed_class("introduces_words_of_quoted")


def _content(reading: Reading, hosts: Hosts, relay: _Relay) -> tuple[Offsets, ...]:
    """The quotation right before it; else what “saying” introduces, in quotation marks or not; else the sentence."""
    before = _quotation_before(reading, relay)
    if before is not None:
        return (before,)
    verbs = relay.quotes, relay.says
    introduced = (reading.outer[number].span for number, cue in hosts.introduced.items() if cue in verbs)
    quoted = [(span.start, span.end) for span in introduced]
    clause = _clause(reading, relay)
    if quoted and not any(shared(one, piece) for one in quoted for piece in clause):
        return merged(quoted)
    found = merged([*quoted, *clause])
    return found if found or relay.by is Rule.HEARD else _before(reading, relay)


def _begins(reading: Reading, relay: _Relay) -> int:
    """The first token of what stands together: who quotes, who is quoted, the verb."""
    starts = [relay.source.span[0], *([relay.channel[0]] if relay.channel else [])]
    return min(relay.quotes, *(reading.token_at(at) for at in starts))


def _quotation_before(reading: Reading, relay: _Relay) -> Offsets | None:
    """““**Nobody came,**” Reuters quoted the mayor as saying.”; not ““Nobody came.” Reuters quoted …”"""
    begins = _begins(reading, relay)
    if not begins or not reading.in_quotation(begins - 1):
        return None
    quotation = reading.outer[reading.quotation_of[begins - 1]]
    if reading.document.text[quotation.pieces[-1].end - 1] == ".":
        return None
    return quotation.span.start, quotation.span.end


def _clause(reading: Reading, relay: _Relay) -> tuple[Offsets, ...]:
    """“as saying **that nobody came**”; not “as saying **by the Herald**”, nor what is no clause (“heard telling
    jokes”)."""
    found = find_content(reading, relay.says, reading.cues[relay.says], relay.source.span)
    if found is None or found.pieces[0][0] < reading.document.tokens[relay.says].end:
        return ()
    if relay.by is Rule.HEARD and found.frame != Frame.CLAUSE:
        return ()
    in_channel = relay.channel is not None and any(shared(relay.channel, piece) for piece in found.pieces)
    return () if in_channel else found.pieces


def _before(reading: Reading, relay: _Relay) -> tuple[Offsets, ...]:
    """“**Nobody came**, Reuters quoted the mayor as saying.”: the sentence up to the comma."""
    before = range(reading.sentence_of(relay.says).first, _begins(reading, relay) - 1)
    return pieces_of(reading, relay.quotes, before, None) if before else ()


def _draft(reading: Reading, relay: _Relay, content: tuple[Offsets, ...]) -> Draft:
    group = verb_group(reading.document, relay.quotes)
    is_heard, is_beside = relay.by is Rule.HEARD, relay.says <= group[-1] + 2
    return draft_of(
        reading,
        relay.source,
        (
            relay.says if is_heard and not is_beside else group[0],
            relay.says if is_heard or is_beside else group[-1],
        ),
        content=content,
        mode=Mode.SPEECH,
        by=relay.by,
        confidence=rate(reading.language, "quoted_as_saying"),
        cue_token=relay.says if is_heard else relay.quotes,
        channel=relay.channel,
    )
