"""What those who resolve phrases note of a document, each by a name of its own."""

import ast
from collections import defaultdict
from pathlib import Path

import quoteattr

SPEAKERS = Path(quoteattr.__file__).parent / "speakers"


def keys_of(path: Path) -> set[str]:
    """The names by which a module notes something in `cast.notes`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found = set()
    for node in ast.walk(tree):
        key = None
        if isinstance(node, ast.Subscript) and is_notes(node.value):
            key = node.slice
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and is_notes(node.func.value):
            key = node.args[0]
        if isinstance(key, ast.Constant):
            found.add(str(key.value))
        elif isinstance(key, ast.Name):
            found.add(str(constants.get(key.id, path.stem)))
    return found


def is_notes(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "notes"


def test_no_two_modules_note_under_one_name() -> None:
    """`houses` and `subjects` once did, and a text that asked both failed."""
    modules = defaultdict(set)
    for path in sorted(SPEAKERS.rglob("*.py")):
        for key in keys_of(path):
            modules[key].add(path.stem)
    assert len(modules) > 10
    assert {key: by for key, by in modules.items() if len(by) > 1} == {}
