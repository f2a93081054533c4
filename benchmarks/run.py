"""All figures of benchmarks/README.md in one run: `make bench`, or `python benchmarks/run.py`.

Runs `predict.py` over the gold data in ../shared, scores it with ../shared/eval/score.py and prints the tables, the
peers' stored predictions beside them.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
OUT = ROOT / "benchmarks" / "out"
DEV = SHARED / "gold" / "polnear.dev.jsonl.gz"
SPEAKERS = SHARED / "gold" / "speakers.dev.jsonl"
WILD = SHARED / "gold" / "wild.dev.jsonl"
NAMES = {
    "wikigold": SHARED / "names" / "wikigold.iob2.gz",
    "pud_names": SHARED / "reference" / "coref" / "pud_names.jsonl.gz",
}
STEADY = {"PolNeAR dev, 20": (DEV, 20), "wild.dev, 20": (WILD, 20)}  # articles of a set, and how many
TREEBANK = SHARED / "treebanks" / "gum.test.conllu.gz"
SCOPES = ("all", "quoted", "speech")
PEERS = {"citron": "BBC Citron, retrained", "ggt-merged": "GenderGapTracker", "textacy-para": "textacy, by paragraph"}


def predict(gold: Path, scope: str, engine: str = "model") -> tuple[Path, dict[str, Any]]:
    """Predictions of the library, and its speed and memory."""
    out = OUT / f"{gold.name.split('.jsonl')[0]}.{engine}.{scope}.jsonl"
    command: list[str | Path] = [sys.executable, ROOT / "benchmarks" / "predict.py", gold, out]
    command += ["--scope", scope, "--engine", engine, "--threads", "1"]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return out, json.loads(done.stdout.splitlines()[-1])


def told(script: Path, *arguments: str | Path) -> dict[str, Any]:
    """What a script prints of itself as JSON."""
    command: list[str | Path] = [sys.executable, "-W", "ignore", script, *arguments, "--json"]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def score(gold: Path, predicted: Path, scope: str) -> dict[str, Any]:
    command: list[str | Path] = [sys.executable, SHARED / "eval" / "score.py", gold, predicted]
    command += ["--scope", scope, "--json"]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def relation_table(predictions: dict[str, Path]) -> None:
    print("\n| relation F1, PolNeAR dev | all | quoted | speech |\n|---|---|---|---|")
    peers = {name: SHARED / "peers" / f"{key}.dev.jsonl.gz" for key, name in PEERS.items()}
    for name, path in {**predictions, **peers}.items():
        figures = [score(DEV, path, scope)["relation"]["f"] for scope in SCOPES]
        print(f"| {name} | " + " | ".join(map(str, figures)) + " |")


def detail_table(predicted: Path) -> None:
    print("\n| PolNeAR dev, P / R / F1 | all | quoted | speech |\n|---|---|---|---|")
    figures = {scope: score(DEV, predicted, scope) for scope in SCOPES}
    for measure in ("cue", "source", "source_exact", "content", "content_exact", "relation"):
        cells = [figures[scope][measure] for scope in SCOPES]
        print(f"| {measure} | " + " | ".join(f"{c['p']} / {c['r']} / {c['f']}" for c in cells) + " |")
    spans = ", ".join(f"{r} {figures['all'][f'span_{r}']['f']}" for r in ("source", "cue", "content"))
    print(f"\nExact spans by themselves (`span_*`): {spans}")


def speaker_tables(predicted: Path) -> None:
    print("\n| speakers.dev, over contents found | all | quoted | speech |\n|---|---|---|---|")
    figures = {scope: score(SPEAKERS, predicted, scope) for scope in SCOPES}
    for measure in ("speaker", "level", "kind", "end_to_end"):
        print(f"| {measure} | " + " | ".join(str(figures[scope][measure]["accuracy"]) for scope in SCOPES) + " |")
    print("\n| class (all) | P | R | F1 |\n|---|---|---|---|")
    for name, value in figures["all"].items():
        if name.startswith(("level ", "kind ")):
            print(f"| {name} | {value['p']} | {value['r']} | {value['f']} |")


def gold_span_table() -> None:
    """The same with the gold spans given, and the baseline “nearest earlier PERSON”."""
    print("\n| gold spans, all / quoted / speech | speaker | level | kind | end_to_end |\n|---|---|---|---|---|")
    for name, options in (("quoteattr", []), ("nearest earlier PERSON", ["--baseline"])):
        out = OUT / f"speakers.dev.gold{''.join(options)}.jsonl"
        command: list[str | Path] = [sys.executable, ROOT / "benchmarks" / "speakers.py", SPEAKERS, out, *options]
        subprocess.run(command, check=True, capture_output=True)
        figures = [score(SPEAKERS, out, scope) for scope in SCOPES]
        cells = (" / ".join(str(f[m]["accuracy"]) for f in figures) for m in ("speaker", "level", "kind", "end_to_end"))
        print(f"| {name} | " + " | ".join(cells) + " |")


def names_table() -> None:
    print("\n| names from raw text, P / R / F1 | PERSON | ORG | LOC | all |\n|---|---|---|---|---|")
    for name, path in NAMES.items():
        found = told(SHARED / "eval" / "names.py", path)
        cells = (" / ".join(f"{found[kind][part]:.1f}" for part in "prf") for kind in ("PERSON", "ORG", "LOC", "all"))
        print(f"| {name} | " + " | ".join(cells) + " |")


def steadiness_table() -> None:
    """How many of a hundred answers change when something changes that does not matter."""
    _changed(SHARED / "eval" / "stability.py")


def dirt_table() -> None:
    """The same for what scrapers, scanners and PDFs leave in a text."""
    _changed(ROOT / "benchmarks" / "dirty.py")


def _changed(script: Path) -> None:
    changed = [told(script, path, str(number)) for path, number in STEADY.values()]
    print("\n| changed answers, % | " + " | ".join(STEADY) + " |\n|---" + "|---" * len(STEADY) + "|")
    for change in changed[0]:
        print(f"| {change} | " + " | ".join(f"{found[change]:.1f}" for found in changed) + " |")


def parse_and_confidence() -> None:
    parsed = told(ROOT / "benchmarks" / "treebank.py", TREEBANK)
    print("\nGUM test, from raw text: " + ", ".join(f"{name} {value:.1f}" for name, value in parsed.items()))
    sure = told(ROOT / "benchmarks" / "confidence.py", WILD)
    print(
        "Confidence less share right, wild.dev, points: " + ", ".join(f"{n} {value:+.1f}" for n, value in sure.items())
    )


def main() -> None:
    if not SHARED.is_dir():
        raise SystemExit("the gold data in ../shared is not here")
    OUT.mkdir(parents=True, exist_ok=True)
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    every, speed = predict(DEV, "all")
    said, _ = predict(DEV, "speech")
    ruled, rules_speed = predict(DEV, "all", "rules")
    print("speed and memory:", json.dumps({"model": speed, "rules": rules_speed}))
    relation_table(
        {
            "quoteattr, `--scope all`": every,
            "quoteattr, `--scope speech`": said,
            "quoteattr, `--engine rules --scope all`": ruled,
        }
    )
    detail_table(every)
    subprocess.run([sys.executable, ROOT / "benchmarks" / "breakdown.py", DEV, every], check=True)
    subprocess.run([sys.executable, ROOT / "benchmarks" / "tagging.py", DEV], check=True)
    labelled = predict(SPEAKERS, "all")[0]
    speaker_tables(labelled)
    subprocess.run([sys.executable, ROOT / "benchmarks" / "confusion.py", SPEAKERS, labelled], check=True)
    gold_span_table()
    names_table()
    steadiness_table()
    dirt_table()
    parse_and_confidence()


if __name__ == "__main__":
    main()
