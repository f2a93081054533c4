"""What somebody is: the noun of a role with what belongs to it, and titles."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from quoteattr.language import Language
from quoteattr.language.people import is_holder_of_portfolio, is_role_of_two
from quoteattr.records import Kind
from quoteattr.speakers.names.kinds import end_of_role, ends_body_of_two, joins_fields, role_ending_at
from quoteattr.speakers.names.name import Name
from quoteattr.speakers.phrases import is_human
from quoteattr.speakers.tellings import NOBODY, Text, Tokens, is_matter
from quoteattr.text.document import Token

NOUNS = frozenset({"NOUN", "PROPN"})
_TWO = 2  # words of “Acting Police”


def abbreviated(text: Text, group: Tokens) -> Tokens | None:
    """“South Carolina **Rep.** Ana Ruiz”"""
    last = [i for i in group if text.tokens[i].upos != "PUNCT"][-1:]
    last = [role_ending_at(text.document, i) for i in last]  # “**Lt.** j.g. Ana Ruiz”
    told = last and text.tokens[last[0]].text[0].isupper() and text.tokens[last[0]].lower.rstrip(".")
    if not told or told in text.language.closed_class("no_titles") or told not in text.language.table("titles"):
        return None
    return tuple(range(last[0] - is_of_two(text, last[0] - 1), last[0] + 1)) if tells_role(text, last) else None


def tells_role(text: Text, title: Sequence[int]) -> bool:
    """“**Sen.** Ruiz”, “**Fire Chief** Hill”; not “**Sir** Tom Hill”."""
    row = text.language.table("titles").get(text.tokens[title[-1]].lower.rstrip("."))
    return row is None or row[2] != "-"


def touches_the_name(text: Text, group: Tokens, role: Tokens) -> bool:
    """Whether a role ends right before the name, or others do that it is joined to, or where it is held:
    “**ambassador** to Iraq Ana Ruiz”; not “**Chief** Praises Rubio”."""
    behind = (i for i in group if i > role[-1] and text.tokens[i].upos not in ("PUNCT", "DET"))
    rest = [i for i in behind if not is_address(text, i)]
    if not rest or text.tokens[rest[0]].upos == "CCONJ":
        return True
    return text.tokens[rest[0]].upos == "ADP" and len(rest) > 1 and all(i in text.names for i in rest[1:])


def is_address(text: Text, i: int) -> bool:
    """“science teacher **Ms.** Hill”, “Labour MP **Dame** Ana Ruiz”, “superintendent **Dr.** Hill”: a title that tells
    less of what somebody is than a role does."""
    title = text.language.table("titles").get(text.tokens[i].lower.rstrip("."))
    return title is not None and (title[2] == "-" or title[2] in text.language.closed_class("roles_by_degree"))


def role_of(text: Text, group: Tokens) -> Tokens | None:
    """“a **security official**”, “Ruiz, a **professor of law**”: the first noun for a human being, its compounds and
    what it is of."""
    partitive = text.language.closed_class("partitive_nouns")
    behind = False  # in a prepositional phrase: “an aide to the **mayor**”
    for n, i in enumerate(group):
        opens = text.tokens[i].upos == "ADP" and i not in text.names and not _is_hyphened(text, group, n)
        if opens and not _is_before_count(text, group, n):
            behind = not (n and (text.lemma(group[n - 1]) in partitive or text.tokens[group[n - 1]].upos == "NUM"))
        if not behind and _is_role_noun(text, group, n):
            first = min(_first_of_role(text, group, n), n - (i - _chief_before(text, i)))
            first = first if first >= 0 else n
            return group[first : _last_of_role(text, group, n) + 1]
    return None


def _is_before_count(text: Text, group: Tokens, n: int) -> bool:
    """“**at** least a dozen members”, “more **than** 200 judges”: of no noun before it."""
    partitive = text.language.closed_class("partitive_nouns")
    behind = group[n + 1 : n + 4]
    counted = any(text.tokens[i].upos == "NUM" or text.lemma(i) in partitive for i in behind)
    return counted and not any(text.tokens[i].upos in NOUNS for i in group[:n])


def _is_hyphened(text: Text, group: Tokens, n: int) -> bool:
    """“her **in**-state director”"""
    return n + 1 < len(group) and text.tokens[group[n + 1]].text == "-"


def _is_role_noun(text: Text, group: Tokens, n: int) -> bool:
    """Whether a word is the noun that says what somebody is or does, not whose they are: “the **mayor**'s wife”."""
    language, i = text.language, group[n]
    if i not in text.names and _is_position(text, group, n):
        return True
    if i in text.names or not _may_head(text, group, n):
        return False
    lemma = text.lemma(i)
    following = text.tokens[group[n + 1]] if n + 1 < len(group) else None
    if following is not None and _is_title_of_owner(text, group, following.i):
        return False
    if following is not None and (following.is_genitive or is_of_two(text, i)):  # “**Detective** Sgt. Ruiz”
        return False
    if following is not None and lemma in language.closed_class("ranks_of_roles") and following.upos == "NOUN":
        return False  # “**associate** director”, whatever the parse makes of it
    if (
        lemma in language.closed_class("partitive_nouns")
        and following is not None
        and following.lower in language.closed_class("of")
    ):
        return False
    if text.tokens[i].lower in language.closed_class("parties"):
        return n > 0 and text.tokens[group[n - 1]].lower in language.words("seniority")  # “the top **Democrat** on it”
    is_vague = lemma in language.words("vague_nouns") and (following is None or following.i not in text.mine)
    return not is_vague and is_human(lemma, language)  # “a critic said” tells less than “the **critic** Ana Ruiz”


