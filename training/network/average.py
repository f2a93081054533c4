"""The mean of the weights of runs: `python -m training.network.average NAME RUN RUN … [--build FOLDER]`.

Runs that began from one another, or from one run, lie near each other, and the mean of their weights is as good as the
mean of their answers, at the cost of one network (Wortsman et al. 2022, model soups).
"""

import argparse
from pathlib import Path

from training.network.learn import RUNS, load, save


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("name", help="of the mean")
    options.add_argument("runs", nargs="+", help="all of one layout")
    options.add_argument("--build", type=Path, default=RUNS, help="where the runs lie")
    chosen = options.parse_args()
    joint, *others = (load(run, chosen.build) for run in chosen.runs)
    state = joint.state_dict()
    for share, other in enumerate(others, start=2):
        for name, value in other.state_dict().items():
            if value.is_floating_point():
                state[name].lerp_(value, 1 / share)
    (chosen.build / chosen.name).mkdir(exist_ok=True)
    save(state, joint, chosen.build / chosen.name / "mean.pt")


if __name__ == "__main__":
    main()
