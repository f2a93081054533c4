"""From drafts to speakers: every source phrase is resolved to one chain, every chain becomes a `Speaker`.

The drafts are read in order of the text, so that “he” can mean the one who spoke last.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

import regex
from attrs import evolve, frozen

from quoteattr.attributions.dialogue import is_displayed
from quoteattr.attributions.draft import Draft, Rule
from quoteattr.language import Language
from quoteattr.records import Evidence, Kind, Level, Mode, Speaker
from quoteattr.speakers import links
from quoteattr.speakers.addressed import whom_told
from quoteattr.speakers.askers import who_asked
from quoteattr.speakers.attributes import NAMES, Attributes, read_attributes
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.held_by_nobody import is_held_by_nobody
from quoteattr.speakers.houses import with_house
from quoteattr.speakers.identified import called_behind
from quoteattr.speakers.issued import under_other_names
from quoteattr.speakers.labels import Labels
from quoteattr.speakers.likely_gender import learn_genders
from quoteattr.speakers.made import made_documents, of_maker
from quoteattr.speakers.mentions import GENDER, find_mentions
from quoteattr.speakers.names.name import Name, is_in_full
from quoteattr.speakers.namesakes import settle
from quoteattr.speakers.phrases import Form, Phrase, take_apart, tokens_between
from quoteattr.speakers.ranking import best, gender_of_noun
from quoteattr.speakers.resolve import Choose, Resolution, candidates_for_pronoun, of_owner, resolve
from quoteattr.speakers.several import gather_several
from quoteattr.speakers.sites import gather_sites
from quoteattr.speakers.standing import note_sources, standing_of
from quoteattr.speakers.tellings import Person
from quoteattr.speakers.told_again import named_later
from quoteattr.text.document import Document, Token
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets, Stretches
from quoteattr.text.tree import has_child

NOBODY = "nobody expressed"  # the rule of a voice that nobody in particular has
NOBODY_ASKED = "whoever asked, whom nobody names"  # the same, of what somebody is asked
NAMED_UNDER = "named under it"  # the rule of the voice of a pull quote
TOLD_AGAIN = "named where the same is told"  # the rule of the voice of a lead
NOT_FOUND = "a source that was not found"  # the rule of a voice that somebody has


@frozen
class Voice:
    """Who speaks in one draft: the speaker, if one was found; `rule` says how, or why not.

    `told` is whom they speak to, if that is a speaker too; `standing` the words that tell why they are worth hearing;
    `level` that of everybody who may be meant, where they are of one level and one of them is chosen unsurely.
    """

    speaker: Speaker | None
    rule: str
    phrase: Phrase | None = None
    sure: float = 1.0  # as in a `Resolution`
    told: Speaker | None = None
    standing: Offsets | None = None
    level: Level | None = None


def find_speakers(
    reading: Reading,
    drafts: list[Draft],
    choose: Choose = best,
    *,
    withheld: frozenset[int] = frozenset(),
    within: Sequence[Draft] = (),
    levels: bool = False,
) -> tuple[list[Voice], tuple[Speaker, ...]]:
    """The voice of every draft, in the same order, and all speakers in order of first mention.

    `choose` ranks the candidates for pronouns and descriptions; `withheld` are the tokens that head whoever the text
    grants anonymity, who is never one of those whom it names. `within` are drafts within the others, whoever holds
    another before it: their voices come behind those of the drafts, and so do speakers who speak only there. `levels`
    asks for the levels of all who may be meant.
    """
    cast, resolved = who_is_who(reading, drafts, choose, withheld)
    speakers: dict[int, Speaker] = {}
    speaking = _freeze(cast, resolved, speakers)
    note_sources(cast, zip((draft.source_token for draft in drafts), resolved, strict=True))
    told = whom_told(cast, drafts, resolved, speaking)
    voices = [_voice(cast, r, speakers, chain) for r, chain in zip(resolved, told, strict=True)]
    inner = who_within(cast, within, choose)
    _freeze(cast, inner, speakers)
    voices += [_voice(cast, resolution, speakers, None) for resolution in inner]
    if levels:
        everybody = zip(voices, [*resolved, *inner], strict=True)
        voices = [evolve(voice, level=_level_of_all(cast, resolution)) for voice, resolution in everybody]
    cast.notes.clear()  # which hold the cast that holds them: else all of it waits for the collector of cycles
    return voices, tuple(speakers.values())


def _freeze(cast: Cast, resolved: list[Resolution], speakers: dict[int, Speaker]) -> list[Chain]:
    """Make speakers of the chains that speak and are none yet, in order of first mention; those chains."""
    spoken = {id(r.chain) for r in resolved}
    speaking = [c for c in cast.chains if id(c) in spoken and id(c) not in speakers]
    speaking.sort(key=lambda c: min(c.at, default=0))
    for chain in speaking:
        speakers[id(chain)] = _frozen(cast, chain, f"S{len(speakers) + 1}")
    return speaking


def who_within(cast: Cast, within: Sequence[Draft], choose: Choose = best) -> list[Resolution]:
    """Whom the source of each draft within another means, when the document has been read: mostly a mention that has
    joined its chain already; “I” and “we” in a quotation are who says it."""
    if not within:
        return []
    heads = {draft.source_token for draft in within}
    joined = {i: chain for chain in cast.chains for i in chain.at if i in heads}
    resolved = []
    for draft in within:
        found = _voice_within(cast, draft, joined, choose)
        if found.chain is not None:
            _give_voice(cast, draft, found.chain)
        resolved.append(found)
    return resolved


def _voice_within(cast: Cast, draft: Draft, joined: Mapping[int, Chain], choose: Choose) -> Resolution:
    """Whom the source of a draft within another means."""
    if draft.source is None or draft.source_token is None:
        return Resolution(None, NOT_FOUND if _asks_for_source(cast.document, draft) else NOBODY)
    phrase = take_apart(cast.document, cast.name_at, draft.source_token, *draft.source)
    chain = joined.get(phrase.head)
    name = phrase.name
    joins_name = name is not None and not name.first <= phrase.head < name.last  # “**he** and Hale”
    if chain is None or phrase.also or joins_name:
        return resolve(cast, phrase, choose)
    rule = {Form.NAME: "name", Form.PRONOUN: "pronoun"}.get(phrase.form, "definite description")
    return Resolution(chain, rule, phrase)


def _voice(cast: Cast, resolution: Resolution, speakers: dict[int, Speaker], told: Chain | None) -> Voice:
    chain, phrase = resolution.chain, resolution.phrase
    return Voice(
        speakers[id(chain)] if chain is not None else None,
        resolution.rule,
        phrase,
        resolution.sure,
        told=speakers[id(told)] if told is not None else None,
        standing=standing_of(cast, chain, phrase) if chain is not None else None,
    )


def who_is_who(
    reading: Reading, drafts: list[Draft], choose: Choose = best, withheld: frozenset[int] = frozenset()
) -> tuple[Cast, list[Resolution]]:
    """Everybody the document tells of, with all their mentions, and whom each draft's source means.

    The document is read from its beginning: every mention of a person joins a chain of mentions, so that
    whoever was spoken of last, or spoke last, is at hand where a pronoun or a description needs it.
    """
    cast = Cast(reading)
    cast.withheld = withheld | _apposed_to(cast.document, withheld)
    learn_genders(cast)
    links.gather(cast)
    gather_several(cast)
    gather_sites(cast)
    resolved: list[Resolution] = [Resolution(None, "unread")] * len(drafts)
    _foretell(cast, drafts)
    labels = _labels(cast)
    cast.sources = frozenset(d.source_token for d in drafts if d.source_token is not None)
    cast.withheld |= _told_before(cast)
    cast.contents = _contents(cast, drafts)
    mentions = list(find_mentions(cast.document, cast.name_at, cast.sources))
    mentions += [_as_phrase(cast, name) for name, _ in cast.unsettled.values() if name.last - 1 not in cast.sources]
    mentions += [p for p in made_documents(cast) if p.head not in cast.sources]
    mentions.sort(key=lambda p: p.head)
    at = 0
    for number in sorted(range(len(drafts)), key=lambda n: drafts[n].place):
        while at < len(mentions) and mentions[at].start < _read_to(cast.document, drafts[number]):
            _join(cast, mentions[at], choose)
            at += 1
        if (turn := labels.get(drafts[number].begins)) is not None and drafts[number].by is Rule.TURN:
            resolved[number] = turn
        else:
            resolved[number] = _voice_of(cast, drafts, number, resolved, choose)
        _note(cast, drafts[number], resolved[number])
    for phrase in mentions[at:]:
        _join(cast, phrase, choose)
    for number, resolution in enumerate(resolved):  # “I” in a quotation whose source comes behind
        if resolution.chain is None and resolution.phrase is not None and resolution.phrase.form is Form.PRONOUN:
            resolved[number] = resolve(cast, resolution.phrase, choose)
            _note(cast, drafts[number], resolved[number])
    _first_persons(cast)
    return cast, _with_told_again(cast, drafts, resolved)


def _read_to(document: Document, draft: Draft) -> int:
    """Up to where mentions are known when a draft is read: with whose the source is that it begins with (“**his**
    counterpart”)."""
    begins = draft.source is not None and draft.source[0] == draft.place and draft.source_token is not None
    return document.tokens[draft.source_token].start if begins and draft.source_token is not None else draft.place


def _with_told_again(cast: Cast, drafts: list[Draft], resolved: list[Resolution]) -> list[Resolution]:
    """What they mean, where who is described in the lead is named when it is told again, and a document has several
    names; their mentions, too."""
    later = under_other_names(cast) | named_later(cast, drafts, resolved) | called_behind(cast)
    for chain in [chain for chain in cast.chains if id(chain) in later]:
        named = later[id(chain)]
        for i in chain.at:
            cast.mention(named, i)
        named.spans += chain.spans
        named.phrases += chain.phrases
    return [
        evolve(r, chain=later[id(r.chain)], rule=TOLD_AGAIN) if r.chain is not None and id(r.chain) in later else r
        for r in resolved
    ]


def _told_before(cast: Cast) -> frozenset[int]:
    """“**A clerk** said no. She asked not to be named”, “**The officer** said no. The officer spoke on condition of
    anonymity”: who spoke without a name right before a grant that is given by a pronoun, or by the same noun."""
    tokens, sources = cast.document.tokens, sorted(cast.sources)
    found = set[int]()
    for i in cast.withheld:
        before = [tokens[j] for j in sources[: bisect_left(sources, i)][-_SOURCES:]]
        near = [t for t in before if tokens[i].sentence - t.sentence <= _GRANTED and t.i not in cast.name_at]
        if tokens[i].lower in cast.document.language.closed_class("third_person"):
            found |= {t.i for t in near[-1:] if t.upos == "NOUN" and t is before[-1]}
        elif tokens[i].upos == "NOUN":
            found |= {t.i for t in near if t.lemma.lower() == tokens[i].lemma.lower()}
    return frozenset(found)


_GRANTED, _SOURCES = 2, 6  # sentences before a grant, and sources


def _apposed_to(document: Document, heads: frozenset[int]) -> frozenset[int]:
    """“**The employee**, a registered Republican who asked not to be named”: what such words are said of."""
    tokens = document.tokens

    def is_apposed(i: int) -> bool:
        """As the parse has it, or by a complement that no preposition brings."""
        bare = tokens[i].relation == "nmod" and tokens[i].head < i and not has_child(document, i, "case")
        return tokens[i].relation == "appos" or bare

    return frozenset(tokens[i].head for i in heads if tokens[i].head >= 0 and is_apposed(i))


def _level_of_all(cast: Cast, resolution: Resolution) -> Level | None:
    """The level that everybody has whom an unsurely ranked phrase may mean, be it somebody new; None if they differ."""
    phrase = resolution.phrase
    if phrase is None or resolution.chain is None or resolution.sure >= _SURE:
        return None
    if phrase.lemma in GENDER:
        levels = {chain.level for chain in candidates_for_pronoun(cast, phrase)}
    else:
        levels = {chain.level for chain in links.candidates(links.scene_of(cast), phrase)} | {phrase.level}
    return levels.pop() if len(levels) == 1 else None


_SURE = 0.9  # what the ranking gives a choice that nobody doubts


def _labels(cast: Cast) -> dict[Offsets, Resolution]:
    """Who speaks in each turn of a script, by where its content begins."""
    script = cast.reading.script
    if script is None:
        return {}
    labels = Labels(cast, script)
    return {turn.content[0]: Resolution(*labels.who(turn)) for turn in script.turns}


def _contents(cast: Cast, drafts: list[Draft]) -> dict[int, tuple[range, ...]]:
    """What each source says: the tokens of its contents, by the token that heads it."""
    found: dict[int, tuple[range, ...]] = {}
    for draft in drafts:
        if draft.source_token is not None:
            said = tuple(cast.reading.tokens_in(*piece) for piece in draft.content)
            found[draft.source_token] = (*found.get(draft.source_token, ()), *said)
    return found


def _foretell(cast: Cast, drafts: list[Draft]) -> None:
    """Who says what, where a name tells it: “**He** lied,” said Ruiz."""
    for draft in drafts:
        name = cast.name_at.get(draft.source_token) if draft.source_token is not None else None
        chain = cast.chain_of(name) if name is not None and name.kind is Kind.PERSON else None
        if chain is not None:
            _give_voice(cast, draft, chain)


def _give_voice(cast: Cast, draft: Draft, chain: Chain) -> None:
    for start, end in draft.content:
        cast.give_voice(chain, cast.reading.tokens_in(start, end))


def _first_persons(cast: Cast) -> None:
    """“**I** was asleep,” said Ruiz: in a quotation the speaker's own mentions."""
    for token in cast.document.tokens_of(cast.document.language.closed_class("first_person")):
        if cast.reading.in_quotation(token.i):
            chain = cast.speaks_at(token.i)
            if chain is not None and chain.kind is Kind.PERSON:
                chain.spans.append((token.start, token.end))
                chain.says_i.append(token.i)


