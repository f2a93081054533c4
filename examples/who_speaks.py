"""Who gets to speak, and how, as a data frame: for a social scientist. Needs `quoteattr[pandas]`.

python examples/who_speaks.py examples/data/outlets attributions.csv

FOLDER holds a folder of .txt files for each outlet. The table is written by `quoteattr.write_csv`, so that no
spreadsheet runs what a text says: `quoteattr.read_csv` gives the words back as they were.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from reading import add_encoding, articles_of, counted, outlet_of, place_for, status_of

import quoteattr
from quoteattr.runtime.extras import need

if TYPE_CHECKING:
    import pandas


def by_outlet(frame: "pandas.DataFrame", column: str) -> str:
    """How many attributions each outlet has of each value of a column."""
    if frame.empty:
        return f"no {column} to count"
    counted = frame.groupby(["outlet", column], dropna=False, observed=True).size().unstack(fill_value=0)
    return str(counted.to_string())


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("source", metavar="FOLDER", type=Path, help="a folder of .txt files, or one text file")
    options.add_argument("table", type=Path, help="the CSV file to write; its folder is made where there is none")
    add_encoding(options)
    chosen = options.parse_args()
    need("the data frame", "pandas")
    articles, table = articles_of(chosen.source, chosen.encoding), place_for(chosen.table, chosen.source)
    results = [found.result for found in articles]
    quoteattr.write_csv(results, table)
    frame = quoteattr.to_frame(results)
    frame["outlet"] = frame.document.map(lambda name: outlet_of(name, chosen.source))
    frame = frame[frame.attribution.notna()]
    people = frame[frame.kind == "person"]
    read = sum(isinstance(result, quoteattr.Article) for result in results)
    made = f"{counted(len(frame), 'attribution')} in {counted(read, 'article')}"
    print(f"{made}; by single persons: {len(people)}")
    if len(frame):
        styles = frame.groupby("style", observed=True).confidence.mean().round(2).to_string()
        print("", by_outlet(people, "gender"), "", by_outlet(frame, "level"), "", styles, sep="\n")


if __name__ == "__main__":
    raise SystemExit(status_of(main))
