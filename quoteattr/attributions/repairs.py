"""What regular text tells for certain is not left to the network.

A quotation that a content holds most of belongs to it whole; a quotation that runs over paragraphs is one
speaker's; a signed quotation is the signer's; and a quotation that reads as speech is somebody's, whatever the network
made of it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import takewhile

from attrs import evolve

from quoteattr.attributions.apposed import with_set_off
from quoteattr.attributions.asked import as_asked, is_only_asked
from quoteattr.attributions.complements import with_title, with_whose_complement
from quoteattr.attributions.dialogue import floating, in_turns, with_gestures
from quoteattr.attributions.draft import SPEECH, Draft, Rule, by_cue, contents_of, in_order, spans_of
from quoteattr.attributions.halves import with_second_halves
from quoteattr.attributions.in_front import without_front
from quoteattr.attributions.inverted import INVERTED
from quoteattr.attributions.main_clauses import with_main_clause
from quoteattr.attributions.marked import Marked
from quoteattr.attributions.outlets import passed_on
from quoteattr.attributions.own_subject import without_own_subject
from quoteattr.attributions.participles import (
    with_joined_participles,
    with_subject_of_clause,
    with_subject_of_infinitive,
    with_what_is_held,
    without_next_subject,
)
from quoteattr.attributions.quoted import is_paragraph, is_short_sentence, is_whole, opens_sentence
from quoteattr.attributions.sources import WITH_RELATIVE, agent_beside, is_passive, of_whom, source_at
from quoteattr.attributions.whose import with_own_quotations, with_whole_speeches, without_tails
from quoteattr.language.people import is_human
from quoteattr.records import Quotation, QuotationUse
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Covered, Offsets, Standing, inside, merged, shared, without
from quoteattr.text.tree import (
    below,
    first_child,
    head_of,
    is_finite,
    is_time,
    is_verbal,
    may_be_finite,
    noun_phrase,
    stretch,
    subject,
)

_MOST = 0.6  # of a quotation: what holds so much of it holds all
_HALF = 0.5  # of what stands before the sentence of a cue: what is quoted less began there
_HARDLY = 0.3  # of a quotation: what is covered less has been missed
_SURER = 0.9  # rules that are right so often in all add what the network missed: there they are right in every second
_NEARLY = 5  # characters between two beginnings of one content: “that ”
_SHORT_MONTH = 3  # letters: “Oct.”
_STOPS = frozenset(".!?")
_FULL = frozenset(".")  # a title may end in another: the film “What now?”
_GOES_ON = frozenset(",!?")

_BEFORE_CLAUSES = frozenset({";", ":", "—", "–", "--", "”", '"'})
_NOUN_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADP", "PART", "PRON"})


def with_certain(reading: Reading, drafts: list[Draft], marked: Marked) -> list[Draft]:
    """The drafts of the network, set right by what the marks of the text tell."""
    drafts = [_in_place(reading, draft) for draft in without_tails(reading, without_works(reading, drafts))]
    drafts = with_whole_quotations(reading, with_joined_participles(reading, drafts))
    drafts = with_own_quotations(reading, with_whole_speeches(reading, drafts), marked.hosts)
    drafts = with_running_quotations(reading, drafts)
    drafts = without_far_quotations(reading, drafts)
    drafts = [part for draft in drafts for part in in_turns(reading, draft)]
    for certain in (_not_yet_said(drafts, marked.relayed), marked.signed):
        drafts = in_their_place(drafts, certain)
    return with_gestures(reading, with_missed_quotations(reading, drafts, marked))


def without_works(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """“Hill **wrote** “High Noon” in 1998”: the title of a work right behind whoever made it is nothing they said."""
    titles = {
        at: q.span.start
        for q in reading.quotations
        if q.use is QuotationUse.TITLE
        for at in (q.span.start, q.pieces[0].start)
    }
    text, makes = reading.document.text, reading.language.pattern("maker_before_title")

    def is_work(draft: Draft) -> bool:
        start = titles.get(draft.begins[0], -1)
        return start >= 0 and draft.cue is not None and makes.search(text, draft.cue[0], start) is not None

    return [draft for draft in drafts if not is_work(draft)] if titles else drafts


# --- what does not belong -------------------------------------------------------------------------


def _in_place(reading: Reading, draft: Draft) -> Draft:
    """A draft without what stands too far from its cue."""
    draft = without_name_before(reading, without_own_subject(reading, draft))
    draft = without_full_stop(reading, draft)
    draft = within_own_sentence(reading, with_whole_apposition(reading, without_article_alone(reading, draft)))
    draft = without_sentence_behind(reading, draft)
    draft = with_set_off(reading, draft)
    draft = with_genitive(reading, without_lone_comma(reading, without_loose_end(reading, draft)))
    draft = without_topic(reading, without_day(reading, draft))
    draft = with_both_sides(
        reading, with_own_quotation(reading, with_title(reading, with_whose_complement(reading, draft)))
    )
    draft = without_predicate(reading, without_front(reading, without_sentence_before(reading, draft)))
    draft = without_far_source(reading, without_strays(reading, without_late_cue(reading, draft)))
    draft = without_next_subject(reading, with_subject_of_clause(reading, with_what_is_held(reading, draft)))
    draft = with_subject_of_infinitive(reading, draft)
    return draft.with_content(without_next_sentence(reading, piece) for piece in draft.content)


def without_full_stop(reading: Reading, draft: Draft) -> Draft:
    """“…,” said Amartya **Sen.** “People are poor.”: what is short for a title, but stands behind a given name at the
    end, is a surname, and its full stop the sentence's."""
    if draft.source is None or reading.document.text[draft.source[1] - 1] != ".":
        return draft
    tokens, within = reading.document.tokens, reading.tokens_in(*draft.source)
    if len(within) < 2 or tokens[within[-2]].upos != "PROPN" or "." in tokens[within[-2]].text:
        return draft
    last, behind = tokens[within[-1]], reading.document.text[draft.source[1] :].lstrip()[:1]
    suffixes, word = reading.language.words("name_suffixes"), last.lower.rstrip(".")
    is_title = word in reading.language.table("titles") and len(last.text) > 1 and word not in suffixes
    is_end = behind == "" or not (behind.islower() or behind in _GOES_ON)
    return evolve(draft, source=(draft.source[0], draft.source[1] - 1)) if is_title and is_end else draft


def within_own_sentence(reading: Reading, draft: Draft) -> Draft:
    """“…,” said her daughter, **Ann Pell.** Olympic champion Craig Dunn agreed: a source stands in the sentence of its
    cue; a full stop in it that ends a sentence ends it, too."""
    if draft.source is None or draft.cue is None:
        return draft
    tokens, (start, end) = reading.document.tokens, draft.source
    if reading.sentence_at(start) == reading.sentence_at(end - 1):
        return within_own_clause(reading, draft)
    here = reading.sentence_of(reading.token_at(draft.cue[0]))
    begins = tokens[here.first].start if here.first and tokens[here.first - 1].text in _STOPS else start
    ends = tokens[here.last - 2].end if here.last - here.first > 1 and tokens[here.last - 1].text in _STOPS else end
    own = max(start, begins), min(end, ends)
    if own == draft.source or own[0] >= own[1]:
        return draft
    head = head_of(reading.document, list(reading.tokens_in(*own)), draft.cue_token)
    return evolve(draft, source=own, source_token=head)


