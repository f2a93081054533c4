"""From a run to the two folders that are shipped: `python -m training.network.export NAME [--to FOLDER]`.

The confidence is fitted on PolNeAR dev, with the rounded network as it is shipped.
"""

import argparse
from pathlib import Path

import torch
from attrs import evolve

from quoteattr.heads.weights import BUNDLED as HEADS
from quoteattr.network.weights import BUNDLED, load
from training.attributions.calibrate import calibrate, judge
from training.attributions.data import articles, base_tokenizer
from training.attributions.evaluate import UNCALIBRATED
from training.attributions.export import export as export_network
from training.heads.export import export as export_heads
from training.heads.export import lemmas
from training.network.learn import RUNS
from training.network.learn import load as load_run
from training.network.treebanks import TABLES


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("name", help="of the run")
    options.add_argument("--build", type=Path, default=RUNS, help="where the run lies")
    options.add_argument("--to", type=Path, default=BUNDLED.parent, help="the folder in which the two are written")
    options.add_argument("--dev", type=int, default=None, help="fit the confidence on the first articles only")
    options.add_argument("--threads", type=int, default=2)
    chosen = options.parse_args()
    torch.set_num_threads(chosen.threads)
    joint = load_run(chosen.name, chosen.build)
    settings = joint.network.settings
    network, heads = chosen.to / BUNDLED.name, chosen.to / HEADS.name
    size = settings.window - 2
    shown = articles("train", base_tokenizer(), size, chosen.dev)
    state = joint.network.state_dict()
    export_network(state, UNCALIBRATED, shown, network, settings)
    rounded = evolve(load(network, threads=chosen.threads), calibration=UNCALIBRATED)
    calibration, table, error = calibrate(judge(rounded, articles("dev", base_tokenizer(), size, chosen.dev)))
    print("mean confidence, share right, attributions (articles left out of the fit)")
    for row in table:
        print("  {:.2f}  {:.2f}  {}".format(*row))
    print(f"expected calibration error {error:.1f} points")
    export_network(state, calibration, shown, network, settings)
    labels = {kind: list(table) for kind, table in TABLES.items()}
    export_heads(joint.heads.state_dict(), labels, joint.heads.sizes, lemmas(), heads, network)


if __name__ == "__main__":
    main()
