"""Where a source begins and ends: “**the chief**, asked why”, “**Hill’s** Oct. 11 announcement”."""

from collections.abc import Sequence
from itertools import takewhile

from attrs import evolve

from quoteattr.attributions.draft import Draft
from quoteattr.attributions.quoted import is_whole
from quoteattr.attributions.repairs.both_sides import ends_in_people
from quoteattr.attributions.repairs.own_part import with_part
from quoteattr.attributions.sources import role_and_name, source_at
from quoteattr.language.people import is_for_somebody
from quoteattr.text.document import Token
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets, Standing, merged, shared, without
from quoteattr.text.tree import has_child, is_time, may_be_finite, subject, verb_group

_SHORT_MONTH = 3  # letters: “Oct.”
_BEFORE_CLAUSES = frozenset({";", ":", "—", "–", "--", "”", '"'})
_NOUN_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADP", "PART", "PRON"})


def without_article_alone(reading: Reading, draft: Draft) -> Draft:
    """“**the** chants to build the wall”: an article is nobody."""
    articles = reading.language.closed_class("articles")
    inside = reading.tokens_in(*draft.source) if draft.source is not None else ()
    if not inside or any(reading.document.tokens[i].lower not in articles for i in inside):
        return draft
    return draft.without_source()


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
    return with_part(reading, draft, within[: place + 1])


def with_genitive(reading: Reading, draft: Draft) -> Draft:
    """“**Ruiz’s** Friday statement”: the ending of whoever a noun is of belongs to the name; “**Ann Rowe's** repeated
    claims”: what stands behind it tells of the noun."""
    if draft.source is None or draft.cue is None or draft.cue[0] < draft.source[1]:
        return draft
    if draft.cue_token is None or reading.document.tokens[draft.cue_token].upos != "NOUN":
        return draft
    inside = [reading.document.tokens[i] for i in reading.tokens_in(*draft.source)]
    marks = [n for n, token in enumerate(inside) if token.is_genitive]
    if marks and marks[-1] + 1 < len(inside) and all(t.upos in _OF_NOUN for t in inside[marks[-1] + 1 :]):
        return evolve(draft, source=(draft.source[0], inside[marks[-1]].end))
    ending = reading.document.tokens[reading.token_at(draft.source[1])]
    if not ending.is_genitive or ending.start != draft.source[1] or ending.end > draft.cue[0]:
        return draft
    return evolve(draft, source=(draft.source[0], ending.end))


def with_title_of_work(reading: Reading, draft: Draft) -> Draft:
    """“According to **“The Fords: Three Generations,” by Gwen Blair**, Al said so”: a work by its title and author,
    right behind such a cue of which there is no source, is no part of what is said."""
    text = reading.document.text
    if draft.source is not None or draft.cue is None or draft.cue_token is None:
        return draft
    if reading.language.pattern("report_opener").match(text, draft.cue[0]) is None:
        return draft
    work = reading.language.pattern("work_by").match(text, draft.cue[1] + 1)
    ends = text.find(",", work.end()) if work is not None else -1
    if work is None or not 0 < ends - work.end() <= _AUTHOR:
        return draft
    source = work.start(), ends
    left = tuple(p for p in without(draft.content, (source[0], ends + 1)) if text[slice(*p)].strip(" ,"))
    if not left:
        return draft
    first = left[0][0] + len(text[slice(*left[0])]) - len(text[slice(*left[0])].lstrip(" ,"))
    head = reading.token_at(work.start("title"))
    return evolve(draft, source=source, source_token=head).with_content(((first, left[0][1]), *left[1:]))


def without_time_behind(reading: Reading, draft: Draft) -> Draft:
    """“**Brightwater Energy** today announced”, “said **Joe Coffey** Monday”: when it was said is no part of who said
    it; not “Many **Democrats today** say”, “**Fox News Sunday** reported”."""
    if draft.source is None or draft.cue_token is None:
        return draft
    tokens, within, language = reading.document.tokens, reading.tokens_in(*draft.source), reading.language
    if len(within) < 2 or tokens[within[-1]].lower not in language.closed_class("days_without_preposition"):
        return draft
    who, entity = tokens[within[-2]], reading.document.entity_at.get(within[-1])
    is_name_of_it = entity is not None and within[-2] in range(entity.first, entity.last)
    is_somebody = (who.upos == "PROPN" and who.lower.rstrip(".") not in language.table("titles")) or (
        who.upos == "NOUN" and is_for_somebody(who.lemma.lower(), language)
    )
    if is_name_of_it or not is_somebody or not tokens[draft.cue_token].has("past"):
        return draft
    return evolve(draft, source=(draft.source[0], who.end))