def _as_phrase(cast: Cast, name: Name) -> Phrase:
    start, end = cast.document.tokens[name.first].start, cast.document.tokens[name.last - 1].end
    return Phrase(start, end, name.last - 1, form=Form.NAME, kind=name.kind, label=name.text, name=name)


def _join(cast: Cast, phrase: Phrase, choose: Choose) -> None:
    """A mention that is no source joins a chain, or begins one."""
    if phrase.form is Form.NAME:
        settle(cast, phrase)
        return
    if is_held_by_nobody(cast, phrase):
        return  # “who **the next president** will be”
    if phrase.kind is Kind.DOCUMENT:
        chain = of_owner(cast, phrase, choose) or of_maker(cast, phrase, choose)
    else:
        chain = resolve(cast, phrase, choose).chain
    if chain is not None:
        cast.mention(chain, phrase.head)
        chain.spans.append((phrase.start, phrase.end))
        _show_gender(chain, phrase, cast.document.language)


def _show_gender(chain: Chain, phrase: Phrase, language: Language) -> None:
    """What a pronoun or a noun like spokeswoman shows of its speaker's gender."""
    shown = GENDER.get(phrase.lemma) if phrase.form is Form.PRONOUN else gender_of_noun(phrase.lemma, language)
    if shown is not None and chain.kind is Kind.PERSON:
        if chain.shown is None:
            chain.shown_at = phrase.head
        chain.shown = chain.shown or shown
        chain.gender = chain.gender or shown