def without_sentence_behind(reading: Reading, draft: Draft) -> Draft:
    """“…,” said **Tom Hill Jr.** He left; “…,” said **a judge in Washington, D.C.** They met: a full stop that is part
    of a word, and ends the sentence, too, ends a source behind which somebody does something else."""
    if draft.source is None or draft.cue is None or draft.source[0] < draft.cue[1]:
        return draft
    if ". " not in reading.document.text[slice(*draft.source)]:  # of most, unasked
        return draft
    tokens, within = reading.document.tokens, reading.tokens_in(*draft.source)
    verb = next((i for i in within if is_verbal(tokens[i])), within[-1])
    for stop in (i for i in within if i < verb and _may_end_sentence(reading, tokens[i])):
        behind = [tokens[i] for i in within if i > stop]
        if _begins_clause(behind) or _begins_with_another(reading, tokens[stop], behind):
            own = draft.source[0], tokens[stop].end
            head = head_of(reading.document, list(reading.tokens_in(*own)), draft.cue_token)
            return evolve(draft, source=own, source_token=head)
    return draft


def _may_end_sentence(reading: Reading, token: Token) -> bool:
    """“Tom Hill **Jr.**”, “Washington, **D.C.**”, “Acme **Inc.**”; no title, no single letter."""
    word = token.lower.rstrip(".")
    return token.text.endswith(".") and len(word) > 1 and word not in reading.language.table("titles")


def _begins_clause(tokens: Sequence[Token]) -> bool:
    """“**He left** the room”, “**The senator left**”; not “Chief Executive Tom Hill, who left”."""
    before = list(takewhile(lambda t: not is_verbal(t), tokens))
    verb = tokens[len(before)] if len(before) < len(tokens) else None
    is_open = bool(before) and before[0].text.istitle() and all(t.text != "," and not t.is_relative for t in before)
    return is_open and verb is not None and may_be_finite(verb)


def _begins_with_another(reading: Reading, stop: Token, tokens: Sequence[Token]) -> bool:
    """“Tom Hill Jr. **Ann Rowe** (wept)”, “Tom Hill Jr. **Mayor Rowe** (said)”: somebody else behind a name."""
    language = reading.language
    if stop.lower not in language.closed_class("generations") or not tokens:
        return False
    word, known = tokens[0].lower.rstrip("."), ("titles", "first_names_masculine", "first_names_feminine")
    begins = tokens[0].upos in ("PRON", "DET") or any(word in language.words(name) for name in known)
    return tokens[0].text.istitle() and begins


def within_own_clause(reading: Reading, draft: Draft) -> Draft:
    """“…,” said **Bo Ek.** Council engineers said: of a source that a full stop parts, whatever the parse makes of it,
    the half that is the subject of its cue, where the other is that of another verb."""
    if draft.source is None or draft.cue_token is None:
        return draft
    tokens, within = reading.document.tokens, reading.tokens_in(*draft.source)
    stop = next((i for i in within[1:-1] if tokens[i].text == "." and tokens[i + 1].text[:1].isupper()), None)
    if stop is None:
        return draft
    halves = [i for i in within if i < stop], [i for i in within if i > stop]
    verbs = [next((tokens[i].head for i in half if tokens[i].relation == "nsubj"), -1) for half in halves]
    if draft.cue_token not in verbs or min(verbs) < 0 or verbs[0] == verbs[1]:
        return draft
    own = halves[verbs.index(draft.cue_token)]
    head = head_of(reading.document, own, draft.cue_token)
    return evolve(draft, source=(tokens[own[0]].start, tokens[own[-1]].end), source_token=head)


def without_article_alone(reading: Reading, draft: Draft) -> Draft:
    """“**the** chants to build the wall”: an article is nobody."""
    articles = reading.language.closed_class("articles")
    inside = reading.tokens_in(*draft.source) if draft.source is not None else ()
    if not inside or any(reading.document.tokens[i].lower not in articles for i in inside):
        return draft
    return evolve(draft, source=None, source_token=None)


def without_lone_comma(reading: Reading, draft: Draft) -> Draft:
    """“**The chief**, asked why …”: a comma ends a source only where another in it opened what it closes (PolNeAR)."""
    if draft.source is None:
        return draft
    start, end = draft.source
    text = reading.document.text
    kept = len(text[start : end - 1].rstrip())
    return evolve(draft, source=(start, start + kept)) if kept and text.find(",", start, end) == end - 1 else draft


def without_loose_end(reading: Reading, draft: Draft) -> Draft:
    """“**conservative groups in the state** that”, “**intelligence experts** and”: a source ends before the word that
    goes on from it; not “both of whom”."""
    within = reading.tokens_in(*draft.source) if draft.source is not None else ()
    if draft.source is None or len(within) < 2:
        return draft
    tokens, last = reading.document.tokens, within[-1]
    before = tokens[last - 1]
    is_loose = tokens[last].upos == "CCONJ" or tokens[last].is_relative
    if not is_loose or before.upos not in ("NOUN", "PROPN", "PUNCT", "NUM") or tokens[last].head in within[:-1]:
        return draft
    end = tokens[last - 2].end if before.upos == "PUNCT" and before.text == "," else before.end
    return evolve(draft, source=(draft.source[0], end)) if end > draft.source[0] else draft


def without_day(reading: Reading, draft: Draft) -> Draft:
    """“**Mr. Hill’s** Oct. 11 announcement that”, “**Hill's** famous 1963 refrain”: the day between an owner and what
    they said is of neither."""
    if draft.source is None or draft.cue is None or draft.cue[0] < draft.source[1]:
        return draft
    tokens, within = reading.document.tokens, reading.tokens_in(*draft.source)
    place = next((n for n in range(len(within) - 1, 0, -1) if tokens[within[n]].is_genitive), len(within) - 1)
    behind = [tokens[i] for i in within[place + 1 :]]
    if not behind or not all(_is_of_day(reading, token) for token in behind):
        return draft
    own = tokens[within[0]].start, tokens[within[place]].end
    return evolve(draft, source=own, source_token=head_of(reading.document, list(within[: place + 1]), draft.cue_token))


def with_genitive(reading: Reading, draft: Draft) -> Draft:
    """“**Ruiz’s** Friday statement”: the ending of whoever a noun is of belongs to the name."""
    if draft.source is None or draft.cue is None or draft.cue[0] < draft.source[1]:
        return draft
    if draft.cue_token is None or reading.document.tokens[draft.cue_token].upos != "NOUN":
        return draft
    ending = reading.document.tokens[reading.token_at(draft.source[1])]
    if not ending.is_genitive or ending.start != draft.source[1] or ending.end > draft.cue[0]:
        return draft
    return evolve(draft, source=(draft.source[0], ending.end))


def _is_of_day(reading: Reading, token: Token) -> bool:
    """“**Oct. 11,** **2014**”, “**Tuesday**”, “**famous 1963**”"""
    word = token.lower.rstrip(".")
    is_month = len(word) >= _SHORT_MONTH and any(m.startswith(word) for m in reading.language.words("months"))
    return is_month or token.upos in ("NUM", "PUNCT", "ADJ") or is_time(reading.document, token)


def without_topic(reading: Reading, draft: Draft) -> Draft:
    """“Of Ford, **Ruiz, who had met him,** said”: whom it is said of, behind a preposition, does not say it."""
    if draft.source is None or draft.cue is None or draft.cue[0] < draft.source[1]:
        return draft
    tokens, within = reading.document.tokens, reading.tokens_in(*draft.source)
    within = within[tokens[within[0]].upos == "ADP" :]  # “**Of** Ford, Ruiz, a poet,”, as the network has it
    comma = next((i for i in within if tokens[i].text == ","), 0)
    if not within or not within[0] or comma + 1 not in within or tokens[within[0] - 1].upos != "ADP":
        return draft
    topic, behind = tokens[within[0] : comma], tokens[comma + 1]
    begins = within[0] - 1 == reading.sentence_of(within[0]).first
    is_open = tokens[within[-1]].text != ","  # “Of Ford, **a friend** said”; not “To Ford, a friend, it said”
    may_speak = behind.upos in ("PROPN", "PRON") or (is_open and behind.upos in _BEGINS_NOUNS)
    if not begins or not may_speak or any(token.upos != "PROPN" for token in topic):
        return draft
    own = [i for i in within if i > comma]
    return evolve(
        draft, source=(behind.start, draft.source[1]), source_token=head_of(reading.document, own, draft.cue_token)
    )


