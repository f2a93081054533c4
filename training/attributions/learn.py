"""One run of training: from the pretrained encoder to a checkpoint, scored on dev after every epoch."""

import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from attrs import asdict, frozen
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from quoteattr.network.model import Batch, Network, Settings
from quoteattr.network.on_torch import state_of
from quoteattr.network.scheme import LINKS
from quoteattr.network.weights import BUNDLED, NUMBERS, tensors_in
from quoteattr.network.windows import arrays
from training.attributions.data import (
    IGNORED,
    NOBODY,
    Article,
    Piece,
    base_folder,
    base_tokenizer,
    disguised,
    masked,
    pieces,
)
from training.attributions.evaluate import dev_scores
from training.parsing.stages import BUILD


@frozen
class Setup:
    """What one run does; every field is a column of the table of experiments."""

    name: str
    epochs: int = 4
    batch: int = 2048  # word pieces
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warmup: float = 0.1  # of all steps
    decay: float = 0.01
    layer_decay: float = 0.95  # each layer's rate against the one above it
    dropout: float = 0.1
    average: float = 0.995  # of the weights' running mean
    link_weight: float = 0.5
    link_gain: float = 1.0  # of the first weights of the ties
    mode_weight: float = 0.1
    disguise: float = 0.1  # how many windows get single quotation marks
    masked: float = 0.0  # how many word pieces are hidden
    seed: int = 1
    start: str = ""  # a run to go on from, or "shipped", instead of the pretrained encoder


LOGS = BUILD / "attributions"
SHIPPED = Setup("shipped", epochs=6, average=0.997, link_weight=1.0, link_gain=3.0, masked=0.1, seed=2)


def pretrained(settings: Settings, dropout: float) -> Network:
    """A network with the encoder of all-MiniLM-L6-v2 and new heads."""
    network = Network(settings, dropout)
    given = load_file(base_folder() / "model.safetensors")
    state = network.state_dict()
    state["encoder.pieces.weight"] = given["embeddings.word_embeddings.weight"]
    types = given["embeddings.token_type_embeddings.weight"][0]
    state["encoder.positions.weight"] = given["embeddings.position_embeddings.weight"] + types
    for name in ("case", "marks"):
        state[f"encoder.{name}.weight"] = torch.zeros_like(state[f"encoder.{name}.weight"])
    names = {"out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
             "down": "output.dense", "norm2": "output.LayerNorm"}  # fmt: skip
    for part in ("weight", "bias"):
        state[f"encoder.norm.{part}"] = given[f"embeddings.LayerNorm.{part}"]
        for n in range(settings.layers):
            old, new = f"encoder.layer.{n}", f"encoder.layers.{n}"
            for ours, theirs in names.items():
                state[f"{new}.{ours}.{part}"] = given[f"{old}.{theirs}.{part}"]
            state[f"{new}.qkv.{part}"] = torch.cat(
                [given[f"{old}.attention.self.{k}.{part}"] for k in ("query", "key", "value")]
            )
    network.load_state_dict(state)
    return network


def begun(setup: Setup, build: Path) -> Network:
    """The network that a run begins with."""
    settings = Settings()
    if setup.start:
        network = Network(settings, setup.dropout)
        network.load_state_dict(_state_of(setup.start, build))
        return network
    network = pretrained(settings, setup.dropout)
    with torch.no_grad():
        network.links.choosing.weight.mul_(setup.link_gain)
        network.links.chosen.weight.mul_(setup.link_gain)
    return network


def _state_of(start: str, build: Path) -> dict[str, Tensor]:
    """The weights of an earlier run, or of the bundled network."""
    if start == "shipped":
        return state_of(tensors_in(BUNDLED / NUMBERS))
    found: dict[str, Tensor] = torch.load(build / start / "mean.pt", weights_only=True)
    return found


def groups(network: Network, setup: Setup) -> list[dict[str, Any]]:
    """Parameters with their learning rates: lower layers learn more slowly (Howard and Ruder 2018)."""
    layers = network.settings.layers
    made: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        rate = setup.head_rate
        if name.startswith("encoder.") and not name.startswith(("encoder.case", "encoder.marks")):
            depth = layers - int(name.split(".")[2]) - 1 if name.startswith("encoder.layers") else layers
            rate = setup.encoder_rate * setup.layer_decay**depth
        decay = setup.decay if parameter.dim() > 1 else 0.0
        made.setdefault((rate, decay), []).append(parameter)
    return [{"params": ps, "lr": rate, "weight_decay": decay} for (rate, decay), ps in made.items()]


def batches(train: list[Article], setup: Setup, size: int, rng: random.Random, quotes: tuple[int, int]
            ) -> Iterator[list[Piece]]:  # fmt: skip
    """All windows of an epoch in batches of about `setup.batch` word pieces, windows of like length together."""
    made = [piece for article in train for piece in pieces(article, size, rng)]
    made = [disguised(p, quotes) if rng.random() < setup.disguise else p for p in made]
    if setup.masked:
        made = [masked(p, setup.masked, rng) for p in made]
    made.sort(key=lambda p: sum(len(s.ids) for s in p.window) + rng.random() * 40, reverse=True)
    grouped: list[list[Piece]] = [[]]
    for piece in made:
        longest = sum(len(s.ids) + 1 for s in (grouped[-1] or [piece])[0].window)
        if grouped[-1] and (len(grouped[-1]) + 1) * longest > setup.batch:
            grouped.append([])
        grouped[-1].append(piece)
    rng.shuffle(grouped)
    yield from grouped