def _voice_of(cast: Cast, drafts: list[Draft], number: int, resolved: list[Resolution], choose: Choose) -> Resolution:
    draft = drafts[number]
    if draft.by is Rule.LEARNED:
        return Resolution(None, NOBODY)
    if draft.by is Rule.ASKED:
        asker = who_asked(cast, draft)
        return Resolution(asker, NOBODY_ASKED if asker is None else "who asked")
    if draft.source is not None and draft.source_token is not None:
        phrase = take_apart(cast.document, cast.name_at, draft.source_token, *draft.source)
        return resolve(cast, phrase, choose)
    if _is_of_what_is_said(cast.document, draft):
        return Resolution(None, NOBODY)
    if draft.quoted and not draft.nobody:
        if (chain := _named_in_front(cast, draft)) is not None:
            return Resolution(chain, "name")
        below = _paragraph_below(cast, draft)
        if below is None:
            return _goes_on(cast, drafts, number, resolved)
        return _named_below(cast, drafts[number + 1 : number + 1 + _BELOW], below)
    return Resolution(None, NOT_FOUND if _asks_for_source(cast.document, draft) else NOBODY)


def _is_of_what_is_said(document: Document, draft: Draft) -> bool:
    """“**an appointee** considered **a liberal**”, “**the approach** sounds **fair**”: a cue without a source whose
    subject is part of what is said: who finds so is not expressed. Not ““No,” **Ruiz** said”, whose source was
    missed."""
    if draft.cue_token is None or draft.cue is None or draft.content[0][1] > draft.cue[0]:
        return False
    tokens, cue = document.tokens, document.tokens[draft.cue_token]
    below = [tokens[c] for c in document.children[cue.i] if tokens[c].relation == "nsubj" and c < cue.i]
    above = [tokens[cue.head]] if cue.relation == "acl" and 0 <= cue.head < cue.i else []
    return any(start <= token.start < end for token in (*below, *above) for start, end in draft.content)


