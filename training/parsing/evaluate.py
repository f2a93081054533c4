"""Score a pack on the test parts: `python -m training.parsing.evaluate [FOLDER]`.

Tagging and parsing are scored with gold tokens and from raw text (`udtools.udeval`), entities with gold
tokens and exact spans; all on gold labels only.
"""

import io
import sys
import tempfile
from itertools import islice
from pathlib import Path
from typing import Any

import torch
from stanza.models.common.doc import Document
from udtools.udeval import UDError, load_conllu
from udtools.udeval import evaluate as ud_evaluate

from quoteattr.on_stanza.pack import BUNDLED, load_pipeline
from training.parsing import data
from training.parsing.silver import Example, score
from training.parsing.stages import TREEBANKS

METRICS = ("Tokens", "Sentences", "UPOS", "XPOS", "UFeats", "Lemmas", "UAS", "LAS")


def evaluate(folder: Path, limit: int | None = None) -> None:
    """Print the table of scores, on the test parts or on their first sentences."""
    torch.set_num_threads(1)
    pipeline = load_pipeline(folder)
    print("| | " + " | ".join(METRICS) + " |")
    print("|---" * (len(METRICS) + 1) + "|")
    for name in ("ewt", "gum"):
        path = TREEBANKS / f"{name}.test.conllu.gz"
        gold = [words for _, words in islice(data.read_conllu(path), limit)]
        ways = (("gold tokens", _with_gold_tokens(pipeline, gold)), ("raw text", _raw(pipeline, path, limit)))
        for how, parsed in ways:
            print(f"| {name.upper()} test, {how} | {_shown(_conllu(gold), parsed)} |", flush=True)
    for name, part, column in (("UNER EWT", "uner_ewt.test", 2), ("GUM", "gum_ner.test", 1)):
        rows = [
            Example([w for w, _ in s], [t for _, t in s])
            for s in islice(data.read_tags(TREEBANKS / f"{part}.iob2.gz", column), limit)
        ]
        tags = _entity_tags(pipeline, [e.words for e in rows])
        print(f"NER, {name} test: {score(rows, tags)}", flush=True)


def _shown(gold: str, parsed: str) -> str:
    """The figures of one row; where the tokens are not of the same characters, that there are none."""
    try:
        figures = ud_evaluate(_read(gold), _read(parsed))
    except UDError:  # a tokenizer that has learned little makes tokens so long that Stanza gives <UNK>
        return " | ".join(["lost"] * len(METRICS))
    return " | ".join(f"{100 * figures[m].f1:.1f}" for m in METRICS)


def _read(text: str) -> Any:
    return load_conllu(io.StringIO(text), "", {"no_empty_nodes": True, "multiple_roots_okay": True})


def _conllu(sentences: list[data.Sentence]) -> str:
    return "".join("".join("\t".join(c) + "\n" for c in words) + "\n" for words in sentences)


def _with_gold_tokens(pipeline: Any, gold: list[data.Sentence]) -> str:
    rows = [[{"id": n, "text": c[1]} for n, c in enumerate(words, start=1)] for words in gold]
    doc = pipeline.process(Document(rows), processors="pos,lemma,depparse")
    return f"{doc:C}\n\n"


def _raw(pipeline: Any, path: Path, limit: int | None) -> str:
    with tempfile.TemporaryDirectory() as folder:
        stem = Path(folder) / "raw"
        data.write_tokenizer_files([path], stem, limit)
        text = stem.with_suffix(".txt").read_text(encoding="utf-8")
    doc = pipeline.process(text, processors="tokenize,pos,lemma,depparse")
    return f"{doc:C}\n\n"


def _entity_tags(pipeline: Any, sentences: list[list[str]]) -> list[list[str]]:
    rows = [[{"id": n, "text": w} for n, w in enumerate(words, start=1)] for words in sentences]
    doc = pipeline.process(Document(rows), processors="ner")
    tags = [[t.ner for t in s.tokens] for s in doc.sentences]
    return [[t.replace("S-", "B-").replace("E-", "I-") for t in row] for row in tags]


if __name__ == "__main__":
    evaluate(Path(sys.argv[1]) if len(sys.argv) > 1 else BUNDLED)
