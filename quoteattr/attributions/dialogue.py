"""Quotations as features, headlines and pull quotes set them: side by side, behind a gesture, on a line alone."""

from collections.abc import Iterator
from itertools import pairwise, takewhile

from quoteattr.attributions.draft import Draft, Rule
from quoteattr.attributions.quoted import goes_on, is_sentence
from quoteattr.attributions.rates import rate
from quoteattr.attributions.sources import source_at
from quoteattr.records import Mode, Quotation
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets
from quoteattr.text.tree import has_child, head_of, stretch, subject

_ENDS = tuple(".,!?…;:—–-")
_STOPS = (".", "?", "!", "…")
_LONGEST_GESTURE = 14  # tokens of a sentence that only shows who speaks
_LONGEST_NAME = 8  # tokens of who makes a gesture, and its verb
_LONGEST_LINE = 60  # characters of a line that names who is quoted above it
_LONGEST_SIGNATURE = 90  # the same with what they are, before the closing mark
_CLOSES = frozenset('"”»')
_IN_NAMES = frozenset({"PROPN", "NOUN", "ADJ", "DET", "ADP", "PUNCT", "NUM", "PART"})
_IN_LABELS = frozenset({"PROPN", "NOUN", "ADJ", "DET"})


def in_turns(reading: Reading, draft: Draft) -> list[Draft]:
    """A draft whose quotations stand apart; then those of them that another must have said, each by itself."""
    pieces = tuple(part for piece in draft.content for part in _side_by_side(reading, piece))
    others = {piece: q for piece in pieces if (q := _of_another(reading, draft, piece, pieces)) is not None}
    own = tuple(piece for piece in pieces if piece not in others)
    kept = [draft.with_content(own)] if own else []
    return [*kept, *(floating(reading, (q.span.start, q.span.end)) for q in others.values())]


def floating(reading: Reading, span: Offsets) -> Draft:
    """A quotation that nothing introduces."""
    return Draft(
        content=(span,),
        mode=Mode.SPEECH,
        by=Rule.FLOATING,
        confidence=rate(reading.language, "floating"),
    )


# --- side by side ---------------------------------------------------------------------------------


def _side_by_side(reading: Reading, piece: Offsets) -> Iterator[Offsets]:
    """““**Are you ready?**” “**We are,**””: a piece cut where one quotation ends and the next begins."""
    quotations = list(reading.quotations_in(*piece))
    start = piece[0]
    for one, after in pairwise(quotations):
        between = reading.document.text[one.span.end : after.span.start]
        if one.closing and between.isspace() and "\n" not in between and _ends_sentence(one):
            yield start, one.span.end
            start = after.span.start
    yield start, piece[1]


def _ends_sentence(quotation: Quotation) -> bool:
    return quotation.pieces[-1].text.rstrip().endswith(_STOPS)


def _of_another(reading: Reading, draft: Draft, piece: Offsets, pieces: tuple[Offsets, ...]) -> Quotation | None:
    """The quotation of a piece that can't be of the one who says the other pieces of a draft."""
    quotation = reading.first_quotation_in(*piece)
    if quotation is None or not quotation.closing or len(quotation.pieces) > 1 or quotation.span.start > piece[0]:
        return None
    if _is_displayed_elsewhere(reading, draft, quotation):
        return quotation
    if piece[1] > quotation.span.end + 1:
        return None
    tests = (_ends_earlier, _is_before_gesture, _is_between_gestures)
    if any(test(reading, draft, quotation) for test in tests) or _is_answered(reading, draft, quotation, pieces):
        return quotation
    return None


def _ends_earlier(reading: Reading, draft: Draft, quotation: Quotation) -> bool:
    """““**The sea forgives nobody.**” ¶ According to two officials, the boat was sold.”: it ends its paragraph, and the
    cue, with a content of its own, stands in a later one."""
    if draft.cue is None or draft.cue[0] < quotation.span.end:
        return False
    return reading.paragraph_at(quotation.span.end - 1) < reading.paragraph_at(draft.cue[0])