_AUTHOR = 40  # characters of a name
_OF_NOUN = ("ADJ", "ADV", "VERB")


def _is_of_day(reading: Reading, token: Token) -> bool:
    """“**Oct. 11,** **2014**”, “**Tuesday**”, “**famous 1963**”"""
    word = token.lower.rstrip(".")
    is_month = len(word) >= _SHORT_MONTH and any(m.startswith(word) for m in reading.language.words("months"))
    return is_month or token.upos in ("NUM", "PUNCT", "ADJ") or is_time(reading.document, token)


def with_own_quotation(reading: Reading, draft: Draft) -> Draft:
    """“…,” said the warden, Paul Igel, **“and nobody knew.”**: what ends a source in marks behind a comma is said, no
    part of it; not “the authors of **“Growth and Work,”** wrote”."""
    if draft.source is None:
        return draft
    start, end = draft.source
    held = [q for q in reading.quotations_in(start, end) if is_whole(q) and start < q.span.start and q.span.end >= end]
    own = reading.document.text[start : held[0].span.start].rstrip() if held else ""
    if not own.endswith(","):
        return draft
    span = held[0].span
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


def with_who_stands_beside(reading: Reading, draft: Draft) -> Draft:
    """“Veltora blamed the wind; **its head of works, Lena Roth,** said”: whoever a semicolon parts from the cue says
    nothing, where somebody stands right before that with what they are and a name."""
    if draft.source is None or draft.cue_token is None:
        return draft
    begins = verb_group(reading.document, draft.cue_token)[0]
    parted = reading.document.text.find(";", draft.source[1], reading.document.tokens[begins].start)
    found = role_and_name(reading, begins) if parted >= 0 else None
    if found is None or found.span[0] < parted or any(shared(found.span, piece) for piece in draft.content):
        return draft
    span = found.span[0], reading.document.tokens[begins - 1].end
    return evolve(draft, source=span, source_token=found.head)


def without_clause_before(reading: Reading, draft: Draft) -> Draft:
    """“Shares fell by a third and **the firm** said”: a clause with its own subject and verb before the “and” that
    joins it to whoever says something is no part of them."""
    within = reading.tokens_in(*draft.source) if draft.source is not None else range(0)
    if draft.source is None or draft.cue_token is None or len(within) < _CLAUSE or draft.cue_token in within:
        return draft
    document, tokens = reading.document, reading.document.tokens
    whose = subject(document, draft.cue_token)
    joints = [i for i in within if tokens[i].upos == "CCONJ" and whose is not None and i < whose]
    if not joints or whose not in within:
        return draft
    turns = document.language.closed_class("become")  # “**The senator turned lobbyist and the judge** said”
    verbs = (i for i in within if i < joints[-1] and may_be_finite(tokens[i]) and tokens[i].relation != "acl")
    verbs = (i for i in verbs if tokens[i].lower not in turns)
    if not any(tokens[c].relation == "nsubj" and c in within for verb in verbs for c in document.children[verb]):
        return draft
    return evolve(draft, source=(tokens[joints[-1] + 1].start, draft.source[1]), source_token=whose)


_CLAUSE = 4  # tokens of “Shares fell and Acme”, at least


def with_subject_noun(reading: Reading, draft: Draft) -> Draft:
    """“**The Hodges decision** legalized it”, “**the Ford report** warned”: the subject of the verb right behind it is
    in the source with the words before it, and no part of the cue."""
    if draft.source is None or draft.cue is None or not draft.source[1] < draft.cue[0]:
        return draft
    tokens, last = reading.document.tokens, reading.tokens_in(*draft.source)[-1]
    noun, verb = tokens[min(last + 1, len(tokens) - 1)], tokens[min(last + 2, len(tokens) - 1)]
    is_one = tokens[last].head == noun.i and tokens[last].relation in ("compound", "amod", "flat")
    is_subject = noun.upos == "NOUN" and noun.relation == "nsubj" and noun.start == draft.cue[0]
    if not (is_one and is_subject and noun.head == verb.i and verb.upos == "VERB" and may_be_finite(verb)):
        return draft
    cue, text = (verb.start, max(draft.cue[1], verb.end)), reading.document.text
    content = tuple((b - len(text[a:b].lstrip()), b) for a, b in without(draft.content, cue))
    source = draft.source[0], noun.end
    return evolve(
        draft, source=source, source_token=noun.i, cue=cue, cue_token=verb.i, content=content or draft.content
    )


