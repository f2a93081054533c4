"""Make the reader of what is told within: `python -m training.nested`, for the network that is in the package.

What it learns from: sentences of the training articles in what made-up speakers say (`made`), for which words belong to
who says it and to what is said; and labels (`labelled`), for that too, for which words are cues, and for how to weigh
what it reads against what the rules find. The latter is fitted on what readers claim that learned from the other half
of the articles.
"""

import argparse
import json
import random
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import torch
from attrs import evolve
from torch import Tensor
from torch.nn import functional

from quoteattr.attributions.weighed import Claim, best_claims
from quoteattr.heads.inner import InnerHead
from quoteattr.heads.loaded import Loaded
from quoteattr.heads.weights import BUNDLED as HEADS
from quoteattr.heads.weights import load as load_heads
from quoteattr.heads.weights_of_inner import BUNDLED, FILES, FORMAT, NUMBERS, SETTINGS
from quoteattr.network.tensors import Array
from quoteattr.network.weights import BUNDLED as NETWORK
from quoteattr.network.weights import load as load_network
from quoteattr.runtime.manifest import checksum
from training.graphs import save_tensors, write_manifest
from training.nested.labelled import CUE, UNKNOWN, Labelled, articles
from training.nested.made import made
from training.nested.model import Inner, learn
from training.nested.texts import Asked, asked_in, sentences_of
from training.network.articles import ENGLISH, read
from training.parsing.stages import SHARED

_PUT = 0.7  # of the sentences of an article
_EVERY = 2  # which training article
_MOST = 7000  # cues in made texts
_TIMES = 3  # that cues of labels count
_EPOCHS = 4
_RIDGE_OF_STATES, _RIDGE = 10.0, 3.0
_LEAST_SEEN = 4  # claims with a feature
_FOLDS = 5


def cues_made(models: Loaded, limit: int | None) -> list[Asked]:
    """The cues in what made-up speakers say, of some training articles; not those that anything is measured on."""
    gold = SHARED / "gold"
    documents = chain(read(gold / "polnear.train.jsonl.gz")[:limit], read(gold / "wild.train.jsonl")[:limit])
    measured = {d["id"] for d in read(gold / "speakers.dev.jsonl")}
    found: list[Asked] = []
    for document in [d for d in documents if d["id"] not in measured][::_EVERY]:
        rng = random.Random(document["id"])
        found += asked_in(models, made(document, list(sentences_of(document["text"])), rng, _PUT))
    random.Random(1).shuffle(found)
    return found[:_MOST]


def head_of(cues: Sequence[Asked], labelled: Sequence[Labelled], seed: int) -> InnerHead:
    """A reader that learned from made texts and from some articles; not yet its weights."""
    torch.manual_seed(seed)
    asked = [*cues, *[one for article in labelled for one in article.asked] * _TIMES]
    model = Inner(asked[0].states.shape[1])
    learn(model, asked, _EPOCHS, seed)
    tensors = {name: value.numpy() for name, value in model.state_dict().items()}
    states = np.concatenate([article.states for article in labelled]).astype(np.float32)
    told = np.array([told for article in labelled for told in article.told])
    known = told != UNKNOWN
    weight = fitted(states[known], told[known] == CUE, np.ones(int(known.sum()), np.float32), _RIDGE_OF_STATES)
    tensors |= {"first.weight": weight[:-1], "first.bias": weight[-1:]}
    return InnerHead({name: value.astype(np.float16).astype(np.float32) for name, value in tensors.items()}, {})


