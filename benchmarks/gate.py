"""The quality gate: figures of a fixed, quick sample against their pins. CI runs it, where ../shared is.

    python benchmarks/gate.py                    # about two minutes on two cores; ends with 1 where a figure fell
    python benchmarks/gate.py --move             # what is found becomes the pins: for a change that is meant
    python benchmarks/gate.py --engine model --set seed --set kinds

A figure may fall 0.3 below its pin: less than that is one attribution of some hundreds, decided by a hair. The pins
(`pins.json`) stand by engine and, for the network, by kind of processor: some without VNNI read another graph (`exact`
or `wide`, see `quoteattr.network.on_onnx`). A kind that has no pins is held against the other's, one point below: both
graphs multiply the same whole numbers and gave the same figures to a tenth, so what is left is another machine's
rounding, which moves an attribution or two.

Where the peers' environment is (`make compare` makes it), the speed beside spaCy in the same run is printed. It is
never failed: it says as much of the machine as of the change.
"""

import argparse
import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from attrs import frozen
from compare import race
from predict import read
from run import DEV, OUT, ROOT, SHARED, SPEAKERS, predict
from scorer import scorer

from quoteattr.network.on_onnx import is_exact
from quoteattr.network.weights import BUNDLED, PROBE

PINS = ROOT / "benchmarks" / "pins.json"
PEERS = ROOT / ".venv-peers" / "bin" / "python"
FALL = 0.3  # points below a pin that pass
FALL_OF_OTHERS = 1.0  # below the pins of another kind of processor
ENGINES = ("model", "rules")
Figures = dict[str, float]
ROUNDS = 3  # of the race with spaCy
Pins = dict[str, dict[str, Figures]]  # by engine and kind of processor

_SPOKEN = ("speaker", "level", "kind", "end_to_end")
_SPANS = ("span_source", "span_cue", "span_content")


@frozen
class Sample:
    """Articles of one set, the scope in which they are read, and what is measured: scope of the scorer → measures."""

    name: str
    gold: Path
    scope: str
    measures: dict[str, tuple[str, ...]]
    articles: int | None = None  # the first ones; all where None


_RELATIONS = {"all": ("relation", *_SPANS), "quoted": ("relation",), "speech": ("relation",)}
_KINDS = Sample("kinds", SHARED / "cases" / "kinds.jsonl", "all", {"all": ("relation", *_SPOKEN)})
_SEED = Sample("seed", SHARED / "gold" / "seed.jsonl", "all", {"all": ("relation", *_SPOKEN)})
SAMPLES = {
    "model": (
        Sample("PolNeAR dev", DEV, "all", _RELATIONS),
        Sample("speakers.dev", SPEAKERS, "all", {"all": _SPOKEN}),
        Sample("wild.dev", SHARED / "gold" / "wild.dev.jsonl", "speech", {"speech": ("relation", *_SPOKEN)}),
        _KINDS,
        _SEED,
    ),
    "rules": (  # its parser is slow
        Sample("PolNeAR dev, 20 of 84", DEV, "all", _RELATIONS, articles=20),
        Sample("speakers.dev, 8 of 27", SPEAKERS, "all", {"all": _SPOKEN}, articles=8),
        _KINDS,
        _SEED,
    ),
}


SETS = tuple(dict.fromkeys(sample.name for samples in SAMPLES.values() for sample in samples))


@frozen
class Fall:
    """A figure that is too low."""

    name: str
    found: float
    pin: float
    allowed: float

    def __str__(self) -> str:
        return f"{self.name} fell to {self.found:.1f}: {self.pin:.1f} is pinned, and {self.allowed} below it allowed"


def falls(found: Figures, pins: Figures, allowed: float = FALL) -> list[Fall]:
    """What is too low. A pinned figure that is not found at all counts as 0, one that has no pin passes."""
    pairs = [(name, found.get(name, 0.0), pin) for name, pin in pins.items()]
    return [Fall(name, value, pin, allowed) for name, value, pin in pairs if round(pin - value, 1) > allowed]


def pins_for(pins: Pins, engine: str, kind: str) -> tuple[str | None, Figures, float]:
    """The kind whose pins count for a kind of processor, the pins, and what may be missing to them."""
    known = pins.get(engine, {})
    if kind in known:
        return kind, known[kind], FALL
    other = min(known, default=None)
    return other, known[other] if other is not None else {}, FALL_OF_OTHERS


def kind_of(engine: str) -> str:
    """The kind of processor that decides what an engine answers: the rules read torch's parse, alike on all."""
    if engine == "rules":
        return "any"
    return "exact" if is_exact(BUNDLED / PROBE) else "wide"


