"""Where somebody belongs: an organisation, a person one works for, a party."""

from collections.abc import Iterable, Iterator
from itertools import takewhile

from quoteattr.language import Language
from quoteattr.records import Kind
from quoteattr.speakers.names.kinds import joins_fields, one_word
from quoteattr.speakers.names.name import Name
from quoteattr.speakers.phrases import is_human
from quoteattr.speakers.roles import NOUNS, is_of_two, is_rival, is_towards_others, owns_role
from quoteattr.speakers.tellings import LEADING, NOBODY, Telling, Text, Tokens


def is_proper(text: Text, affiliation: Tokens | None) -> bool:
    """“**Acme**”, “**Democratic**”; not “the **company**”."""
    if affiliation is None or affiliation[0] in text.names:
        return affiliation is not None
    token = text.tokens[affiliation[0]]
    starts = token.i == text.document.sentences[token.sentence].first and len(affiliation) == 1
    starts = starts and token.lemma.lower() in text.language.classes("organization_nouns")
    return token.text[0].isupper() and not starts  # not “**Hospital** spokeswoman Ana Ruiz”


def is_home_of(text: Text, telling: Telling) -> bool:
    """Whether what one works for or runs is an organisation itself: not “for **Acme's rival**”, “the **Acme car**”."""
    head, organisations = telling.head, text.language.classes("organization_nouns")
    if head not in text.names and text.lemma(head) in text.language.closed_class("undertakings"):
        return _is_of_another(text, head)  # “has run a good **campaign**”; but “managed **Al Gore's campaign**”
    if text.lemma(head) in text.language.closed_class("parts_of_bodies"):  # “oversees **Acme's legal division**”
        bodies = (n for n in _names_in(text, telling.tokens) if n.kind is Kind.ORGANIZATION)
        if any(text.tokens[n.last].is_genitive for n in bodies if n.last in telling.tokens):
            return True
    is_part = text.lemma(head) in text.language.closed_class("bodies_behind_names")
    if is_part and text.names.get(head - 1, NOBODY).kind is Kind.ORGANIZATION:
        return True  # “heads the Sierra Club **chapter**”
    pair = f"{text.lemma(head - 1)} {text.lemma(head)}" if head else ""  # “works at the **Coast Guard**”
    is_body = text.lemma(head) in organisations or pair in organisations
    return head in text.names or (is_body and _is_certain_one(text, head))


def district_of(text: Text, telling: Telling) -> Tokens | None:
    """“who represents **Ward 3**”, “she represents **the Fifth District**”, “… **Ohio**”: for whom somebody sits."""
    if telling.verb is None or text.lemma(telling.verb) not in text.language.closed_class("verbs_of_acting_for"):
        return None
    numbered = text.language.closed_class("numbered_bodies")
    bodies = (i for i in telling.tokens if text.tokens[i].lower in numbered)
    beside = ((i, j) for i in bodies for j in (i - 1, i + 1) if j in telling.tokens and _counts(text, j))
    if (body := next(beside, None)) is not None:
        return tuple(sorted(body))
    place = next((n for n in _names_in(text, telling.tokens) if n.place), None)
    return tuple(range(place.first, place.last)) if place is not None else None


def _counts(text: Text, i: int) -> bool:
    """“Ward **3**”, “the **Fifth** District”, “the **5th** District”"""
    token = text.tokens[i]
    return token.text[0].isdigit() or (token.upos in ("ADJ", "NUM", "PROPN") and token.text[0].isupper())


def _is_of_another(text: Text, noun: int) -> bool:
    """“**Gore's** campaign”, “the campaign **of Al Gore**”: of somebody else who is named."""
    tokens, of = text.tokens, text.language.closed_class("of")
    owners = (
        child
        for child in text.document.children[noun]
        if tokens[child].deprel == "nmod:poss"
        or (child > noun and tokens[child].relation == "nmod" and tokens[noun + 1].lower in of)
    )
    return any(child in text.names and text.names[child].first not in text.mine for child in owners)


def _is_certain_one(text: Text, noun: int) -> bool:
    """“left **the office**”; not “left **office**”."""
    return any(text.tokens[child].relation != "case" for child in text.document.children[noun])


def _names_in(text: Text, stretch: Iterable[int]) -> Iterator[Name]:
    """The names that begin in a stretch of tokens, in order."""
    return (name for i in stretch if (name := text.names.get(i)) is not None and name.first == i)


def house_of_work(text: Text, verb: int) -> Tokens | None:
    """“heads a project **for the Harlow Institute**”: for whom somebody runs what is no organisation."""
    end = text.document.sentences[text.tokens[verb].sentence].last
    behind = takewhile(lambda i: text.tokens[i].upos not in ("PUNCT", "VERB", "AUX"), range(verb + 1, end))
    home = (
        n
        for n in _names_in(text, behind)
        if n.kind is Kind.ORGANIZATION and may_have_people(text, n) and _is_home(text, n)
    )
    return next((tuple(range(name.first, name.last)) for name in home), None)


