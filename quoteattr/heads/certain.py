"""What the words of a sentence tell for certain, whatever the heads see."""

from collections.abc import Iterable, Iterator, Mapping, MutableSequence, Sequence

from quoteattr.language import Language

_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "expl")
_PREDICATES = frozenset({"VERB", "AUX", "ADJ"})


def many_of_a_trade(
    forms: Sequence[str],
    upos: Sequence[str],
    tags: Sequence[str],
    firsts: Iterable[int],
    language: Language,
    known: Mapping[tuple[str, str], str],
) -> Iterator[int]:
    """“**Midwives** said the ward was full”: the words that begin sentences and are for many of a trade, where the
    heads take them for somebody's name; no “Rangers”, taken for a club's, no surname like “Parsons”, no “Nurses Tom
    Hill and Ana Roe”."""
    roles, surnames = language.words("role_nouns"), language.words("common_surnames")
    for i in firsts:
        lower = forms[i].lower()
        if upos[i] != "PROPN" or not lower.endswith("s") or lower in surnames or not forms[i].istitle():
            continue
        is_alone = i + 1 < len(forms) and upos[i + 1] in _BEHIND_MANY
        if is_alone and not tags[i].endswith("ORG") and language.lemma_of(lower, "NOUN", "NNS", known) in roles:
            yield i


_BEHIND_MANY = frozenset({"VERB", "AUX", "ADV"})


def name_subjects(
    forms: Sequence[str],
    small: Mapping[str, str],
    upos: Sequence[str],
    above: MutableSequence[int],
    relations: MutableSequence[str],
    language: Language,
) -> None:
    """“According to the sheriff, **Petra Lang**, a geologist, was hurt”: a name behind a comma, taken for the
    sheriff's, is the subject where the predicate has no other. `small` has each form in small letters."""
    openers = language.closed_class("according")
    if openers.keys().isdisjoint(small.values()):
        return
    for i, form in enumerate(forms):
        if small[form] not in openers or relations[i] != "case":
            continue
        source = above[i]
        predicate = above[source]
        told = (j for j in range(source + 1, predicate) if above[j] == source and relations[j] == "appos")
        name = next(told, -1)
        if name < 0 or upos[name] != "PROPN" or forms[name - 1] != "," or upos[predicate] not in _PREDICATES:
            continue
        if not any(above[j] == predicate and relations[j] in _SUBJECTS for j in range(i, predicate)):
            above[name], relations[name] = predicate, "nsubj"
