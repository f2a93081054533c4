"""The picture of docs/how_it_works.md, drawn from the package: its folders, their docstrings, their imports.

    python benchmarks/flow.py          # writes docs/images/flow.svg
    python benchmarks/flow.py --check  # fails where the picture is not that of the package

The order of the floors is that of the contract in pyproject.toml, which `lint-imports` enforces.
"""

import argparse
import ast
import textwrap
import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE, PICTURE = ROOT / "quoteattr", ROOT / "docs" / "images" / "flow.svg"
WIDTH, MARGIN, GAP = 900, 20, 18  # pixels, as all numbers here
FLOW, EXITS = 570, 230  # how wide the columns are
LINE, HEAD, LETTER = 15, 20, 6.1
HEADER = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="system-ui, sans-serif" \
font-size="12" role="img" aria-label="{label}">
<rect width="{width}" height="{height}" fill="#fff"/>
<defs><marker id="a" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">\
<path d="M0 0 10 5 0 10z" fill="#444"/></marker></defs>
"""


def floors() -> list[list[str]]:
    """The rooms from the ground up: those of one floor do not know each other."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers: list[str] = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return [[room.strip() for room in floor.split("|")] for floor in reversed(layers)]


def sources(room: str) -> list[Path]:
    """The modules of a room: a folder, or one file."""
    return sorted((PACKAGE / room).rglob("*.py")) or [PACKAGE / f"{room}.py"]


def about(room: str) -> str:
    """What a room's docstring says first."""
    code = ast.parse(sources(room)[0].read_text(encoding="utf-8"))
    return (ast.get_docstring(code) or "").split("\n\n")[0].replace("\n", " ").replace("`", "").rstrip(".")


def known(room: str) -> set[str]:
    """The rooms that a room imports from."""
    found = set()
    for path in sources(room):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("quoteattr."):
                found.add((node.module or "").split(".")[1])
    return found - {room}


def box(place: tuple[float, float], width: float, lines: list[str], fill: str) -> str:
    """A box whose first line is its name."""
    x, y = place
    text = f'<text x="{x + 10:g}" y="{y + HEAD}" font-weight="600" font-size="14">{escape(lines[0])}</text>'
    for n, line in enumerate(lines[1:], start=1):
        text += f'<text x="{x + 10:g}" y="{y + HEAD + LINE * n}" fill="#444">{escape(line)}</text>'
    frame = f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{tall(lines)}" rx="6" fill="{fill}" stroke="#444"/>'
    return f"{frame}{text}\n"


def tall(lines: list[str]) -> int:
    """How high a box is."""
    return HEAD + LINE * (len(lines) - 1) + 12


def row(rooms: list[str], place: tuple[float, float], width: float, order: list[str], fill: str) -> tuple[str, int]:
    """Boxes side by side, each with what it is for and which of `order` it knows; and how high they are."""
    each = (width - GAP * (len(rooms) - 1)) / len(rooms)
    texts = []
    for room in rooms:
        lines = [f"{room}.py" if (PACKAGE / f"{room}.py").exists() else f"{room}/"]
        lines += textwrap.wrap(about(room), int((each - 20) / LETTER))
        if knows := [name for name in order if name in known(room)]:
            lines += textwrap.wrap(f"→ {', '.join(knows)}", int((each - 20) / LETTER))
        texts.append(lines)
    height = max(map(tall, texts))
    texts = [lines + [""] * ((height - tall(lines)) // LINE) for lines in texts]
    drawn = (box((place[0] + n * (each + GAP), place[1]), each, lines, fill) for n, lines in enumerate(texts))
    return "".join(drawn), height


def arrow(x: float, y: float, to_x: float, to_y: float) -> str:
    return f'<path d="M{x:g} {y:g} {to_x:g} {to_y:g}" stroke="#444" fill="none" marker-end="url(#a)"/>\n'


def picture() -> str:
    """The SVG."""
    every = floors()
    first = next(n for n, floor in enumerate(every) if "text" in floor)
    exits = next(floor for floor in every if "export" in floor)
    flow = [floor for floor in every[first:] if floor is not exits]
    order = [room for floor in flow for room in floor]
    y, drawn = (
        MARGIN + 24,
        '<text x="20" y="32" font-size="14">a text goes down; → names whom a room knows</text>\n',
    )
    for floor in flow:
        boxes, height = row(floor, (MARGIN, y), FLOW, order, "#e4f1e4" if floor is flow[-1] else "#dbe9f6")
        drawn += boxes
        if floor is not flow[-1]:
            drawn += arrow(MARGIN + FLOW / 2, y + height, MARGIN + FLOW / 2, y + height + GAP)
        y += height + GAP
    left = MARGIN + FLOW + 60
    top: float = MARGIN + 24
    middle = y - GAP - 30
    drawn += f'<text x="{left}" y="32" font-size="14">four exits, which know the values</text>\n'
    for room in exits:
        boxes, height = row([room], (left, top), EXITS, [], "#fdf0d8")
        drawn += boxes + f'<path d="M{left - 30} {top + 20:g}H{left - 2}" stroke="#444" marker-end="url(#a)"/>\n'
        top += height + GAP
    drawn += (
        f'<path d="M{MARGIN + FLOW} {middle:g}H{left - 30}V{MARGIN + 44}" stroke="#444" fill="none"/>\n'
        f'<text x="{left - 20}" y="{middle + 4:g}">an Article (records)</text>\n'
    )
    drawn += f'<text x="20" y="{y + 14:g}" font-size="14">below all of them</text>\n'
    y += 26
    for floor in reversed(every[:first]):
        boxes, height = row(floor, (MARGIN, y), WIDTH - 2 * MARGIN, [], "#f2f4f6")
        drawn += boxes
        y += height + 6
    label = f"a text goes through {', '.join(order)}, and leaves by {', '.join(exits)}"
    return HEADER.format(width=WIDTH, height=y + MARGIN, label=escape(label)) + drawn + "</svg>\n"


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--check", action="store_true")
    if options.parse_args().check:
        if PICTURE.read_text(encoding="utf-8") != picture():
            raise SystemExit(f"{PICTURE.name} is not the package's any more: python benchmarks/flow.py")
    else:
        PICTURE.write_text(picture(), encoding="utf-8")


if __name__ == "__main__":
    main()