def house_before(text: Text, group: Tokens, role: Tokens) -> Tokens | None:
    """“The **Harlow Bank** lost money, said Ana Ruiz, *its* president”: the only organisation named before that in the
    sentence, else in the one before."""
    owners = text.language.closed_class("possessives_of_houses")
    if is_towards_others(text, role):
        return None  # “**their** neighbor, Al Hill”
    owner = next((i for i in group if i < role[0] and text.tokens[i].lower in owners), None)
    if owner is None:
        return None
    if "relative_possessive" in text.tokens[owner].traits:  # “Acme, **whose** president, Tom Hill, …”
        right = next(
            (n for n in _names_in(text, range(max(0, owner - _NAME), owner)) if owner - n.last in (0, 1)), NOBODY
        )
        is_house = right.kind is Kind.ORGANIZATION and may_have_people(text, right)
        return tuple(range(right.first, right.last)) if is_house else None
    number = text.tokens[owner].sentence
    for n in (number, number - 1)[: number + 1]:
        sentence = text.document.sentences[n]
        named = _names_in(text, range(sentence.first, min(sentence.last, owner)))
        houses = {name.words: name for name in named if name.kind is Kind.ORGANIZATION}
        homes = [name for name in houses.values() if may_have_people(text, name) and not _joins_fields(text, name)]
        if homes:
            return tuple(range(homes[0].first, homes[0].last)) if len(homes) == 1 else None
    return None


def _joins_fields(text: Text, name: Name) -> bool:
    """“The **Building and Zoning** Director wept. Its owner”: what somebody's office is for."""
    return any(joins_fields(text.document, i) for i in range(name.first, name.last))


_NAME = 9  # tokens of a name and a comma


def only_where(text: Text, group: Tokens) -> Tokens | None:
    """Where somebody belongs, without a role: “Ana Ruiz **of Fox News**”, “**Fox News**' Ana Ruiz”, “(**R-Va.**)”."""
    own = next((n for n, i in enumerate(group) if i in text.mine), None)
    if any(text.lemma(i) in text.language.closed_class("rivals") for i in group):
        return None  # “Ruiz's **Senate** opponent”
    affiliation = affiliation_of(text, group, ())
    if affiliation is None or _is_of_vague(text, group, affiliation):
        return affiliation
    if own is None:
        return affiliation if _stands_alone(text, group, affiliation) else None
    last = text.names[group[own]].last
    before = affiliation[-1] in range(group[own] - 2, group[own])
    return affiliation if before or affiliation[0] in range(last + 1, last + 3) else None


def _is_of_vague(text: Text, group: Tokens, affiliation: Tokens) -> bool:
    """“a **Calder Bank** source”, “a source at **Calder Bank**”; not “the choice of many **party** insiders”."""
    vague, shares = text.language.words("vague_nouns"), text.language.closed_class("collective_people")
    nouns = (i for i in group if text.tokens[i].upos == "NOUN" and text.lemma(i).rpartition("-")[2] not in shares)
    head = next(nouns, group[-1])
    own = takewhile(lambda i: i <= head or text.tokens[i].upos != "ADP", group)
    return any(text.lemma(i) in vague and i not in affiliation for i in own)


def _is_maker_of_work(text: Text, role: Tokens) -> bool:
    """“author of **Public Policy Hooligan**”; not “author of a **Brookings Institution** study”."""
    classes = text.language.closed_class
    if not role or text.lemma(role[-1]) not in classes("makers_of_works"):
        return False
    behind = [token for token in text.tokens[role[-1] + 1 : role[-1] + 4] if token.lower not in classes("the")]
    return len(behind) > 1 and behind[0].lower in classes("of") and behind[1].text[0].isupper()


def _stands_alone(text: Text, group: Tokens, affiliation: Tokens) -> bool:
    """“Ruiz, **of Acme**”, “Ruiz (**R-Va.**)”, “**a Democrat** from Maine”; no person's name, nobody else's bracket."""
    first, before = affiliation[0], text.tokens[group[0] - 1] if group[0] else None
    if text.names.get(first, NOBODY).kind is Kind.PERSON:
        return False
    if not is_proper(text, affiliation) and group[0] == first:
        return False  # “Ruiz (**right**)”
    if before is not None and (before.upos == "CCONJ" or before.text == ":"):  # “author of ‘Fun: Inside **Acme**’”
        return False
    if text.tokens[first].text in text.language.closed_class("letters_of_parties"):
        return first > 1 and text.names.get(first - 2, NOBODY).first in text.mine
    told = [i for i in group if i < first and text.tokens[i].upos not in LEADING | {"ADJ"}]
    if is_party(text, first):
        return all(text.tokens[i].upos == "PROPN" for i in told)  # “the **Ohio** Democrat”
    if text.tokens[group[0]].lower in text.language.closed_class("the"):
        return False  # of a list: “Tom Hill, **the Harlow Bank** and the city”
    behind = text.tokens[affiliation[-1] + 1 : affiliation[-1] + 2]
    if first == group[0] and behind and behind[0].upos != "PUNCT":
        return False  # “Hill, **Acme** clash over bridge”
    opening = 1 if text.tokens[group[0]].upos == "ADV" else 0  # “Hill, **now** with the Bureau of Mines”
    return not told and len(group) <= len(affiliation) + 2 + opening