def _is_position(text: Text, group: Tokens, n: int) -> bool:
    """“Bulls **center** Al Hill”, “a running **back**”, “a mail **carrier**”: what one is by one's place in a team, and
    by two words; not “in the **end** Hill won”."""
    i, classes = group[n], text.language.closed_class
    if any(token.is_genitive for token in text.tokens[i + 1 : i + 2]):
        return False
    is_first_half = {text.tokens[i].lower} & (classes("ranks_of_roles").keys() | classes("adjectives_of_roles").keys())
    before = text.tokens[group[n - 1]].lower if n and not is_first_half else ""
    if is_role_of_two(before, text.tokens[i].lower, text.language):
        return n + 1 == len(group) or text.tokens[group[n + 1]].upos not in NOUNS or not _goes_on_behind(text, i)
    if i + 1 not in text.mine or text.lemma(i) not in classes("positions_of_players"):
        return False
    return n > 0 or i == 0 or text.tokens[i - 1].upos not in ("DET", "ADP")


def _goes_on_behind(text: Text, i: int) -> bool:
    """“fire **inspector** general”: whether a noun is a part of the one behind it."""
    return text.tokens[i].relation == "compound" and text.tokens[i].head == i + 1 and i + 1 not in text.names


def _is_title_of_owner(text: Text, group: Tokens, i: int) -> bool:
    """“**President** Hill's former chief of staff”: of somebody else, whose somebody is."""
    name = text.names.get(i, NOBODY)
    is_other = name.kind is Kind.PERSON and name.first == i and i not in text.mine
    return is_other and name.last in group and text.tokens[name.last].is_genitive


def _may_head(text: Text, group: Tokens, n: int) -> bool:
    """Whether a word can be the noun of a role: “chief **executive** Paul Weir”, “Chief Executive **Officer**”."""
    roles = text.language.words("role_nouns")
    token = text.tokens[group[n]]
    following = group[n + 1] if n + 1 < len(group) else None
    if token.upos == "ADJ":
        is_last = following is None or following in text.names or is_address(text, following)
        return token.lemma.lower() in roles and is_last
    if token.upos == "PROPN":
        return token.lemma.lower() in roles and not _goes_on(text, token, following)
    return token.upos == "NOUN" and not _goes_on(text, token, following)


def _goes_on(text: Text, token: Token, following: int | None) -> bool:
    """“**campaign** manager”: a compound with the noun behind it, not “**spokesman** Tom Hill”."""
    if token.relation != "compound" or following is None or following in text.mine or _is_in_chief(text, following):
        return False
    if end_of_role(text.document, token.i):
        return False  # “**Trooper** First Class”
    if is_address(text, following):  # “chief **executive** Prof Ana Ruiz”
        return False
    if text.tokens[following].upos == "ADJ" and token.head > following and token.head not in text.mine:
        following = token.head  # “**Deputy** chief minister”
    return text.tokens[following].upos in NOUNS and text.names.get(following, NOBODY).kind is not Kind.PERSON


