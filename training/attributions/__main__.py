"""Make the network of the model engine: `python -m training.attributions`.

Trains (two cores, about half an hour; interrupted, it goes on with the last finished epoch), fits the confidence,
and writes weights, vocabulary and manifest to the package. With `--name` and settings of one's own it is an
experiment: trained, scored and logged in `training/build/attributions/log.jsonl`, but not shipped, unless `--to` says
where to. With `--start shipped` it needs no pretrained encoder, and so nothing of the extra `train`.
"""

import argparse
from pathlib import Path
from typing import Any

import torch
from attrs import fields, frozen

from quoteattr.network.model import Network, Settings
from quoteattr.network.weights import BUNDLED
from training.attributions.calibrate import calibrate, judge
from training.attributions.data import articles, base_tokenizer
from training.attributions.evaluate import weights_of
from training.attributions.export import export
from training.attributions.learn import LOGS, SHIPPED, Setup, learn


@frozen(kw_only=True)
class Asked:
    """What the command is asked: the run's setup, and where it reads and writes."""

    setup: Setup
    threads: int
    limit: int | None
    dev: int | None
    build: Path
    to: Path | None

    @property
    def out(self) -> Path | None:
        """The folder that the network is written to, if it is."""
        whole = self.setup == SHIPPED and self.limit is None and self.dev is None
        return self.to or (BUNDLED if whole else None)


def asked(arguments: list[str] | None = None) -> Asked:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for f in fields(Setup):
        parser.add_argument(f"--{f.name.replace('_', '-')}", type=f.type or str, default=getattr(SHIPPED, f.name))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=int, default=None, help="train on the first articles only")
    parser.add_argument("--dev", type=int, default=None, help="score and fit the confidence on the first articles only")
    parser.add_argument("--build", type=Path, default=LOGS, help="where checkpoints and the log lie")
    parser.add_argument("--to", type=Path, default=None, help="write the network here, whatever the settings")
    chosen: dict[str, Any] = vars(parser.parse_args(arguments))
    own = {name: chosen.pop(name) for name in ("threads", "limit", "dev", "build", "to")}
    return Asked(setup=Setup(**chosen), **own)


def main() -> None:
    chosen = asked()
    torch.set_num_threads(chosen.threads)
    tokenizer = base_tokenizer()
    size = Settings().window - 2
    dev = articles("dev", tokenizer, size, chosen.dev)
    train = articles("train", tokenizer, size, chosen.limit)
    checkpoint = learn(chosen.setup, train, dev, chosen.build)
    network = Network(Settings())
    network.load_state_dict(torch.load(checkpoint, weights_only=True))
    calibration, table, error = calibrate(judge(weights_of(network), dev))
    print("mean confidence, share right, attributions (articles left out of the fit)")
    for row in table:
        print("  {:.2f}  {:.2f}  {}".format(*row))
    print(f"expected calibration error {error:.1f} points")
    if chosen.out is not None:
        export(network.state_dict(), calibration, train, chosen.out)


if __name__ == "__main__":
    main()