def affiliation_of(text: Text, group: Tokens, role: Tokens) -> Tokens | None:
    """“**State Department** spokesman”, “a fellow at the **Brookings Institution**”, “**Clinton** aides”,
    “a **company** spokesman”, “a **Republican** strategist”: an organisation, else a person, a noun, a party."""
    if _is_maker_of_work(text, role):
        group = tuple(i for i in group if i <= role[-1])
    if role and is_towards_others(text, role):
        return _party(text, group) if is_rival(text, role) else None  # “his **Democratic** rival”
    if (owner := _owner_of_role(text, group, role)) is not None:
        return owner
    named = _without_titles_of_others(text, list(_homes_named(text, group, role)))
    named = _before_second_role(text, group, role, named)
    whole = [n for n in named if n.kind is Kind.ORGANIZATION and not (len(n.words) == 1 and is_party(text, n.first))]
    whole = whole or [n for n in named if n.kind is not Kind.ORGANIZATION and _modifies(text, group, n)]
    if whole:
        home = max(whole, key=lambda name: _is_home(text, name))  # the first of several
        if home.kind is Kind.PERSON and home.last + 1 in group and is_party(text, home.last + 1):
            return _party(text, group)  # “Hill's **Labour** shadow”
        if (body := _body_one_is_at(text, group, role, home)) is not None:
            return body
        beside = tuple(i for i in group if i not in role[1:])  # “**Hill campaign** manager”
        body = _with_owner(text, group, _with_ordinal(text, group, _without_role(text, home)))
        return _with_holder(text, group, _with_body(text, beside, body))
    noun, party = _with_holder(text, group, _noun_of_organisation(text, group, role)), _party(text, group)
    return party if party is not None and not is_proper(text, noun) else noun


def _without_titles_of_others(text: Text, named: list[Name]) -> list[Name]:
    """“an aide to **Senate** Majority Leader Tom Hill”, “a lawyer for **Acme** chief executive Tom Hill”: without the
    bodies that only tell what somebody else is, who is named."""
    people = [name.first for name in named if name.kind is Kind.PERSON]

    def is_in_title(name: Name) -> bool:
        behind = next((i for i in people if i > name.last), name.last)
        title = text.tokens[name.last : min(behind, name.last + _TITLE)]
        is_whole = bool(title) and title[-1].i == behind - 1 and all(t.upos in (*NOUNS, "ADJ") for t in title)
        return is_whole and is_human(text.lemma(behind - 1), text.language)

    return [name for name in named if not is_in_title(name)] if people else named


_TITLE = 5  # words of “deputy chief executive officer”


def _body_one_is_at(text: Text, group: Tokens, role: Tokens, name: Name) -> Tokens | None:
    """“vice president of Real Estate at the **company**”: a noun behind what the role is of."""
    of = text.tokens[name.first - 1].lower if name.first else ""
    if not role or name.first - 1 != role[-1] + 1 or of not in text.language.closed_class("of"):
        return None
    behind = tuple(i for i in group if i >= name.last)
    at = text.tokens[behind[0]].lower if behind else ""
    is_at = at in text.language.closed_class("affiliating") and at not in text.language.closed_class("from")
    return _noun_of_organisation(text, behind, ()) if is_at else None


def _is_called(text: Text, noun: str) -> bool:
    """“the U.S. Geological **Survey** … the survey's coordinator”: whether a body's name of several words ends so."""
    bodies = (n for n in text.names.values() if n.kind is Kind.ORGANIZATION and len(n.words) > 1)
    return any(n.words[-1].lower() == noun for n in bodies)


def _with_ordinal(text: Text, group: Tokens, name: Tokens) -> Tokens:
    """“**Third Ward** alderwoman Ana Ruiz”: one of many bodies that are called alike, with its number."""
    is_one = len(name) == 1 and text.tokens[name[0]].lower in text.language.closed_class("numbered_bodies")
    before = text.tokens[name[0] - 1] if is_one and name[0] - 1 in group else None
    return (before.i, *name) if before is not None and before.upos == "ADJ" and before.text[0].isupper() else name


def _with_owner(text: Text, group: Tokens, name: Tokens) -> Tokens:
    """“**Joe's Pizza** spokeswoman Ana Ruiz”, “director of **Children's Hospital** of Harlow”: with the words before it
    that look as if they owned it; not “**Hill's** Senate office”."""
    ending = name[0] - 1
    if ending - 1 not in group or not text.tokens[ending].is_genitive or not text.tokens[ending - 1].text[0].isupper():
        return name
    owner, last = text.names.get(ending - 1, NOBODY), text.tokens[name[-1]]
    is_somebodys = owner.kind is Kind.PERSON and (
        len(owner.words) > 1 or owner.title is not None or owner.first in text.mine
    )
    is_somebodys |= text.names.get(name[0], NOBODY).place or (owner.kind is Kind.PERSON and len(name) > 1)
    known = last.lower in one_word(text.language) or last.lower in text.language.classes("organization_nouns")
    return (
        name
        if is_somebodys or known
        else tuple(range(owner.first if owner is not NOBODY else ending - 1, name[-1] + 1))
    )


def _owner_of_role(text: Text, group: Tokens, role: Tokens) -> Tokens | None:
    """“the **survey**'s coordinator for the ShakeAlert system”: the body whose coordinator somebody is, told by a noun,
    before what is named behind."""
    genitive = next((i for i in group if role and i < role[0] and text.tokens[i].is_genitive), 0)
    if not genitive or genitive - 1 not in group or genitive - 1 in text.names or is_of_two(text, genitive + 1):
        return None
    noun, organisations = text.lemma(genitive - 1), text.language.classes("organization_nouns")
    is_owned = text.lemma(role[-1]) in text.language.closed_class("roles_of_owners")
    is_body = (noun in organisations or (not is_owned and _is_called(text, noun))) and not owns_role(text, genitive)
    is_small = text.tokens[genitive - 1].text.islower()
    return _house_of(text, group, genitive - 1) if is_body and is_small else None


