"""What to install, read from pyproject.toml, so that no list is typed twice.

python .ci/requirements.py                    # what the default path needs: without torch and Stanza
python .ci/requirements.py --extra pandas     # and an extra
python .ci/requirements.py --lowest           # each at the lowest version that is allowed
"""

import argparse
import re
import tomllib
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
NAME = re.compile(r"[A-Za-z0-9._-]+")


def name_of(requirement: str) -> str:
    """The package of a requirement: ``numpy`` of ``numpy>=1.26``."""
    match = NAME.match(requirement)
    assert match is not None, requirement
    return match.group()


def requirements(extras: list[str]) -> list[str]:
    """The dependencies but the heavy ones, and those of some extras (an extra may name others, ``quoteattr[a,b]``)."""
    heavy = PROJECT["tool"]["quoteattr"]["heavy"]
    found = [r for r in PROJECT["project"]["dependencies"] if name_of(r) not in heavy]
    for extra in extras:
        for requirement in EXTRAS[extra]:
            if name_of(requirement) == "quoteattr":
                found += requirements(re.findall(r"[\w-]+", requirement.partition("[")[2]))
            else:
                found.append(requirement)
    return list(dict.fromkeys(found))


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--extra", action="append", default=[], choices=sorted(EXTRAS))
    options.add_argument("--lowest", action="store_true", help="each at the lowest version allowed")
    chosen = options.parse_args()
    for requirement in requirements(chosen.extra):
        print(requirement.replace(">=", "==") if chosen.lowest else requirement)


if __name__ == "__main__":
    main()
