"""The source of a cue: one small rule for each construction, tried in order."""

from collections.abc import Callable

from attrs import frozen

from quoteattr.language import words
from quoteattr.records import Mode
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.tree import is_finite, is_time, noun_phrase, stretch, subject

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})


@frozen
class Source:
    """The head of a source phrase, its character offsets, and the rule that found it."""

    head: int
    span: tuple[int, int]
    rule: str


def find_source(reading: Reading, cue: int) -> Source | None:
    """The source of a cue, or None where nobody is expressed."""
    document = reading.document
    for rule in _RULES[document.tokens[cue].upos]:
        head = rule(reading, cue)
        if isinstance(head, Source):
            return head
        if head is not None and reading.quotation_of[head] < 0 and not _is_time(reading, head):
            found = _behind_comma(reading, cue, source_at(reading, head, rule.__name__, cue))
            return _with_appositive(reading, cue, found)
    return beside_quotation(reading, cue)


def _behind_comma(reading: Reading, cue: int, source: Source) -> Source:
    """“That worries Mrs. Clinton, **analysts** said”: taken for an appositive, but no comma closes it."""
    tokens = reading.document.tokens
    inside = list(reading.tokens_in(*source.span))
    commas = [j for j in inside if tokens[j].text == ","]
    if not commas or inside[-1] != cue - 1 or any(tokens[j].upos == "CCONJ" for j in inside):
        return source
    rest = [j for j in inside if j > commas[-1]]
    if not rest or any(tokens[j].upos not in _NOMINAL for j in rest):
        return source
    return Source(rest[-1], (tokens[rest[0]].start, tokens[rest[-1]].end), source.rule)


def _with_appositive(reading: Reading, cue: int, source: Source) -> Source:
    """“said Maria Ruiz**, a teacher**”; “Ruiz**, who teaches physics**, said”: what commas set off beside a name."""
    document = reading.document
    tokens = document.tokens
    sentence = document.sentences[tokens[cue].sentence]
    comma = reading.token_at(source.span[1])
    if comma + 1 >= sentence.last or tokens[comma].text != "," or tokens[source.head].upos != "PROPN":
        return source
    stop = next((j for j in range(comma + 1, sentence.last) if tokens[j].text in (",", ".", ";", "?", "!", "--", "—")
                 or reading.quotation_of[j] >= 0), sentence.last)  # fmt: skip
    opens = tokens[comma + 1]
    if source.span[0] > tokens[cue].start:  # behind the cue: a noun group up to the next mark
        verbs = any(t.upos in ("VERB", "AUX", "SCONJ") for t in tokens[comma + 1 : stop])
        fits = opens.upos in ("DET", "NOUN", "ADJ", "PROPN") and not verbs and stop - comma < 20
        fits = fits or (opens.lemma in ("who", "whose") and stop - comma < 25)
    else:  # before the cue: all that stands between two commas
        fits = (
            stop < cue
            and cue - stop <= 3
            and tokens[stop].text == ","
            and (opens.upos in ("DET", "NOUN", "ADJ", "NUM") or opens.lemma in ("who", "whose"))
        )
    return Source(source.head, (source.span[0], tokens[stop - 1].end), source.rule) if fits else source


def _is_time(reading: Reading, head: int) -> bool:
    """“said **Tuesday**”: when, not who."""
    token = reading.document.tokens[head]
    if token.text.lower() in words("months_and_names") and token.relation == "nsubj":
        return False  # Theresa May
    return is_time(token)


def beside_quotation(reading: Reading, cue: int) -> Source | None:
    """“…,” **Sen. Claire McCaskill (D-Mo.)** said: all that stands between a quotation and its cue."""
    document = reading.document
    tokens = document.tokens
    sentence = document.sentences[tokens[cue].sentence]
    first = cue
    while first > sentence.first and reading.quotation_of[first - 1] < 0 and cue - first < 40:
        first -= 1
    if first == 0 or reading.quotation_of[first - 1] < 0 or tokens[cue].xpos not in ("VBD", "VBZ", "VBP"):
        return None
    region = [j for j in range(first, cue) if tokens[j].upos not in ("ADV", "AUX")]
    while region and (tokens[region[-1]].upos == "PUNCT" and tokens[region[-1]].text != ")"):
        region.pop()
    while region and tokens[region[0]].upos in ("PUNCT", "CCONJ", "SCONJ"):
        region.pop(0)
    if not region or tokens[region[0]].upos not in _NOMINAL:
        return None
    head = _group_head(reading, region[0], region[-1] + 1)
    if head is None or _is_time(reading, head):
        return None
    return Source(head, (tokens[region[0]].start, tokens[region[-1]].end), "beside_quotation")


