"""Whom descriptions, “they” and “it” mean, against readers' answers.

    python benchmarks/links.py ../shared/reference/links.train.jsonl
    python benchmarks/links.py ../shared/reference/coref/wikievents_test.jsonl.gz

Each text is read as `extract` reads it. A phrase that has joined a chain by then means that one; any other is resolved
as the source of an attribution would be. Printed are the shares, in percent, of phrases that mean somebody named and
get that one; of phrases given a name, how many get the right one; of those that mean nobody named, how many get no
name of anybody else.

A reader's label is another form of the same one where a phrase of the chain is called just so, where it is a group
whose name the library counts as a description (“Democrats”), and where the country stands for “the Chinese
government”. What is called by the words of the phrase itself (“the Oklahoma legislature”), also with the complement
that the reader left out (“the investigation | by the FBI”), has nobody else's name; nor has what joins the very phrase
that the reader marked as its earlier one (“a US military statement … the statement”; one that has joined no chain is
resolved, as any phrase is), or another of which that was marked and which says the name (“the interview … the BBC
interview … the interview”). `--strict` counts all these as wrong, as figures before 2026-11-30 do.

Of a set with coreference the definite descriptions, “they” and “it” are asked that stand in a chain of people or
organisations that readers linked; they mean somebody named where the chain has a name, and any of its names is right.
"""

import argparse
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from attrs import frozen
from chains import chains_by_head
from overlay import laid_over
from predict import read
from scorer import scorer
from stories import FOLDS, folds

import quoteattr
from quoteattr.attributions.draft import Draft
from quoteattr.language import language
from quoteattr.records import Kind, Level
from quoteattr.speakers import links
from quoteattr.speakers.cast import Cast, Chain
from quoteattr.speakers.find import who_is_who
from quoteattr.speakers.mentions import GENDER
from quoteattr.speakers.phrases import Form, Phrase, take_apart
from quoteattr.speakers.ranking import best
from quoteattr.speakers.resolve import Choose, resolve
from quoteattr.text.reading import Reading
from quoteattr.text.tree import head_of

score = scorer()
COREF, KINDS = "coref", ("person", "group", "organization")
GOLD = ("speakers.train.jsonl", "wild.train.jsonl")
JOINING = frozenset({"and", "his", "her", "the"})  # what a label of several has, or lacks, beside them
STEM = 4  # letters that a country and its adjective share


@frozen(kw_only=True)
class Answer:
    """A phrase of an article: whom it means, nobody named where that is empty; the name it gets; whether they agree."""

    article: str
    start: int
    end: int
    text: str
    means: tuple[str, ...]
    given: str | None
    right: bool


