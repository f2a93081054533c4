"""The public names: all of them in the table of docs/api.md, each where it says, and none that hides another."""

import pkgutil
import re
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest

import quoteattr

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "api.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `(quoteattr\.[\w.]+)` \| .+ \| (?:`(quoteattr[\w.]*)`|a module) \|$", PAGE, re.MULTILINE)
NAMES = {name.removeprefix("quoteattr."): place for name, place in ROWS if place}
MODULES = [name for name, place in ROWS if not place]
PACKAGES = ["quoteattr", *(m.name for m in pkgutil.walk_packages(quoteattr.__path__, "quoteattr.") if m.ispkg)]


def test_the_table_has_all_public_names_and_no_others() -> None:
    assert sorted(NAMES) == sorted(quoteattr.__all__)
    assert len(NAMES) + len(MODULES) == len(ROWS)


@pytest.mark.parametrize(("name", "place"), NAMES.items(), ids=list(NAMES))
def test_a_public_name_stands_where_the_table_says(name: str, place: str) -> None:
    assert getattr(quoteattr, name) is getattr(import_module(place), name)
    assert getattr(quoteattr, name).__module__ == place


@pytest.mark.parametrize("module", MODULES)
def test_the_modules_of_the_table_are_there(module: str) -> None:
    assert find_spec(module) is not None


def test_what_the_page_documents_is_in_the_table() -> None:
    shown = set(re.findall(r"^::: (quoteattr\.[\w.]+)$", PAGE, re.MULTILINE)) - {
        "quoteattr.records",
        "quoteattr.errors",
    }
    assert shown <= {name for name, _ in ROWS}
    listed = set(re.findall(r"members: \[(.+)\]", PAGE)[0].split(", "))
    errors = {name for name, place in NAMES.items() if place == "quoteattr.errors"}
    assert {f"quoteattr.{name}" for name in set(NAMES) - listed - errors} | set(MODULES) == shown


@pytest.mark.parametrize("package", PACKAGES)
def test_no_name_hides_a_module(package: str) -> None:
    """`import quoteattr.render` gave a function, where there was a module of that name too."""
    room = import_module(package)
    for module in pkgutil.iter_modules(room.__path__):
        assert isinstance(getattr(room, module.name, room), ModuleType), f"{package}.{module.name}"


@pytest.mark.parametrize("name", quoteattr.__all__)
def test_no_module_has_the_name_of_a_public_function(name: str) -> None:
    assert find_spec(f"quoteattr.{name}") is None


def test_importing_quoteattr_imports_nothing_that_reads() -> None:
    rooms = ("extractor", "speakers", "attributions", "anonymity", "readers", "network")
    program = f"import sys, quoteattr; print([room for room in {rooms} if f'quoteattr.{{room}}' in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