def source_at(reading: Reading, head: int, rule: str, cue: int | None = None) -> Source:
    """The source phrase around a head, without the cue and what hangs on it."""
    document = reading.document
    indices = noun_phrase(document, head, cue)
    cut = next((n for n, j in enumerate(indices) if j > head and reading.quotation_of[j] >= 0), len(indices))
    first = next((n for n, j in enumerate(indices) if reading.quotation_of[j] < 0), 0)
    indices = _whole_name(reading, indices[first:cut] or [head])
    preposition = document.tokens[indices[0]]
    while len(indices) > 1 and preposition.relation in ("case", "mark", "cc") and preposition.i < head:
        indices = indices[1:]
        preposition = document.tokens[indices[0]]
    return Source(head, _without_possessive(reading, _without_time(reading, indices, head)), rule)


def _whole_name(reading: Reading, indices: list[int]) -> list[int]:
    """“Mr.” + “Obama”, “Sen.” + “David Perdue” + “(R-Ga.)”: names the parser tore apart are one phrase."""
    document = reading.document
    sentence = document.sentences[document.tokens[indices[0]].sentence]
    tokens = document.tokens
    while indices[0] > sentence.first and tokens[indices[0]].upos == "PROPN" and tokens[indices[0] - 1].upos == "PROPN":
        indices.insert(0, indices[0] - 1)
    while (
        (j := indices[-1] + 1) < sentence.last
        and reading.quotation_of[j] < 0
        and (
            (tokens[j].upos == "PROPN" and tokens[j - 1].upos in ("PROPN", "NOUN") and j not in reading.cues)
            or tokens[j].text == "("
        )
    ):
        if tokens[j].text == "(":
            close = next((k for k in range(j, min(j + 12, sentence.last)) if tokens[k].text == ")"), None)
            if close is None:
                break
            indices.extend(range(j, close + 1))
        else:
            indices.append(j)
    return indices


def _without_time(reading: Reading, indices: list[int], head: int) -> list[int]:
    """“the White House **on Monday** defended”: when it was said is no part of who said it."""
    tokens = reading.document.tokens
    while len(indices) > 1 and indices[-1] > head and is_time(tokens[indices[-1]]):
        cut = len(indices) - 1
        while cut > 1 and indices[cut - 1] > head and tokens[indices[cut - 1]].upos in ("ADP", "DET", "ADJ", "ADV"):
            cut -= 1
        indices = indices[:cut]
    return indices


def _without_possessive(reading: Reading, indices: list[int]) -> tuple[int, int]:
    """“Trump**'s** claim”: the mark is no part of the source."""
    if len(indices) > 1 and reading.document.tokens[indices[-1]].xpos == "POS":
        indices = indices[:-1]
    return stretch(reading.document, indices)


def own_subject(reading: Reading, cue: int) -> int | None:
    """“**The mayor** said …”; not the one who is told: “the mayor was asked whether …”."""
    head = subject(reading.document, cue)
    if head is None:
        return None
    token = reading.document.tokens[head]
    if token.relation == "csubj" or _is_dummy(reading, token) or token.lemma.lower() == "what":
        return None
    return None if token.deprel == "nsubj:pass" and is_passive(reading, cue) else head


def _is_dummy(reading: Reading, token: Token) -> bool:
    """“**It** is believed that …”, “**there** is …”."""
    return token.relation == "expl" or token.lemma.lower() == "there"


def agent(reading: Reading, cue: int) -> int | None:
    """“The plan was rejected **by the senate**”."""
    return _child(reading, cue, lambda t: t.deprel == "obl:agent")


def shared_subject(reading: Reading, cue: int) -> int | None:
    """“**She** thanked them and said …”, “**she** went on to say …”, “**he** spoke, adding that …”."""
    at = reading.document.tokens[cue]
    if is_passive(reading, cue):
        return None
    for _ in range(4):
        if at.head < 0 or at.relation not in ("conj", "xcomp", "advcl", "parataxis"):
            return None
        at = reading.document.tokens[at.head]
        if at.upos not in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
            return None
        head = subject(reading.document, at.i)
        if head is not None:
            token = reading.document.tokens[head]
            return None if _is_dummy(reading, token) else head
    return None