def _homes_named(text: Text, group: Tokens, role: Tokens) -> Iterator[Name]:
    """What is named in a stretch, beside somebody and a role, and may have people."""
    others = (n for n in _names_in(text, group) if n.first not in text.mine and n.first not in role)
    wrong = (_is_tool, _is_in_role, _is_where_from, _is_where_sent)
    others = (n for n in others if not any(is_such(text, role, n) for is_such in wrong))
    ends = (n for n in others if n.last - 1 in group or group[-1] < n.last)  # a comma parts “University of Utah, Ogden”
    return (
        n for n in ends if may_have_people(text, n) and not _is_topic(text, n) and not _is_of_thing(text, n.last - 1)
    )


def _before_second_role(text: Text, group: Tokens, role: Tokens, named: list[Name]) -> list[Name]:
    """“an aide to **Hill** and the chairman of the Harlow Party”: of what is named what stands before a second role,
    which begins under an article of its own; all where nothing does."""
    joints = (i for i in group if role and i > role[-1] and text.tokens[i].upos == "CCONJ")
    begins = (i for i in joints if "DET" in [token.upos for token in text.tokens[i + 1 : i + 3]])
    ends = next(begins, group[-1] + 1)
    return [name for name in named if name.last <= ends] or named


def _is_where_sent(text: Text, role: Tokens, name: Name) -> bool:
    """“Peru's ambassador to the **United States**”: a land that one is sent to."""
    classes, behind = text.language.closed_class, text.tokens[role[-1] + 1 : name.first] if role else []
    is_land = " ".join(name.words).lower() in text.language.words("places")
    if not is_land or not behind or len(behind) > _SENT or text.lemma(role[-1]) not in classes("envoys"):
        return False
    return behind[0].lower in classes("addressing_prepositions")


_SENT = 2  # words of “to the”


def _is_where_from(text: Text, role: Tokens, name: Name) -> bool:
    """“a sophomore from **Mobile**”, “a driver from **Vyasarpadi**”: one word behind *from*, no body that is known."""
    classes, before = text.language.closed_class, text.tokens[max(0, name.first - 1)]
    is_from = before.lower in classes("from") and name.last - name.first == 1
    token = text.tokens[name.first]
    is_unknown = is_from and not token.text.isupper() and token.lower not in one_word(text.language)
    return is_unknown and bool(role) and text.lemma(role[-1]) in classes("roles_from_places")


def _is_in_role(text: Text, role: Tokens, name: Name) -> bool:
    """“**Acting Police** Chief”, “**Public** Health Director”: a part of the role that was taken for a name."""
    ranks = text.language.closed_class("ranks_for_now")
    return bool(role) and all(i in role or text.tokens[i].lower in ranks for i in range(name.first, name.last))


def _is_tool(text: Text, role: Tokens, name: Name) -> bool:
    """“**Plow** driver Al Hill”, “**Ballistics** expert”, at the head of a sentence: what one has to do with, no body;
    but “**Uber** driver”."""
    if not role or name.last - name.first > 1 or name.last != role[-1] or not text.tokens[role[-1]].text.islower():
        return False
    is_head = name.first == text.document.sentences[text.tokens[name.first].sentence].first
    word, classes = text.tokens[name.first].lower, text.language.closed_class
    is_tool = text.lemma(role[-1]) in classes("roles_with_tools") or word in classes("fields_of_people")
    is_tool |= word.endswith(tuple(classes("endings_of_fields")))
    return is_head and is_tool and word not in one_word(text.language)


def may_have_people(text: Text, name: Name) -> bool:
    """A name that is no place, day, people or handle: not “of **Brick**, N.J.”, “**Ethiopian**”, “by @Ruiz”."""
    language = text.language
    if name.place and not (_is_house(name, language) or _is_at(text, name) or _is_branch(text, name)):
        return False
    if _is_seat(text, name) or _is_date(name, language) or _is_where_of_party(text, name) or _is_no_body(text, name):
        return False
    parts = [part for word in name.words for part in word.split("-")]
    origins = [part.lower() in language.words("demonyms") or _is_class(part, language) for part in parts]
    if all(origins) or (len(name.words) == 1 and any(origins)):
        return False
    words = [word.lower() for word in name.words]
    is_matter = words[-1] in language.closed_class("no_affiliations") and language.words(
        "organization_words"
    ).isdisjoint(words)
    is_body = " ".join(words[-2:]) in language.classes("organization_nouns")  # “**Coast Guard**”
    if is_matter or (words[-1] in language.words("role_nouns") and not is_body):
        return False  # “the Iraq **War**”, no School of Law; “Chief Operations **Officer**”
    return not (len(name.words) < 3 and _in_place(text, name))


def _is_branch(text: Text, name: Name) -> bool:
    """“**Entergy Arkansas** spokesman Al Hill”, “**Equality Ohio** director”: a body with its state, before a role that
    no place has; not “**Northern Ohio** spokesman”, “**Ohio** governor”."""
    language = text.language
    first, *_, last = name.words if len(name.words) > 1 else (*name.words, "")
    is_state = last.lower() in language.classes("states") and first.lower() not in language.words("places")
    if not is_state or first.lower() in language.closed_class("first_words_of_names"):
        return False
    behind, before = text.tokens[name.last : name.last + 2], text.tokens[max(0, name.first - 2) : name.first]
    roles = ["-".join(token.lower for token in behind[: n + 1]) for n in range(len(behind))]
    if len(before) > 1 and before[1].lower in language.closed_class("affiliating"):  # “a spokesman for **Acme Ohio**”
        roles.append(before[0].lower)
    return any(role in language.closed_class("roles_of_bodies") for role in roles)