def _asks_for_source(document: Document, draft: Draft) -> bool:
    """“Opening the hall, **said** it was full”: an active verb is somebody's, whether or not that one was found; “it
    **was said**”, “**reportedly**”, “the **allegation** that”, “**seemed** to”, “there **is** a fear” are nobody's."""
    if draft.cue_token is None or draft.nobody or draft.by.is_hearsay or draft.mode is Mode.EVIDENCE:
        return False
    token = document.tokens[draft.cue_token]
    return token.upos == "VERB" and not token.is_participle and not has_child(document, token.i, "expl")


def _paragraph_below(cast: Cast, draft: Draft) -> int | None:
    """The number of the paragraph under a pull quote, a quotation that stands alone and goes on with nothing."""
    if draft.cue is not None:
        return None
    quotation = cast.reading.first_quotation_in(*draft.content[0])
    if quotation is None or not is_displayed(cast.reading, quotation):
        return None
    return cast.reading.paragraph_at(quotation.span.start) + 1


_BELOW = 20  # attributions of the paragraph under a pull quote, at most


def _named_below(cast: Cast, behind: list[Draft], paragraph: int) -> Resolution:
    """“Nobody told us a thing” ¶ **Dana Kowal** lost her boat. She said …: who begins the paragraph under a pull quote
    and speaks in it."""
    speaks = any(
        cast.reading.paragraph_at(draft.place) == paragraph and draft.source is not None
        for draft in behind
        if paragraph < len(cast.document.paragraphs)
    )
    first = cast.reading.token_at(cast.document.paragraphs[paragraph][0]) if speaks else -1
    name = cast.name_at.get(first)
    chain = cast.chain_of(name) if name is not None and name.kind is Kind.PERSON else None
    return Resolution(chain, NAMED_UNDER if chain is not None else "a quotation without a source")