def _first_of_role(text: Text, group: Tokens, n: int) -> int:
    """“a **campaign** manager”, “**political** director”, “**front-**runner”, “**Majority** Leader”."""
    tokens, ends = text.tokens, text.language.closed_class("ends_of_roles_in_names")
    first = n
    while first and group[first - 1] == group[first] - 1:
        before = group[first - 1]
        hyphened = (
            first > 1 and tokens[before - 1].text == "-" and tokens[before].upos == "NOUN"
        )  # “**in-house** lawyer”
        if hyphened or _is_field(text, before, ("NOUN",)) or tokens[before].lower in ends or is_of_two(text, before):
            first -= 1
        elif first > 1 and (
            _joins_words(text, before, group[first])
            or owns_role(text, before)
            or (first < n and _joins_fields(text, group[first - 2 : first]))
        ):
            first -= 2
        else:
            break
    return first


def _joins_fields(text: Text, words: Tokens) -> bool:
    """“a **labor and** delivery nurse”, “**parks and** recreation director”: one more of what a role is for; not “a
    member of the **board and** law professor”."""
    field, joint = words
    token = text.tokens[field]
    if joint != field + 1 or text.tokens[joint].lower not in text.language.closed_class("and"):
        return False
    if joins_fields(text.document, joint):
        return field not in text.names
    is_noun = token.upos == "NOUN" and token.text.islower()
    return is_noun and _is_field(text, field, ("NOUN",)) and not is_human(text.lemma(field), text.language)


def is_of_two(text: Text, i: int) -> bool:
    """“**District** Attorney”, “**Health** Secretary”, “**Secretary**-General”: with the word behind it one role, no
    organisation; not “Homeland **Security** Secretary”."""
    hyphened = i + 1 < len(text.tokens) and text.tokens[i + 1].text == "-"
    behind, name = text.tokens[i + 1 + hyphened : i + 2 + hyphened], text.names.get(i)
    if not behind:
        return False
    classes, first, second = text.language.closed_class, text.tokens[i].lower, behind[0].lower.rstrip(".")
    words = len(name.words) if name is not None and name.last == i + 1 else 0
    is_rank_beside = text.tokens[i - 1].lower in classes("ranks_for_now")  # “**Acting Police** Chief”
    ends_name = words > 1 and not (words == _TWO and is_rank_beside)
    if _is_of_three(text, i):
        return True
    if joins_fields(text.document, i - 1) or ends_body_of_two(text.document, i):  # “Fish and **Game** Warden”
        return False
    if is_role_of_two(
        first, second, text.language
    ):  # “United Nations **High** Commissioner”, “Harlow **County** Judge”
        is_within = name is not None and name.first < i < name.last - 1  # “Moss **County** Sheriff's Deputy”
        return not ((ends_name or is_within) and first in classes("ends_of_places"))
    if ends_name:
        return False
    is_holder = is_holder_of_portfolio(first, second, text.language)
    return is_holder or f"{first}-{second}" in classes("roles_with_their_field")


def _is_of_three(text: Text, i: int) -> bool:
    """“**National Security** Adviser”: the first two words of a role of three, whatever the parse makes of it."""
    threes = text.language.closed_class("roles_of_three_words")
    if text.tokens[i].lower not in _words_of_three(text.language):
        return False
    words = [token.lower for token in text.tokens[max(0, i - 1) : i + 3]]
    return any("-".join(words[n : n + 3]) in threes for n in range(min(i, 1) + 1))


@cache
def _words_of_three(language: Language) -> frozenset[str]:
    """The words of roles of three words."""
    return frozenset(word for role in language.closed_class("roles_of_three_words") for word in role.split("-"))


def _chief_before(text: Text, i: int) -> int:
    """“**Chief** People Officer”, “**chief** public health officer”: where the role of an officer of firms begins; the
    noun itself if it is another."""
    classes = text.language.closed_class
    if text.tokens[i].lower not in classes("officers"):
        return i
    for first in range(i - 2, max(-1, i - 1 - _FIELDS), -1):
        between = text.tokens[first + 1 : i]
        if text.tokens[first].lower in classes("heads_of_officers"):
            return first if all(t.upos in ("NOUN", "PROPN", "ADJ") and t.i not in text.names for t in between) else i
    return i


