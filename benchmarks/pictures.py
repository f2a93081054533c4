"""Pictures of figures, drawn by whichever Python has Matplotlib (`--peers`), to `benchmarks/out`."""

import json
import subprocess
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parent / "out"
_BEFORE = (
    "import json, sys, matplotlib; matplotlib.use('svg'); import matplotlib.pyplot as plt\n"
    "matplotlib.rcParams['svg.hashsalt'] = 'quoteattr'\n"
    "data = json.loads(sys.argv[1]); fig, ax = plt.subplots(figsize=(6.5, 3.8))\n"
)
_AFTER = "ax.grid(alpha=0.3); fig.tight_layout(); fig.savefig(sys.argv[2], metadata={'Date': None})\n"


def draw(name: str, drawing: str, data: Any, python: str) -> Path:
    """Run lines of Matplotlib that draw `data` on `ax`; the path of the SVG file."""
    OUT.mkdir(parents=True, exist_ok=True)
    path = OUT / f"{name}.svg"
    subprocess.run([python, "-c", _BEFORE + drawing + _AFTER, json.dumps(data), str(path)], check=True)
    return path
