"""How time and memory grow with a text made to be hard: every shape should grow like its length.

    python benchmarks/growth.py [--only SHAPE] [--most 1.15]

Each shape is doubled until a run takes a second of processor time, in a process and a thread of its own. The exponents
of time (the least of some runs) and of memory (the peak above what the process held before) are the slopes of a line
through the last three doublings, both axes logarithmic: 1 is linear, 2 quadratic. (A text of two million characters is
not doubled again.) Shapes of marks alone go to `quotations`, all others to `extract`. At last, people of one surname
are compared with as many of different ones. The exit status is 1 where an exponent is above `--most`, or they take
more than 1.3 times as long.
"""

import argparse
import gc
import json
import math
import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from itertools import count, cycle, product

FIRST, LAST = 2_000, 1 << 21  # characters: where doubling begins, and where it ends even within a second
ENOUGH = 1.0  # seconds
TELLING = ENOUGH / 16  # seconds: a quicker run is of a size that the line will not go through
FOR_CROWDS = 6  # times as long where it grows faster: what asks 60 people at most does so only until there are 60
RUNS = 2
POINTS = 4  # sizes that the line goes through: three doublings
LITTLE = 8.0  # megabytes: the allocator's own steps, which say nothing of growth
ALIKE = ("one surname, also alone", "different names, also alone")
COMPARED, MORE = 32_000, 1.3  # characters of each; how much longer the first may take
Point = tuple[int, float, float]  # characters, seconds, megabytes
Shape = Callable[[int], str]

MARKS = "„‚‘‛“”‟«»‹›\"'’`"
_GIVEN = ("Anna", "Maria", "Laura", "Susan", "Karen", "Helen", "Julia", "David", "Peter", "Frank", "Brian", "Kevin")
_SYLLABLES = ("bar", "den", "fel", "gor", "hal", "kin", "lom", "mer", "nor", "pel", "rud", "sten", "tor", "ves", "wick")


def repeated(unit: str) -> Shape:
    """The same again and again."""
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def numbered(unit: str) -> Shape:
    """Units with ever new names in the place of {given}, {surname}, {new} and a number in that of {n}."""

    def made(size: int) -> str:
        names = zip(cycle(_GIVEN), _surnames(), _new_given(), count())
        units, length = [], 0
        while length < size:
            given, surname, new, n = next(names)
            units.append(unit.format(given=given, surname=surname, new=new, n=n))
            length += len(units[-1])
        return "".join(units)

    return made


def _surnames() -> "cycle[str]":
    return cycle("".join(parts).capitalize() for parts in product(_SYLLABLES, repeat=3))


def _new_given() -> "cycle[str]":
    return cycle("".join(parts).capitalize() + "a" for parts in product(_SYLLABLES, repeat=3))