_FIELDS = 4  # words between “chief” and “officer”, and these


def _joins_words(text: Text, i: int, behind: int) -> bool:
    """“actor**/**director”, “front**-**runner”"""
    return text.tokens[i].text in ("-", "/") and text.tokens[behind].start == text.tokens[i].end


def owns_role(text: Text, i: int) -> bool:
    """“State**'s** Attorney”, “Sheriff**'s** Deputy”: a genitive within a role."""
    if not 0 < i < len(text.tokens) - 1 or not text.tokens[i].is_genitive:
        return False
    both = text.tokens[i - 1].lower, text.tokens[i + 1].lower
    return "-".join(both) in text.language.closed_class("roles_with_their_owner")


def _last_of_role(text: Text, group: Tokens, n: int) -> int:
    """“secretary **of state**”, “professor **of political science**”, “president-**elect**”; not “star **of
    television**'s soap”, “leader **of last week**'s march”, “wife **of Police** Chief Tom Hill”."""
    while n + 2 < len(group) and (_is_glued(text, group[n + 1]) or _is_in_chief(text, group[n + 1])):
        n += 2
    if (ending := end_of_role(text.document, group[n])) and group[n] + ending in group:
        n = group.index(group[n] + ending)
    if n + 2 >= len(group) or text.tokens[group[n + 1]].text not in text.language.closed_class("of"):
        return n
    last = n + 1 + _is_the_before_matter(text, group, n + 2)
    while last + 1 < len(group) and _is_matter(text, group[last + 1]):
        last += 1
    behind = group[last + 1] if last + 1 < len(group) else None
    owns = behind is not None and (text.tokens[behind].is_genitive or is_date(text, behind))
    owns = owns or (behind is not None and _is_of_somebody_else(text, behind))
    return n if text.tokens[group[last]].upos in ("ADP", "DET") or owns else last


def _is_of_somebody_else(text: Text, i: int) -> bool:
    """“wife of Police Chief **Tom** Hill”, “widow of state **Sen.** Tom Hill”: by name, or by what stands before it."""
    name = text.names.get(i, NOBODY)
    is_title = text.tokens[i].lower.rstrip(".") in text.language.table("titles") and text.tokens[i].text[0].isupper()
    return is_title or (name.kind is Kind.PERSON and name.first not in text.mine)


def _is_the_before_matter(text: Text, group: Tokens, n: int) -> bool:
    """“Secretary of **the** Interior”, “justice of **the** peace”"""
    if n + 1 >= len(group) or text.tokens[group[n]].lower not in text.language.closed_class("the"):
        return False
    matter, classes = text.tokens[group[n + 1]], text.language.closed_class
    name = text.names.get(matter.i, NOBODY)
    is_told = matter.lower in classes("matters_behind_the") or (
        matter.text[0].isupper() and matter.lower in classes("portfolios")
    )
    return is_told and len(name.words) < 2


def _is_glued(text: Text, i: int) -> bool:
    """The hyphen of “president**-**elect”, “singer**-**songwriter”."""
    before, *hyphened = text.tokens[i - 1 : i + 2]
    glued = all(token.start == ahead.end for ahead, token in pairwise((before, *hyphened)))
    return len(hyphened) > 1 and hyphened[0].text == "-" and glued


def _is_in_chief(text: Text, i: int) -> bool:
    """“commander **in** chief”"""
    of_all = "-".join(token.lower for token in text.tokens[i : i + 2])
    return of_all in text.language.closed_class("ends_of_roles_of_all")


def _is_matter(text: Text, i: int) -> bool:
    """“secretary of **State**”, “professor of **political science**”; not “supporter of **Republican** Tom Hill”"""
    if text.tokens[i].lower in text.language.closed_class("parties"):
        return False
    name = text.names.get(i, NOBODY)
    if name.kind is Kind.ORGANIZATION and len(name.words) > 1:  # “director of **State** Farm”, “of **General** Motors”
        words = (text.tokens[j] for j in range(name.first, name.last))
        return len(name.words) < 3 and all(is_matter(word, text.language) for word in words)
    if is_matter(text.tokens[i], text.language):
        return True
    if text.tokens[i].lower in text.language.closed_class("matters_behind_the"):
        return i > 0 and text.tokens[i - 1].lower in text.language.closed_class("the")
    if is_matter(text.tokens[i], text.language):
        return len(name.words) < 3
    if name.kind is Kind.UNKNOWN and len(name.words) == 1:  # “Professor of **Medicine**”
        return True
    return _is_field(text, i, ("NOUN", "ADJ")) and not is_date(text, i)