def speaker_going_on(reading: Reading, cue: int) -> int | None:
    """“**She** said it was over, adding that …”, “**she** said it was over and promised to …”: the parser hangs
    the second cue on the content of the first."""
    at = reading.document.tokens[cue]
    if not goes_on(reading, cue):
        return None
    while at.head >= 0:
        at = reading.document.tokens[at.head]
        if reading.introduces_quotations(at.i):
            head = subject(reading.document, at.i)
            return head if head is not None else speaker_beside(reading, at.i)
    return None


def goes_on(reading: Reading, j: int) -> bool:
    """Whether a cue inside the content of another goes on with that one's speaker: a participle behind a
    comma, or a verb without a subject behind “and”."""
    document = reading.document
    token = document.tokens[j]
    entry = reading.cues.get(j)
    if entry is None or entry.upos != "VERB" or entry.mode not in (Mode.SPEECH, Mode.WRITING) or j == 0:
        return False
    if subject(document, j) is not None or token.head < 0:
        return False
    before = document.tokens[j - 1]
    if token.xpos == "VBG" and token.relation in ("advcl", "ccomp", "parataxis", "acl"):
        return before.text in (",", "-", "--", "—", "–") or reading.quotation_of[j - 1] >= 0
    return (
        token.relation == "conj"
        and token.xpos in ("VBD", "VBZ", "VBN")
        and before.upos in ("CCONJ", "ADV")
        and not any(document.tokens[c].relation in ("aux", "aux:pass") for c in document.children[j])
    )


def modified_noun(reading: Reading, cue: int) -> int | None:
    """“**a letter** saying that …”, “**officials** concerned about …”."""
    token = reading.document.tokens[cue]
    if reading.cues[cue].mode not in (Mode.SPEECH, Mode.WRITING, Mode.EVIDENCE):
        return None
    if token.deprel == "acl" and token.head >= 0 and token.head < cue and token.xpos in ("VBG", "JJ", "VBN"):
        if token.xpos == "VBN" and is_passive(reading, cue):
            return None
        governor = reading.document.tokens[token.head]
        return governor.i if governor.upos in _NOMINAL else None
    return None


def speaker_beside(reading: Reading, cue: int) -> int | None:
    """Where the tree gives no subject: “… said **Maria Ruiz**”, “**Ruiz** said …”."""
    document = reading.document
    sentence = document.sentences[document.tokens[cue].sentence]
    if document.tokens[cue].xpos not in ("VBD", "VBZ", "VBP"):
        return None
    behind, before = cue + 1, cue - 1
    if behind < sentence.last and reading.quotation_of[behind] < 0:
        token = document.tokens[behind]
        if token.upos in ("PROPN", "DET") or token.lemma.lower() in ("he", "she", "they", "i"):
            return _group_head(reading, behind, sentence.last)
    if before > sentence.first and document.tokens[before].text == ",":  # “Ruiz, the mayor, said”
        opened = next(
            (k for k in range(before - 1, max(sentence.first, before - 20), -1) if document.tokens[k].text == ","), None
        )
        if opened is not None and document.tokens[opened - 1].upos == "PROPN":
            return opened - 1
    return None


def subject_beside(reading: Reading, cue: int) -> int | None:
    """Where the parser hung the subject elsewhere: “… and **Hill** has vowed”: the noun right before the verb."""
    document = reading.document
    sentence = document.sentences[document.tokens[cue].sentence]
    if not is_finite(document, cue) or is_passive(reading, cue):
        return None
    before = cue - 1
    while before >= sentence.first and (
        document.tokens[before].upos in ("ADV", "AUX", "PART") or _is_time(reading, before)
    ):
        before -= 1
    if before < sentence.first or reading.quotation_of[before] >= 0:
        return None
    token = document.tokens[before]
    if token.upos in ("PROPN", "NOUN") or (token.upos == "PRON" and token.xpos == "PRP" and token.relation != "expl"):
        return before
    return None