def fitted(inputs: Array, right: Array, counts: Array, ridge: float) -> Array:
    """Log-linear weights, and last a bias, which is not held small."""
    x = torch.cat([torch.from_numpy(inputs), torch.ones(len(inputs), 1)], 1)
    y, each = torch.from_numpy(right.astype(np.float32)), torch.from_numpy(counts)
    weights = torch.zeros(x.shape[1], requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=100, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimizer.zero_grad()
        lost = functional.binary_cross_entropy_with_logits(x @ weights, y, weight=each, reduction="sum")
        total: Tensor = lost + ridge * weights[:-1].square().sum()
        total.backward()
        return total

    optimizer.step(closure)
    return weights.detach().numpy()


def weighed(claims: Sequence[tuple[Labelled, Claim]]) -> dict[str, float]:
    """The weights of the features of claims, by which of them are right."""
    known = [(a, c, right) for a, c in claims if (right := a.right(c)) is not None]
    counted: dict[str, int] = {}
    for name in (name for _, claim, _ in known for name, value in claim.features.items() if value):
        counted[name] = counted.get(name, 0) + 1
    names = sorted(name for name, count in counted.items() if count >= _LEAST_SEEN and name != "bias")
    rows = np.array([[claim.features.get(name, 0.0) for name in names] for _, claim, _ in known], np.float32)
    spread = np.maximum(rows.std(0), 0.05)
    counts = np.array([article.weight for article, _, _ in known], np.float32)
    found = fitted((rows - rows.mean(0)) / spread, np.array([right for _, _, right in known]), counts, _RIDGE)
    weights = {name: float(w / s) for name, w, s in zip(names, found[:-1], spread, strict=True)}
    bias = float(found[-1] - (found[:-1] / spread * rows.mean(0)).sum())
    return {name: round(value, 4) for name, value in {**weights, "bias": bias}.items()}


def measured(claims: Sequence[tuple[Labelled, Claim]], labelled: Sequence[Labelled]) -> None:
    """Print, of articles left out, precision, recall and how sure the claims are."""
    chosen: list[tuple[Labelled, Claim]] = []
    for fold in range(_FOLDS):
        here = [n for n in range(len(labelled)) if n % _FOLDS == fold]
        inside = {labelled[n].id for n in here}
        weights = weighed([(a, c) for a, c in claims if a.id not in inside])
        for n in here:
            its = [c for a, c in claims if a is labelled[n]]
            chosen += ((labelled[n], claim) for claim in best_claims(its, weights))
    for weight, name in ((1.0, "labels.tsv"), (2.0, "the half to tune on")):
        those = [(a.right(c), c.draft.confidence) for a, c in chosen if a.weight == weight]
        right, sure = sum(r is True for r, _ in those), sum(r is not False for r, _ in those)
        there = sum(not label.doubtful for a in labelled if a.weight == weight for label in a.labels)
        firm = [(r, p) for r, p in those if r is not None]
        print(f"{name}: of {len(firm)} claims {right} right, {there} labelled, {sure - right} of doubtful labels")
        for low, high in ((0.0, 0.6), (0.6, 0.8), (0.8, 0.9), (0.9, 1.01)):
            within = [(r, p) for r, p in firm if low <= p < high]
            if within:
                mean, share = (float(np.mean([x[k] for x in within])) for k in (1, 0))
                print(f"  mean confidence {mean:.2f}, share right {share:.2f}, of {len(within)}")


def write(head: InnerHead, network: Path, folder: Path) -> None:
    """A reader for a network, to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    save_tensors({name: value.astype(np.float16) for name, value in head.tensors.items()}, folder / NUMBERS)
    saved = {"format": FORMAT, "network": checksum(network), "weights": head.weights}
    (folder / SETTINGS).write_text(json.dumps(saved, indent=1) + "\n", encoding="utf-8")
    write_manifest(folder, FILES, "python -m training.nested")


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--models", type=Path, default=NETWORK.parent, help="where the network and its heads lie")
    options.add_argument("--to", type=Path, default=BUNDLED.parent, help="the folder in which the reader is written")
    options.add_argument("--limit", type=int, default=None, help="the first articles of every set only")
    options.add_argument("--threads", type=int, default=1)
    chosen = options.parse_args()
    torch.set_num_threads(chosen.threads)
    folders = {"network": chosen.models / NETWORK.name, "heads": chosen.models / HEADS.name}
    others = {use: folder for use, folder in ENGLISH.models.items() if use != "inner"}
    language = evolve(ENGLISH, models={**others, **folders})
    network = load_network(folders["network"], threads=chosen.threads)
    models = Loaded(network, load_heads(folders["heads"], folders["network"], threads=chosen.threads))
    labelled = list(articles(language, chosen.limit))
    print(f"{len(labelled)} articles, {sum(len(a.labels) for a in labelled)} labels", flush=True)
    cues = cues_made(models, chosen.limit)
    print(f"{len(cues)} cues in made texts", flush=True)
    claims: list[tuple[Labelled, Claim]] = []
    for half in (0, 1):
        head = head_of(cues, [a for a in labelled if a.half != half], seed=1)
        claims += ((a, claim) for a in labelled if a.half == half for claim in a.claims(head))
        print(f"half {half}: {len(claims)} claims", flush=True)
    measured(claims, labelled)
    head = head_of(cues, labelled, seed=1)
    write(evolve(head, weights=weighed(claims)), folders["network"], chosen.to / BUNDLED.name)


if __name__ == "__main__":
    main()
