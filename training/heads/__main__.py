"""Trains the heads: `python -m training.heads [--epochs N] [--name NAME]`; writes to `training/build/parse_heads/`.

News for them to learn from is parsed before by `training.heads.silver`; `training.heads.export` ships them.
"""

import argparse
import json
import pickle
import time
from pathlib import Path

import torch
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from quoteattr.heads.model import Heads
from quoteattr.network.weights import load
from training.heads.data import HEADS, Piece, pieces, shuffled, silver, tables_of, treebank
from training.parsing.stages import TREEBANKS

HELD = 12  # articles of news to score on
BATCH = 16  # windows


def data(build: Path, limit: int | None) -> tuple[list[Piece], dict[str, list[Piece]], dict[str, dict[str, int]]]:
    """Training pieces, dev pieces by treebank, and the labels' numbers; kept in the build folder.

    With a limit, of the first documents of every treebank only.
    """
    path = build / "pieces.pt"
    if path.is_file():
        kept = torch.load(path, weights_only=False)
        return kept["train"], kept["dev"], kept["tables"]
    network = load()
    train = treebank(TREEBANKS / "ewt.train.conllu.gz", None, limit)
    train += treebank(TREEBANKS / "gum.train.conllu.gz", TREEBANKS / "gum_ner.train.iob2.gz", limit)
    news = list(silver(pickle.loads((build / "silver.pkl").read_bytes())))
    tables = tables_of(train)
    dev = {
        "ewt": treebank(TREEBANKS / "ewt.dev.conllu.gz", None, limit),
        "gum": treebank(TREEBANKS / "gum.dev.conllu.gz", TREEBANKS / "gum_ner.dev.iob2.gz", limit),
        "news": news[:HELD],
    }
    learned = list(pieces(network, [*train, *news[HELD:]], tables))
    held = {name: list(pieces(network, pages, tables)) for name, pages in dev.items()}
    torch.save({"train": learned, "dev": held, "tables": tables}, path)
    return learned, held, tables


def padded(batch: list[Piece]) -> dict[str, torch.Tensor]:
    made = {"states": pad_sequence([p.states for p in batch], batch_first=True).float()}
    for name in ("upos", "xpos", "entity", "head", "deprel", "sentence", "begins"):
        made[name] = pad_sequence([getattr(p, name).long() for p in batch], batch_first=True, padding_value=-1)
    made["lengths"] = torch.tensor([len(p.upos) for p in batch])
    return made


def related(net: Heads, words: torch.Tensor, head: torch.Tensor) -> torch.Tensor:
    """Scores of the relations of tokens to the heads given."""
    down, up = net.sides(words)
    return net.relations(down, up.gather(1, head.unsqueeze(-1).expand_as(up)))


def loss_of(net: Heads, b: dict[str, torch.Tensor]) -> torch.Tensor:
    words = net(b["states"], b["lengths"])
    total = torch.zeros(())
    scored = [(net.labels[name](words), b[name]) for name in ("upos", "xpos", "entity", "begins")]
    scored.append((net.arcs(words, b["sentence"]), b["head"]))
    scored.append((related(net, words, b["head"].clamp(min=0)), torch.where(b["head"] >= 0, b["deprel"], -1)))
    for found, told in scored:
        total = total + functional.cross_entropy(found.flatten(0, 1), told.flatten(), ignore_index=-1)
    return total


@torch.inference_mode()
def scores(net: Heads, held: list[Piece]) -> dict[str, float]:
    net.eval()
    outside = list(net.tables["entity"]).index("O")
    right: dict[str, list[int]] = {n: [0, 0] for n in ("upos", "xpos", "entity", "begins", "uas", "las")}
    begins = [0, 0, 0]
    for at in range(0, len(held), 16):
        b = padded(held[at : at + 16])
        words = net(b["states"], b["lengths"])
        for name in ("upos", "xpos", "entity"):
            ok = b[name] >= 0
            found = net.labels[name](words).argmax(-1)
            if name == "entity":  # of tokens in names
                ok &= (b[name] != outside) | (found != outside)
            right[name][0] += int((found == b[name])[ok].sum())
            right[name][1] += int(ok.sum())
        found = net.labels["begins"](words).argmax(-1)
        ok = b["begins"] >= 0
        begins[0] += int(((found == 1) & (b["begins"] == 1)).sum())
        begins[1] += int(((found == 1) & ok).sum())
        begins[2] += int((b["begins"] == 1).sum())
        arcs = net.arcs(words, b["sentence"]).argmax(-1)
        relations = related(net, words, arcs).argmax(-1)
        ok = b["head"] >= 0
        right["uas"][0] += int((arcs == b["head"])[ok].sum())
        right["las"][0] += int(((arcs == b["head"]) & (relations == b["deprel"]))[ok].sum())
        right["uas"][1] = right["las"][1] = right["uas"][1] + int(ok.sum())
    net.train()
    made = {n: round(100 * a / max(1, z), 2) for n, (a, z) in right.items()}
    made["begins"] = round(200 * begins[0] / max(1, begins[1] + begins[2]), 2)
    return made


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--name", default="heads")
    options.add_argument("--epochs", type=int, default=5)
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--rate", type=float, default=1e-3)
    options.add_argument("--width", type=int, default=256)
    options.add_argument("--layers", type=int, default=1)
    options.add_argument("--limit", type=int, default=None, help="the first documents of every treebank only")
    options.add_argument("--build", type=Path, default=HEADS, help="where silver.pkl lies, pieces and heads are kept")
    chosen = options.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(chosen.threads)
    train, dev, tables = data(chosen.build, chosen.limit)
    net = Heads(tables, width=chosen.width, layers=chosen.layers)
    tokens, size = sum(len(p.upos) for p in train), sum(p.numel() for p in net.parameters())
    print(f"{len(train)} windows, {tokens} tokens; {size} weights", flush=True)
    batches = max(1, len(train) // BATCH)
    adam = torch.optim.AdamW(net.parameters(), lr=chosen.rate, weight_decay=0.01)
    steps = batches * chosen.epochs + 1
    plan = torch.optim.lr_scheduler.OneCycleLR(adam, chosen.rate, total_steps=steps, pct_start=0.1)
    for epoch in range(chosen.epochs):
        started, order, total = time.time(), shuffled(train, epoch), 0.0
        for n in range(batches):
            loss = loss_of(net, padded(order[BATCH * n : BATCH * n + BATCH]))
            adam.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            adam.step()
            plan.step()
            total += float(loss.detach())
        row = {"epoch": epoch, "loss": round(total / batches, 3), "s": round(time.time() - started)}
        row |= {f"{name} {k}": v for name, held in dev.items() for k, v in scores(net, held).items()}
        print(json.dumps(row), flush=True)
        saved = {"tables": tables, "weights": net.state_dict(), "width": chosen.width, "layers": chosen.layers}
        torch.save(saved, chosen.build / f"{chosen.name}.pt")


if __name__ == "__main__":
    main()