def padded(rows: list[Any], width: int, value: int) -> Tensor:
    """Labels of windows as one tensor of words."""
    made = torch.full((len(rows), width), value)
    for row, labels in zip(made, rows, strict=True):
        row[: len(labels)] = torch.from_numpy(labels)
    return made


def losses(network: Network, batch: list[Piece]) -> tuple[Tensor, Tensor, Tensor]:
    """The mean loss of tags a word, of links a choosing word, of modes a word of a cue."""
    inputs = Batch.of(arrays([p.window for p in batch]))
    with torch.autocast("cpu", torch.bfloat16):
        emissions, links, modes = network(inputs)
    width = emissions.shape[1]
    tags = padded([p.tags for p in batch], width, 0)
    tag_loss = network.crf.loss(emissions, inputs.begins, inputs.lengths, tags) / inputs.lengths.sum()
    absent = torch.arange(width) >= inputs.lengths.unsqueeze(1)
    links = links.masked_fill(functional.pad(absent, (0, 1))[:, None, None, :], -1e4)
    link_loss = torch.zeros(())
    for n in range(len(LINKS)):
        wanted = padded([p.links[n] for p in batch], width, IGNORED)
        wanted = torch.where(wanted == NOBODY, width, wanted)
        link_loss = link_loss + functional.cross_entropy(
            links[:, n].reshape(-1, width + 1), wanted.reshape(-1), ignore_index=IGNORED
        )
    mode_loss = functional.cross_entropy(
        modes.reshape(-1, modes.shape[-1]), padded([p.modes for p in batch], width, IGNORED).reshape(-1),
        ignore_index=IGNORED,
    )  # fmt: skip
    return tag_loss, link_loss, mode_loss


class Mean:
    """The running mean of a network's weights; its first steps are not held against it."""

    def __init__(self, network: nn.Module, keep: float) -> None:
        self.keep = keep
        self.steps = 0
        self.state = {k: v.detach().clone() for k, v in network.state_dict().items()}

    def update(self, network: nn.Module) -> None:
        self.steps += 1
        keep = min(self.keep, self.steps / (self.steps + 10))
        for name, value in network.state_dict().items():
            self.state[name].lerp_(value, 1 - keep)


def learn(setup: Setup, train: list[Article], dev: list[Article], build: Path = LOGS) -> Path:
    """Train, or go on with what an earlier call left; the path of the last checkpoint (running means)."""
    folder = build / setup.name
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(setup.seed)
    network = begun(setup, build)
    settings = network.settings
    optimizer = torch.optim.AdamW(groups(network, setup), fused=True)
    tokenizer = base_tokenizer()
    pieces_of = tokenizer.get_vocab()
    quotes = pieces_of['"'], pieces_of["'"]
    per_epoch = len(list(batches(train, setup, settings.window, random.Random(setup.seed), quotes)))
    steps = setup.epochs * per_epoch
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda s: min((s + 1) / (setup.warmup * steps), max(0.02, (steps - s) / (steps * (1 - setup.warmup)))),
    )
    mean = Mean(network, setup.average)
    done = 0
    state_path = folder / "state.pt"
    if state_path.exists():
        state = torch.load(state_path, weights_only=True)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        mean.state, mean.steps, done = state["mean"], state["mean_steps"], state["epoch"]
    for epoch in range(done, setup.epochs):
        rng = random.Random(setup.seed * 1000 + epoch)
        torch.manual_seed(setup.seed * 1000 + epoch)
        network.train()
        started, seen = time.time(), [0.0, 0.0, 0.0]
        for step, batch in enumerate(batches(train, setup, settings.window, rng, quotes), start=1):
            tag, link, mode = losses(network, batch)
            optimizer.zero_grad(set_to_none=True)
            (8 * tag + setup.link_weight * link + setup.mode_weight * mode).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            mean.update(network)
            seen = [a + b.item() for a, b in zip(seen, (tag, link, mode), strict=True)]
            if step % 50 == 0:
                shown = " ".join(f"{s / step:.4f}" for s in seen)
                print(f"epoch {epoch} step {step} losses {shown} {time.time() - started:.0f} s", flush=True)
        torch.save(mean.state, folder / "mean.pt")
        state = {
            "network": network.state_dict(),
            "optimizer": optimizer.state_dict(),
            "schedule": schedule.state_dict(),
            "mean": mean.state,
            "mean_steps": mean.steps,
            "epoch": epoch + 1,
        }
        torch.save(state, state_path)
        judged = Network(settings)
        judged.load_state_dict(mean.state)
        figures = dev_scores(judged, dev)
        row = {**asdict(setup), "epoch": epoch + 1, "seconds": round(time.time() - started), **figures}
        print(json.dumps(row), flush=True)
        with (build / "log.jsonl").open("a") as log:
            log.write(json.dumps(row) + "\n")
    return folder / "mean.pt"