def _is_no_body(text: Text, name: Name) -> bool:
    """“**Ohio**”, “by **@Ruiz**”, “a **Pulitzer** winner”, “(**R**-Va.)”"""
    first, classes = text.tokens[name.first], text.language.closed_class
    no_bodies = (classes("short_names_of_states"), classes("words_of_no_house"))
    if first.text[0] == "@" or (len(name.words) == 1 and any(first.lower in words for words in no_bodies)):
        return True
    return first.text in classes("letters_of_parties") and text.tokens[name.first - 1].text in ("(", ",")


def _is_seat(text: Text, name: Name) -> bool:
    """“the **Harlow**-based startup Acme”: where a body has its seat."""
    behind = [token.lower for token in text.tokens[name.last : name.last + 2] if token.text != "-"]
    return bool(behind) and behind[0] in text.language.closed_class("seated")


def _is_date(name: Name, language: Language) -> bool:
    """“of **May**”, “the killings of **June 4**”; not “of **March of Dimes**”"""
    month, *rest = name.words
    return month.lower().rstrip(".") in language.words("months") and all(word[:1].isdigit() for word in rest)


def _is_where_of_party(text: Text, name: Name) -> bool:
    """“**Bowling Green** Republican Ana Ruiz”: where one of a party is from, who is named right behind."""
    behind = text.names.get(name.last + 1)
    return name is not NOBODY and behind is not None and behind.kind is Kind.PERSON and is_party(text, name.last)


def _is_house(name: Name, language: Language) -> bool:
    """“the Calder **Clinic**”, “the **Pentagon**”: a place where people work."""
    first, last = name.words[0].lower(), name.words[-1].lower()
    if first in language.classes("organization_nouns") and first not in language.closed_class(
        "nouns_of_governed_places"
    ):
        return len(name.words) > 2  # “the **Archdiocese** of Harlow”
    if last in language.closed_class("seats_of_bodies") or _is_letters_of_body(name, language):
        return True
    return len(name.words) > 1 and (
        last in language.words("organization_words") or last in language.closed_class("places_of_work")
    )


def _is_letters_of_body(name: Name, language: Language) -> bool:
    """“**AARP** Pennsylvania”, “**ACLU** of Ohio”: what letters stand for, though where it is is told."""
    letters = name.words[0]
    is_whole = all(word.isupper() for word in name.words)  # “NEW HARLOW”
    is_body = len(letters) > _LETTERS or letters.lower() in one_word(language)
    return len(name.words) > 1 and not is_whole and is_body and letters.isalpha() and letters.isupper()


_LETTERS = 3  # of a state or a land, at most: “USA”, “NYC”


def _is_at(text: Text, name: Name) -> bool:
    """“a cook **at** the Blue Heron”, “a teacher **at** Moss Elementary”: a place of two words and more where people
    work; not “a lawyer in New Harlow”."""
    before = [text.tokens[i].lower for i in range(max(0, name.first - 2), name.first)]
    if before and before[-1] in text.language.closed_class("the"):
        before.pop()
    known = text.language.words("places")
    is_known = " ".join(name.words).lower() in known
    return len(name.words) > 1 and not is_known and before[-1:] == [*text.language.closed_class("workplaces_behind")]


def _is_home(text: Text, name: Name) -> bool:
    """“professor of Transport at **Harlow College**”: what one is at or for, before what one is of."""
    before = [text.tokens[i].lower for i in range(max(0, name.first - 2), name.first)]
    at = text.language.closed_class("affiliating")
    return bool(before) and (before[-1] in at or (before[0] in at and before[-1] in text.language.closed_class("the")))


def _is_topic(text: Text, name: Name) -> bool:
    """“asked the frontrunner about the **Twitter** row”: what somebody does something about, or when; not “a secretary
    during the **Clinton** administration”."""
    before = takewhile(
        lambda token: token.upos in ("DET", "ADP", "ADJ"), reversed(text.tokens[max(0, name.first - 3) : name.first])
    )
    nearest = next((token for token in before if token.upos == "ADP"), None)
    classes = text.language.closed_class
    if nearest is None or nearest.lower not in classes("prepositions_of_topics"):
        return False
    reigns = any(text.lemma(token.i) in classes("reigns") for token in text.tokens[name.last - 1 : name.last + 1])
    return not (reigns and nearest.lower in classes("prepositions_of_reigns"))


def _is_of_thing(text: Text, last: int) -> bool:
    """“Ruiz in a **Facebook** post”, “Hill during the second **GOP** debate”: a word that tells of what kind a thing or
    an occasion is; not “in a **Fox** newsroom”, “in the **Obama** administration”, “at a **Fox** show”."""
    tokens, language = text.tokens, text.language
    above = last
    while tokens[above].relation in ("compound", "amod") and tokens[above].head > above:
        above = tokens[above].head
    if above == last or tokens[above].upos != "NOUN" or above in text.names or is_human(text.lemma(above), language):
        return False
    before = next((t.lower for t in reversed(tokens[max(0, last - _BEFORE) : last]) if t.upos == "ADP"), "")
    classes = language.closed_class
    is_thing = before in classes("prepositions_of_occasions") or text.lemma(above) in classes("occasions")
    is_body = text.lemma(above) in language.classes("organization_nouns") or text.lemma(above) in classes(
        "bodies_behind_names"
    )
    return is_thing and not is_body