def _named_in_front(cast: Cast, draft: Draft) -> Chain | None:
    """“an exchange as recorded: Secretary **Dana Hill**: “No, sir.” **Al Lund**: “Yes.””: who is named right before the
    colon in front of a quotation that has no cue."""
    first = cast.reading.token_at(draft.begins[0])
    before = cast.document.tokens[max(0, first - 2) : first]
    colon = next((t.i for t in before if t.text == ":"), 0)
    name = cast.name_at.get(colon - 1) if draft.cue is None and colon else None
    if name is None or name.kind is not Kind.PERSON or not is_in_full(name.words, cast.document.language):
        return None
    label: list[Token] = []
    here = cast.document.sentences[cast.document.tokens[name.first].sentence]
    for token in reversed(cast.document.tokens[here.first : name.first]):
        if ":" in token.text or cast.reading.quotation_of[token.i] >= 0:
            break
        label.append(token)
    is_label = not any(token.upos in ("VERB", "AUX") for token in label) and (not label or label[-1].upos != "ADP")
    return cast.chain_of(name) if is_label else None


def _goes_on(cast: Cast, drafts: list[Draft], number: int, resolved: list[Resolution]) -> Resolution:
    """A quotation whose cue has no source: whoever spoke last in this paragraph or the one before."""
    here = drafts[number].place
    for n in range(number - 1, max(-1, number - 6), -1):
        if resolved[n].chain is not None and drafts[n].place < here:
            if _runs_on(cast, drafts[n], drafts[number]):
                return Resolution(resolved[n].chain, "goes on")
            break
    return Resolution(None, "a quotation without a source")


