"""Pronouns and names on GAP (Webster et al. 2018), through the chains that `extract` collects.

    python benchmarks/gap.py ../shared/reference/gap-test.tsv.gz [--fitted FOLDER]

Each text is read as `extract` reads it; the library is not told the two names that are asked about. Printed are F1
overall, of feminine and of masculine pronouns, in percent, and the ratio of these two. `--fitted`, for development and
validation, is a folder as `python -m training.speakers --folds FOLDER` writes it: each text is read with what was
fitted without it.
"""

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from asked import Asked, asked
from attrs import frozen
from chains import chain_in, chains_by_head
from overlay import laid_over
from stories import FOLDS

import quoteattr
from quoteattr.attributions.draft import Draft
from quoteattr.language import Language, language
from quoteattr.records import Gender
from quoteattr.speakers.find import who_is_who
from quoteattr.speakers.mentions import GENDER
from quoteattr.speakers.ranking import best
from quoteattr.speakers.resolve import Choose
from quoteattr.text.reading import Reading


@frozen
class Judged:
    """Whether a pronoun means a name, and whether the library says so."""

    gender: Gender
    true: bool
    said: bool


def judged(reading: Reading, drafts: list[Draft], row: Asked, choose: Choose = best) -> Iterator[Judged]:
    """What the chains of a text say of its pronoun and its names."""
    cast, _ = who_is_who(reading, drafts, choose)
    meant = chains_by_head(cast).get(reading.token_at(row.at))
    for start, end, true in row.names:
        chain = chain_in(cast, start, end)
        yield Judged(GENDER[row.pronoun.lower()], true, chain is not None and chain is meant)


def read(its: Language, rows: Iterable[Asked]) -> Iterator[Judged]:
    """What the chains of some texts say, read with a language."""
    extractor = quoteattr.Extractor(scope="all", language=its, threads=1)
    for row in rows:
        reading, spotted = extractor.read(row.text)
        yield from judged(reading, extractor.drafts(reading, spotted), row)


def f1(rows: Iterable[Judged]) -> float:
    """The harmonic mean of precision and recall, in percent."""
    kept = list(rows)
    hits = sum(r.said and r.true for r in kept)
    return 200.0 * hits / max(1, sum(r.said for r in kept) + sum(r.true for r in kept))


def figures(rows: Iterable[Judged]) -> dict[str, float]:
    """F1 overall and by gender, and the ratio of feminine to masculine."""
    kept = list(rows)
    parts = {gender.value: f1(r for r in kept if r.gender is gender) for gender in (Gender.FEMININE, Gender.MASCULINE)}
    ratio = parts["feminine"] / max(1e-9, parts["masculine"])
    return {"all": round(f1(kept), 1), **{k: round(v, 1) for k, v in parts.items()}, "ratio": round(ratio, 3)}


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("gap", type=Path)
    options.add_argument("--limit", type=int, default=None, help="the first texts only")
    options.add_argument("--fitted", type=Path, default=None, help="a folder with what was fitted without each fold")
    chosen = options.parse_args()
    rows = list(asked(chosen.gap))[: chosen.limit]
    found: list[Judged] = []
    for number in range(FOLDS) if chosen.fitted else (None,):
        with TemporaryDirectory() as folder:
            its = language("en")
            if number is not None:
                its = laid_over(its, chosen.fitted / str(number), Path(folder) / "en")
            found += read(its, [row for row in rows if number in (None, row.fold(FOLDS))])
    print(json.dumps({"texts": len(found) // 2, **figures(found)}))


if __name__ == "__main__":
    main()