_BEGINS_NOUNS = frozenset({"DET", "NUM", "NOUN", "ADJ"})


def without_name_before(reading: Reading, draft: Draft) -> Draft:
    """“**Ford**, a clerk said, **knew of the leak**”: no comma closes what would tell of the name before it, and one
    stands behind the verb: the name is what the clause is about, and the clerk says it."""
    if draft.source is None or draft.cue_token is None or draft.quoted:
        return draft
    tokens, within = reading.document.tokens, reading.tokens_in(*draft.source)
    cue, commas = draft.cue_token, [i for i in within if tokens[i].text == ","]
    if len(commas) != 1 or within[-1] != cue - 1 or commas[0] in (within[0], within[-1]) or cue + 2 >= len(tokens):
        return draft
    named, own = range(within[0], commas[0]), range(commas[0] + 1, within[-1] + 1)
    goes_on = tokens[cue + 1].text == "," and tokens[cue + 2].upos in ("VERB", "AUX") and tokens[cue + 2].is_finite
    is_name = all(tokens[i].upos == "PROPN" for i in named) and tokens[own[0]].upos in _BEGINS_NOUNS
    if not goes_on or not is_name or within[0] != reading.sentence_of(cue).first:
        return draft
    subject_of = tokens[named[0]].start, tokens[named[-1]].end
    source = tokens[own[0]].start, tokens[own[-1]].end
    found = evolve(draft, source=source, source_token=head_of(reading.document, list(own), cue))
    return found.with_content(merged((subject_of, *draft.content)))


def with_own_quotation(reading: Reading, draft: Draft) -> Draft:
    """“…,” said the warden, Paul Igel, **“and nobody knew.”**: what ends a source in marks is said, no part of it."""
    if draft.source is None:
        return draft
    start, end = draft.source
    held = [q for q in reading.quotations_in(start, end) if is_whole(q) and start < q.span.start and q.span.end >= end]
    if not held:
        return draft
    span = held[0].span
    own = reading.document.text[start : span.start].rstrip()
    content = merged((*draft.content, (span.start, span.end)))
    return evolve(draft, source=(start, start + len(own))).with_content(content)


def with_whole_apposition(reading: Reading, draft: Draft) -> Draft:
    """“**Her successor in the post,** Lena Roth, said”: what a name between commas explains is in its source, too, and
    nothing that is said."""
    if draft.source is None or not reading.document.text[slice(*draft.source)].rstrip().endswith(","):
        return draft
    tokens, first = reading.document.tokens, reading.token_at(draft.source[0])
    begin = reading.document.sentences[tokens[first].sentence].first
    before = tokens[begin : first - 1]
    opened = next((n for n in range(len(before), 0, -1) if before[n - 1].text in _BEFORE_CLAUSES), 0)
    group = before[opened:]
    is_joined = first > begin + 1 and tokens[first - 1].text == "," and tokens[first].upos == "PROPN"
    is_one = len(group) == 1 and group[0].lower in reading.language.closed_class("one")  # “**One**, Al Lund, denied”
    is_phrase = bool(group) and group[0].upos in ("DET", "PRON") and _are_one_phrase(group, reading)
    if not is_joined or not (is_one or is_phrase):
        return draft
    source = group[0].start, draft.source[1]
    content = tuple(piece for piece in draft.content if not shared(piece, source))
    return evolve(draft, source=source).with_content(content) if content else draft


def _are_one_phrase(tokens: Sequence[Token], reading: Reading) -> bool:
    """Whether some words are one noun phrase that somebody heads: “the head of its network”."""
    ends = next((n for n, t in enumerate(tokens) if n and t.upos == "ADP"), len(tokens))
    nominal = all(t.upos in _NOUN_PHRASE for t in tokens)
    return nominal and _ends_in_people(list(tokens[:ends]), reading)


def with_both_sides(reading: Reading, draft: Draft) -> Draft:
    """“The road, say **villagers**, floods twice a year”: who says it stands between commas behind the verb, what is
    said on both sides."""
    text, tokens = reading.document.text, reading.document.tokens
    if draft.cue is None or draft.quoted or (draft.source is not None and len(draft.content) > 1):
        return draft
    before = _before_cue(reading, draft)  # what the network took for who says it, if for anything
    first = reading.token_at(draft.cue[1] - 1) + 1
    if first >= len(tokens):
        return draft
    end, start = draft.content[-1][1], tokens[first].start
    comma = text.find(",", start, end)
    parenthetical = text[before[1] : draft.cue[0]].strip() == "," and draft.cue[1] <= draft.content[-1][0]
    if not parenthetical or comma < 0 or len(draft.content) > 2 or "," in text[slice(*before)]:
        return draft
    between = [tokens[i] for i in reading.tokens_in(start, comma)]
    behind = tokens[reading.token_at(comma + 1)]
    if (
        any(t.upos not in _NOUN_PHRASE for t in between)
        or not is_verbal(behind)
        or behind.start < draft.content[-1][0] > start
        or not _ends_in_people(between, reading)
    ):
        return draft
    pieces = before, (behind.start, end)
    return evolve(draft, source=(start, comma), source_token=between[-1].i).with_content(pieces)


def _before_cue(reading: Reading, draft: Draft) -> Offsets:
    """What stands before a cue behind a verb: its source, the piece before the last, else what begins its sentence, up
    to a comma."""
    if draft.source is not None or len(draft.content) > 1 or draft.cue is None:
        return draft.source or draft.content[-2]
    tokens, cue = reading.document.tokens, reading.token_at(draft.cue[0])
    phrase = tokens[reading.sentence_of(cue).first : max(0, cue - 1)]
    if not phrase or any(t.upos not in _NOUN_PHRASE for t in phrase):
        return draft.cue[0], draft.cue[0]
    return phrase[0].start, phrase[-1].end


def _ends_in_people(tokens: list[Token], reading: Reading) -> bool:
    """Whether the last of some words is for somebody."""
    last, language = tokens[-1], reading.language
    lemma = last.lemma.lower()
    named = last.upos == "PROPN" or lemma in language.classes("organization_nouns")
    return named or (last.upos == "NOUN" and is_human(lemma, language))


def without_predicate(reading: Reading, draft: Draft) -> Draft:
    """“Hill's claim **that the dam is safe** has angered residents”: what is claimed ends before the verb whose subject
    the claim is; not in “Hill's claim is **that the dam is safe**”."""
    document, cue = reading.document, draft.cue_token
    if cue is None or document.tokens[cue].upos != "NOUN" or document.tokens[cue].relation != "nsubj":
        return draft
    verb, begins = document.tokens[cue].head, reading.token_at(draft.content[0][0])
    clause = next((c for c in document.children[cue] if _is_clause_of(document.tokens[c], cue, verb)), None)
    if clause is None or begins != cue + 1 or not _opens_clause(reading, begins):
        return draft
    around = (c for c in document.children[verb] if clause < c < verb and document.tokens[c].relation in _AUXILIARIES)
    first = min((*around, verb))
    ends = document.tokens[first - 1].end
    if max(below(document, clause)) >= first:
        return draft
    return draft.with_content((a, min(b, ends)) if a < ends < b else (a, b) for a, b in draft.content)


_AUXILIARIES = frozenset({"aux", "cop"})


