"""Make the network of the model engine: `python -m training.attributions`.

Trains (two cores, about half an hour; interrupted, it goes on with the last finished epoch), fits the confidence,
and writes weights, vocabulary and manifest to the package. With `--name` and settings of one's own it is an
experiment: trained, scored and logged in `training/build/attributions/log.jsonl`, but not shipped.
"""

import argparse

import torch
from attrs import fields

from quoteattr.network.model import Network, Settings
from training.attributions.calibrate import calibrate, judge
from training.attributions.data import articles, base_tokenizer
from training.attributions.evaluate import weights_of
from training.attributions.export import export
from training.attributions.learn import SHIPPED, Setup, learn


def options() -> tuple[Setup, int, int | None]:
    """The setup asked for, threads, and how many articles to train on."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for f in fields(Setup):
        parser.add_argument(f"--{f.name.replace('_', '-')}", type=f.type, default=getattr(SHIPPED, f.name))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=int, default=None, help="train on the first articles only")
    chosen = vars(parser.parse_args())
    threads, limit = chosen.pop("threads"), chosen.pop("limit")
    return Setup(**chosen), threads, limit


def main() -> None:
    setup, threads, limit = options()
    torch.set_num_threads(threads)
    tokenizer = base_tokenizer()
    size = Settings().window - 2
    dev = articles("dev", tokenizer, size)
    train = articles("train", tokenizer, size)[:limit]
    checkpoint = learn(setup, train, dev)
    network = Network(Settings())
    network.load_state_dict(torch.load(checkpoint, weights_only=True))
    calibration, table, error = calibrate(judge(weights_of(network), dev))
    print("mean confidence, share right, attributions (articles left out of the fit)")
    for row in table:
        print("  {:.2f}  {:.2f}  {}".format(*row))
    print(f"expected calibration error {error:.1f} points")
    if setup == SHIPPED and limit is None:
        export(network.state_dict(), calibration, train)


if __name__ == "__main__":
    main()
