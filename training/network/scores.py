"""Dev figures of a network in training: attributions of PolNeAR and wild news, names of wikigold, trees of GUM."""

import gzip
from pathlib import Path
from typing import Any

import numpy as np
import torch
from attrs import field, frozen

from benchmarks.scorer import scorer
from quoteattr.heads.names import entities, likeliest
from quoteattr.network.modes import MODES
from quoteattr.network.spotting import Spotted
from quoteattr.network.weights import LoadedNetwork
from quoteattr.records import Mode
from training.network.articles import base_tokenizer, read
from training.network.evaluate import found_in, row, weights_of
from training.network.joint import Joint, lot
from training.network.pages import Column, Labelled, Page, evolved, laid
from training.network.treebanks import TABLES, page_of, treebank
from training.parsing.stages import SHARED, TREEBANKS
from training.tasks import parse, tags

_SPEECH = (Mode.SPEECH, Mode.WRITING)
SCOPES = ("all", "quoted", "speech")
_AT_ONCE = 16  # windows


@frozen
class Held:
    """What is scored: so many articles, or all."""

    limit: int | None = None
    wanted: tuple[str, ...] = ("polnear", "wild", "names", "trees")
    documents: dict[str, list[dict[str, Any]]] = field(init=False, repr=False)

    @documents.default
    def _documents(self) -> dict[str, list[dict[str, Any]]]:
        gold = SHARED / "gold"
        files = {"polnear": gold / "polnear.dev.jsonl.gz", "wild": gold / "wild.dev.jsonl"}
        return {name: read(path)[: self.limit] for name, path in files.items()}

    def scores(self, joint: Joint) -> dict[str, str]:
        """All figures."""
        made: dict[str, str] = {}
        weights = weights_of(joint.network)
        for name, documents in self.documents.items():
            if name in self.wanted:
                made |= {f"{name} {k}": v for k, v in attributed(weights, documents, name == "wild").items()}
        if "names" in self.wanted:
            for name, path in (("wikigold", SHARED / "names" / "wikigold.iob2.gz"),):
                made[name] = named(joint, path, self.limit)
        if "trees" in self.wanted:
            made |= parsed(joint, self.limit)
        return made


def attributed(weights: LoadedNetwork, documents: list[dict[str, Any]], speech: bool) -> dict[str, str]:
    """Relation F1, and exact spans, of the network alone; of speech and writing only where nothing else is labelled."""
    score: Any = scorer()
    predicted = []
    for document in documents:
        text = document["text"]
        kept = [s for s in found_in(weights, text) if not speech or _is_speech(s)]
        predicted.append({"id": document["id"], "attributions": [row(s) for s in kept]})
    scopes = ("speech",) if speech else SCOPES
    by_scope = {scope: score.score(documents, predicted, scope) for scope in scopes}
    made = {"relation": " / ".join(str(by_scope[s]["relation"]["f"]) for s in scopes)}
    if "all" in by_scope:
        made["spans"] = " / ".join(str(by_scope["all"][f"span_{r}"]["f"]) for r in ("source", "cue", "content"))
    return made


def _is_speech(found: Spotted) -> bool:
    return not found.modes or MODES[int(np.argmax(found.modes))] in _SPEECH


def gold_names(path: Any, limit: int | None) -> list[Page]:
    """A file of names, eight sentences a text."""
    blocks = gzip.decompress(Path(path).read_bytes()).decode("utf-8").strip().split("\n\n")
    rows = [[line.split("\t") for line in block.splitlines()] for block in blocks]
    pages = []
    for k in range(0, len(rows), 8)[:limit]:
        text, found = "", []
        for sentence in rows[k : k + 8]:
            now: list[Any] | None = None
            if text:
                text += "\n\n"
            first = True
            for word, tag in sentence:
                glued = word in {".", ",", ";", ":", "?", "!", ")", "'s", "n't", "%", "’s"} or text.endswith(
                    ("(", "$", "#")
                )
                text += "" if first or glued else " "
                first = False
                start = len(text)
                text += word
                if tag[0] == "I" and now:
                    now[1] = len(text)
                elif tag[0] == "B":
                    now = [start, len(text), tag[2:]]
                    found.append(now)
                else:
                    now = None
        pages.append(Page(set="gold", id=str(k), text=text, gold={"gold": [tuple(n) for n in found]}))
    return pages