def _is_answered(reading: Reading, draft: Draft, quotation: Quotation, pieces: tuple[Offsets, ...]) -> bool:
    """““**Are you ready?**” “We are,” the captain said”: a question right before what has the cue behind it."""
    if not quotation.pieces[-1].text.rstrip().endswith("?"):
        return False
    behind = next((piece for piece in pieces if piece[0] >= quotation.span.end), None)
    if behind is None or (draft.cue is not None and draft.cue[0] < behind[1]):
        return False
    between = reading.document.text[quotation.span.end : behind[0]]
    return between.isspace() and reading.is_quoted(behind[0])


# --- a gesture ------------------------------------------------------------------------------------


def _is_before_gesture(reading: Reading, draft: Draft, quotation: Quotation) -> bool:
    """““**No, we can't.**” Fuchs laughed.”: a full stop, and behind it a gesture with a capital: another sentence."""
    if draft.cue is None or draft.cue_token is None or draft.cue[0] < quotation.span.end:
        return False
    if not quotation.pieces[-1].text.rstrip().endswith("."):
        return False
    behind = reading.document.text[quotation.span.end : quotation.span.end + 2].strip()
    return behind[:1].isupper() and _is_gesture(reading, reading.document.tokens[draft.cue_token])


def _is_between_gestures(reading: Reading, draft: Draft, quotation: Quotation) -> bool:
    """“Quist shook his head. “**No.**” Fuchs laughed. “Fine,” she said.”: a gesture before, another sentence
    between it and its cue."""
    if draft.cue is None or draft.cue[0] < quotation.span.end or not _ends_sentence(quotation):
        return False
    end = quotation.span.end
    following = reading.first_quotation_in(end, draft.cue[0])
    between = reading.document.text[end : following.span.start if following is not None else end]
    return any(c.isalpha() for c in between) and _gesturing(reading, quotation) is not None


def _is_gesture(reading: Reading, token: Token) -> bool:
    """“nodded”, “shook (his head)”"""
    gestures = reading.language.words("gestures")
    return token.lemma.lower() in gestures or token.lower in gestures


def _is_made(reading: Reading, token: Token) -> bool:
    """“Quist **frowned**.”: a gesture with a tense, which may be taken for a participle that heads its sentence."""
    is_past = token.is_participle and token.relation == "root" and not has_child(reading.document, token.i, "aux")
    return (token.is_finite or is_past) and _is_gesture(reading, token)


