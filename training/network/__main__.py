"""Make the network: `python -m training.network --name NAME …`; resumable, every epoch a checkpoint."""

import argparse
from pathlib import Path
from typing import Any

import torch
from attrs import fields

from training.network.learn import RUNS, WINDOW, Setup, labelled_pages, learn
from training.network.scores import Held
from training.network.tasks import all_tasks


def _truth(told: str) -> bool:
    return told in ("1", "true", "True")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for f in fields(Setup):
        kind: Any = _truth if f.type in (bool, bool | None) else f.type
        parser.add_argument(f"--{f.name.replace('_', '-')}", type=kind, default=None if f.name == "name" else f.default)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=int, default=None, help="learn from the first pages of every set only")
    parser.add_argument("--dev", type=int, default=None, help="score the first articles only")
    parser.add_argument("--build", type=Path, default=RUNS, help="where checkpoints and the log lie")
    chosen = vars(parser.parse_args())
    own = {name: chosen.pop(name) for name in ("threads", "limit", "dev", "build")}
    torch.set_num_threads(own["threads"])
    setup = Setup(**chosen)
    pages = labelled_pages(list(all_tasks()), WINDOW - 2, own["limit"])
    by_set: dict[str, list[int]] = {}
    for page in pages:
        row = by_set.setdefault(page.laid.page.set, [0, 0])
        row[0] += 1
        row[1] += len(page.laid.starts)
    print({name: tuple(row) for name, row in sorted(by_set.items())}, flush=True)
    learn(setup, pages, Held(own["dev"]), own["build"])


if __name__ == "__main__":
    main()
