"""Measure what is said of people: affiliations in the passages of KnowledgeNet.

    python benchmarks/attributes.py knowledgenet.jsonl.gz [--fold 1 2 …] [--errors 40]

Each line of the file is a document with its `text`, its `relations` (chain, property, chain, start and end of subject
and object) and what was `asked` of each passage (start, end, properties): an asked property without a relation is not
there. Whoever works for somebody, leads or founded it, or is of a party, is affiliated with it. Printed as JSON:

- `people`: those with an affiliation; `met`: of these, whom the library takes for a person at all;
- `recall`: of `people`, the share with a right affiliation; `recall_met`: of `met`;
- `found`: affiliations that the library gives people asked about; `precision`: the share that is right.

Right is an affiliation that shares a word with one of that person's, wherever it stands.
"""

import argparse
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from predict import read

AFFILIATIONS = frozenset({"EMPLOYEE_OR_MEMBER_OF", "CEO", "FOUNDED_BY", "POLITICAL_AFFILIATION"})
OF_THE_ORGANISATION = frozenset({"CEO", "FOUNDED_BY"})  # their subject is the organisation
ASKED = "EMPLOYEE_OR_MEMBER_OF"
SMALL = frozenset({"the", "of", "and", "for", "in", "at", "a", "de"})


def words(text: str) -> frozenset[str]:
    """The words of a name that tell."""
    return frozenset(re.findall(r"\w+", text.lower())) - SMALL


def affiliations(document: dict[str, Any]) -> dict[tuple[int, int], list[str]]:
    """Each mention of an affiliated person, with what it is affiliated with."""
    text, found = document["text"], defaultdict(list)
    for _, name, _, *offsets in document["relations"]:
        first, second = (offsets[0], offsets[1]), (offsets[2], offsets[3])
        if name in AFFILIATIONS:
            person, organisation = (second, first) if name in OF_THE_ORGANISATION else (first, second)
            found[person].append(text[slice(*organisation)])
    return found


def is_asked(document: dict[str, Any], place: int) -> bool:
    """Whether the annotators looked for affiliations there."""
    return any(start <= place < end and ASKED in names for start, end, names in document["asked"])


def chains(extractor: Any, text: str) -> list[tuple[set[tuple[int, int]], bool, str | None, int]]:
    """Everybody in a text: their mentions, whether one is a name, the affiliation with its place, or None and -1."""
    from quoteattr.records import Kind
    from quoteattr.speakers.find import said_of, who_is_who

    reading, _ = extractor.read(text)
    cast, _ = who_is_who(reading, [])
    tokens = cast.document.tokens
    people = []
    for chain in cast.chains:
        if chain.kind is not Kind.PERSON:
            continue
        mentions = {(tokens[n.first].start, tokens[n.last - 1].end) for n in cast.mentions_of(chain)}
        said = said_of(cast, chain).affiliation
        span = (tokens[said[0]].start, tokens[said[-1]].end) if said else None
        people.append(
            (mentions | set(chain.spans), bool(mentions), text[slice(*span)] if span else None, span[0] if span else -1)
        )
    return people


def measure(extractor: Any, documents: list[dict[str, Any]]) -> tuple[dict[str, float], list[str]]:
    """The figures, and a line for each error."""
    people = met = right = found = correct = 0
    errors = []
    for document in documents:
        told = affiliations(document)
        unmet = set(told)
        for mentions, named, said, place in chains(extractor, document["text"]):
            own = [m for m in told if any(m[0] < b and a < m[1] for a, b in mentions)]
            unmet -= set(own)
            gold = [words(name) for m in own for name in told[m]]
            hit = said is not None and any(words(said) & name for name in gold)
            people, met, right = people + bool(own), met + bool(own), right + (bool(own) and hit)
            judged = said is not None and (bool(own) or (named and is_asked(document, place)))
            found, correct = found + judged, correct + (judged and hit)
            if (own or judged) and not hit:
                who = [document["text"][slice(*m)] for m in sorted(mentions)]
                errors.append(f"{document['id']} {who} {said!r} for {[told[m] for m in own]}: {document['text']!r}")
        people += len(unmet)
    figures = {
        "people": people,
        "met": met,
        "recall": round(right / max(people, 1), 4),
        "recall_met": round(right / max(met, 1), 4),
        "found": found,
        "precision": round(correct / max(found, 1), 4),
    }
    return figures, errors


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("corpus", type=Path)
    options.add_argument("--fold", nargs="*", default=None, help="the folds of the corpus to read; all by default")
    options.add_argument("--errors", type=int, default=0, help="print so many errors, evenly spread")
    chosen = options.parse_args()
    import quoteattr

    documents = [d for d in read(chosen.corpus) if chosen.fold is None or d["fold"] in chosen.fold]
    documents = [d for d in documents if any(ASKED in names for *_, names in d["asked"])]
    figures, errors = measure(quoteattr.Extractor(threads=1).load(), documents)
    if chosen.errors:
        print(*errors[:: max(1, len(errors) // chosen.errors)][: chosen.errors], sep="\n")
    print(json.dumps({"documents": len(documents), **figures}))


if __name__ == "__main__":
    main()