_BEFORE = 5  # words of “during the second GOP”


def _is_class(word: str, language: Language) -> bool:
    """“African **Americans**”, “**Muslim**”: a class of people; parties are one's own affair."""
    return word.lower() in language.words("group_names") and word.lower() not in language.closed_class("parties")


def _in_place(text: Text, name: Name) -> bool:
    """“**Brick**, N.J.”: a place in a greater one."""
    if name.last + 1 >= len(text.tokens) or text.tokens[name.last].text != ",":
        return False
    around = text.names.get(name.last + 1)
    words = text.language.words("organization_words")
    return around is not None and around.place and not any(word.lower() in words for word in name.words)


def _without_role(text: Text, name: Name) -> Tokens:
    """“**Senate** Majority Leader”, “**United Nations** High Commissioner”: of the name what is no part of the role."""
    ends = text.language.closed_class("ends_of_roles_in_names")
    last = name.last
    last -= last - 1 > name.first and owns_role(text, last)  # “**Cook County** State's Attorney”
    while last - 1 > name.first and (text.tokens[last - 1].lower in ends or is_of_two(text, last - 1)):
        last -= 1
    while last - 1 > name.first and text.tokens[last - 1].lower in text.language.closed_class("ranks_for_now"):
        last -= 1  # “**NSW Police** Acting Superintendent”
    return tuple(range(name.first, last))


def _with_body(text: Text, group: Tokens, name: Tokens) -> Tokens:
    """“the **Hill campaign**'s director”, “head of **Acme's legal team**”, “of **Harlow College's Kane
    School**”: with the body of it that is meant."""
    bodies, tokens = text.language.closed_class("bodies_behind_names"), text.tokens
    its = text.names.get(name[-1] + 2, NOBODY)
    is_owner = text.names.get(name[0], NOBODY).kind is not Kind.PERSON and its.last - 1 in group
    if its.kind is Kind.ORGANIZATION and is_owner and tokens[name[-1] + 1].is_genitive:
        return tuple(range(name[0], its.last))
    if (last := _number_of_body(text, group, name)) is not None:
        return tuple(range(name[0], last + 1))
    behind = [i for i in group if i > name[-1] and not tokens[i].is_genitive]
    behind = list(takewhile(lambda i: tokens[i].lower not in text.language.closed_class("former"), behind[:_BODY]))
    for n, i in enumerate(behind):
        if i in text.names and text.names[i].place and tokens[name[-1] + 1].is_genitive:
            continue  # “leader of Hill's **South Carolina** coalition”
        is_owner = i + 1 < len(tokens) and tokens[i + 1].is_genitive  # “the Calder **citizens**' association”
        is_human_one = is_human(text.lemma(i), text.language) and not is_owner
        is_noun = tokens[i].upos in ("NOUN", "ADJ", "VERB") or (tokens[i].upos == "PROPN" and tokens[i].text.islower())
        if i in text.names or not is_noun or is_human_one:
            break
        if text.lemma(i) in bodies:
            return tuple(range(name[0], i + 1)) if i - name[-1] <= n + 3 else name
    return _with_apostrophe(text, group, _with_place(text, group, name))


def _with_place(text: Text, group: Tokens, name: Tokens) -> Tokens:
    """“the **Archdiocese of Harlow**”: one word in capitals for a body, with its place."""
    place = text.names.get(name[-1] + 2, NOBODY)
    is_noun = len(name) == 1 and text.lemma(name[0]) in text.language.classes("organization_nouns")
    is_of = (
        place.place and place.last - 1 in group and text.tokens[name[-1] + 1].lower in text.language.closed_class("of")
    )
    return tuple(range(name[0], place.last)) if is_noun and is_of else name


def _with_apostrophe(text: Text, group: Tokens, name: Tokens) -> Tokens:
    """“a spokesman for **St. Luke's**, Al Hill”: a name that ends as if it owned something, and nothing follows."""
    ending, *behind = text.tokens[name[-1] + 1 : name[-1] + 4] or (text.tokens[name[-1]],)
    before = text.tokens[name[0] - 1] if name[0] else ending
    is_saint = text.tokens[name[0]].lower in text.language.closed_class("saints") and name[-1] == name[0] + 1
    is_persons = text.names.get(name[0], NOBODY).kind is Kind.PERSON and not is_saint
    if before.upos not in ("ADP", "DET") and is_persons:
        return name  # “**Weitz**'s”
    is_joined = len(behind) > 1 and behind[1].text == "-"  # “Hill's **in**-house adviser”
    is_bare = (
        bool(behind) and (behind[0].i not in group or behind[0].upos in ("PUNCT", "ADP", "CCONJ")) and not is_joined
    )
    classes, first = text.language.closed_class, text.tokens[name[0]].lower
    is_bare |= is_saint or (len(name) == 1 and first in classes("names_of_firms_with_apostrophe"))
    return (*name, ending.i) if ending.is_genitive and is_bare else name


_BODY = 4  # words of “South Carolina antiabortion coalition”


