"""The quality gate: figures of a fixed, quick sample against their pins. CI runs it, where ../shared is.

    python benchmarks/gate.py                    # some three minutes on two cores; ends with 1 where a figure fell
    python benchmarks/gate.py --move             # what is found becomes the pins: for a change that is meant
    python benchmarks/gate.py --engine model --set seed --set kinds

A figure may fall 0.3 below its pin: less than that is one attribution of some hundreds, decided by a hair; where there
are fewer, a little more (`slack`). All figures are the better the higher: of what changes where nothing should, and of
the points between a confidence and the truth, the gate holds what is left of a hundred. The pins
(`pins.json`) stand by engine. They hold on every processor: all run one graph, whose whole numbers never overflow.

Where the peers' environment is (`make compare` makes it), the speed beside spaCy in the same run is printed. It is
never failed: it says as much of the machine as of the change.
"""

import argparse
import json
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from attrs import frozen
from compare import race
from predict import read
from run import DEV, NAMES, OUT, ROOT, SHARED, SPEAKERS, STEADY, TREEBANK, WILD, predict, told
from scorer import scorer

PINS = ROOT / "benchmarks" / "pins.json"
PEERS = ROOT / ".venv-peers" / "bin" / "python"
FALL = 0.3  # points below a pin that pass
ENGINES = ("model", "rules")
Figures = dict[str, float]
ROUNDS = 3  # of the race with spaCy
AT_ONCE = 2  # measures that are taken beside each other
Pins = dict[str, Figures]  # by engine

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
    slack: float = 0.0

    @property
    def names(self) -> list[str]:
        """What its figures are called: `SET: measure scope`."""
        return [f"{self.name}: {m} {scope}" for scope, measures in self.measures.items() for m in measures]

    def figures(self, engine: str) -> Figures:
        """What the scorer says of the predictions of an engine."""
        score, gold = scorer().score, _part(self)
        articles, predicted = read(gold), read(predict(gold, self.scope, engine)[0])
        scored = {scope: score(articles, predicted, scope) for scope in self.measures}
        found = (_figure(scored[scope][m]) for scope, measures in self.measures.items() for m in measures)
        return dict(zip(self.names, found, strict=True))


@frozen(kw_only=True)
class Told:
    """What a script says of the default engine: the measures, and what each is in points of which more are better.
    `slack` are the points that a single answer moves them by, where there are few."""

    name: str
    script: Path
    arguments: tuple[str | Path, ...]
    measures: tuple[str, ...]
    points: Callable[[Any], float] = float
    slack: float = 0.0

    @property
    def names(self) -> list[str]:
        """What its figures are called: `SET: measure`."""
        return [f"{self.name}: {measure}" for measure in self.measures]

    def figures(self, _: str) -> Figures:
        """What the script says."""
        said = told(self.script, *self.arguments)
        return dict(zip(self.names, (round(self.points(said[m]), 1) for m in self.measures), strict=True))


def _left_of_hundred(points: float) -> float:
    return 100 - abs(points)


def _f1(said: dict[str, float]) -> float:
    return said["f"]


_EVAL, _BENCHMARKS = SHARED / "eval", ROOT / "benchmarks"
_KINDS_OF_NAMES = ("PERSON", "ORG", "LOC")
_CHANGES = (
    "neutral paragraph before", "neutral paragraph behind", "straight marks", "no-break spaces", "hard wrap at 72",
    "soft hyphens", "CRLF", "double spaces",
)  # fmt: skip
_TOLD = (
    *(
        Told(name=name, script=_EVAL / "names.py", arguments=(path,), measures=_KINDS_OF_NAMES, points=_f1)
        for name, path in NAMES.items()
    ),
    *(
        Told(
            name=f"{name}, steady",
            script=_EVAL / "stability.py",
            arguments=(path, str(number)),
            measures=_CHANGES,
            points=_left_of_hundred,
            slack=0.5,
        )
        for name, (path, number) in STEADY.items()
    ),
    Told(name="GUM test", script=_BENCHMARKS / "treebank.py", arguments=(TREEBANK,), measures=("UPOS", "UAS", "LAS")),
    Told(
        name="wild.dev, confidence",
        script=_BENCHMARKS / "confidence.py",
        arguments=(WILD,),
        measures=("all", "least sure third", "middle third", "surest third"),
        points=_left_of_hundred,
        slack=1.2,
    ),
)