def filled(before: str, filling: str, behind: str) -> Shape:
    """One run of `filling` between two pieces of text."""
    return lambda size: before + filling * (size // len(filling)) + behind


def nested(opening: str, closing: str) -> Shape:
    """Quotations in one another, all of them closed."""
    return lambda size: opening * (size // len(opening + closing)) + "b" + closing * (size // len(opening + closing))


MARKED: dict[str, Shape] = {
    **{f"{mark} before words": repeated(f"{mark}a ") for mark in MARKS},
    **{f"{mark} alone": repeated(mark) for mark in "„“'"},
    "`` before words": repeated("``a "),
    "'' around words": repeated("''a b'' c "),
    "mixed marks": repeated("„a «b ‘c “d "),
    "alternating families": repeated("“a ‘b "),
    "nested": nested("“a ", "b” "),
    "nested, two families": nested("“a ‘b ", "c’ d” "),
    "opened again, never closed": repeated("“We will see, the mayor said. "),
    "opened in every paragraph": repeated("“One.\n"),
    "white space in quotations": repeated("“ " + " " * 40),
    "white space, never closed": filled("„a ", " \n", "„b"),
}

SAID = " said the crane had failed. "
READ: dict[str, Shape] = {
    # white space, wherever a rule looks
    "spaces before a name": filled("A driver identified as", " ", "Bob Lee said it was over."),
    "spaces behind a grant": filled("An aide who asked not to be named", " ", "said it was over."),
    "spaces behind a reason": filled("An aide asked not to be named because", " ", "it was secret, and said so."),
    "spaces before “goes by”": filled("He", " ", "goes by Ace. A driver who goes by Ace said it was over."),
    "spaces before a signature": filled("“We can do better than that.”", " ", "— Ana Ruiz"),
    "spaces in a source": filled("Officials", " ", "who said the crane had failed were wrong."),
    "spaces in a knowledge basis": filled("A person familiar", " ", "with the talks said it was over."),
    "spaces in every sentence": repeated("The mayor said" + " " * 60 + "it was over. "),
    "newlines before a label": filled("", "\n", "A: It is over and we know it. Q: How?"),
    "newlines before labels": repeated("\n" * 40 + "A: It is over and we know it."),
    "blank lines of spaces": repeated("The mayor said it was over.\n" + " " * 30 + "\n"),
    "no-break spaces": filled("The mayor said", "\u00a0", "it was over."),
    "one space between letters": repeated("a "),
    # labels
    "labels “A:”": repeated("A: It is over and we know it.\n"),
    "questions and answers": repeated("Q: How did it go?\nA: It is over and we know it.\n"),
    "labels with names": numbered("{given} {surname}: It is over and we know it.\n"),
    # names
    "one surname": numbered("{new} Ruiz" + SAID),
    "one surname, also alone": numbered("{new} Ruiz" + SAID + "“It is over,” Ruiz said. "),
    "one given name": numbered("Anna {surname}" + SAID),
    "one given name, also alone": numbered("Anna {surname}" + SAID + "“It is over,” Anna said. "),
    "different names": numbered("{given} {surname}" + SAID),
    "different names, also alone": numbered("{given} {surname}" + SAID + "“It is over,” {surname} said. "),
    "one person": repeated("Ana Ruiz" + SAID + "“It is over,” Ruiz said. "),
    "titles": numbered("Sen. {surname}" + SAID + "Mr. {surname} agreed. "),
    "pronouns": numbered("{given} {surname}" + SAID + "“It is over,” she said. He agreed. "),
    "she, where all are men": repeated("David Ruiz" + SAID + "“It is over,” she said. "),
    "the lawyer": numbered("Lawyer {given} {surname}" + SAID + "“It is over,” the lawyer said. "),
    "the officials": numbered("Officials in {surname}" + SAID + "“It is over,” the officials said. "),
    "the CEO": numbered("{given} {surname}" + SAID + "The CEO said it was over. “It is over,” the CEO said. "),
    "senators of states": numbered("Sen. {given} {surname}" + SAID + "“It is over,” the Ohio senator said. "),
    "who keeps a surname": numbered(
        "{given}" + SAID + "“It is over,” said the nurse, who declined to give her last name. "
    ),
    "the boy with her": numbered("{given} {surname}" + SAID + "The boy who was with her said it was over. "),
    "the act": numbered("The {surname} Harbour Act" + SAID + "The act said it was over. "),
    "three of them": numbered("Three senators – {given} {surname} – said it was over. All three agreed. "),
    "his father": numbered("{given} {surname}" + SAID + "His father said it was over. "),
    "firms and the company": numbered("{surname} Inc." + SAID + "The company said it was over. "),
    "they": numbered("{given} {surname} and {new} Hill" + SAID + "They said it was over. "),
    "families": numbered("The {surname}s" + SAID),
    "handles": numbered("@{given}{surname}{n}" + SAID),
    "organisations of one word": numbered("{surname} University" + SAID + "University {surname} denied it. "),
    "a list of names": lambda size: numbered("{given} {surname}, ")(size) + "said it was over.",
    "words with a capital": numbered("{surname} "),
    # what is said, and how openly
    "grants": repeated("“It is over,” said an aide, who asked not to be named because it is secret. "),
    "grants of one person": repeated("The aide spoke on condition of anonymity. “It is over,” the aide said. "),
    "running quotations": repeated("“It is over, and we all know that.\n“It is not,” said Ana Ruiz.\n"),
    "quotations that nobody says": repeated("“It is over, and we all know that.” "),
    "one that runs on and on": repeated("“It is over, and we all know that.\n"),
    "said that he said that": repeated("the mayor said that "),
    "according to": repeated("According to the mayor, it is over. "),
    # the text itself
    "headlines": numbered("{surname} Says the Port Will Be Closed for Good\n"),
    "one endless sentence": repeated("the mayor said it was over and "),
    "one endless paragraph": repeated("The mayor said it was over. "),
    "commas": repeated("it, "),
    "dashes": repeated("a -- b — "),
    "datelines": numbered("{surname}, May 3 (Agency) — The mayor said it was over.\n".replace("{surname}", "ROME")),
    "one long word": repeated("a"),
    "long words": repeated("a" * 400 + " "),
    "digits": repeated("1234567890"),
    "brackets": repeated("("),
    "HTML": repeated('<p><a href="https://a.b/c">The mayor</a> said it was over.</p>'),
    "addresses": repeated("a.b-c@d.e-f.org/g?h=i&j "),
    "emoji": repeated("👩🏽‍🏫 said 😀 "),
    "combining marks": filled("Zoe said it was ove", "\u0301", "r."),
    "control characters": repeated("\u200b\u200d\x00a "),
}


def measured(shape: str, enough: float) -> list[Point]:
    """A shape at each size, from the first to the one that takes so many seconds."""
    import quoteattr

    make = MARKED.get(shape) or READ[shape]
    run = quoteattr.quotations if shape in MARKED else reader()
    run("“It is over,” said Maria Ruiz, a teacher.")
    base, size = _peak(), FIRST
    found: list[Point] = []
    while not found or (found[-1][1] < enough and size <= LAST):
        text = make(size)
        seconds = _seconds(run, text)
        if seconds > TELLING or size > LAST / 2**POINTS:
            seconds = min(seconds, *(_seconds(run, text) for _ in range(RUNS - 1)))
        found.append((len(text), seconds, _peak() - base))
        size *= 2
    return found


def compared(shape: str) -> float:
    """The processor time of one size of a shape, the least of some runs."""
    text, run = READ[shape](COMPARED), reader()
    return min(_seconds(run, text) for _ in range(2 * RUNS))


def reader() -> Callable[[str], object]:
    """`extract` in one thread, without warnings that such texts are no prose."""
    import quoteattr

    warnings.simplefilter("ignore", quoteattr.QuoteAttrWarning)
    return quoteattr.Extractor(threads=1).load().extract


def _seconds(run: Callable[[str], object], text: str) -> float:
    """The processor time of a run."""
    gc.collect()
    started = time.process_time()
    run(text)
    return time.process_time() - started


def _peak() -> float:
    """What the process has held at most, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def slope(sizes: Sequence[float], values: Sequence[float]) -> float:
    """The exponent of growth: a line by least squares through logarithms."""
    x, y = [math.log(size) for size in sizes], [math.log(value) for value in values]
    middle = sum(x) / len(x)
    return sum((a - middle) * b for a, b in zip(x, y, strict=True)) / sum((a - middle) ** 2 for a in x)


def exponents(points: Sequence[Point]) -> tuple[float, float]:
    """Of time and of memory; what is little is taken for nothing."""
    sizes, seconds, megabytes = zip(*points[-POINTS:], strict=True)
    return slope(sizes, [max(s, 1e-4) for s in seconds]), slope(sizes, [max(m, LITTLE) for m in megabytes])


def in_own_process(shape: str, enough: float) -> list[Point]:
    """A shape measured where nothing else has been."""
    command = [sys.executable, __file__, "--measure", shape, "--enough", str(enough)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return [tuple(point) for point in json.loads(done.stdout)]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--only", choices=[*MARKED, *READ], metavar="SHAPE", help="one shape")
    options.add_argument("--most", type=float, default=1.15, help="the largest exponent that is accepted")
    options.add_argument("--measure", choices=[*MARKED, *READ], help=argparse.SUPPRESS)
    options.add_argument("--enough", type=float, default=ENOUGH, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.measure:
        print(json.dumps(measured(chosen.measure, chosen.enough)))
        return 0
    above = []
    print("| shape | characters | seconds | exponent of time | of memory | MB |\n|---|---|---|---|---|---|")
    for shape in [chosen.only] if chosen.only else [*MARKED, *READ]:
        points = in_own_process(shape, ENOUGH)
        if max(exponents(points)) > chosen.most:
            points = in_own_process(shape, FOR_CROWDS * ENOUGH)
        size, seconds, megabytes = points[-1]
        of_time, of_memory = exponents(points)
        cells = (shape, f"{size:,}", f"{seconds:.2f}", f"{of_time:.2f}", f"{of_memory:.2f}", f"{megabytes:,.0f}")
        print(f"| {' | '.join(cells)} |", flush=True)
        if max(of_time, of_memory) > chosen.most:
            above.append(shape)
    print(f"\nabove {chosen.most}: {', '.join(above) or 'none'}")
    if chosen.only:
        return bool(above)
    times = [compared(shape) for shape in ALIKE]
    print(f"{COMPARED:,} characters of one surname take {times[0] / times[1]:.2f} times what different ones do")
    return bool(above) or times[0] > MORE * times[1]


if __name__ == "__main__":
    sys.exit(main())
