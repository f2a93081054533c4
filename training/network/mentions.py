"""The head for mentions goes on alone, over whole texts: `python -m training.network.mentions NAME --models FOLDER`.

While the network learns, that head sees pairs of mentions within a window; the library asks for pairs of a whole text.
Here the encoder stays as it was exported to FOLDER, so that its states are worked out once, and the head learns from
all pairs of each text. The run's checkpoint and the exported heads get its numbers.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from attrs import frozen
from torch import Tensor, nn

from quoteattr.heads.model import Mentions
from quoteattr.heads.weights import BUNDLED as HEADS
from quoteattr.network.weights import BUNDLED, LoadedNetwork, load
from training.network.articles import base_tokenizer
from training.network.graph_of_heads import export, lemmas
from training.network.learn import RUNS, WINDOW, Setup, save
from training.network.learn import load as load_run
from training.network.pages import IGNORED, Labelled, laid
from training.network.treebanks import TABLES
from training.tasks import reference

_AT_ONCE = 16  # windows
_EPOCHS, _TOGETHER, _RATE, _DECAY, _DROPPED = 6, 4, 1e-3, 0.02, 0.2
_HELD = 12  # every which text measures
_SHARES = Setup(name="", repeat="reference_knowledgenet:0.1,redocred_dev:0.3,reference_gap:0.6,ecbplus_train:0.7")


@frozen(eq=False)
class Known:
    """The mentions of a text with the encoder's states at their first and last word pieces, side by side."""

    set: str
    states: Tensor
    asked: reference.Choosing


def known(network: LoadedNetwork, limit: int | None, rng: random.Random) -> Iterator[Known]:
    """The texts of the task `reference`, or some of each set, by the network as it is exported."""
    cut = base_tokenizer()
    for page in reference.pages(limit):
        found = laid(page, cut, WINDOW - 2) if _SHARES.times(page.set, rng.random()) else None
        if found is None:
            continue
        columns = {name: torch.from_numpy(c.values) for name, c in reference.columns(found).items()}
        token = torch.nonzero(columns["mention"] != IGNORED).squeeze(1)
        if len(token) > 1:
            whole, first = columns["mention"][token] == 1, reference.first_of(columns["antecedent"][None])[0, token]
            asked = reference.Choosing(torch.zeros_like(token), token, whole, first, first == token)
            yield Known(page.set, states_of(network, Labelled(found, {}))[token], asked)


def states_of(network: LoadedNetwork, page: Labelled) -> Tensor:
    """For every token of a text the encoder's last states at its first and last word pieces."""
    examples = list(page.examples(WINDOW))
    rows = []
    for at in range(0, len(examples), _AT_ONCE):
        group = examples[at : at + _AT_ONCE]
        for example, scores in zip(group, network.runner.run([e.window for e in group]), strict=True):
            ends = [np.asarray(scores.states)[side] for side in (example.places.begin, example.places.end)]
            rows.append(np.concatenate(ends, 1))
    return torch.from_numpy(np.concatenate(rows))


def learn(head: Mentions, texts: Sequence[Known], rng: random.Random) -> None:
    """All pairs of each text; a text counts by the root of how much is known of it."""
    optimizer = torch.optim.AdamW(head.parameters(), _RATE, weight_decay=_DECAY)
    steps = _EPOCHS * (len(texts) // _TOGETHER + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: max(0.03, min((s + 1) / 50, 1 - s / steps)))
    drop = nn.Dropout(_DROPPED)
    for epoch in range(_EPOCHS):
        seen, count = 0.0, 0
        order = rng.sample(texts, len(texts))
        for at in range(0, len(order), _TOGETHER):
            parts = []
            for text in order[at : at + _TOGETHER]:
                lost = reference.missed(*reference.ranked(head, drop(text.states), text.asked))[text.asked.told]
                if len(lost):
                    parts.append(lost.sum() / len(lost) ** 0.5)
                    seen, count = seen + float(lost.detach().sum()), count + len(lost)
            if parts:
                optimizer.zero_grad()
                (torch.stack(parts).sum() / len(parts)).backward()
                nn.utils.clip_grad_norm_(head.parameters(), 1.0)
                optimizer.step()
            schedule.step()
        print(f"epoch {epoch}: {seen / max(1, count):.3f} a mention", flush=True)


@torch.no_grad()
def right(head: Mentions, texts: Sequence[Known]) -> dict[str, str]:
    """By set, in percent: mentions of somebody mentioned before, and of somebody new, that are right."""
    counts: dict[str, list[int]] = {}
    for text in texts:
        scores, fits = reference.ranked(head, text.states, text.asked)
        hits = fits.gather(1, scores.argmax(1, keepdim=True)).squeeze(1)
        row = counts.setdefault(text.set, [0, 0, 0, 0])
        for n, where in enumerate((~text.asked.is_new, text.asked.is_new & text.asked.whole)):
            row[2 * n] += int(hits[where].sum())
            row[2 * n + 1] += int(where.sum())
    return {
        name: " / ".join(f"{100 * row[n] / max(1, row[n + 1]):.1f} of {row[n + 1]}" for n in (0, 2))
        for name, row in counts.items()
    }


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("name", help="of the run")
    options.add_argument("--build", type=Path, default=RUNS, help="where the run lies")
    options.add_argument("--models", type=Path, default=BUNDLED.parent, help="where it was exported to")
    options.add_argument("--limit", type=int, default=None, help="the first texts of every set only")
    options.add_argument("--threads", type=int, default=2)
    chosen = options.parse_args()
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(1)
    rng = random.Random(1)
    joint = load_run(chosen.name, chosen.build)
    head = joint.heads.mentions
    if head is None:
        raise SystemExit(f"{chosen.name} has no head for mentions: train it on with `python -m training.network`")
    folder = chosen.models / BUNDLED.name
    texts = list(known(load(folder, threads=chosen.threads), chosen.limit, rng))
    held, others = texts[::_HELD], [text for n, text in enumerate(texts) if n % _HELD]
    print("before", right(head, held), flush=True)
    head.requires_grad_(True)
    learn(head, others, rng)
    head.requires_grad_(False)
    print("after", right(head, held), flush=True)
    save(joint.state_dict(), joint, chosen.build / chosen.name / "mean.pt")
    labels = {kind: list(table) for kind, table in TABLES.items()}
    export(joint.heads.state_dict(), labels, joint.heads.sizes, lemmas(), chosen.models / HEADS.name, folder)


if __name__ == "__main__":
    main()
