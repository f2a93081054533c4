"""One run of training: from an encoder to a checkpoint, all tasks at once, scored after every epoch."""

import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from attrs import asdict, frozen
from torch import Tensor, nn

from quoteattr.network.model import Settings
from training.network.articles import base_tokenizer
from training.network.joint import Joint, Lot, Outputs, lot
from training.network.losses import present
from training.network.noise import Noise
from training.network.pages import Column, Example, Labelled, laid, merged, windows
from training.network.rounding import in_bytes
from training.network.scores import Held
from training.network.starts import begun
from training.network.tasks import Task, all_tasks
from training.network.teachers import Teacher
from training.parsing.stages import BUILD
from training.processor import mixed

RUNS = BUILD / "network"
WINDOW = 256  # word pieces


@frozen
class Setup:
    """What one run does; every field is a column of the table of experiments."""

    name: str
    epochs: int = 4
    start: str = "minilm"  # an encoder (or "mpnet"), "shipped", or an earlier run
    layers: str = ""  # of what is started from, those that are kept: "1,3,5,6"; all where empty
    heads: int = 0  # of what is started from, so many heads of attention, those that say most; all where 0
    inner: int = 0  # and so many of the inner neurons
    recurrent: int = 0  # and so many units of the recurrent layer each way
    sides: str = ""  # the layers that the heads read; as what is started from where empty
    attentive: bool | None = None  # whether the heads have a layer of attention; as what is started from where None
    teachers: str = ""  # runs or "shipped", whose answers are learned too: "one,other:names+tags", two tasks of it
    told: float = 1.0  # weight of what teachers say
    alike: float = 1.0  # of their last states beside what they say
    labelled: float = 1.0  # weight of labels
    batch: int = 2048  # word pieces
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warmup: float = 0.1  # of all steps
    decay: float = 0.01
    layer_decay: float = 0.95  # each layer's rate against the one above it
    dropout: float = 0.1
    average: float = 0.997  # of the weights' running mean
    repeat: str = "wild:2"  # how often an epoch reads some sets, or what share of them, by how their names begin
    rounded: bool = False  # whether weights are learned as bytes (see `rounding`)
    seed: int = 1

    def times(self, name: str, dice: float) -> int:
        """How often a page of a set is read in an epoch, by dice between 0 and 1; once where nothing is said."""
        told = (part.split(":") for part in self.repeat.split(",") if part)
        return int(next((float(times) for start, times in told if name.startswith(start)), 1.0) + dice)


def labelled_pages(tasks: Sequence[Task], size: int, limit: int | None = None) -> list[Labelled]:
    """All pages of all tasks with their columns."""
    cut = base_tokenizer()
    made = []
    for page in merged(p for task in tasks for p in task.pages(limit)):
        found = laid(page, cut, size)
        if found is not None:
            columns: dict[str, Column] = {}
            for task in tasks:
                if task.NAME in page.gold:
                    columns |= task.columns(found)
            made.append(Labelled(found, columns))
    return made


