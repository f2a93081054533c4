"""The quality gate: what it lets pass, and that it shuts when a lexicon is cut."""

import json
import os
import subprocess
import sys
from pathlib import Path

import gate
import pytest
from fresh_copy import fresh_copy

PINS = {"A: relation all": 80.0}


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
    told = gate.falls({**figures, "B: no pin": 1.0}, PINS, allowed)
    assert bool(told) == fallen
    assert all("80.0 is pinned" in str(fall) for fall in told)


def test_a_figure_of_few_answers_may_fall_by_one_of_them() -> None:
    name = "wild.dev, 20, steady: soft hyphens"
    assert gate.falls({name: 92.8}, {name: 93.2}) == []
    (fall,) = gate.falls({name: 92.0}, {name: 93.2})
    assert str(fall) == f"{name} fell to 92.0: 93.2 is pinned, and 0.8 below it allowed"


def test_what_a_script_says_is_held_by_what_is_good_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"changed": 9.05, "off": -3.1}
    monkeypatch.setattr(gate, "told", lambda *_: said)
    held = gate.Told(
        name="A", script=Path("a.py"), arguments=(), measures=("off", "changed"), points=gate._left_of_hundred
    )
    assert held.figures("model") == {"A: off": 96.9, "A: changed": 91.0}


def test_every_figure_has_a_pin() -> None:
    pins = json.loads(gate.PINS.read_text(encoding="utf-8"))["figures"]
    wanted = {engine: {n for sample in samples for n in sample.names} for engine, samples in gate.SAMPLES.items()}
    assert {engine: set(known) for engine, known in pins.items()} == wanted


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
