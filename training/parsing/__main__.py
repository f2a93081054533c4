"""Make the English pack: `python -m training.parsing [--only STAGE …] [--to FOLDER]`.

Runs every stage whose model is not in `training/build/` yet, packs the models and prints the table
of scores. Interrupted, it goes on with the first unfinished stage. Logs lie beside the models.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from training.parsing import stages
from training.parsing.evaluate import evaluate
from training.parsing.pack import write_pack

ORDER = ("tokenizer", "tagger", "lemmatizer", "parser", "silver", "ner")
PACK = Path(__file__).resolve().parents[2] / "quoteattr" / "models" / "en"


def run(name: str) -> None:
    """One stage in a process of its own, its output in a log."""
    done = stages.BUILD / ("ner.train.json" if name == "silver" else f"{name}.pt")
    if done.exists():
        print(f"{name}: done before")
        return
    command = ["training.parsing.silver"] if name == "silver" else ["training.parsing.stages", name]
    print(f"{name}: running, see {stages.BUILD.name}/{name}.log", flush=True)
    with (stages.BUILD / f"{name}.log").open("w") as log:
        subprocess.run([sys.executable, "-m", *command], stdout=log, stderr=log, check=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--only", nargs="*", choices=ORDER, default=ORDER)
    options.add_argument("--to", type=Path, default=PACK)
    chosen = options.parse_args()
    stages.prepare()
    for name in ORDER:
        if name in chosen.only:
            run(name)
    write_pack(chosen.to)
    evaluate(chosen.to)


if __name__ == "__main__":
    main()