def batches(pages: Sequence[Labelled], setup: Setup, size: int, noise: Noise, rng: random.Random
            ) -> Iterator[list[tuple[Example, Example]]]:  # fmt: skip
    """All windows of an epoch in batches of about `setup.batch` word pieces, windows of like length together: each as
    it is, and with noise."""
    read = [page for page in pages for _ in range(setup.times(page.laid.page.set, rng.random()))]
    made = list(windows(read, size, rng))
    others = [e for e in made if e.pieces < size // 4]
    made = [noise.strayed(e, others, size, rng) for e in made]
    made.sort(key=lambda e: e.pieces + rng.random() * 40, reverse=True)
    grouped: list[list[Example]] = [[]]
    for example in made:
        longest = (grouped[-1] or [example])[0].pieces
        if grouped[-1] and (len(grouped[-1]) + 1) * longest > setup.batch:
            grouped.append([])
        grouped[-1].append(example)
    rng.shuffle(grouped)
    for group in grouped:
        yield [(example, noise.changed(example, rng)) for example in group]


def groups(joint: Joint, setup: Setup) -> list[dict[str, Any]]:
    """Parameters with their learning rates: lower layers learn more slowly (Howard and Ruder 2018)."""
    layers = joint.network.settings.layers
    made: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in joint.named_parameters():
        rate = setup.head_rate
        if name.startswith("network.encoder.") and not name.startswith(
            ("network.encoder.case", "network.encoder.marks")
        ):
            depth = layers - int(name.split(".")[3]) - 1 if ".layers." in name else layers
            rate = setup.encoder_rate * setup.layer_decay**depth
        decay = setup.decay if parameter.dim() > 1 else 0.0
        made.setdefault((rate, decay), []).append(parameter)
    return [{"params": ps, "lr": rate, "weight_decay": decay} for (rate, decay), ps in made.items()]


def losses(
    joint: Joint, group: list[tuple[Example, Example]], tasks: Sequence[Task], setup: Setup, teachers: Sequence[Teacher]
) -> list[Tensor]:
    """The loss of every task, weighed, a word of the batch."""
    batch = lot([noisy for _, noisy in group])
    with torch.autocast("cpu", torch.bfloat16, enabled=mixed()):
        outputs = joint(batch)
    total = [setup.labelled * task.WEIGHT * task.loss(joint, outputs, batch) / batch.words for task in tasks]
    likeness = []
    for teacher in teachers:
        told = teacher.outputs([example for example, _ in group])
        share = setup.told / batch.words
        for n, task in enumerate(tasks):
            if teacher.teaches(task.NAME):
                among = sum(one.teaches(task.NAME) for one in teachers)
                far = task.WEIGHT * task.distance(joint, outputs, teacher.joint, told, batch)
                total[n] = total[n] + share / among * far
        likeness.append(setup.alike * share / len(teachers) * apart(outputs, told, batch))
    return total + likeness


def apart(outputs: Outputs, told: Outputs, batch: Lot) -> Tensor:
    """How far the encoder's last states are from a teacher's of the same width, summed over word pieces (Jiao et al.
    2020)."""
    if told.states.shape[-1] != outputs.states.shape[-1]:
        return outputs.states.new_zeros(())
    there = present(batch.inputs.sizes, outputs.states.shape[1])
    return (outputs.states - told.states).square().mean(-1)[there].sum()


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


def learn(setup: Setup, pages: list[Labelled], held: Held, build: Path = RUNS) -> Path:
    """Train, or go on with what an earlier call left; the path of the last checkpoint (running means)."""
    folder = build / setup.name
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(setup.seed)
    tasks = list(all_tasks())
    shown = [e for page in pages[::7] for e in page.examples(WINDOW)][:120]
    joint = begun(setup, shown, build)
    if setup.rounded:
        in_bytes(joint)
    size = joint.network.settings.window
    teachers = [
        Teacher.of(load(name, build), shown, torch.get_num_threads(), frozenset(of.split("+")) - {""})
        for name, _, of in (part.partition(":") for part in setup.teachers.split(",") if part)
    ]
    optimizer = torch.optim.AdamW(groups(joint, setup), fused=True)
    noise = Noise(base_tokenizer().get_vocab())
    per_epoch = len(list(batches(pages, setup, size, noise, random.Random(setup.seed))))
    steps = setup.epochs * per_epoch
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda s: min((s + 1) / (setup.warmup * steps), max(0.02, (steps - s) / (steps * (1 - setup.warmup)))),
    )
    mean = Mean(joint, setup.average)
    done = 0
    kept = folder / "state.pt"
    if kept.exists():
        state = torch.load(kept, weights_only=True)
        joint.load_state_dict(state["joint"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        mean.state, mean.steps, done = state["mean"], state["mean_steps"], state["epoch"]
    for epoch in range(done, setup.epochs):
        rng = random.Random(setup.seed * 1000 + epoch)
        torch.manual_seed(setup.seed * 1000 + epoch)
        joint.train()
        started, seen = time.time(), [0.0] * (len(tasks) + len(teachers))
        for step, group in enumerate(batches(pages, setup, size, noise, rng), start=1):
            parts = losses(joint, group, tasks, setup, teachers)
            optimizer.zero_grad(set_to_none=True)
            sum(parts, torch.zeros(())).backward()
            nn.utils.clip_grad_norm_(joint.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            mean.update(joint)
            seen = [a + b.item() for a, b in zip(seen, parts, strict=True)]
            if step % 50 == 0:
                names = [*(task.NAME for task in tasks), *("states" for _ in teachers)]
                told = " ".join(f"{name} {s / step:.4f}" for name, s in zip(names, seen, strict=True))
                print(f"epoch {epoch} step {step} of {per_epoch}: {told} {time.time() - started:.0f} s", flush=True)
        save(mean.state, joint, folder / "mean.pt")
        torch.save(
            {
                "joint": joint.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "mean": mean.state,
                "mean_steps": mean.steps,
                "epoch": epoch + 1,
            },
            kept,
        )
        row = {**asdict(setup), "epoch": epoch + 1, "seconds": round(time.time() - started)}
        row |= held.scores(load(setup.name, build))
        print(json.dumps(row), flush=True)
        with (build / "log.jsonl").open("a") as log:
            log.write(json.dumps(row) + "\n")
    return folder / "mean.pt"


def save(state: dict[str, Tensor], joint: Joint, path: Path) -> None:
    """Weights with the sizes that they need."""
    sizes = {"network": asdict(joint.network.settings), "heads": joint.heads.sizes}
    torch.save({"weights": state, **sizes}, path)


def load(name: str, build: Path = RUNS) -> Joint:
    """What a run has learned, or what is shipped."""
    from training.network.starts import empty, shipped

    if name == "shipped":
        return shipped().eval().requires_grad_(False)
    saved = torch.load(build / name / "mean.pt", weights_only=True)
    network: dict[str, Any] = {**saved["network"], "sides": tuple(saved["network"]["sides"])}
    joint = empty(Settings(**network), saved["heads"])
    joint.load_state_dict(saved["weights"])
    return joint.eval().requires_grad_(False)