def _opens_clause(reading: Reading, i: int) -> bool:
    """“**that** the dam is safe”, “**to** close”"""
    return any(
        reading.document.tokens[i].lower in reading.language.closed_class(name)
        for name in ("clause_markers", "infinitive_markers")
    )


def _is_clause_of(token: Token, noun: int, verb: int) -> bool:
    """“claim **that the dam is safe**”: a clause of a noun, between it and its verb."""
    return token.relation in ("acl", "ccomp") and noun < token.i < verb


def without_sentence_before(reading: Reading, draft: Draft) -> Draft:
    """“Hill said it was “over.” **She had told them so**, according to an aide”: what is said begins in the sentence of
    its cue, but for a quotation that began before; not so behind a colon."""
    if draft.cue is None or reading.document.text[draft.cue[1] - 1] == ":":
        return draft
    tokens = reading.document.tokens
    begins = tokens[reading.sentence_of(reading.token_at(draft.cue[0])).first].start
    return draft.with_content(
        (begins, end) if start < begins < end and _is_of_another(reading, start, begins) else (start, end)
        for start, end in draft.content
    )


def _is_of_another(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch before a sentence is mostly not quoted, or begins in the middle of its own, outside marks."""
    first = reading.token_at(start)
    in_mid = first > reading.sentence_of(first).first and not reading.in_quotation(first)
    return in_mid or reading.quoted_characters(start, end) < _HALF * (end - start)


def without_strays(reading: Reading, draft: Draft) -> Draft:
    """Indirect speech stands in the sentence of its cue: it ends there, and what stands elsewhere has strayed here.

    Not so behind a colon, as in transcripts.
    """
    if draft.cue is None or reading.document.text[draft.cue[1] - 1] == ":":
        return draft
    here = reading.sentence_at(draft.cue[0])
    pieces = tuple(_within(reading, piece, here) for piece in draft.content)
    if any(_touches_sentence(reading, piece, here) for piece in pieces):
        pieces = tuple(piece for piece in pieces if _may_stay(reading, piece, here))
    return draft.with_content(pieces)


def _may_stay(reading: Reading, piece: Offsets, sentence: int) -> bool:
    """What stands in a sentence, or is quoted: where it begins, or mostly."""
    quoted = reading.quoted_characters(*piece)
    is_quoted = quoted >= _HALF * (piece[1] - piece[0]) or reading.in_quotation(reading.token_at(piece[0]))
    return _touches_sentence(reading, piece, sentence) or (quoted > 0 and is_quoted and _holds_speech(reading, piece))


def _holds_speech(reading: Reading, piece: Offsets) -> bool:
    """“It will take time,” she said. **The term “fake news”** was coined …: what is quoted there nobody has said."""
    return any(q.use is QuotationUse.SPEECH for q in reading.quotations_in(*piece))


def _touches_sentence(reading: Reading, piece: Offsets, sentence: int) -> bool:
    """Whether a piece begins or ends in a sentence."""
    return sentence in (reading.sentence_at(piece[0]), reading.sentence_at(piece[1] - 1))


def _within(reading: Reading, piece: Offsets, sentence: int) -> Offsets:
    """A piece of indirect speech that begins in a sentence, up to the end of that sentence."""
    start, end = piece
    if reading.sentence_at(start) != sentence or reading.sentence_at(end - 1) == sentence:
        return piece
    if reading.quoted_characters(*piece):
        return piece
    stop = _end_without_mark(reading, sentence)
    return (start, stop) if stop > start else piece


def _end_without_mark(reading: Reading, sentence: int) -> int:
    """Where a sentence ends, the mark at its end left out."""
    tokens = reading.document.tokens
    last = reading.document.sentences[sentence].last - 1
    return tokens[last - 1].end if last and tokens[last].text in _STOPS else tokens[last].end


def without_next_sentence(reading: Reading, piece: Offsets) -> Offsets:
    """A piece ends with a quotation that ends a sentence: it was “a mess.” **The pier had moved** is not told there."""
    start, end = piece
    within = (q for q in reading.quotations_in(*piece) if q.closing and start <= q.span.start < q.span.end < end)
    ends = (q for q in within if _ends_sentence(reading, q, _STOPS if q.span.start == start else _FULL))
    last = next(ends, None)
    if last is None or reading.quoted_characters(last.span.end, end):
        return piece
    return start, last.span.end


def _ends_sentence(reading: Reading, quotation: Quotation, stops: Set[str] = _STOPS) -> bool:
    """“Nobody believes her**.” T**he pier”: a stop inside, a capital behind."""
    text, end = reading.document.text, quotation.span.end
    return text[quotation.pieces[-1].end - 1] in stops and text[end : end + 2].strip()[:1].isupper()


def without_late_cue(reading: Reading, draft: Draft) -> Draft:
    """A quotation that ends its paragraph has no cue in a later one: “We are done.” ¶ Critics **disagree**."""
    last = draft.content[-1]
    if draft.cue is None or draft.cue[0] < last[1] or not reading.quoted_characters(*last):
        return draft
    if reading.paragraph_at(draft.cue[0]) == reading.paragraph_at(last[1] - 1):
        return draft
    return evolve(draft, cue=None, source=None, cue_token=None, source_token=None)


def without_far_source(reading: Reading, draft: Draft) -> Draft:
    """A source stands in the paragraph of its cue; a relative pronoun whose clause has another cue is not in it."""
    if draft.source is None or draft.cue is None:
        return draft
    if reading.paragraph_at(draft.source[0]) != reading.paragraph_at(draft.cue[0]):
        return evolve(draft, source=None, source_token=None)
    start, end = draft.source
    found = reading.language.pattern("relative_at_the_end").search(reading.document.text[start:end])
    if found is None or not found.start() or end <= draft.cue[0] <= end + 1:
        return draft
    return evolve(draft, source=(start, start + found.start()))


def without_far_quotations(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """“described by one critic as “a hug”. He likes that. ¶ Why? **“I forgot the words.”**”: a quotation of a later
    paragraph, behind what somebody else says, floats; whose it is the speakers tell."""
    cues = sorted((draft.cue[0], n) for n, draft in enumerate(drafts) if draft.cue is not None)
    kept: list[Draft] = []
    for n, draft in enumerate(drafts):
        first = next((at for at in range(1, len(draft.content)) if _is_far(reading, draft, at, cues, n)), None)
        far = draft.content[first:] if first is not None else ()
        kept.append(draft.with_content(piece for piece in draft.content if piece not in far) if far else draft)
        kept += [floating(reading, piece) for piece in far]
    return kept


def _is_far(reading: Reading, draft: Draft, at: int, cues: Sequence[tuple[int, int]], own: int) -> bool:
    """Whether a piece of a draft is a whole quotation of a later paragraph than its cue and the piece before, with the
    cue of another draft between."""
    if draft.cue is None:
        return False
    (_, before), (start, end) = draft.content[at - 1], draft.content[at]
    reached = max(before, draft.cue[1])
    quotation = next(iter(reading.quotations_in(start, end)), None)
    if quotation is None or quotation.span.start > start or not is_whole(quotation):
        return False
    if reading.paragraph_at(reached - 1) >= reading.paragraph_at(start):
        return False
    between = cues[bisect_right(cues, (reached, -1)) : bisect_right(cues, (start, -1))]
    return any(other != own for _, other in between)


# --- quotations over several paragraphs -----------------------------------------------------------


def with_running_quotations(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """A quotation over several paragraphs goes on with its first speaker, not with whoever speaks next."""
    kept = list(drafts)
    turns = list(range(len(kept)))  # who comes first where several hold a quotation: who was first before
    holders = _holders(reading, kept)
    for turn, (span, numbers) in enumerate(sorted(holders.items()), start=1):
        first, *others = sorted(_still_holding(kept, numbers, span), key=turns.__getitem__)
        moved = _leading_on(reading, kept, others, span)
        if not moved:
            continue
        _move(kept, moved, first)
        turns[first] = -turn
        for running in (q for piece in moved for q in _running_in(reading, piece)):
            holders[running].add(first)
    left = sorted((n for n, d in enumerate(kept) if d.content), key=lambda n: (kept[n].begins, turns[n]))
    return [kept[n] for n in left]


def _holders(reading: Reading, drafts: list[Draft]) -> dict[Offsets, set[int]]:
    """The quotations over several paragraphs, each with the numbers of the drafts whose contents hold some of it."""
    found: dict[Offsets, set[int]] = {}
    for number, draft in enumerate(drafts):
        for quotation in (q for piece in draft.content for q in _running_in(reading, piece)):
            found.setdefault(quotation, set()).add(number)
    return found


def _still_holding(drafts: list[Draft], numbers: Iterable[int], span: Offsets) -> list[int]:
    """Of some drafts those whose contents hold some of a quotation."""
    return [n for n in numbers if any(shared(piece, span) for piece in drafts[n].content)]


def _leading_on(reading: Reading, drafts: list[Draft], numbers: Iterable[int], span: Offsets) -> dict[Offsets, int]:
    """The pieces of a quotation whose own cue comes only in a later paragraph, each with the number of its draft."""
    pieces = ((piece, n) for n in numbers for piece in drafts[n].content if shared(piece, span))
    return {piece: n for piece, n in pieces if _leads_on(reading, piece, drafts[n])}


def _move(drafts: list[Draft], moved: Mapping[Offsets, int], first: int) -> None:
    """Give pieces of other drafts to one."""
    for n in set(moved.values()):
        drafts[n] = evolve(drafts[n], content=tuple(p for p in drafts[n].content if moved.get(p) != n))
    drafts[first] = evolve(drafts[first], content=merged([*drafts[first].content, *moved]))


def _running_in(reading: Reading, piece: Offsets) -> Iterator[Offsets]:
    """The quotations over several paragraphs that a piece shares a character with."""
    return ((q.span.start, q.span.end) for q in reading.quotations_in(*piece) if len(q.pieces) > 1)


def _leads_on(reading: Reading, piece: Offsets, draft: Draft) -> bool:
    """Whether the cue of a piece comes only in a later paragraph."""
    if draft.cue is None or draft.cue[0] < piece[0]:
        return False
    return reading.paragraph_at(draft.cue[0]) != reading.paragraph_at(piece[0])


# --- quotations that the network has read otherwise ------------------------------------


def with_whole_quotations(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Contents that hold most of a quotation take in the rest of it, unless another span stands there."""
    taken = Covered(len(reading.document.text), spans_of(drafts))
    return [d.with_content(merged(_grown(reading, piece, taken) for piece in d.content)) for d in drafts]


def _grown(reading: Reading, piece: Offsets, taken: Covered) -> Offsets:
    start, end = piece
    for quotation in reading.quotations_in(*piece):
        span = quotation.span.start, quotation.span.end
        if quotation.use is not QuotationUse.SPEECH or shared(piece, span) < _MOST * (span[1] - span[0]):
            continue
        if not taken.count((min(span[0], start), start)) and not taken.count((end, max(span[1], end))):
            start, end = min(span[0], start), max(span[1], end)
    return start, end


def _not_yet_said(drafts: list[Draft], labels: Iterable[Draft]) -> list[Draft]:
    """What is relayed, but for whoever is heard to say what the network has of them at the same verb."""
    said = by_cue(d for d in drafts if d.mode in SPEECH)

    def is_said(label: Draft) -> bool:
        found = said.at(label.cue[1] - 1) if label.cue is not None else None
        if found is None or found.source is None or label.source is None:
            return False
        return shared(found.source, label.source) > 0

    return [label for label in labels if label.by is not Rule.HEARD or not is_said(label)]


def in_their_place(drafts: list[Draft], certain: Iterable[Draft]) -> list[Draft]:
    """What is certain, as signed quotations are, in the place of what the network found there."""
    labels = in_order(certain)
    dropped = {id(draft) for there in _clashing(drafts, labels) for draft in there}
    cues = by_cue(labels)  # one whose content stands elsewhere: “**The minister** was cited by the paper as saying …”
    dropped |= {id(draft) for draft in drafts if draft.cue is not None and cues.first_in(draft.cue) is not None}
    taken = {piece for label in labels for piece in label.content}
    return in_order([*(_without_pieces(d, taken) for d in drafts if id(d) not in dropped), *labels])


def _without_pieces(draft: Draft, taken: Set[Offsets]) -> Draft:
    """A draft without the pieces of content that are another's, if any is left."""
    kept = tuple(piece for piece in draft.content if piece not in taken)
    return draft if len(kept) in (0, len(draft.content)) else evolve(draft, content=kept)


def _clashing(drafts: list[Draft], labels: list[Draft]) -> list[list[Draft]]:
    """For each label what the network found in its place."""
    starts = [label.begins[0] for label in labels]
    found: list[list[Draft]] = [[] for _ in labels]
    for draft in drafts:
        ends = draft.begins[0], draft.content[-1][1] - 1
        for number in {bisect_right(starts, at) - 1 for at in ends} - {-1}:
            if _clash(draft, labels[number]):
                found[number].append(draft)
    return found


def _clash(draft: Draft, label: Draft) -> bool:
    """Whether most of a draft's content stands in what is labelled, both have one cue, or nobody's content has it."""
    if draft.cue and label.cue and shared(draft.cue, label.cue):
        return True
    if draft.source is None and label.cue and any(inside(label.cue[0], piece) for piece in draft.content):
        return True
    return _shared_content(draft, label) > draft.size / 2


def _shared_content(one: Draft, other: Draft) -> int:
    """How many characters of content two drafts have in common."""
    return sum(shared(a, b) for a in one.content for b in other.content)


def with_missed_quotations(reading: Reading, drafts: list[Draft], marked: Marked) -> list[Draft]:
    """Every quotation that reads as speech in an attribution: its cue's, or one without source and cue."""
    cues = by_cue(drafts)
    added: dict[int, list[Offsets]] = {}
    alone = []
    for number in _missed(reading, drafts):
        quotation, cue = reading.outer[number], marked.hosts.of(number)
        span = quotation.span.start, quotation.span.end
        host = cues.at(reading.document.tokens[cue].start) if cue is not None else None
        if host is not None:
            added.setdefault(id(host), []).append(span)
        elif opens_sentence(reading, quotation):
            alone.append(floating(reading, span))
    grown = [evolve(d, content=merged([*d.content, *added[id(d)]])) if id(d) in added else d for d in drafts]
    return in_order([*grown, *alone])


def _missed(reading: Reading, drafts: list[Draft]) -> Iterator[int]:
    """The numbers of the quotations that read as speech, of which no draft has much."""
    length = len(reading.document.text)
    contents, others = Covered(length, contents_of(drafts)), Covered(length)
    for draft in drafts:
        others.add((draft.source, draft.cue))
    for number, quotation in enumerate(reading.outer):
        reads_whole = is_whole(quotation) or is_short_sentence(reading, quotation) or is_paragraph(reading, quotation)
        if reads_whole and _is_missed(quotation, contents, others):
            yield number


def _is_missed(quotation: Quotation, contents: Covered, others: Covered) -> bool:
    """Whether hardly any of a quotation stands in a content, and none of it in a source or a cue."""
    span = quotation.span.start, quotation.span.end
    return not others.count(span) and contents.count(span) <= _HARDLY * (span[1] - span[0])


# --- what the rules see and the network missed ----------------------------------------------------


def with_rules(reading: Reading, drafts: list[Draft], by_rules: list[Draft]) -> list[Draft]:
    """What the rules see and the network missed: a source, the rest of a content, sure speech elsewhere."""
    rules = by_cue(by_rules)
    drafts = [with_main_clause(draft, rules) for draft in drafts]
    of_cue = [rules.first_in(draft.cue) if draft.cue is not None else None for draft in drafts]
    drafts = with_second_halves(reading, drafts, of_cue)
    introduced = {d.content: d for d in by_rules if d.cue is not None}
    taken = Covered(len(reading.document.text), spans_of(drafts))
    mended = []
    for draft in drafts:
        if draft.cue is None and draft.source is None:  # a quotation alone, but for the rules
            draft = introduced.get(draft.content, draft)
        rule = rules.first_in(draft.cue) if draft.cue is not None else None
        draft = draft if rule is None else _with_rule(reading, draft, rule, taken)
        draft = with_subject_of_passive(reading, with_agent(reading, with_drawn(reading, draft)), taken)
        draft = without_seeming_source(reading, as_asked(reading, passed_on(reading, draft)))
        mended.append(without_subject_told(reading, draft))
    mended = with_missed_lead_ins(reading, with_missed_answers(reading, mended, by_rules), by_rules)
    found = with_missed_speech(reading, mended, by_rules)
    found = [without_whom_it_names(reading, without_facing_source(reading, draft)) for draft in found]
    found = [with_whole_set_off(reading, draft) for draft in found]
    return [draft for draft in found if not (is_only_asked(reading, draft) or _is_phone_call(reading, draft))]


def _is_phone_call(reading: Reading, draft: Draft) -> bool:
    """“A neighbour **called the fire brigade**”: who is called out is nothing that is said."""
    cue, classes = draft.cue_token, reading.language.closed_class
    if cue is None or reading.document.tokens[cue].lemma.lower() not in classes("verbs_of_phoning") or draft.quoted:
        return False
    (start, end), *others = draft.content
    words = [reading.document.tokens[i].lower for i in reading.tokens_in(start, end)]
    words = words[1:] if words and words[0] in classes("articles") else words
    return not others and " ".join(words) in classes("who_is_called_out") and start >= reading.document.tokens[cue].end


def _with_rule(reading: Reading, draft: Draft, rule: Draft, taken: Covered) -> Draft:
    """A draft with what the rules see of its cue."""
    draft = with_clause_before(draft, rule)
    draft = with_whole_source(reading, with_missed_source(draft, rule), rule)
    draft = with_untorn_source(reading, with_relative(reading, draft, rule), rule)
    draft = with_hearsay(with_both_halves(reading, draft, rule), rule)
    return with_relative_clause(reading, with_apposition(reading, draft, rule, taken), taken)


def with_clause_before(draft: Draft, rule: Draft) -> Draft:
    """“The dam holds, warns **the engineer**”: who says it is not what is said, nor is what is said who says it."""
    if rule.source_by != INVERTED or rule.source is None or all(piece[0] != rule.source[0] for piece in draft.content):
        return draft
    is_open = draft.source is None or any(shared(draft.source, piece) for piece in rule.content)
    others = [piece for piece in draft.content if piece[0] != rule.source[0]]
    within = all(any(shared(piece, said) for said in rule.content) for piece in others)
    return rule if is_open and within else draft


def with_missed_source(draft: Draft, rule: Draft) -> Draft:
    """“**An aide who did not want to be named** said”: the source of the same cue by the rules."""
    if draft.source is not None or rule.source is None or any(shared(rule.source, p) for p in draft.content):
        return draft
    return evolve(draft, source=rule.source, source_token=rule.source_token)


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
    head = of_whom(reading, noun) if noun is not None and noun > verb.i else None
    if noun is None or head is None or reading.in_quotation(head):
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


def without_whom_it_names(reading: Reading, draft: Draft) -> Draft:
    """“**Dubbed** “the Owl” by the papers, **Ruiz** was feared”: at the head of a sentence a participle that gives
    names or views is a passive, and its subject behind the comma does not speak."""
    cue, source = draft.cue_token, draft.source
    if cue is None or source is None:
        return draft
    token, first = reading.document.tokens[cue], reading.sentence_of(cue).first
    names = token.lemma.lower() in reading.language.closed_class("verbs_of_dubbing") and token.is_participle
    heads = cue == first or (cue == first + 1 and reading.document.tokens[first].upos == "ADV")
    is_behind = source[0] > token.end and "," in reading.document.text[token.end : source[0]]
    return with_agent(reading, _of_nobody(draft)) if names and heads and is_behind else draft


def without_seeming_source(reading: Reading, draft: Draft) -> Draft:
    """“Ruiz **appeared** to lose her temper”: whoever seems to do something does not say so."""
    seeming = reading.language.closed_class("verbs_of_seeming")
    words = [reading.document.tokens[i] for i in reading.tokens_in(*draft.cue)] if draft.cue is not None else []
    verbs = [word.lemma.lower() for word in words if word.upos in ("VERB", "NOUN", "PROPN")]
    if not verbs or not seeming.keys() >= set(verbs):
        return draft
    return _of_nobody(draft)


def _of_nobody(draft: Draft) -> Draft:
    """A draft whose grammar leaves no room for a source."""
    return evolve(draft, source=None, source_token=None, source_by=None, nobody=True)


def without_facing_source(reading: Reading, draft: Draft) -> Draft:
    """“Ruiz **faced** questions about her budget”, “**Ruiz** accused of fraud”: whoever meets with questions, doubts or
    reproaches does not utter them."""
    if draft.cue is None:
        return draft
    cue = list(reading.tokens_in(*draft.cue))
    met = any(_is_met_by(reading, draft, i) for i in cue)
    return _of_nobody(draft) if met or any(_is_accused(reading, i, draft.source_token) for i in cue) else draft


def without_subject_told(reading: Reading, draft: Draft) -> Draft:
    """“**Ruiz**, said to have fled, was found”, “**The mayor** was called and told that the dam had failed”: of whom
    something is said, and whom it is told, does not say it."""
    if draft.cue_token is None or draft.source_token is None or draft.source_token > draft.cue_token:
        return draft
    if not (_is_said_to_be(reading, draft) or _is_told_as_well(reading, draft.cue_token)):
        return draft
    return _of_nobody(draft)


def _is_said_to_be(reading: Reading, draft: Draft) -> bool:
    """“Ruiz, **said to have** fled,”: behind a comma, with an infinitive of being or having done; behind a noun, “A man
    **said to have fled**”, of the latter."""
    tokens, i = reading.document.tokens, draft.cue_token
    if i is None or i + 3 >= len(tokens) or draft.source is None:
        return False
    classes, said, (to, verb, behind) = reading.language.closed_class, tokens[i], tokens[i + 1 : i + 4]
    is_done = verb.lower in classes("auxiliaries_of_done") and behind.is_participle and tokens[i - 1].upos == "NOUN"
    is_hearsay = said.lemma.lower() in classes("verbs_of_hearsay") and (is_done or tokens[i - 1].text == ",")
    return is_hearsay and to.lower in classes("infinitive_markers") and verb.lower in classes("being_and_having")


def _is_told_as_well(reading: Reading, i: int) -> bool:
    """“was called and **told** that”: a verb that asks for a hearer, and has none but the subject of the passive that
    it is joined to."""
    document = reading.document
    token = document.tokens[i]
    tells = token.lemma.lower() in reading.language.closed_class("verbs_with_hearers")
    if not tells or token.relation != "conj" or token.head < 0:
        return False
    has_hearer = any(document.tokens[c].relation in ("obj", "iobj", "nsubj") for c in document.children[i])
    return not has_hearer and is_passive(reading, token.head)


def _is_met_by(reading: Reading, draft: Draft, i: int) -> bool:
    """“faced **questions**”, “received **criticism**”: what the subject before the verb has from others."""
    tokens, classes = reading.document.tokens, reading.language.closed_class
    noun, verb, source = tokens[i], tokens[tokens[i].head], draft.source_token
    if noun.upos != "NOUN" or noun.relation not in ("obj", "obl"):
        return False
    if source is not None and (source > verb.i or tokens[source].head == i):
        return False
    draws = verb.lemma.lower() in classes("verbs_of_drawing") and noun.lemma.lower() in classes("drawn_from_others")
    meets = draws or verb.lemma.lower() in classes("verbs_of_facing")
    return meets and not _says_behind(reading, draft, i)


def _is_accused(reading: Reading, i: int, source: int | None) -> bool:
    """“Ruiz **accused** of fraud”: nobody accuses without saying whom, so it is done to the subject."""
    tokens, classes = reading.document.tokens, reading.language.closed_class
    behind = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    accuses = tokens[i].lower in classes("done_by_accusers") and behind in classes("behind_accused")
    return accuses and (source is None or source < i)


def _says_behind(reading: Reading, draft: Draft, i: int) -> bool:
    """“faces doubts after **saying** he would resign”: a cue that goes on to a verb of saying."""
    return draft.cue is not None and any(
        j > i and reading.document.tokens[j].upos == "VERB" and j in reading.cues for j in reading.tokens_in(*draft.cue)
    )


def with_relative(reading: Reading, draft: Draft, rule: Draft) -> Draft:
    """“The roof leaks, **a tenant who feared eviction** said”: a source whose form tells what it is; no content, and no
    cue, has a part of it."""
    if rule.source is None or rule.source_by != WITH_RELATIVE:
        return draft
    text = reading.document.text
    pieces = ((a, a + len(text[a:b].rstrip(" \n,"))) for a, b in without(draft.content, rule.source))
    content = tuple((a, b) for a, b in pieces if a < b) or rule.content
    cue = rule.cue if draft.cue is not None and shared(draft.cue, rule.source) else draft.cue
    return evolve(draft, source=rule.source, source_token=rule.source_token, cue=cue, content=content)


def with_whole_source(reading: Reading, draft: Draft, rule: Draft) -> Draft:
    """“**A surgeon who was not authorized to speak** said”: no source ends in a relative pronoun; what the network
    takes for the beginning of the cue is the rest of it, where the rules see it reach there."""
    if draft.source is None or draft.cue is None or rule.source is None or rule.cue is None:
        return draft
    if _goes_on_to(reading, draft.source, rule.source) and rule.source[1] <= draft.cue[0]:
        return evolve(draft, source=rule.source)
    reaches = draft.source[0] == rule.source[0] and draft.cue[0] < rule.source[1] <= rule.cue[0] < draft.cue[1]
    found = reading.language.pattern("relative_at_the_end").search(reading.document.text[slice(*draft.source)])
    first = reading.document.tokens[reading.token_at(draft.cue[0])].lower
    goes_on = found or first in reading.language.closed_class("infinitive_markers")  # “in a position **to know**”
    return evolve(draft, source=rule.source, cue=(rule.cue[0], draft.cue[1])) if reaches and goes_on else draft


def _goes_on_to(reading: Reading, source: Offsets, whole: Offsets) -> bool:
    """“an officer in a position **to know** said”: whether a source goes on with an infinitive in another."""
    if source[0] != whole[0] or source[1] + 1 >= whole[1]:
        return False
    behind = reading.document.tokens[reading.token_at(source[1] + 1)]
    return behind.lower in reading.language.closed_class("infinitive_markers")


def with_whole_set_off(reading: Reading, draft: Draft) -> Draft:
    """“**A clerk, who asked not to be named because she feared for her job,** said”: a source that ends in the clause
    between commas which tells of it goes on to the second comma, right before its cue."""
    if draft.source is None or draft.cue is None or draft.source[1] >= draft.cue[0]:
        return draft
    tokens, within = reading.document.tokens, reading.tokens_in(*draft.source)
    gap = [tokens[i] for i in reading.tokens_in(draft.source[1], draft.cue[0])]
    commas = [i for i in within if tokens[i].text == ","]
    is_opened = len(commas) == 1 and commas[0] + 1 in within and tokens[commas[0] + 1].is_relative
    closed = [t.i for t in gap if t.text == ","]
    if not is_opened or not closed or closed != [gap[-1].i]:
        return draft
    rest = draft.source[1], gap[-1].end
    if any(shared(piece, rest) for piece in draft.content) or any(map(reading.in_quotation, (t.i for t in gap))):
        return draft
    return evolve(draft, source=(draft.source[0], rest[1]))


def with_untorn_source(reading: Reading, draft: Draft, rule: Draft) -> Draft:
    """“**Just** about every nurse said”, “A minister **who asked not to be named** said”: no source begins behind what
    tells how many, and none leaves out who is meant, where the rules see a clause without commas and no more."""
    if draft.source is None or rule.source is None or draft.source == rule.source:
        return draft
    (start, end), whole, tokens = draft.source, rule.source, reading.document.tokens
    is_begun = whole[0] < start and whole[1] == end
    behind = tokens[reading.token_at(end)] if whole[0] == start and end < whole[1] else None
    is_ended = behind is not None and behind.is_relative and reading.document.text[start:end].find(",") < 0
    missing = [tokens[i] for i in reading.tokens_in(whole[0], start)] if is_begun else []
    about = reading.language.closed_class("approximators")
    if not (is_ended or (missing and all(t.lower in about for t in missing))):
        return draft
    if any(shared(whole, piece) for piece in (*draft.content, *filter(None, (draft.cue,)))):
        return draft
    return evolve(draft, source=whole, source_token=rule.source_token)


def with_both_halves(reading: Reading, draft: Draft, rule: Draft) -> Draft:
    """“**The bridge**, according to the report, **was unsafe**.”: what stands on both sides of the source, where
    what is behind it is a predicate that the words before it wait for."""
    if rule.by is not Rule.ACCORDING_TO or draft.source is None or draft.cue is None:
        return draft
    starts, ends = min(draft.cue[0], draft.source[0]), max(draft.cue[1], draft.source[1])
    before, behind = _beside(draft.content, starts, ends)
    if bool(before) == bool(behind):
        return draft
    others = _beside(rule.content, starts, ends)
    before, behind = before or others[0], behind or others[1]
    if not before or not behind or not _is_awaited(reading, before[-1], behind[0]):
        return draft
    return evolve(draft, content=(*before, *behind))


def _beside(pieces: Iterable[Offsets], starts: int, ends: int) -> tuple[tuple[Offsets, ...], tuple[Offsets, ...]]:
    """The pieces before a stretch and those behind it."""
    pieces = tuple(pieces)
    return tuple(p for p in pieces if p[1] <= starts), tuple(p for p in pieces if p[0] >= ends)


def _is_awaited(reading: Reading, before: Offsets, behind: Offsets) -> bool:
    """“The bridge … **was** unsafe”, “The firm **had** … hidden its debts”: a verb of what stands before."""
    tokens = reading.document.tokens
    last, first = tokens[reading.tokens_in(*before)[-1]], tokens[reading.token_at(behind[0])]
    return last.upos == "AUX" or (is_verbal(first) and is_finite(reading.document, first.i))


def with_hearsay(draft: Draft, rule: Draft) -> Draft:
    """“The price **is understood to** be low”: what nobody in particular says, not what somebody thinks; “**The mayor**
    is rumoured to be ill”: of whom it is said does not say so."""
    if draft.source is not None and rule.by is Rule.IS_SAID_TO and any(shared(draft.source, p) for p in rule.content):
        return evolve(rule, confidence=max(draft.confidence, rule.confidence))
    if draft.source is not None or not rule.by.is_hearsay:
        return draft
    return draft.found_by(rule.by, mode=rule.mode, confidence=max(draft.confidence, rule.confidence))


def with_subject_of_passive(reading: Reading, draft: Draft, taken: Covered) -> Draft:
    """“**The parents** are reported **to have fled**”: of whom it is said belongs to what is said (PolNeAR)."""
    if draft.source is not None or draft.cue_token is None or len(draft.content) != 1:
        return draft
    document, cue = reading.document, draft.cue_token
    infinitive = document.tokens[reading.token_at(draft.content[0][0])].lower
    if infinitive not in reading.language.closed_class("infinitive_markers") or not is_passive(reading, cue):
        return draft
    whose = subject(document, cue)
    if whose is None or whose >= cue:
        return draft
    span = stretch(document, [i for i in noun_phrase(document, whose, cue) if i < cue])
    return draft if taken.count(span) else draft.with_content((span, *draft.content))


def with_apposition(reading: Reading, draft: Draft, rule: Draft, taken: Covered) -> Draft:
    """“… the agreement**, a pact that neither signed**”: what is said of a content's last noun belongs to it."""
    if len(draft.content) != 1 or len(rule.content) != 1 or reading.quoted_characters(*draft.content[0]):
        return draft
    (start, end), (rule_start, rule_end) = draft.content[0], rule.content[0]
    if abs(start - rule_start) > _NEARLY or not _is_apposition(reading, (end, rule_end), taken):
        return draft
    return evolve(draft, content=((start, rule_end),))


def _is_apposition(reading: Reading, rest: Offsets, taken: Covered) -> bool:
    """“**, a pact that neither signed**”, where nothing else stands."""
    if rest[0] >= rest[1] or taken.count(rest):
        return False
    return reading.language.pattern("apposition").match(reading.document.text, *rest) is not None


def with_relative_clause(reading: Reading, draft: Draft, taken: Covered) -> Draft:
    """“… the agreement**, under which the port was built**”: it goes on to the end of its sentence, where nothing else
    stands."""
    if len(draft.content) != 1 or reading.quoted_characters(*draft.content[0]):
        return draft
    start, end = draft.content[0]
    stop = _end_without_mark(reading, reading.sentence_at(end - 1))
    found = reading.language.pattern("relative_clause").match(reading.document.text, end, max(end, stop))
    return draft if found is None or taken.count((end, stop)) else evolve(draft, content=((start, stop),))


def with_missed_answers(reading: Reading, drafts: list[Draft], by_rules: Iterable[Draft]) -> list[Draft]:
    """“It is over,” said Ruiz. **“Never!” her brother piped up**: a quotation with its own cue and source right behind
    it, which the network gave to whoever spoke before."""
    taken = Covered(len(reading.document.text), (span for d in drafts for span in (d.source, d.cue)))
    holders = Standing((piece, n) for n, draft in enumerate(drafts) for piece in draft.content)
    kept, added = list(drafts), []
    for rule in by_rules:
        holder = holders.at(rule.begins[0]) if _answers(reading, rule, taken) else None
        cue = kept[holder].cue if holder is not None else None
        if holder is None or cue is None or cue[1] > rule.begins[0]:
            continue
        left = without(kept[holder].content, (rule.begins[0], _reach(rule)))  # “… “Never!” **an old man** | hollered”
        if left:
            kept[holder] = kept[holder].with_content(left)
            added.append(rule)
    return in_order([*kept, *added])


def with_missed_lead_ins(reading: Reading, drafts: list[Draft], by_rules: Iterable[Draft]) -> list[Draft]:
    """**The paper wrote: “Calder needs it.”** “Ohio has waited,” it added: a quotation right behind the colon of its
    own cue, which the network gave to whoever speaks next."""
    taken = Covered(len(reading.document.text), spans_of(drafts))
    holders = Standing((piece, n) for n, draft in enumerate(drafts) for piece in draft.content)
    kept, added = list(drafts), []
    for rule in by_rules:
        holder = holders.at(rule.begins[0]) if _is_led_in(reading, rule, taken) else None
        cue = kept[holder].cue if holder is not None else None
        if holder is None or cue is None or cue[0] < rule.begins[1]:
            continue
        left = without(kept[holder].content, rule.begins)
        left = tuple(piece for piece in left if reading.document.text[slice(*piece)].strip())
        if left:
            kept[holder] = kept[holder].with_content(left)
            added.append(rule)
    return in_order([*kept, *added]) if added else drafts


def _is_led_in(reading: Reading, rule: Draft, taken: Covered) -> bool:
    """Whether one quotation is all that a rule finds, behind source, cue and a colon, which nothing has."""
    if rule.by is not Rule.QUOTATION or len(rule.content) != 1 or rule.cue is None or rule.source is None:
        return False
    between = reading.document.text[rule.cue[1] : rule.begins[0]].strip()
    return between == ":" and not taken.count(rule.source) and not taken.count(rule.cue)


def _reach(draft: Draft) -> int:
    """Where a draft ends: its content, its source and its cue."""
    return max(span[1] for span in (*draft.content, draft.source, draft.cue) if span is not None)


def _answers(reading: Reading, rule: Draft, taken: Covered) -> bool:
    """Whether one quotation is all that a rule finds, with source and cue, which nothing has, right behind it."""
    if rule.by is not Rule.QUOTATION or len(rule.content) != 1 or rule.cue is None or rule.source is None:
        return False
    behind = min(rule.source[0], rule.cue[0])
    beside = 0 <= behind - rule.begins[1] <= 1 and reading.document.text[rule.begins[1] - 2] in _GOES_ON
    return beside and not taken.count(rule.source) and not taken.count(rule.cue)


def with_missed_speech(reading: Reading, drafts: list[Draft], by_rules: Iterable[Draft]) -> list[Draft]:
    """Speech that the rules are sure of, where the network found nothing: “**is understood to** have sold it”."""
    taken = Covered(len(reading.document.text), spans_of(drafts))
    sure = (d for d in by_rules if _is_sure(d) or _is_question(reading, d))
    added = [d for d in sure if not _is_only_seen(reading, d) and _stands_apart(d, taken)]
    return in_order([*drafts, *added])


def _is_question(reading: Reading, draft: Draft) -> bool:
    """“Al Lund **was asked whether** it was safe”: what it was that somebody was asked, in a clause of its own."""
    if draft.by is not Rule.ASKED or draft.cue is None or not 0 < draft.begins[0] - draft.cue[1] <= 1:
        return False
    tokens = reading.document.tokens
    helps, first = tokens[reading.token_at(draft.cue[0])], tokens[reading.token_at(draft.begins[0])]
    is_question = first.lower in reading.language.closed_class("question_openers") and not first.is_relative
    return helps.upos == "AUX" and is_question


def _is_sure(draft: Draft) -> bool:
    """Speech that a rule is right about mostly, or that the network does not know."""
    return draft.mode in SPEECH and (draft.confidence >= _SURER or draft.by.is_hearsay)


def _is_only_seen(reading: Reading, draft: Draft) -> bool:
    """“she was **seen asking** for help”: what somebody is seen to do is told as an act."""
    tokens, i = reading.document.tokens, draft.cue_token
    if i is None or not tokens[i].is_gerund or i < 1:
        return False
    return tokens[i - 1].lower in reading.language.closed_class("seen")


def _stands_apart(draft: Draft, taken: Covered) -> bool:
    """Whether neither its cue nor its content is taken."""
    return not any(map(taken.count, filter(None, (draft.cue, *draft.content))))
