"""What somebody is asked: the one asked is not the asker, whom the text mostly leaves out."""

from attrs import evolve

from quoteattr.attributions.draft import SPEECH, Draft, Rule
from quoteattr.attributions.sources import is_passive
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets
from quoteattr.text.tree import may_be_finite, subject, verb_group


def as_asked(reading: Reading, draft: Draft) -> Draft:
    """“**Asked** whether he would resign, Ruiz said no”: whoever asked, it was not Ruiz; “asked **by a reporter**”."""
    if draft.cue_token is None or not _is_asked(reading, draft, draft.cue_token):
        return draft
    if draft.source is not None and _is_asker(reading, draft):
        return draft
    answer = _as_answer(reading, draft)
    if answer is not None:
        return answer
    return _behind_about(reading, _before_answer(reading, draft)).found_by(Rule.ASKED, source=None, source_token=None)


def _behind_about(reading: Reading, draft: Draft) -> Draft:
    """“Asked **for** his view”, “asked **about** the fire”: the preposition leads to what was asked."""
    tokens, first = reading.document.tokens, reading.token_at(draft.begins[0])
    leads = tokens[first].lower in reading.language.closed_class("asked_about") and first - 1 == draft.cue_token
    if draft.cue is None or not leads or draft.begins[1] <= tokens[first].end:
        return draft
    content = ((tokens[first + 1].start, draft.begins[1]), *draft.content[1:])
    return evolve(draft, cue=(draft.cue[0], tokens[first].end), content=content)


def _as_answer(reading: Reading, draft: Draft) -> Draft | None:
    """“The mayor, asked this week, **would only say that it leaked**”: where nothing that was asked is told, what the
    verb behind the second comma tells is said by the one asked."""
    if draft.source is None or draft.cue is None or draft.cue_token is None or not _is_set_off(reading, draft):
        return None
    document, (start, end) = reading.document, draft.content[0]
    within = reading.tokens_in(start, end)
    verb = next((i for i in within if i in reading.cues and reading.cues[i].mode in SPEECH), None)
    if verb is None or document.text[draft.cue[1] : start].rstrip()[-1:] != ",":
        return None
    group = verb_group(document, verb)
    if document.tokens[group[0]].start != start or group[-1] + 1 not in within:
        return None
    content = ((document.tokens[group[-1] + 1].start, end), *draft.content[1:])
    return evolve(draft, cue=(start, document.tokens[group[-1]].end), cue_token=verb, content=content)


def without_what_was_asked(reading: Reading, draft: Draft) -> Draft:
    """““I have no idea,” Ruiz said when asked about **the fire**”: what somebody is asked is nothing that they say."""
    if draft.cue_token is None or len(draft.content) == 1:
        return draft
    kept = tuple(piece for piece in draft.content if not _is_behind_asked(reading, piece, draft.cue_token))
    return draft.with_content(kept) if kept else draft


def _is_behind_asked(reading: Reading, piece: Offsets, cue: int) -> bool:
    """“when asked about **the fire**”, “**when asked about the fire**”: behind a cue that asks nothing."""
    tokens, classes = reading.document.tokens, reading.language.closed_class
    first = reading.token_at(piece[0])
    asked = next((t.i for t in tokens[max(first - 2, 0) : first + 2] if t.lower in classes("asked")), -1)
    is_told = cue + 1 < asked and tokens[asked - 1].lower in classes("before_asked")
    return is_told and not reading.in_quotation(first) and tokens[asked].sentence == tokens[cue].sentence


def _before_answer(reading: Reading, draft: Draft) -> Draft:
    """“The mayor, asked **whether she would go**, declined to say”: what was asked ends where what the one asked does
    about it begins, behind a comma."""
    if draft.source_token is None or draft.cue_token is None or not _is_set_off(reading, draft):
        return draft
    tokens, text = reading.document.tokens, reading.document.text
    above = tokens[draft.source_token].head  # the parse may take what was asked for the main clause
    main = above if above != draft.cue_token else _answering(reading, draft.cue_token, draft.content[-1])
    if main < draft.cue_token or not may_be_finite(tokens[main]):
        return draft
    comma = next((t.start for t in reversed(tokens[draft.cue_token : main]) if t.text == ","), -1)
    cut = [(start, min(end, comma)) for start, end in draft.content if start < comma]
    held = any(start < tokens[main].start < end for start, end in draft.content)
    return evolve(draft, content=tuple((a, a + len(text[a:b].rstrip())) for a, b in cut)) if cut and held else draft


