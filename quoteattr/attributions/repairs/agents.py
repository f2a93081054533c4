"""Who did what a cue says was done: “was first reported **by the Herald**”, “drew criticism from **both sides**”."""

from attrs import evolve

from quoteattr.attributions.draft import Draft
from quoteattr.attributions.sources import agent_behind, agent_beside, of_whom, source_at
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import shared, without
from quoteattr.text.tree import first_child


def with_drawn(reading: Reading, draft: Draft) -> Draft:
    """“The plan **drew criticism** from **both sides of the debate**”: of whom a thing drew it, where only the thing is
    found."""
    if draft.source is not None or draft.quoted or len(draft.content) != 1:
        return draft
    document, tokens = reading.document, reading.document.tokens
    said = reading.tokens_in(*(draft.cue or draft.content[0]))
    at = -1 if not said else said[0] if draft.cue is not None else said[-1] + 1
    verb = tokens[at] if 0 <= at < len(tokens) else None
    if verb is None or verb.lemma.lower() not in reading.language.closed_class("verbs_of_drawing"):
        return draft
    drawn = reading.language.closed_class("drawn_from_others")
    noun = first_child(document, verb.i, lambda t: t.relation == "obj" and t.lemma.lower() in drawn)
    if noun is None or noun < verb.i:
        return draft
    head = next((i for word in (noun, verb.i) if (i := of_whom(reading, word)) is not None), None)
    if head is None or reading.in_quotation(head):
        return draft
    found = source_at(reading, head, "of_whom", noun)
    cue = verb.start, tokens[reading.token_at(found.span[0]) - 1].end
    return evolve(draft, cue=cue, cue_token=noun, source=found.span, source_token=head, nobody=False)


def with_agent(reading: Reading, draft: Draft) -> Draft:
    """“The plan was first reported **by the Herald's Nadia Osei**”: who did what the cue, a passive, says was done,
    whatever the lexicon knows of it."""
    if draft.source is not None or draft.cue_token is None:
        return draft
    found = agent_beside(reading, draft.cue_token)
    if found is None or any(shared(found.span, piece) for piece in (*draft.content, draft.cue or (0, 0))):
        return draft
    return evolve(draft, source=found.span, source_token=found.head, nobody=False)


def with_agent_behind(reading: Reading, draft: Draft) -> Draft:
    """“The portal was branded “a swamp” **by one of its makers**”: who did what a passive says, behind what is quoted,
    and no part of that."""
    if draft.source is not None or draft.cue_token is None or not draft.content:
        return draft
    found = agent_behind(reading, draft.cue_token)
    if found is None:
        return draft
    by, source = found
    tokens = reading.document.tokens
    content = without(draft.content, (tokens[by - 1].end, max(source.span[1], draft.content[-1][1])))
    if not content:
        return draft
    return evolve(draft, source=source.span, source_token=source.head, nobody=False).with_content(content)