def numbered_before(text: Text, group: Tokens, role: Tokens) -> Tokens | None:
    """“**Ward 3** Councilman Al Hill”, “**District 5** Supervisor Ana Ruiz”: one of many bodies before a role."""
    number = role[0] - 1
    if number not in group or number - 1 not in group or not text.tokens[number].text.isdecimal():
        return None
    body = text.tokens[number - 1]
    is_body = body.text[0].isupper() and body.lower in text.language.closed_class("numbered_bodies")
    is_alone = number - 2 not in group or text.tokens[number - 2].upos not in NOUNS  # not “UAW Local 12 president”
    return (number - 1, number) if is_body and is_alone else None


def _number_of_body(text: Text, group: Tokens, name: Tokens) -> int | None:
    """“UAW **Local 12**”, “Engine Company **9**”: the number of one of many bodies that are called alike."""
    numbered, last = text.language.closed_class("numbered_bodies"), name[-1]
    last += last + 1 in group and text.tokens[last].lower not in numbered and text.tokens[last + 1].text[0].isupper()
    is_one = text.tokens[last].lower in numbered and last + 1 in group
    return last + 1 if is_one and text.tokens[last + 1].text[0].isdigit() else None


def _modifies(text: Text, group: Tokens, name: Name) -> bool:
    """“**Clinton** aides”, “**Clinton's** lawyer”, “an aide to **Clinton**”."""
    if name.last in group and is_human(text.lemma(name.last), text.language):
        return True
    if name.last + 1 in group and text.tokens[name.last].is_genitive:  # “Sen. **Hill**'s aide”
        its = {text.lemma(i) for i in group if i > name.last}
        if text.language.closed_class("rivals").keys().isdisjoint(its) and any(is_human(n, text.language) for n in its):
            return True
    if any(text.tokens[i].deprel in ("compound", "nmod:poss") for i in (name.first, name.last - 1)):
        return True
    before = [i for i in group if i < name.first]
    return any(text.tokens[i].upos == "ADP" for i in before) and any(
        is_human(text.lemma(i), text.language) for i in before
    )


def _noun_of_organisation(text: Text, group: Tokens, role: Tokens) -> Tokens | None:
    """“a **company** spokesman”, “an official at the **ministry**”, “**Harbour Safety Committee** chair”."""
    organisations = text.language.classes("organization_nouns")
    for n, i in enumerate(group):
        lemma, token = text.lemma(i), text.tokens[i]
        if (body := _body_of_two_words(text, group, n, role)) is not None:
            return body
        if lemma not in organisations or i in text.names or i in role or lemma in text.language.words("role_nouns"):
            continue
        if _is_no_house(text, group[:n], i):
            continue
        if _is_employer(text, group[:n], i):
            return _with_place(text, group, (i,))
        whole = _called_behind(text, group, i) or _run_for(text, group, i) or _house_of(text, group, i)
        if whole[-1] != i and whole[-1] not in role:  # “a professor at the **state** university's law school”
            return whole
        beside = token.relation == "compound" or token.deprel == "nmod:poss" or i + 1 in role
        if beside and not role and token.head > i and not is_human(text.lemma(token.head), text.language):
            continue  # “a **cabinet** position”
        behind = not role or any(text.tokens[j].upos == "ADP" for j in group[:n])
        if beside or (behind and not token.has("plural")):
            return _capitals_before(text, group, n) if token.text[0].isupper() else whole
    return None


def _with_holder(text: Text, group: Tokens, body: Tokens | None) -> Tokens | None:
    """“the **sheriff's** office”, “**District Attorney's** Office spokesman Tom Hill”: with who has it, by a role."""
    if body is None or text.lemma(body[-1]) not in text.language.closed_class("offices_of_places"):
        return body
    holder = body[0] - 2
    is_held = (
        holder in group
        and text.tokens[holder + 1].is_genitive
        and text.names.get(holder, NOBODY).kind is not Kind.PERSON
    )
    if not is_held or not is_human(text.lemma(holder), text.language):
        return body
    return tuple(range(holder - is_of_two(text, holder - 1), body[-1] + 1))


def _body_of_two_words(text: Text, group: Tokens, n: int, role: Tokens) -> Tokens | None:
    """“a **Coast Guard** spokeswoman”, “an **Ohio National Guard** spokeswoman”, where neither is a name."""
    i = group[n]
    pair = f"{text.lemma(i)} {text.lemma(i + 1)}" if i + 1 in group else ""
    if pair not in text.language.classes("organization_nouns") or {i, i + 1} & {*role, *text.names}:
        return None
    first = _capitals_before(text, group, n)[0] if text.tokens[i].text[0].isupper() else i
    return tuple(range(first, i + 2))


def _is_no_house(text: Text, before: Tokens, i: int) -> bool:
    """“**State** Sen. Hill”, “**syndicated** host”, “gay **rights** supporters”, “mayor of the **town** of Harlow”"""
    token = text.tokens[i]
    is_noun = token.upos in NOUNS or token.relation == "compound"
    if is_of_two(text, i) or not is_noun or token.lower in text.language.closed_class("plurals_of_no_house"):
        return True
    return _only_tells_where(text, before, i) and not _is_employer(text, before, i)