def _group_head(reading: Reading, first: int, last: int) -> int | None:
    """The noun at the end of a noun group that begins here: “**the old mayor** of Lyon” → mayor."""
    tokens = reading.document.tokens
    head = None
    for j in range(first, last):
        if tokens[j].upos in ("NOUN", "PROPN", "PRON"):
            head = j
        elif tokens[j].upos not in ("DET", "ADJ", "NUM", "PART") and tokens[j].text != "-":
            break
    return head


def role_and_name(reading: Reading, cue: int) -> Source | None:
    """“…, **the mayor, Maria Ruiz**, said”: whatever the parser hung them on."""
    document = reading.document
    tokens = document.tokens
    first = document.sentences[tokens[cue].sentence].first
    if cue - first < 4 or tokens[cue - 1].text != ",":
        return None
    name = cue - 2
    while name > first and tokens[name].upos == "PROPN":
        name -= 1
    if name == cue - 2 or tokens[name].text != "," or tokens[name - 1].upos != "NOUN":
        return None
    role = name - 1
    while role > first and tokens[role - 1].upos in ("DET", "ADJ", "NOUN", "PROPN", "PRON", "PART", "ADP"):
        role -= 1
    if any(reading.quotation_of[j] >= 0 for j in range(role, cue)):
        return None
    return Source(cue - 2, (tokens[role].start, tokens[cue - 2].end), "role_and_name")


def phrase_before(reading: Reading, cue: int) -> Source | None:
    """“**An aide** who did not want to be named said …” parsed astray: a noun group at the head of the
    sentence with all the rest of it, up to the cue, hanging on it."""
    document = reading.document
    entry = reading.cues[cue]
    first = document.sentences[document.tokens[cue].sentence].first
    if entry.frames.get("clause", 0) < 0.8 or document.tokens[cue].xpos not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    head = _group_head(reading, first, cue)
    if head is None or head + 1 >= cue or any(reading.quotation_of[j] >= 0 for j in range(first, cue)):
        return None
    behind = document.tokens[head + 1].lemma.lower()
    if behind not in ("who", "that") and behind not in words("knowledge_words"):
        return None
    return Source(head, (document.tokens[first].start, document.tokens[cue - 1].end), "phrase_before")


def possessor(reading: Reading, cue: int) -> int | None:
    """“**the mayor's** claim that …”, “**her** hope to win”."""
    return _child(reading, cue, lambda t: t.deprel == "nmod:poss")


def of_whom(reading: Reading, cue: int) -> int | None:
    """“a statement **by the mayor**”, “a warning **from the bank**”."""

    def is_giver(token: Token) -> bool:
        if token.relation not in ("nmod", "obl") or token.i < cue:
            return False
        return any(reading.document.tokens[c].lemma in ("by", "from") for c in reading.document.children[token.i])

    return _child(reading, cue, is_giver)


def supported_subject(reading: Reading, cue: int) -> int | None:
    """“**The mayor** made a promise that …”, “**he** has no doubt that …”."""
    token = reading.document.tokens[cue]
    if token.relation not in ("obj", "obl") or token.head < 0:
        return None
    head = subject(reading.document, token.head)
    return head if head is not None and reading.document.tokens[head].deprel == "nsubj" else None


def is_passive(reading: Reading, cue: int) -> bool:
    """“it **was said** that …”, “the plan **rejected** by …”."""
    children = reading.document.children[cue]
    if any(reading.document.tokens[c].deprel in ("aux:pass", "obl:agent") for c in children):
        return True  # a passive subject alone, without an auxiliary, is a past tense taken for a participle
    token = reading.document.tokens[cue]
    return token.xpos == "VBN" and token.relation in ("acl", "amod")


def _child(reading: Reading, i: int, test: Callable[[Token], bool]) -> int | None:
    for child in reading.document.children[i]:
        if test(reading.document.tokens[child]):
            return child
    return None


_VERB_RULES = (
    agent,
    own_subject,
    subject_beside,
    speaker_going_on,
    shared_subject,
    modified_noun,
    role_and_name,
    speaker_beside,
    phrase_before,
)
_NOUN_RULES = (possessor, of_whom, supported_subject)
_RULES = {
    "VERB": _VERB_RULES,
    "AUX": _VERB_RULES,
    "NOUN": _NOUN_RULES,
    "ADJ": (own_subject, shared_subject, modified_noun),
}