def _is_field(text: Text, i: int, tags: tuple[str, ...]) -> bool:
    """A word of the role, not of whom it is for: “**security** official”, “secretary of **state**”."""
    language, token, lemma = text.language, text.tokens[i], text.lemma(i)
    if lemma in language.closed_class("people_beside_roles"):
        return False
    if language.closed_class("ranks_of_roles").keys() & {lemma, token.lower}:  # “**managing** director”
        return True
    if i in text.names:
        return False
    if any(lemma in language.closed_class(name) for name in ("adjectives_of_roles", "portfolios")):
        return True
    if token.upos not in tags or lemma in language.words("seniority") or lemma in language.closed_class("former"):
        return False
    return lemma not in language.classes("organization_nouns")


def is_towards_others(text: Text, role: Tokens) -> bool:
    """“a **friend** of Ruiz”, “Ruiz's **rival**”: how somebody stands to others rather than what they are."""
    return is_rival(text, role) or text.lemma(role[-1]) in text.language.closed_class("roles_towards_others")


def is_rival(text: Text, role: Tokens) -> bool:
    """“Ruiz's **challenger**”, “his **predecessor**”: of no house of theirs."""
    return text.lemma(role[-1]) in text.language.closed_class("rivals")


def title_of(text: Text, names: Iterable[Name]) -> Tokens | None:
    """“**Sen.** Ruiz”, “**Vice President** Ruiz”, “**Secretary-General** Ruiz”: the first title in capitals of those
    that say who one is."""
    for name in names:
        if name.title is None or name.first == 0 or name.title in text.language.closed_class("no_titles"):
            continue
        last = name.first - 1 if text.tokens[name.first - 1].text != "." else name.first - 2
        if last < 0 or text.tokens[last].lower.rstrip(".") != name.title or not text.tokens[last].text[0].isupper():
            continue
        first = _chief_before(text, last)
        short = text.tokens[last].text.endswith(".") or text.tokens[last + 1].text == "."
        short = short or not tells_role(text, (last,))  # “Labour MP **Dame** Ana Ruiz”
        while first and _is_of_title(text, before := _behind_hyphen(text, first - 1), short=short):
            first = before
        last += text.tokens[last + 1].text == "." and last + 2 == name.first  # “**Sens.** Ruiz and Hill”
        return tuple(range(first, last + 1))
    return None


def _behind_hyphen(text: Text, i: int) -> int:
    """A token, or the one before it where it is a hyphen: “**Secretary**-General”."""
    return i - (text.tokens[i].text == "-")


def _is_of_title(text: Text, i: int, *, short: bool) -> bool:
    """“**Vice** President”, “**Attorney** General”, “**Majority** Leader”, “**District** Attorney”; of what is `short`
    for a word no other role: “Chairman **Gen.** Tom Hill”."""
    token, language = text.tokens[i], text.language
    if not token.text[0].isupper() or (i in text.names and text.names[i].kind is Kind.PERSON):
        return False
    if token.lower in language.closed_class("parties"):  # “**Republican** Gov. Hill”
        return False
    lexicons = language.words("role_nouns"), language.words("titles"), language.closed_class("ends_of_roles_in_names")
    ranks = language.closed_class("ranks_of_roles")
    is_rank = token.lower.rstrip(".") in ranks or token.lower in language.closed_class("adjectives_of_roles")
    is_rank = is_rank or is_of_two(text, i)
    may_go_on = not short or token.text.endswith(".")  # “**Lt.** Col. Tom Hill”
    return is_rank or (may_go_on and any(token.lower.rstrip(".") in words for words in lexicons))


def is_date(text: Text, i: int) -> bool:
    """“**July** 2015 President Obama”"""
    token, language = text.tokens[i], text.language
    return token.lower.rstrip(".") in language.words("months") or token.lemma.lower() in language.words("time_nouns")
