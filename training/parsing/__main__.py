"""Make the English pack: `python -m training.parsing [--only STAGE …] [--to FOLDER]`.

Runs every stage whose model is not in `training/build/` yet, packs the models and prints the table
of scores. Interrupted, it goes on with the first unfinished stage. Logs lie beside the models.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from training.parsing.evaluate import evaluate
from training.parsing.pack import write_pack
from training.parsing.stages import Run, prepare

ORDER = ("tokenizer", "tagger", "lemmatizer", "parser", "silver", "ner")
PACK = Path(__file__).resolve().parents[2] / "quoteattr" / "models" / "en"


def step(name: str, run: Run) -> None:
    """One stage in a process of its own, its output in a log."""
    done = run.build / "ner.train.json" if name == "silver" else run.model(name)
    if done.exists():
        print(f"{name}: done before")
        return
    command = ["training.parsing.silver"] if name == "silver" else ["training.parsing.stages", name]
    print(f"{name}: running, see {run.build.name}/{name}.log", flush=True)
    with (run.build / f"{name}.log").open("w") as log:
        subprocess.run([sys.executable, "-m", *command, *run.arguments], stdout=log, stderr=log, check=True)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--only", nargs="*", choices=ORDER, default=ORDER)
    options.add_argument("--to", type=Path, default=PACK)
    run, chosen = Run.asked(options)
    prepare(run)
    for name in ORDER:
        if name in chosen.only:
            step(name, run)
    write_pack(chosen.to, run.build)
    evaluate(chosen.to, run.sentences)


if __name__ == "__main__":
    main()