def pins_of(pins: Pins, sets: Iterable[str]) -> Pins:
    """The pins of some sets only."""
    begins = tuple(f"{name}: " for name in sets)
    return {
        engine: {
            kind: {name: pin for name, pin in known.items() if name.startswith(begins)} for kind, known in of.items()
        }
        for engine, of in pins.items()
    }


def figures_of(engine: str, sets: Iterable[str] = SETS) -> Figures:
    """Everything that is measured of an engine on some sets, by `SET: measure scope`."""
    score = scorer().score
    found: Figures = {}
    for sample in (s for s in SAMPLES[engine] if s.name in sets):
        gold = _part(sample)
        articles, predicted = read(gold), read(predict(gold, sample.scope, engine)[0])
        for scope, measures in sample.measures.items():
            scored = score(articles, predicted, scope)
            found |= {f"{sample.name}: {m} {scope}": _figure(scored[m]) for m in measures}
    return found


def _part(sample: Sample) -> Path:
    """The file of a sample's articles."""
    if sample.articles is None:
        return sample.gold
    path = OUT / f"gate.{sample.gold.name.split('.jsonl')[0]}.jsonl"
    rows = read(sample.gold)[: sample.articles]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def _figure(measured: dict[str, Any]) -> float:
    """F1, or the accuracy where a measure has one."""
    return float(measured["f"] if "f" in measured else measured["accuracy"])


def report(engine: str, kind: str, found: Figures, pins: Pins) -> list[Fall]:
    """Print an engine's figures beside the pins; what is too low."""
    held, pinned, allowed = pins_for(pins, engine, kind)
    fallen = falls(found, pinned, allowed)
    print(f"\nengine {engine}, kind of processor: {kind}")
    if held != kind:
        print(f"no pins for this kind: {f'held against those of {held}' if held else 'nothing to hold it against'}")
    low = {fall.name for fall in fallen}
    for name, value in found.items():
        pin = pinned.get(name)
        beside = "no pin" if pin is None else f"pin {pin:5.1f}"
        note = "  FELL" if name in low else "  rose: --move keeps it" if pin is not None and value - pin > FALL else ""
        print(f"  {name:45} {value:5.1f}  {beside}{note}")
    return fallen


def speed(pinned: float | None) -> float | None:
    """Print the default engine's speed as a ratio to spaCy's in the same run, beside its pin; the ratio."""
    if not PEERS.is_file():
        print("\nspeed: not measured, the peers' environment is not here (`make compare` makes it)")
        return None
    ran = race(("quoteattr", "spacy"), str(PEERS), SPEAKERS, ROUNDS)
    ratio = round(ran["quoteattr"].words_per_s / ran["spacy"].words_per_s, 2)
    print(f"\nspeed (never failed): {ratio:.2f} × spaCy's, pin {'–' if pinned is None else f'{pinned:.2f}'}")
    return ratio


def settled(fallen: list[Fall]) -> None:
    """Say whether the gate is open; end with 1 where it is not."""
    if not fallen:
        print("\nThe gate is open.")
        return
    print("\nThe gate is shut:", *fallen, sep="\n  ")
    raise SystemExit("Mend it; or, where the change is meant: python benchmarks/gate.py --move, and say why")


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument(
        "--move", action="store_true", help="write what is found as the pins of this kind of processor"
    )
    options.add_argument("--engine", choices=ENGINES, action="append")
    options.add_argument("--set", choices=SETS, action="append", help="these sets only, and no speed")
    chosen = options.parse_args()
    if not SHARED.is_dir():
        raise SystemExit("the gold data in ../shared is not here")
    OUT.mkdir(parents=True, exist_ok=True)
    engines, sets = (tuple(dict.fromkeys(given)) for given in (chosen.engine or ENGINES, chosen.set or SETS))
    with ThreadPoolExecutor(len(engines)) as pool:
        found = dict(zip(engines, pool.map(lambda engine: figures_of(engine, sets), engines), strict=True))
    kept = json.loads(PINS.read_text(encoding="utf-8"))
    fallen = [fall for e in engines for fall in report(e, kind_of(e), found[e], pins_of(kept["figures"], sets))]
    if chosen.set is None and "model" in engines:
        kept["speed"] = speed(kept["speed"]) or kept["speed"]
    if not chosen.move:
        settled(fallen)
        return
    for engine in engines:
        kept["figures"].setdefault(engine, {}).setdefault(kind_of(engine), {}).update(found[engine])
    PINS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(f"\nmoved the pins in {PINS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
