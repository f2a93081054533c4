"""From drafts to speakers: every source phrase is resolved to one chain, every chain becomes a `Speaker`.

The drafts are read in order of the text, so that “he” can mean the one who spoke last.
"""

from bisect import insort

from attrs import frozen

from quoteattr.attributions.draft import Draft
from quoteattr.parsing import Document
from quoteattr.records import Speaker
from quoteattr.speakers.attributes import Attributes, read_attributes
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.phrases import Form, Phrase, take_apart
from quoteattr.speakers.resolve import Resolution, gender_of_pronoun, resolve


@frozen
class Voice:
    """Who speaks in one draft: the speaker, or None and `why`; `rule` names how it was found."""

    speaker: Speaker | None
    rule: str
    phrase: Phrase | None = None


def find_speakers(document: Document, drafts: list[Draft]) -> tuple[list[Voice], tuple[Speaker, ...]]:
    """The voice of every draft, in the same order, and all speakers in order of first mention."""
    cast = Cast(document)
    resolved: list[Resolution] = [Resolution(None, "unread")] * len(drafts)
    for number in sorted(range(len(drafts)), key=lambda n: _place(drafts[n])):
        resolved[number] = _voice_of(cast, drafts, number, resolved)
        _note(cast, drafts[number], resolved[number])
    spoken = {id(r.chain) for r in resolved}
    speaking = [c for c in cast.chains if id(c) in spoken]
    speaking.sort(key=lambda c: min(c.at, default=0))
    speakers = {id(c): _frozen(cast, c, f"S{n}") for n, c in enumerate(speaking, start=1)}
    voices = [Voice(speakers[id(r.chain)] if r.chain else None, r.rule, r.phrase) for r in resolved]
    return voices, tuple(speakers.values())


def _place(draft: Draft) -> int:
    return (draft.source or draft.cue or draft.content[0])[0]


def _voice_of(cast: Cast, drafts: list[Draft], number: int, resolved: list[Resolution]) -> Resolution:
    draft = drafts[number]
    if draft.source is not None and draft.source_token is not None:
        phrase = take_apart(cast.document, cast.name_at, draft.source_token, *draft.source)
        return resolve(cast, phrase)
    if draft.rule.startswith("quotation") and "nobody expressed" not in draft.rule:
        return _goes_on(cast, drafts, number, resolved)
    return Resolution(None, "nobody expressed")


def _goes_on(cast: Cast, drafts: list[Draft], number: int, resolved: list[Resolution]) -> Resolution:
    """A quotation whose cue has no source: whoever spoke last in this paragraph or the one before."""
    here = _place(drafts[number])
    for n in range(number - 1, max(-1, number - 6), -1):
        if resolved[n].chain is not None and _place(drafts[n]) < here:
            if cast.document.text.count("\n", _place(drafts[n]), here) <= 2:
                return Resolution(resolved[n].chain, "goes on")
            break
    return Resolution(None, "a quotation without a source")


def _note(cast: Cast, draft: Draft, resolution: Resolution) -> None:
    """Tell the chain that it was mentioned, and spoke."""
    chain, phrase = resolution.chain, resolution.phrase
    if chain is None:
        return
    at = phrase.head if phrase is not None else draft.cue_token
    if at is not None:
        insort(chain.spoke_at, at)
        if phrase is not None:
            cast.mention(chain, at)
            chain.spans.append((phrase.start, phrase.end))
    if phrase is not None and phrase.form is not Form.PRONOUN:
        chain.phrases.append(tuple(_tokens_of(cast.document, phrase)))
    if phrase is not None and phrase.form is Form.PRONOUN and chain.gender is None:
        chain.gender = gender_of_pronoun(phrase.lemma)


def _tokens_of(document: Document, phrase: Phrase) -> list[int]:
    sentence = document.sentences[document.tokens[phrase.head].sentence]
    return [i for i in range(sentence.first, sentence.last)
            if document.tokens[i].start < phrase.end and phrase.start < document.tokens[i].end]  # fmt: skip


def _frozen(cast: Cast, chain: Chain, name: str) -> Speaker:
    document = cast.document
    phrases = sorted(chain.phrases, key=len, reverse=True)
    attributes = read_attributes(document, cast.name_at, phrases, chain.kind)
    mentions = {(document.tokens[n.first].start, document.tokens[n.last - 1].end) for n in cast.mentions_of(chain)}
    mentions |= {span for span in chain.spans if not any(a <= span[0] and span[1] <= b for a, b in mentions)}
    return Speaker(
        id=name,
        name=" ".join(chain.name) if chain.name else None,
        description=chain.description,
        kind=chain.kind,
        level=chain.level,
        number=chain.number if chain.kind.value in ("person", "group") else None,
        gender=chain.gender,
        mentions=tuple(document.span(a, b) for a, b in sorted(mentions)),
        **_spans(document, attributes),
    )


def _spans(document: Document, attributes: Attributes) -> dict:  # type: ignore[type-arg]
    """The attributes' tokens as spans."""
    found = {}
    for key in ("role", "affiliation", "nationality", "seniority"):
        tokens = getattr(attributes, key)
        if tokens:
            found[key] = document.span(document.tokens[tokens[0]].start, document.tokens[tokens[-1]].end)
    return found
