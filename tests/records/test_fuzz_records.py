"""Records that were changed at random: each is refused, or is an article that goes through every export.

``python tests/records/test_fuzz_records.py 5000`` tries as many, and says what became of them.
"""

import copy
import csv
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import quoteattr
from quoteattr import Article, Extractor, InvalidRecord
from quoteattr.export.rows import whole
from quoteattr.export.tei import NAMESPACE

TRIED, SEED = 300, 14
DATA = Path(__file__).resolve().parents[2] / "examples" / "data"
TEXTS = [
    "“The pier is safe,” said Ruth Kessler, the mayor. “It was mended\r\n\r\n“and painted.”\n\n"
    "An aide, who asked not to be named because she feared for her job, did not say that it was closed.\n\n"
    "The pier had reportedly moved. He said so.",
    "According to two people familiar with the talks, the former Polish minister had “no choice”. He wrote that it "
    "‘was “over”’ 🙂. “Nobody knows.”",
    "",
]
STRINGS = [
    "", " ", "\n", "a\nb", "a\x00b", "\x0b", "\u2028", "\ud800", "\udfff\ud800", "=1+1", "@SUM(1)", "'quoted'",
    "<b>&amp;", "]]>", "{{ 7 * 7 }}", "A1", "S1", "named", "levels", "hidden", "x" * 5_000, "\ufeff", "🙂",
    "a.b", "-", "\r",
]  # fmt: skip
NUMBERS = [-1, 0, 1, 2, 7, 1.0, 0.5, -0.0, 10**6, 2**63, 10**400, float("nan"), float("inf"), float("-inf"), 1e308]
OTHERS: list[Any] = [None, True, False, [], {}, [0, 0], [3, 1], [[]], {"a": 1}, [0, 5], [None, None], "[" * 9]
HOSTILE = "\x00\x07\x0b\x1f\x85\u2028\r\n\t=+-@'\"<&🙂\ufffe\ud800 "
RAW: list[Callable[[str], str]] = [
    lambda text: text[: len(text) // 2],
    lambda text: "[" * 200_000,
    lambda text: text.replace("[", "[" * 100_000, 1),
    lambda text: text.replace(": 0", ": NaN", 1),
    lambda text: text.replace(": 0", ": -Infinity", 1),
    lambda text: text.replace(": 0", ": " + "9" * 5_000, 1),
    lambda text: text.replace("{", '{"schema": 1,', 1),
    lambda text: text.replace('"', "'"),
    lambda text: "\ufeff" + text,
    lambda text: "",
    lambda text: f"[{text}]",
    lambda text: json.dumps(text),
]


def records(extractor: Extractor) -> list[str]:
    """Small articles of every kind as JSON."""
    seed = (DATA / "seed_article.txt").read_text(encoding="utf-8")[:1_500]
    return [extractor.extract(text, id=f"d{n}").to_json() for n, text in enumerate([*TEXTS, seed])]


def places(node: Any) -> Iterator[tuple[Any, Any]]:
    """Every list or object of a record, with a key or a number in it."""
    keys = list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    for key in keys:
        yield node, key
        yield from places(node[key])


def mutated(text: str, chance: random.Random) -> str:
    """A record with some changes."""
    if chance.random() < 0.03:
        return chance.choice(RAW)(text)
    record = json.loads(text)
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        change(record, chance)
    return json.dumps(record)


def change(record: dict[str, Any], chance: random.Random) -> None:
    """One change: mostly small ones, which may leave a valid article."""
    if chance.random() < 0.15 and isinstance(record.get("text"), str) and record["text"]:
        at = chance.randrange(len(record["text"]))
        record["text"] = record["text"][:at] + chance.choice(HOSTILE) + record["text"][at + 1 :]
        return
    every = list(places(record))
    node, key = chance.choice(every)
    value, kind = node[key], chance.randrange(8)
    if kind == 0:
        del node[key]
    elif kind == 1:
        node[key] = copy.deepcopy(chance.choice(STRINGS + NUMBERS + OTHERS))
    elif kind == 2 and isinstance(node, list):
        node.insert(key, copy.deepcopy(value))
    elif kind == 3 and isinstance(node, list):
        chance.shuffle(node)
    elif kind == 4:
        other, its = chance.choice(every)
        node[key] = copy.deepcopy(other[its])
    elif kind == 5 and isinstance(node, dict):
        node[chance.choice(STRINGS)] = value
    elif isinstance(value, bool):
        node[key] = not value
    elif isinstance(value, int | float):
        node[key] = value + chance.choice([-3, -2, -1, 1, 2, 3])
    elif isinstance(value, str):
        node[key] = chance.choice(
            [value + chance.choice(STRINGS), chance.choice(STRINGS), chance.choice(STRINGS) + value]
        )


def goes_through_every_export(article: Article, folder: Path) -> None:
    """Nothing raises, and what can be read back is the same."""
    assert quoteattr.from_json(article.to_json()) == article
    quoteattr.write_jsonl([article, article], folder / "a.jsonl")
    assert list(quoteattr.read_jsonl(folder / "a.jsonl")) == [article, article]
    quoteattr.write_csv(article, folder / "a.csv")
    table = list(quoteattr.read_csv(folder / "a.csv"))
    assert table == whole(article, "0")
    with (folder / "a.csv").open(encoding="utf-8", newline="") as file:
        assert not any(cell.startswith(tuple("=+-@\t\r\n")) for row in csv.reader(file) for cell in row)
    frame = article.to_frame()
    assert len(frame) == len(table)
    assert frame.level.tolist() == [row["level"] for row in table] or frame.level.isna().any()
    assert quoteattr.names_frame(article).name.dropna().tolist() == [name.text for name in article.names]
    entities = [line.split("\t") for line in quoteattr.to_brat(article).splitlines() if line.startswith("T")]
    for entity in entities:
        pieces = [tuple(map(int, place.split())) for place in entity[1].partition(" ")[2].split(";")]
        assert " ".join(article.text[a:b] for a, b in pieces) == "\t".join(entity[2:])
    root = ET.fromstring(quoteattr.to_tei(article).encode())
    ids = [value for e in root.iter() for key, value in e.items() if key.endswith("}id")]
    assert len(ids) == len(set(ids))
    assert len("".join(next(root.iter(f"{{{NAMESPACE}}}ab")).itertext())) == len(article.text)
    json.dumps(quoteattr.to_web_annotations(article)).encode()
    quoteattr.render(article).encode()
    article._repr_html_().encode()
    str(article.audit()).encode()
    repr((article, article.attributions, article.speakers, article.quotations)).encode()


def tried(texts: list[str], number: int, folder: Path) -> Iterator[str]:
    """What became of each record: “refused”, “valid”, or “the same” where nothing had changed."""
    chance = random.Random(SEED)
    for n in range(number):
        before = texts[n % len(texts)]
        changed = mutated(before, chance)
        try:
            article = quoteattr.from_json(changed)
        except InvalidRecord as error:
            str(error).encode()  # it can be written to a log
            yield "refused"
            continue
        goes_through_every_export(article, folder)
        yield "the same" if article == quoteattr.from_json(before) else "valid"


def test_changed_records_are_refused_or_go_through_every_export(everything: Extractor, tmp_path: Path) -> None:
    became = Counter(tried(records(everything), TRIED, tmp_path))
    assert became["refused"] > TRIED / 4
    assert became["valid"] > TRIED / 20


@pytest.mark.parametrize("change_it", RAW)
def test_what_is_no_record_is_refused(everything: Extractor, change_it: Callable[[str], str]) -> None:
    with pytest.raises(InvalidRecord):
        quoteattr.from_json(change_it(records(everything)[0]))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        print(dict(Counter(tried(records(Extractor(scope="all")), int(sys.argv[1]), Path(place)))))
