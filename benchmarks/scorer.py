"""The scorer beside the gold data, as a module: what the benchmarks, the tests and training measure with."""

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared"


@cache
def scorer(shared: Path = SHARED) -> Any:
    """The module `eval/score.py` of the shared folder: `score(gold, predicted, scope)`, `words`, `ids`, `pair`.

    Raises:
        SystemExit: the folder is not there.
    """
    path = shared / "eval" / "score.py"
    spec = importlib.util.spec_from_file_location("score", path)
    if not path.is_file() or spec is None or spec.loader is None:
        raise SystemExit("the scorer in ../shared is not here")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