def marked_articles(path: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """The rows of a file of marked phrases with the texts that they point into."""
    if path.parent.name == COREF:
        yield from (({"id": row["id"], "mentions": list(clustered(row))}, row["text"]) for row in read(path))
        return
    known = texts(path)
    for row in read(path):
        yield row, known[row["id"]]


def clustered(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The phrases of a text with coreference that are no names, and the names of their chains."""
    text, until = row["text"], row.get("full_until") or len(row["text"])
    for chain in row["chains"]:
        if chain.get("linked") is False or chain["kind"] not in KINDS:
            continue
        names = sorted({text[start:end] for start, end, what in chain["mentions"] if what == "name"})
        for start, end, what in chain["mentions"]:
            if what != "name" and start < until:
                yield {"start": start, "end": end, "text": text[start:end], "means": names, "any": True}


def texts(path: Path) -> dict[str, str]:
    """The texts of the labelled articles beside a file of marked phrases, by their ids."""
    return {d["id"]: d["text"] for name in GOLD for d in read(path.parents[1] / "gold" / name)}


def answers(
    reading: Reading, drafts: list[Draft], row: dict[str, Any], choose: Choose = best, *, strict: bool = False
) -> Iterator[Answer]:
    """What becomes of the marked phrases of one article."""
    cast, _ = who_is_who(reading, drafts, choose)
    joined = chains_by_head(cast)
    named_as: dict[tuple[int, ...], list[Chain]] = {}  # by an earlier phrase, what later ones call by name
    for mark in row["mentions"]:
        phrase = phrase_at(cast, mark["start"], mark["end"])
        if mark.get("any"):
            phrase = links.whole(cast, phrase.head) if phrase.form is Form.DESCRIPTION else phrase
            if not is_asked(cast, phrase):
                continue
        chain = joined.get(phrase.head) or resolve(cast, phrase, choose).chain
        named = chain is not None and chain.level in (Level.NAMED, Level.PARTIAL)
        means = tuple(mark["means"] or ())
        ways = [(name,) for name in means] if mark.get("any") and means else [means]
        right = any(is_right(cast, chain, way) for way in ways) if named else not means
        if not strict and chain is not None:
            if means:
                right = right or any(_is_same(cast, chain, mark["text"], way) for way in ways)
            elif named:
                others = named_as.setdefault(tuple(mark.get("earlier") or ()), [])
                is_own = _is_called_by_its_words(cast, chain, phrase, mark["text"])
                others += [chain] if is_own and mark.get("earlier") else []
                if is_own or chain in others or chain is _earlier(cast, mark, joined, choose):
                    named, right = False, True
        yield Answer(
            article=row["id"],
            start=mark["start"],
            end=mark["end"],
            text=mark["text"],
            means=means,
            given=chain.label if chain is not None and named else None,
            right=right,
        )


def _earlier(cast: Cast, mark: dict[str, Any], joined: Mapping[int, Chain], choose: Choose) -> Chain | None:
    """The chain of the phrase that a reader marked as the earlier one of another."""
    if not mark.get("earlier"):
        return None
    phrase = phrase_at(cast, *mark["earlier"])
    return joined.get(phrase.head) or resolve(cast, phrase, choose).chain


def is_asked(cast: Cast, phrase: Phrase) -> bool:
    """Whether a phrase is a definite description, *they* or *it*."""
    classes = cast.document.language.closed_class
    if phrase.form is Form.PRONOUN:
        of_things = classes("third_person").keys() - GENDER.keys()
        return phrase.lemma in of_things or phrase.lemma in classes("several_spoken_of")
    return phrase.form is Form.DESCRIPTION and phrase.definite


def phrase_at(cast: Cast, start: int, end: int) -> Phrase:
    """A stretch of the text as a phrase."""
    reading = cast.reading
    inside = list(reading.tokens_in(start, end)) or [reading.token_at(start)]
    return take_apart(cast.document, cast.name_at, head_of(cast.document, inside), start, end)


def is_right(cast: Cast, chain: Chain | None, means: Collection[str]) -> bool:
    """Whether a chain is what a reader says; of several, each is one of its members."""
    if chain is None or not means:
        return chain is None and not means
    if len(means) == 1:
        return any(_is_called(cast, chain, name) for name in means)
    return len(chain.members) == len(means) and all(
        any(_is_called(cast, member, name) for member in chain.members) for name in means
    )


def _is_called(cast: Cast, chain: Chain, name: str) -> bool:
    forms = {score.name_key(n.text) for n in cast.mentions_of(chain)}
    return bool(score.same_speaker(name, chain.label)) or score.name_key(name) in forms


def _is_same(cast: Cast, chain: Chain, text: str, means: Collection[str]) -> bool:
    """Whether a chain is what a reader means under another of its forms: also somebody and theirs, who are no two names
    (“Ann Compton and husband” for Ann Compton and her husband)."""
    if len(means) != 1:
        others = frozenset().union(*map(score.name_key, means)) ^ score.name_key(chain.label)
        return chain.plural and others <= JOINING
    (name,) = means
    key = score.name_key(name)
    if key == score.name_key(chain.label) or any(key == form for form in _forms(cast, chain)):
        return True
    return _is_its_own(chain, text) and _is_government_of(chain.label, name)


def _forms(cast: Cast, chain: Chain) -> Iterator[frozenset[str]]:
    """What the phrases of a chain call it."""
    tokens, text = cast.document.tokens, cast.document.text
    for core in chain.phrases:
        yield score.name_key(text[tokens[core[0]].start : tokens[core[-1]].end])
        own = [i for i in core if i in cast.name_at]
        if chain.kind is Kind.DOCUMENT and own and core[-1] not in own:  # “the full, unredacted **Hale e-mail**”
            yield score.name_key(text[tokens[own[0]].start : tokens[core[-1]].end])


def _is_called_by_its_words(cast: Cast, chain: Chain, phrase: Phrase, text: str) -> bool:
    """“the **Oklahoma legislature**”; “**the investigation** by the FBI”, where no more is marked: then the name
    has all that is marked, too."""
    if _has_name(cast, phrase) and _is_its_own(chain, text):
        return True
    if phrase.form is not Form.DESCRIPTION:
        return False
    whole = links.whole(cast, phrase.head)
    is_cut = whole.head == phrase.head and score.name_key(phrase.label) <= score.name_key(chain.label)
    return is_cut and _has_name(cast, whole) and _is_its_own(chain, whole.label)


def _is_its_own(chain: Chain, text: str) -> bool:
    """“the **Oklahoma legislature**”: whether the words of a phrase are all of a chain's name."""
    return bool(score.name_key(chain.label) <= score.name_key(text))


def _has_name(cast: Cast, phrase: Phrase) -> bool:
    """“the **Oklahoma** legislature”, “the **Ghanaian** government”; not “The House” or “THE ACCOUNTS”."""
    tokens = cast.document.tokens
    return any(i in cast.name_at or tokens[i].text.istitle() for i in phrase.core[1:])


def _is_government_of(label: str, place: str) -> bool:
    """“**Chinese** government”: China"""
    *of, noun = label.lower().split()
    return noun == "government" and " ".join(of)[:STEM] == place.lower()[:STEM]


def shares(found: Iterable[Answer]) -> dict[str, float]:
    """In percent: of those that mean somebody named, of those given a name, of those that mean nobody named."""
    rows = list(found)
    named, given = [r for r in rows if r.means], [r for r in rows if r.given is not None]
    return {
        "named, right": _share(r.right for r in named),
        "given a name, right": _share(r.right for r in given),
        "unnamed, no name": _share(r.given is None for r in rows if not r.means),
    }


def _share(found: Iterable[bool]) -> float:
    hits = list(found)
    return round(100 * sum(hits) / max(1, len(hits)), 1)


def extractors(fitted: Path | None, folder: Path) -> Iterator[quoteattr.Extractor]:
    """The extractor as it is, or one for each fold of articles and stories, with what was learned from the others only;
    their lexicons lie in `folder`."""
    if fitted is None:
        yield quoteattr.Extractor(scope="all", threads=1)
        return
    for number in range(FOLDS):
        its = laid_over(language("en"), fitted / str(number), folder / str(number))
        yield quoteattr.Extractor(scope="all", threads=1, language=its)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("marked", type=Path)
    options.add_argument("--show", action="store_true", help="print every phrase with what it gets")
    options.add_argument("--strict", action="store_true", help="count the reader's very name only, as before")
    options.add_argument("--folds", type=Path, help="the folder of `python -m training.links --folds`: weights that "
                         "have not seen the article")  # fmt: skip
    chosen = options.parse_args()
    found: list[Answer] = []
    with TemporaryDirectory() as folder:
        by_fold = list(extractors(chosen.folds, Path(folder)))
        fold = folds(texts(chosen.marked)) if chosen.folds else {}
        for row, text in marked_articles(chosen.marked):
            extractor = by_fold[fold.get(row["id"], 0)]
            reading, spotted = extractor.read(text)
            found += answers(reading, extractor.drafts(reading, spotted), row, strict=chosen.strict)
    if chosen.show:
        for answer in found:
            print(answer.article, answer.start, answer.text, *answer.means, "->", answer.given, answer.right, sep="\t")
    print(json.dumps({"phrases": len(found), **shares(found)}))


if __name__ == "__main__":
    main()
