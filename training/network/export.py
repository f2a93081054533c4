"""From a run to the two folders that are shipped: `python -m training.network.export NAME [--to FOLDER]`.

The confidence is fitted on PolNeAR dev, with the rounded network as it is shipped.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from attrs import evolve

from quoteattr.heads.weights import BUNDLED as HEADS
from quoteattr.network.weights import BUNDLED, load
from quoteattr.network.windows import Window, packed
from training.network.articles import base_tokenizer, read
from training.network.calibrate import calibrate, judge
from training.network.evaluate import UNCALIBRATED
from training.network.graph_of_heads import export as export_heads
from training.network.graph_of_heads import lemmas
from training.network.graph_of_network import export as export_network
from training.network.learn import RUNS
from training.network.learn import load as load_run
from training.network.pages import Page, laid
from training.network.treebanks import TABLES
from training.parsing.stages import SHARED

GOLD = SHARED / "gold"
_WINDOWS, _EVERY = 120, 14


def windows_of_train(size: int, limit: int | None) -> Sequence[Window]:
    """Some windows of PolNeAR's train part, of every fourteenth article of the first ones."""
    made: list[Window] = []
    for document in read(GOLD / "polnear.train.jsonl.gz")[:limit:_EVERY]:
        page = laid(Page(set="polnear", id=document["id"], text=document["text"], gold={}), base_tokenizer(), size - 2)
        if page is not None:
            made += packed(page.strips, size)
    return made[:_WINDOWS]


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("name", help="of the run")
    options.add_argument("--build", type=Path, default=RUNS, help="where the run lies")
    options.add_argument("--to", type=Path, default=BUNDLED.parent, help="the folder in which the two are written")
    options.add_argument("--dev", type=int, default=None, help="fit the confidence on the first articles only")
    options.add_argument(
        "--rounded", action="store_true", help="the run learned rounding: no input is multiplied apart"
    )
    options.add_argument("--threads", type=int, default=2)
    chosen = options.parse_args()
    torch.set_num_threads(chosen.threads)
    joint = load_run(chosen.name, chosen.build)
    settings = joint.network.settings
    network, heads = chosen.to / BUNDLED.name, chosen.to / HEADS.name
    shown = [] if chosen.rounded else windows_of_train(settings.window, chosen.dev)
    state = joint.network.state_dict()
    export_network(state, UNCALIBRATED, shown, network, settings)
    rounded = evolve(load(network, threads=chosen.threads), calibration=UNCALIBRATED)
    calibration, table, error = calibrate(judge(rounded, read(GOLD / "polnear.dev.jsonl.gz")[: chosen.dev]))
    print("mean confidence, share right, attributions (articles left out of the fit)")
    for row in table:
        print("  {:.2f}  {:.2f}  {}".format(*row))
    print(f"expected calibration error {error:.1f} points")
    export_network(state, calibration, shown, network, settings)
    labels = {kind: list(table) for kind, table in TABLES.items()}
    export_heads(joint.heads.state_dict(), labels, joint.heads.sizes, lemmas(), heads, network)


if __name__ == "__main__":
    main()
