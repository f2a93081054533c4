"""Speakers, levels and kinds with the gold spans given, so that errors of resolution stand alone.

    python benchmarks/speakers.py ../shared/gold/speakers.dev.jsonl OUT.jsonl
    python ../shared/eval/score.py ../shared/gold/speakers.dev.jsonl OUT.jsonl --scope all

With `--baseline` every speaker is the nearest PERSON before the end of the source, `named person`.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from predict import read

import quoteattr
from quoteattr.anonymity.levels import level_of
from quoteattr.attributions.draft import Draft, Rule
from quoteattr.records import Mode
from quoteattr.speakers.find import find_speakers
from quoteattr.text.document import Document
from quoteattr.text.reading import Reading
from quoteattr.text.tree import head_of


def gold_draft(reading: Reading, gold: dict[str, Any]) -> Draft:
    """A gold attribution as the library's own first stages would hand it on."""
    source = (gold["source"][0][0], gold["source"][-1][1]) if gold["source"] else None
    cue = (gold["cue"][0][0], gold["cue"][-1][1]) if gold["cue"] else None
    content = tuple((a, b) for a, b in gold["content"])
    quoted = any(reading.is_quoted(a) for a, _ in content)
    head = None
    if source is not None:
        inside = list(reading.tokens_in(*source)) or [reading.token_at(source[0])]
        head = head_of(reading.document, inside)
    return Draft(
        cue=cue,
        source=source,
        content=content,
        mode=Mode.SPEECH,
        by=Rule.QUOTATION if quoted else Rule.FRAME,
        cue_token=reading.token_at(cue[0]) if cue else None,
        source_token=head,
    )


def resolved(document: Document, gold: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The library's speakers for gold spans."""
    reading = Reading(document, quoteattr.quotations(document.text))
    kept = [g for g in gold if g["content"]]
    drafts = [gold_draft(reading, g) for g in kept]
    voices, _ = find_speakers(reading, drafts)
    return [
        {
            **{key: g[key] for key in ("source", "cue", "content")},
            "speaker": voice.speaker.label if voice.speaker else None,
            "level": level_of(reading, draft, voice).level,
            "kind": voice.speaker.kind if voice.speaker else "unknown",
        }
        for g, draft, voice in zip(kept, drafts, voices, strict=True)
    ]


def nearest_person(document: Document, gold: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The baseline: the last PERSON that begins before the source ends."""
    people = [
        (document.tokens[e.first].start, document.tokens[e.last - 1].end)
        for e in document.entities
        if e.kind == "PERSON"
    ]
    rows = []
    for g in gold:
        spans = g["source"] or g["cue"] or g["content"]
        before = [span for span in people if spans and span[0] < spans[-1][1]]
        name = document.text[slice(*before[-1])] if before else None
        rows.append({**g, "speaker": name, "level": "named", "kind": "person"})
    return rows


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("gold", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--baseline", action="store_true")
    chosen = options.parse_args()
    extractor = quoteattr.Extractor()
    find = nearest_person if chosen.baseline else resolved
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    with chosen.out.open("w", encoding="utf-8") as out:
        for document in read(chosen.gold):
            parsed = extractor.read(document["text"])[0].document
            found = find(parsed, document["attributions"])
            out.write(json.dumps({"id": document["id"], "attributions": found}) + "\n")


if __name__ == "__main__":
    main()