def with_gestures(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """“**Quist shook his head.** “No, we can't.””, ““No,” **she smiles**”: whoever makes a gesture right before or
    behind what nobody is said to say."""
    return [_with_gesture(reading, draft) for draft in drafts]


def _with_gesture(reading: Reading, draft: Draft) -> Draft:
    if not draft.quoted or not draft.content:
        return draft
    quotation = reading.first_quotation_in(*draft.content[0])
    behind = _smiling(reading, quotation) if quotation is not None else None
    if behind is not None and (draft.is_alone or _is_told_below(reading, draft, behind)):
        source, verb = source_at(reading, behind[0], Rule.GESTURE), reading.document.tokens[behind[1]]
        cue = {"cue": (verb.start, verb.end), "cue_token": verb.i}
        return draft.found_by(Rule.GESTURE, source=source.span, source_token=behind[0], **cue)
    if not draft.is_alone:
        return draft
    head = _gesturing(reading, quotation) if quotation is not None else None
    if head is None:
        return draft
    source = source_at(reading, head, Rule.GESTURE)
    return draft.found_by(Rule.GESTURE, source=source.span, source_token=head)


def _smiling(reading: Reading, quotation: Quotation) -> tuple[int, int] | None:
    """““No,” **Ana Prata smiles** as she pours the tea”: who makes a gesture right behind a quotation whose sentence
    goes on, and its verb."""
    tokens, first = reading.document.tokens, reading.token_at(quotation.span.end)
    if not quotation.closing or first >= len(tokens) or not goes_on(reading, quotation):
        return None
    near = takewhile(lambda t: t.text not in _STOPS, tokens[first : first + _LONGEST_NAME])
    verb = next((t for t in near if t.upos in ("VERB", "AUX", "SCONJ")), None)
    head = subject(reading.document, verb.i) if verb is not None and _is_made(reading, verb) else None
    if verb is None or head is None or not first <= head < verb.i:
        return None
    return (head, verb.i) if _is_person(reading, tokens[head]) else None


def _is_told_below(reading: Reading, draft: Draft, made: tuple[int, int]) -> bool:
    """““No,” she laughs **when I ask**”: whether the cue of a draft only tells when a gesture is made."""
    tokens, cue = reading.document.tokens, draft.cue_token
    if cue is None or cue <= made[1] or draft.source_token is None or draft.source_token <= made[1]:
        return False
    return tokens[cue].head == made[1] and tokens[cue].relation == "advcl"


def _gesturing(reading: Reading, quotation: Quotation) -> int | None:
    """Who makes a gesture, or is blunt, in the sentence right before a quotation, in its paragraph."""
    first = reading.token_at(quotation.span.start)
    if not 1 < first < len(reading.document.tokens) or not is_sentence(reading, quotation):
        return None
    tokens = _sentence_between(reading, first)
    if not tokens or tokens[-1].text not in (".", ":") or len(tokens) > _LONGEST_GESTURE:
        return None
    verb = next((t for t in tokens if _is_made(reading, t) or _is_manner(reading, t)), None)
    head = subject(reading.document, verb.i) if verb is not None else None
    if head is None and verb is not None and verb.i - 1 == tokens[0].i:
        head = tokens[0].i  # “**Young** frowned.”, however taken
    return head if head is not None and _is_person(reading, reading.document.tokens[head]) else None


def _is_manner(reading: Reading, token: Token) -> bool:
    """“Quist was **blunt**. “We can't.””: how one speaks, said of somebody."""
    is_listed = token.lower in reading.language.closed_class("manners_of_speaking")
    return is_listed and token.upos == "ADJ" and has_child(reading.document, token.i, "cop")


def _sentence_between(reading: Reading, first: int) -> list[Token]:
    """““No.” **Quist shook his head.** “We can't.””: what stands right before a quotation in its paragraph, back to the
    beginning of the sentence or the quotation before."""
    sentence = reading.sentence_of(first - 1)
    if sentence.paragraph != reading.paragraph_of(first):
        return []
    before = reversed(reading.document.tokens[sentence.first : first])
    return list(takewhile(lambda t: not reading.in_quotation(t.i), before))[::-1]


def _is_person(reading: Reading, token: Token) -> bool:
    """“**Quist** shrugged”, “**she** shrugged”, “the **judge** shrugged”, “**Sharp** shrugged”, but not “**Most**
    shrugged”."""
    if token.upos == "ADJ":
        begins = token.text[:1].isupper() and not reading.document.children[token.i]
        return begins and token.lower not in reading.language.closed_class("vague_pronouns")
    return token.upos in ("PROPN", "NOUN") or (token.has("personal") and token.lower != "it")


# --- headlines and pull quotes --------------------------------------------------------------------


def _is_displayed_elsewhere(reading: Reading, draft: Draft, quotation: Quotation) -> bool:
    """A headline or a pull quote whose cue would stand in another paragraph."""
    at = draft.cue or draft.source
    if at is None or not is_displayed(reading, quotation):
        return False
    return reading.paragraph_at(at[0]) != reading.paragraph_at(quotation.span.start)


def is_displayed(reading: Reading, quotation: Quotation) -> bool:
    """Whether a quotation without a mark at its end is all of its paragraph, or begins a headline: “‘We are ready’:
    union boss on the strike”; what a colon leads to is not displayed."""
    text = reading.document.text
    number = reading.paragraph_at(quotation.span.start)
    start, end = reading.document.paragraphs[number]
    if start < quotation.span.start or quotation.pieces[-1].text.rstrip().endswith(_ENDS):
        return False
    if number and text[: reading.document.paragraphs[number - 1][1]].rstrip().endswith((":", ",")):
        return False
    behind = text[quotation.span.end : end].strip()
    return not behind or (behind.startswith((":", "–", "—")) and not text[start:end].rstrip().endswith("."))


def displayed(reading: Reading) -> Iterator[Draft]:
    """“‘We are ready’: **union boss Bo Halvorsen** on the strike”; a pull quote over **a line with a name**."""
    for quotation in reading.outer:
        if quotation.closing and len(quotation.pieces) == 1 and is_displayed(reading, quotation):
            name = _name_behind_colon(reading, quotation) or _name_below(reading, quotation)
            if name:
                yield _displayed(reading, quotation, name)
        elif name := _name_in_last_line(reading, quotation):
            yield _displayed(reading, quotation, name)


def _name_in_last_line(reading: Reading, quotation: Quotation) -> list[int]:
    """“Nobody told us a thing. | **Dana Kowal, Harbour League**.”: a line with who says it before the closing mark."""
    text, number = reading.document.text, reading.paragraph_at(quotation.span.start)
    if quotation.closing or len(quotation.pieces) != 1 or number + 1 >= len(reading.document.paragraphs):
        return []
    (start, end), (below, stop) = reading.document.paragraphs[number : number + 2]
    if quotation.span.start != start or text[end:below].count("\n") != 1 or stop - below > _LONGEST_SIGNATURE:
        return []
    closing = text[below:stop].rstrip()[-1:]
    if closing not in _CLOSES:
        return []
    line = list(reading.tokens_in(below, below + len(text[below:stop].rstrip(f"{closing}. "))))
    is_name = any(reading.document.in_person(i) for i in line)
    return line if is_name and all(reading.document.tokens[i].upos in _IN_NAMES for i in line) else []


def _name_behind_colon(reading: Reading, quotation: Quotation) -> list[int]:
    """“‘We are ready’: **union boss Bo Halvorsen** on the strike”: the noun group behind it, if a person is in it."""
    end = reading.document.paragraphs[reading.paragraph_at(quotation.span.start)][1]
    behind = [i for i in reading.tokens_in(quotation.span.end, end) if not reading.in_quotation(i)][1:]
    name = list(takewhile(lambda i: reading.document.tokens[i].upos in _IN_LABELS, behind))
    return name if any(reading.document.in_person(i) for i in name) else []


def _name_below(reading: Reading, quotation: Quotation) -> list[int]:
    """“Nobody told us a thing” ¶ **Dana Kowal**: a short line that is no sentence and begins with a person's name."""
    number = reading.paragraph_at(quotation.span.start) + 1
    if number >= len(reading.document.paragraphs):
        return []
    start, end = reading.document.paragraphs[number]
    line = list(reading.tokens_in(start, end))
    if not line or end - start > _LONGEST_LINE or not _begins_with_person(reading, line):
        return []
    tokens = [reading.document.tokens[i] for i in line]
    return line if all(t.upos in _IN_NAMES and t.text != "." for t in tokens) else []


def _begins_with_person(reading: Reading, line: list[int]) -> bool:
    """“**Dana Kowal**, fisher”: two words of a name that is no other kind of name."""
    if reading.document.in_person(line[0]):
        return True
    first = [reading.document.tokens[i] for i in line[:2]]
    return len(first) > 1 and all(t.upos == "PROPN" and t.i not in reading.document.entity_at for t in first)


def _displayed(reading: Reading, quotation: Quotation, name: list[int]) -> Draft:
    return Draft(
        source=stretch(reading.document, name),
        content=((quotation.span.start, quotation.span.end),),
        mode=Mode.SPEECH,
        by=Rule.DISPLAYED,
        confidence=rate(reading.language, "displayed"),
        source_token=head_of(reading.document, name),
    )