def _answering(reading: Reading, cue: int, piece: Offsets) -> int:
    """“asked if it was safe, **shrugged**”, whatever the parse has it hang on: the last verb right behind a comma, and
    of nobody else; -1 without one."""
    tokens = reading.document.tokens
    verbs = (i for i in reversed(reading.tokens_in(*piece)) if i - 1 > cue and tokens[i - 1].text == ",")
    mains = (i for i in verbs if tokens[i].upos == "VERB" and may_be_finite(tokens[i]))
    return next((i for i in mains if subject(reading.document, i) is None), -1)


def is_only_asked(reading: Reading, draft: Draft) -> bool:
    """“**Asked for comment**, a spokeswoman said …”, “**Pressed on dates**, Hale shrugged”: that somebody was asked is
    nothing that they say."""
    if draft.cue_token is None:
        return False
    if _asks_for_words(reading, draft, draft.cue_token):
        return True
    cue = reading.document.tokens[draft.cue_token]
    return all(_is_what_was_asked(reading, reading.token_at(piece[0]), cue.i) for piece in draft.content)


def _asks_for_words(reading: Reading, draft: Draft, cue: int) -> bool:
    """“**Asked for** a response, …”, “when **asked for** comment”; not “asked for his position on the war”."""
    tokens, classes = reading.document.tokens, reading.language.closed_class
    opens = cue == reading.sentence_of(cue).first or tokens[cue - 1].lower in classes("before_asked")
    behind = tokens[cue + 1 : cue + 2]
    if not opens or tokens[cue].lower not in classes("asked") or behind[0].lower not in classes("behind_asked_for"):
        return False
    nouns = [tokens[i] for piece in draft.content for i in reading.tokens_in(*piece) if tokens[i].upos == "NOUN"]
    return all(noun.lemma.lower() in classes("answers_given") for noun in nouns)


def _is_what_was_asked(reading: Reading, first: int, cue: int) -> bool:
    """Whether a content begins its sentence with words of asking, before a cue that is none of them."""
    token, sentence = reading.document.tokens[first], reading.sentence_of(first)
    is_asked = token.lower in reading.language.closed_class("asked") and not reading.in_quotation(first)
    return is_asked and first == sentence.first < cue < sentence.last


def _is_asked(reading: Reading, draft: Draft, cue: int) -> bool:
    """“**asked** whether”, “was **pressed** on”: a passive of asking, with or without its auxiliary."""
    token, language = reading.document.tokens[cue], reading.language
    if token.lower not in language.closed_class("asked"):
        return False
    return is_passive(reading, cue) or _opens_clause(reading, cue) or _is_set_off(reading, draft)


def _opens_clause(reading: Reading, cue: int) -> bool:
    """“**Asked** whether …”, “when **asked** about …”: no subject of its own stands before it."""
    tokens, language = reading.document.tokens, reading.language
    opens = cue == reading.sentence_of(cue).first
    if not opens and tokens[cue - 1].lower not in language.closed_class("before_asked"):
        return False
    if opens and tokens[cue].text[0].isupper():  # “**Asked** at a briefing about …”; not “…?” **asked** Ruiz
        return True
    return any(t.lower in language.closed_class("behind_asked") for t in tokens[cue + 1 : cue + 2])


def _is_set_off(reading: Reading, draft: Draft) -> bool:
    """“The chief**, asked** why she had waited, said”: one comma parts no subject from its verb."""
    if draft.source is None or draft.cue is None:
        return False
    text = reading.document.text
    return text[draft.source[1] : draft.cue[0]].strip() == "," and "," not in text[slice(*draft.source)]


def _is_asker(reading: Reading, draft: Draft) -> bool:
    """“asked **by a reporter**”: right behind the preposition."""
    first = reading.token_at(draft.source[0]) if draft.source is not None else 0
    return first > 0 and reading.document.tokens[first - 1].lower in reading.language.closed_class("givers")
