"""The quality gate: what it lets pass, and that it shuts when a lexicon is cut."""

import json
import os
import subprocess
import sys
from pathlib import Path

import gate
import pytest
from fresh_copy import fresh_copy

PINS = {"model": {"exact": {"A: relation all": 80.0}}, "rules": {}}


@pytest.mark.parametrize(
    ("found", "allowed", "fallen"),
    [
        (80.0, 0.3, False),
        (79.7, 0.3, False),
        (79.6, 0.3, True),
        (90.0, 0.3, False),
        (79.0, 1.0, False),
        (78.9, 1.0, True),
        (None, 0.3, True),
    ],
    ids=str,
)
def test_what_falls(found: float | None, allowed: float, fallen: bool) -> None:
    figures = {} if found is None else {"A: relation all": found}
    told = gate.falls({**figures, "B: no pin": 1.0}, PINS["model"]["exact"], allowed)
    assert bool(told) == fallen
    assert all("80.0 is pinned" in str(fall) for fall in told)


@pytest.mark.parametrize(
    ("engine", "kind", "held", "allowed"),
    [
        ("model", "exact", "exact", gate.FALL),
        ("model", "wide", "exact", gate.FALL_OF_OTHERS),
        ("rules", "any", None, gate.FALL_OF_OTHERS),
    ],
)
def test_a_kind_without_pins_is_held_against_another(engine: str, kind: str, held: str | None, allowed: float) -> None:
    assert gate.pins_for(PINS, engine, kind)[::2] == (held, allowed)


def test_every_figure_has_a_pin_for_every_kind_of_processor() -> None:
    pins = json.loads(gate.PINS.read_text(encoding="utf-8"))["figures"]
    for engine, samples in gate.SAMPLES.items():
        wanted = {f"{s.name}: {m} {scope}" for s in samples for scope, measures in s.measures.items() for m in measures}
        kinds = ("any",) if engine == "rules" else ("exact", "wide")
        assert {kind: set(pins[engine][kind]) for kind in kinds} == dict.fromkeys(kinds, wanted)


def test_it_shuts_when_a_lexicon_is_cut(shared: Path, tmp_path: Path) -> None:
    root = fresh_copy(tmp_path / "main")
    (tmp_path / "shared").symlink_to(shared)
    command = [sys.executable, "benchmarks/gate.py", "--engine", "model", "--set", "seed", "--set", "kinds"]

    def run() -> subprocess.CompletedProcess[str]:
        known = {**os.environ, "PYTHONPATH": str(root)}
        return subprocess.run(command, cwd=root, env=known, capture_output=True, text=True, check=False)

    whole = run()
    assert (whole.returncode, "The gate is open" in whole.stdout) == (0, True), whole.stdout + whole.stderr
    cues = root / "quoteattr" / "language" / "en" / "cues" / "cues.tsv"
    cues.write_text("".join(cues.read_text(encoding="utf-8").splitlines(keepends=True)[:60]), encoding="utf-8")
    cut = run()
    assert cut.returncode == 1, cut.stdout + cut.stderr
    assert "seed: relation all fell to" in cut.stdout
    assert "gate.py --move" in cut.stderr