def with_antecedent(reading: Reading, draft: Draft) -> Draft:
    """“The mayor began with **a video** that, while praising her, dwelled on the strike”: what a relative clause is
    about says what the clause has it say, not somebody before it."""
    if draft.source is None or draft.source_token is None or draft.cue_token is None:
        return draft
    document, tokens = reading.document, reading.document.tokens
    verb, noun = tokens[draft.cue_token], _behind_aside(reading, draft.cue_token)
    while noun is None and verb.relation == "conj" and verb.head >= 0 and subject(document, verb.i) is None:
        verb = tokens[verb.head]
    if noun is None:
        whose = subject(document, verb.i)
        if not whose or not tokens[whose].is_relative:
            return draft
        noun = tokens[verb.head] if verb.relation == "acl" and 0 <= verb.head < whose else tokens[whose - 1]
    if noun.upos not in ("NOUN", "PROPN") or reading.in_quotation(noun.i):
        return draft
    if tokens[draft.source_token].sentence != noun.sentence:
        return draft
    if has_child(document, noun.i, "cop"):  # “**Acme and Brixly** are among firms that protested”
        return draft
    found = source_at(reading, noun.i, "antecedent", verb.i)
    if draft.source[1] > found.span[0] or any(shared(found.span, piece) for piece in draft.content):
        return draft
    return evolve(draft, source=found.span, source_token=found.head)


def _behind_aside(reading: Reading, cue: int) -> Token | None:
    """“**a video** that, while praising her, **dwelled** on the strike, and **tried** to excuse it”: the noun of a
    relative clause whose verb stands behind an aside, for that verb, and the next one that is joined to it."""
    tokens, sentence = reading.document.tokens, reading.sentence_of(cue)
    if tokens[cue - 1].upos == "CCONJ" and tokens[cue].relation == "conj":
        alike = [t.i for t in tokens[sentence.first : cue] if t.head == tokens[cue].head and t.relation == "conj"]
        cue = alike[-1] if alike else cue
    if cue - 1 <= sentence.first or tokens[cue - 1].text != "," or not may_be_finite(tokens[cue]):
        return None
    opening = next((i for i in range(cue - 2, max(sentence.first, cue - _ASIDE), -1) if tokens[i].text == ","), 0)
    if opening - 2 < sentence.first or tokens[opening + 1].upos != "SCONJ":
        return None
    noun, relative = tokens[opening - 2 : opening]
    return noun if relative.is_relative or relative.opens_relative else None


_ASIDE = 14  # tokens of “, while praising her,”


def without_others_sources(drafts: list[Draft]) -> list[Draft]:
    """The club denied the claim; **its head of security**, Al Lund, said: who says the one is no second piece of the
    other."""
    if all(len(draft.content) == 1 for draft in drafts):
        return drafts
    sources = Standing((draft.source, (n, draft.source)) for n, draft in enumerate(drafts))

    def is_others(number: int, piece: Offsets) -> bool:
        at = sources.at(piece[0])
        return at is not None and at[0] != number and at[1] is not None and piece[1] <= at[1][1]

    kept = []
    for n, draft in enumerate(drafts):
        own = tuple(piece for piece in draft.content if not is_others(n, piece)) if len(draft.content) > 1 else ()
        kept.append(draft.with_content(own) if own and own != draft.content else draft)
    return kept


def _are_one_phrase(tokens: Sequence[Token], reading: Reading) -> bool:
    """Whether some words are one noun phrase that somebody heads: “the head of its network”."""
    ends = next((n for n, t in enumerate(tokens) if n and t.upos == "ADP"), len(tokens))
    nominal = all(t.upos in _NOUN_PHRASE for t in tokens)
    return nominal and ends_in_people(list(tokens[:ends]), reading)


def with_whole_set_off(reading: Reading, draft: Draft) -> Draft:
    """“**A clerk, who asked not to be named because she feared for her job,** said”, “**Ines Prado, a doctor,** said”:
    a source that ends in what tells of it between commas goes on to the second comma, right before its cue."""
    if draft.source is None or draft.cue is None or draft.source[1] >= draft.cue[0]:
        return draft
    tokens, within = reading.document.tokens, reading.tokens_in(*draft.source)
    gap = [tokens[i] for i in reading.tokens_in(draft.source[1], draft.cue[0])]
    commas = [i for i in within if tokens[i].text == ","]
    opens = tokens[commas[0] + 1] if len(commas) == 1 and commas[0] + 1 in within else None
    is_opened = opens is not None and (opens.is_relative or (len(gap) == 1 and _is_indefinite(reading, opens)))
    closed = [t.i for t in gap if t.text == ","]
    if not is_opened or not closed or closed != [gap[-1].i]:
        return draft
    rest = draft.source[1], gap[-1].end
    if any(shared(piece, rest) for piece in draft.content) or any(map(reading.in_quotation, (t.i for t in gap))):
        return draft
    return evolve(draft, source=(draft.source[0], rest[1]))