_RELATIONS = {"all": ("relation", *_SPANS), "quoted": ("relation",), "speech": ("relation",)}
_KINDS = Sample("kinds", SHARED / "cases" / "kinds.jsonl", "all", {"all": ("relation", *_SPOKEN)})
_SEED = Sample("seed", SHARED / "gold" / "seed.jsonl", "all", {"all": ("relation", *_SPOKEN)})
SAMPLES: dict[str, tuple[Sample | Told, ...]] = {
    "model": (
        Sample("PolNeAR dev", DEV, "all", _RELATIONS),
        Sample("speakers.dev", SPEAKERS, "all", {"all": _SPOKEN}),
        Sample("wild.dev", WILD, "speech", {"speech": ("relation", *_SPOKEN)}),
        _KINDS,
        _SEED,
        *_TOLD,
    ),
    "rules": (  # its parser is slow
        Sample("PolNeAR dev, 20 of 84", DEV, "all", _RELATIONS, articles=20),
        Sample("speakers.dev, 8 of 27", SPEAKERS, "all", {"all": _SPOKEN}, articles=8),
        _KINDS,
        _SEED,
    ),
}


SETS = tuple(dict.fromkeys(sample.name for samples in SAMPLES.values() for sample in samples))
_SLACK = {sample.name: sample.slack for samples in SAMPLES.values() for sample in samples}


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
    held = [Fall(name, found.get(name, 0.0), pin, round(allowed + _slack(name), 1)) for name, pin in pins.items()]
    return [fall for fall in held if round(fall.pin - fall.found, 1) > fall.allowed]


def _slack(name: str) -> float:
    """What a figure may fall further than others: those of its set."""
    return _SLACK.get(name.partition(": ")[0], 0.0)


def pins_of(pins: Pins, sets: Iterable[str]) -> Pins:
    """The pins of some sets only."""
    begins = tuple(f"{name}: " for name in sets)
    return {engine: {name: pin for name, pin in of.items() if name.startswith(begins)} for engine, of in pins.items()}


def figures_of(engines: Iterable[str], sets: Iterable[str] = SETS) -> dict[str, Figures]:
    """Everything that is measured of some engines on some sets, by engine and the name of the figure."""
    asked = [(engine, sample) for engine in engines for sample in SAMPLES[engine] if sample.name in sets]
    found: dict[str, Figures] = {engine: {} for engine in engines}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for (engine, _), figures in zip(asked, pool.map(lambda one: one[1].figures(one[0]), asked), strict=True):
            found[engine] |= figures
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


def report(engine: str, found: Figures, pinned: Figures) -> list[Fall]:
    """Print an engine's figures beside the pins; what is too low."""
    fallen = falls(found, pinned)
    print(f"\nengine {engine}")
    low = {fall.name for fall in fallen}
    for name, value in found.items():
        pin = pinned.get(name)
        beside = "no pin" if pin is None else f"pin {pin:5.1f}"
        note = "  FELL" if name in low else "  rose: --move keeps it" if pin is not None and value - pin > FALL else ""
        print(f"  {name:50} {value:5.1f}  {beside}{note}")
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
    options.add_argument("--move", action="store_true", help="write what is found as the pins")
    options.add_argument("--engine", choices=ENGINES, action="append")
    options.add_argument("--set", choices=SETS, action="append", help="these sets only, and no speed")
    chosen = options.parse_args()
    if not SHARED.is_dir():
        raise SystemExit("the gold data in ../shared is not here")
    OUT.mkdir(parents=True, exist_ok=True)
    engines, sets = (tuple(dict.fromkeys(given)) for given in (chosen.engine or ENGINES, chosen.set or SETS))
    found = figures_of(engines, sets)
    kept = json.loads(PINS.read_text(encoding="utf-8"))
    pins = pins_of(kept["figures"], sets)
    fallen = [fall for engine in engines for fall in report(engine, found[engine], pins.get(engine, {}))]
    if chosen.set is None and "model" in engines:
        kept["speed"] = speed(kept["speed"]) or kept["speed"]
    if not chosen.move:
        settled(fallen)
        return
    for engine in engines:
        kept["figures"].setdefault(engine, {}).update(found[engine])
    PINS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(f"\nmoved the pins in {PINS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