@torch.inference_mode()
def named(joint: Joint, path: Any, limit: int | None) -> str:
    """F1 of PERSON, ORG and LOC, exact."""
    hits, said, there = (dict.fromkeys(("PERSON", "ORG", "LOC"), 0) for _ in range(3))
    labels = list(TABLES["entity"])
    size = joint.network.settings.window
    for page in gold_names(path, limit):
        found = laid(page, base_tokenizer(), size - 2)
        if found is None:
            continue
        got = set()
        examples = list(Labelled(found, {}).examples(size))
        token = 0
        for at in range(0, len(examples), _AT_ONCE):
            group = examples[at : at + _AT_ONCE]
            batch = lot(group)
            outputs = joint(batch)
            scores = joint.names(outputs.tokens).numpy()
            for n, example in enumerate(group):
                count = example.count("tokens")
                best = likeliest(scores[n, :count], example.places.opens, labels)
                got |= set(spans_of([labels[x] for x in best], found.tokens.start[token : token + count],
                                    found.tokens.end[token : token + count]))  # fmt: skip
                token += count
        gold = set(page.gold["gold"])
        for kind in hits:
            g, p = ({x for x in s if x[2] == kind} for s in (gold, got))
            hits[kind] += len(g & p)
            said[kind] += len(p)
            there[kind] += len(g)
    return " / ".join(f"{200 * hits[k] / max(1, said[k] + there[k]):.1f}" for k in hits)


def spans_of(tags: list[str], starts: Any, ends: Any) -> list[tuple[int, int, str]]:
    """Names from IOB2 tags of tokens."""
    return [(int(starts[e.first]), int(ends[e.last - 1]), e.kind) for e in entities(tags)]


@torch.inference_mode()
def parsed(joint: Joint, limit: int | None) -> dict[str, str]:
    """Of GUM dev, gold tokens and sentences: parts of speech, arcs, relations, beginnings of sentences."""
    right = dict.fromkeys(("upos", "xpos", "uas", "las"), 0)
    count, begins = 0, [0, 0, 0]
    size = joint.network.settings.window
    for n, tree in enumerate(treebank(TREEBANKS / "gum.dev.conllu.gz", None, limit)):
        tree.name = str(n)
        page = page_of("gum", tree)
        found = laid(page, base_tokenizer(), size - 2)
        if found is None:
            continue
        columns: dict[str, Column] = {}
        for task in (tags, parse):
            page_for = evolved(page, task.NAME, tree)
            columns |= task.columns(type(found)(page_for, found.strips, found.tokens))
        examples = list(Labelled(found, columns).examples(size))
        for at in range(0, len(examples), _AT_ONCE):
            batch = lot(examples[at : at + _AT_ONCE])
            outputs = joint(batch)
            heads = joint.heads
            head, deprel = batch.columns["head"], batch.columns["deprel"]
            ok = head >= 0
            count += int(ok.sum())
            for kind in ("upos", "xpos"):
                right[kind] += int((heads.labels[kind](outputs.tokens).argmax(-1) == batch.columns[kind])[ok].sum())
            arcs = heads.arcs(outputs.tokens, batch.columns["sentence"]).argmax(-1)
            relation = parse.related(heads, outputs.tokens, arcs).argmax(-1)
            right["uas"] += int((arcs == head)[ok].sum())
            right["las"] += int(((arcs == head) & (relation == deprel))[ok].sum())
            began = heads.labels["begins"](outputs.tokens).argmax(-1)
            gold = batch.columns["begins"]
            begins[0] += int(((began == 1) & (gold == 1)).sum())
            begins[1] += int(((began == 1) & (gold >= 0)).sum())
            begins[2] += int((gold == 1).sum())
    made = " / ".join(f"{100 * n / max(1, count):.1f}" for n in right.values())
    return {"gum": made, "begins": f"{200 * begins[0] / max(1, begins[1] + begins[2]):.1f}"}