def _is_employer(text: Text, before: Tokens, i: int) -> bool:
    """“a dispatcher with the **city** of Harlow”: of whom a place is, as what people work for."""
    classes, place = text.language.closed_class, text.names.get(i + 2, NOBODY)
    at = [text.tokens[j].lower for j in before[-2:] if text.tokens[j].lower not in classes("the")]
    is_for = bool(at) and at[-1] in classes("affiliating") and at[-1] not in classes("from")
    return is_for and place.place and text.tokens[i + 1].lower in classes("of")


def _only_tells_where(text: Text, before: Tokens, i: int) -> bool:
    """“mayor of the **town** of Harlow”, “owner of a shop close to the **bakery**”: what says what a place is, or near
    what something is."""
    of, near = map(text.language.closed_class, ("of", "words_for_near"))
    place = text.names.get(i + 2)
    is_of_place = place is not None and place.place and text.tokens[i + 1].lower in of
    is_of_place = is_of_place and text.lemma(i) in text.language.closed_class("nouns_of_governed_places")
    return is_of_place or any(text.tokens[j].lower in near for j in before[-_NEAR:])


_NEAR = 3  # words of “close to the”


def _called_behind(text: Text, group: Tokens, i: int) -> Tokens | None:
    """“the advocacy group **Progress Iowa**”: the words in capitals right behind an organisation's noun, whatever the
    names take them for; not “the company **CEO** Tom Hill”."""
    if text.tokens[i].text[0].isupper() or text.lemma(i) not in text.language.closed_class(
        "nouns_before_names_of_bodies"
    ):
        return None
    capitals = tuple(takewhile(lambda j: j in group and text.tokens[j].text[0].isupper(), range(i + 1, group[-1] + 1)))
    first = capitals[0] if capitals else i
    is_person = text.names.get(first, NOBODY).kind is Kind.PERSON
    is_person |= text.tokens[first].lower in text.language.words("role_nouns")
    return capitals if capitals and not is_person else None


def _run_for(text: Text, group: Tokens, i: int) -> Tokens | None:
    """“managed the 2008 **campaign of Al Gore**”: with whose it is."""
    of, whose = text.tokens[i + 1 : i + 2], text.names.get(i + 2, NOBODY)
    is_run = text.lemma(i) in text.language.closed_class("undertakings") and whose.kind is Kind.PERSON
    is_of = bool(of) and of[0].lower in text.language.closed_class("of")
    return tuple(range(i, whose.last)) if is_run and is_of and whose.last - 1 in group else None


def _house_of(text: Text, group: Tokens, i: int) -> Tokens:
    """What an organisation's noun that stands before another belongs to, with the compounds of that one: of “the state
    university's law school” the **law school**, the **state police** of “a state police spokesman”."""
    organisations, last = text.language.classes("organization_nouns"), i
    while text.tokens[last].relation == "compound" or text.tokens[last].deprel == "nmod:poss":
        beside = text.tokens[last].head, last + 1
        further = [j for j in beside if j > last and j in group and text.lemma(j) in organisations]
        if not further or text.lemma(further[0]) in text.language.words("role_nouns"):
            break
        last = further[0]
    first = last
    while first - 1 in group and _is_of_body(text, first - 1, last):
        first -= 1
    return tuple(range(first, last + 1))


def _is_of_body(text: Text, i: int, body: int) -> bool:
    """“**teachers** union”, “**Calder** health department”: a word that tells which body."""
    token = text.tokens[i]
    is_beside = i < token.head <= body or token.head == text.tokens[body].head
    is_half = i > 0 and text.tokens[i - 1].text == "-"  # “a 15-**year** department veteran”
    return token.relation == "compound" and token.upos in NOUNS and is_beside and not is_half


def _capitals_before(text: Text, group: Tokens, n: int) -> Tokens:
    """A name that was not taken for one: “**Democratic National** Committee”."""
    first = n
    while first and group[first - 1] == group[first] - 1 and text.tokens[group[first - 1]].text[0].isupper():
        first -= 1
    while first < n and text.tokens[group[first]].upos in ("DET", "ADP"):
        first += 1
    return group[first : n + 1]


def _party(text: Text, group: Tokens) -> Tokens | None:
    """“a **Republican** strategist”, “a **Democrat** from New York”, “Ruiz (**R-Va.**)”, “Green Bay **Republican**”."""
    parties = (
        i
        for i in group
        if is_party(text, i) and not _is_where_of_party(text, text.names.get(i, NOBODY)) and not _is_of_thing(text, i)
    )
    return next((_with_state(text, i) for i in parties), None)


def _with_state(text: Text, i: int) -> Tokens:
    """“(**R-Va.**)”, “**D-Ohio**,”: a party's letter with the state behind it."""
    tokens, last = text.tokens, i
    if tokens[i].text not in text.language.closed_class("letters_of_parties") or tokens[i + 1].text != "-":
        return (i,)
    while last + 1 < len(tokens) and tokens[last + 1].start == tokens[last].end and tokens[last + 1].text not in "),":
        last += 1
    return tuple(range(i, last + 1))


def is_party(text: Text, i: int) -> bool:
    """A party by its name, in capitals; at the head of a sentence no word that may be another: “Conservative …”."""
    language, token = text.language, text.tokens[i]
    if token.text in language.closed_class("letters_of_parties"):
        return i > 0 and text.tokens[i - 1].text in ("(", ",")
    if token.lower not in language.closed_class("parties") or not token.text[0].isupper():
        return False
    starts = i == text.document.sentences[token.sentence].first
    return not (starts and token.lower in language.closed_class("parties_that_are_words"))