def with_name_behind_clause(reading: Reading, draft: Draft) -> Draft:
    """“**One pastor** backing the plan, **Al Hill of Calder,** said”: who somebody is stands behind what they do,
    between commas and right before the cue."""
    if draft.source is None or draft.cue is None or draft.source[1] >= draft.cue[0]:
        return draft
    tokens, within = reading.document.tokens, reading.tokens_in(*draft.source)
    gap = [tokens[i] for i in reading.tokens_in(draft.source[1], draft.cue[0])]
    commas = [n for n, token in enumerate(gap) if token.text == ","]
    if len(commas) != 2 or commas[1] != len(gap) - 1 or commas[0] == 0:
        return draft
    does = gap[0].relation == "acl" and (gap[0].is_gerund or gap[0].is_participle) and gap[0].head in within
    behind = gap[commas[0] + 1 : -1]
    name = next((n for n, t in enumerate(behind) if _is_person(reading, t)), None)
    if not does or name is None or not all(token.upos in _BEFORE_NAME for token in behind[:name]):
        return draft
    return evolve(draft, source=(draft.source[0], gap[-1].end))


def _is_person(reading: Reading, token: Token) -> bool:
    entity = reading.document.entity_at.get(token.i)
    return entity is not None and entity.kind == "PERSON"


def _is_indefinite(reading: Reading, token: Token) -> bool:
    """“**a** doctor”"""
    return token.lower in reading.language.closed_class("indefinite_articles")


def with_whole_name(reading: Reading, draft: Draft) -> Draft:
    """“**The officer Tae-won** Kang said”: a source that begins or ends in the middle of somebody's name has all of it,
    with the role before it."""
    if draft.source is None:
        return draft
    within, entity_at, tokens = reading.tokens_in(*draft.source), reading.document.entity_at, reading.document.tokens
    first, last = within[0], within[-1]
    begun, ended = entity_at.get(first), entity_at.get(last)
    if begun is not None and begun.kind == "PERSON" and begun.first < first:
        sentence = tokens[reading.sentence_of(first).first : begun.first]
        before = list(takewhile(lambda t: t.upos in _BEFORE_NAME, reversed(sentence)))
        is_role = bool(before) and ends_in_people([before[0]], reading)
        first = before[-1].i if is_role else begun.first
    if ended is not None and ended.kind == "PERSON" and ended.last - 1 > last:
        last = ended.last - 1
    begins = draft.source[0] if first == within[0] else tokens[first].start
    source = begins, draft.source[1] if last == within[-1] else tokens[last].end
    parts = ((source[0], draft.source[0]), (draft.source[1], source[1]))
    others = (*draft.content, *filter(None, (draft.cue,)))
    if source == draft.source or any(shared(part, other) for part in parts for other in others):
        return draft
    return evolve(draft, source=source)


_BEFORE_NAME = ("NOUN", "ADJ", "DET", "PROPN")


def with_clause_of_name(reading: Reading, draft: Draft) -> Draft:
    """“**The head of the firm Mr. Hale** founded said”: of two verbs side by side behind a name the first is told of
    what stands before the name, and belongs to who says it."""
    if draft.source is None or draft.cue is None:
        return draft
    within, tokens = reading.tokens_in(*draft.source), reading.document.tokens
    behind = tokens[within[-1] + 1 : within[-1] + 3]
    if len(behind) < 2:
        return draft
    first, second = behind
    are_two = first.upos == second.upos == "VERB" and may_be_finite(first) and second.has("past")
    named = list(takewhile(lambda i: tokens[i].upos == "PROPN", reversed(within)))
    noun = tokens[within[-1] - len(named)]
    is_of_noun = bool(named) and len(named) < len(within) and noun.upos == "NOUN"
    is_cue = draft.cue[0] in (first.start, second.start) and second.end <= draft.cue[1]
    if not (are_two and is_of_noun and is_cue):
        return draft
    cue = second.start, draft.cue[1]
    return evolve(draft, source=(draft.source[0], first.end), cue=cue, cue_token=second.i)