def _runs_on(cast: Cast, before: Draft, draft: Draft) -> bool:
    """Whether only a quotation's own marks stand between what was said and what follows; or it begins the next
    paragraph."""
    text = cast.document.text
    spans = (*before.content, *(s for s in (before.cue, before.source) if s is not None))
    ends = max((b for _, b in spans if b <= draft.place), default=draft.place)
    between = text[ends : draft.place]
    start = cast.document.paragraphs[cast.reading.paragraph_at(draft.content[0][0])][0]
    return between.count("\n") <= 2 and (not _LETTER.search(between) or draft.place - start <= 2)


_LETTER = regex.compile(r"\p{L}")


def _note(cast: Cast, draft: Draft, resolution: Resolution) -> None:
    """Tell the chain that it was mentioned, and spoke."""
    chain, phrase = resolution.chain, resolution.phrase
    if chain is None:
        return
    at = phrase.head if phrase is not None else draft.cue_token
    at = draft.source_token if at is None else at
    if at is None and resolution.rule == NAMED_UNDER:
        at = cast.reading.token_at(draft.begins[0])
    if at is not None:
        cast.speak(chain, at)
    _give_voice(cast, draft, chain)
    if phrase is None:
        return
    cast.mention(chain, phrase.head)
    chain.spans.append((phrase.start, phrase.end))
    if phrase.form is not Form.PRONOUN:
        chain.phrases.append(tuple(tokens_between(cast.document, phrase.head, phrase.start, phrase.end)))
    _show_gender(chain, phrase, cast.document.language)


def _frozen(cast: Cast, chain: Chain, name: str) -> Speaker:
    document = cast.document
    own = cast.mentions_of(chain)
    attributes = said_of(cast, chain)
    mentions = {(document.tokens[n.first].start, document.tokens[n.last - 1].end) for n in own}
    names = Stretches(mentions)
    mentions |= {span for span in chain.spans if not names.touch(span)}
    return Speaker(
        id=name,
        name=" ".join(chain.name) if chain.name else None,
        description=chain.description,
        kind=chain.kind,
        level=chain.level,
        number=chain.number if chain.kind in (Kind.PERSON, Kind.GROUP) else None,
        gender=chain.shown,
        evidence=_evidence(document, chain),
        mentions=tuple(document.span(a, b) for a, b in sorted(mentions)),
        **_spans(document, attributes),
    )


def said_of(cast: Cast, chain: Chain) -> Attributes:
    """What the text says of somebody, whether they speak or not."""
    phrases = tuple(sorted(chain.phrases, key=len, reverse=True))
    told = {i: _is_told(cast, chain, i) for i in chain.at}
    own = (*(i for i in chain.at if told[i]), *chain.says_i)
    others = tuple(i for i in chain.at if not told[i] and cast.reading.quotation_of[i] < 0)
    members = tuple(name for member in chain.members for name in cast.mentions_of(member))
    person = Person(tuple(cast.mentions_of(chain)), own, phrases, others, members)
    return with_house(cast, chain, read_attributes(cast.document, cast.name_at, person, chain.kind))


def _is_told(cast: Cast, chain: Chain, i: int) -> bool:
    """Whether the text or they themselves say what they are at a mention, not another: ““He is a fool,” said Hill”."""
    return cast.reading.quotation_of[i] < 0 and cast.speaks_at(i) in (None, chain)


def _evidence(document: Document, chain: Chain) -> tuple[Evidence, ...]:
    """The words that show the gender, and those that say how many."""
    shown = {"gender": chain.shown_at, "number": chain.counted_at}
    tokens = {name: document.tokens[i] for name, i in shown.items() if i is not None}
    return tuple(Evidence(name, (document.span(t.start, t.end),)) for name, t in tokens.items())


def _spans(document: Document, attributes: Attributes) -> dict:  # type: ignore[type-arg]
    """The attributes' tokens as spans."""
    found = {}
    for key in NAMES:
        tokens = getattr(attributes, key)
        if tokens:
            found[key] = document.span(document.tokens[tokens[0]].start, document.tokens[tokens[-1]].end)
    return found
