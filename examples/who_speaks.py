"""Who gets to speak, and how, as a data frame: for a social scientist. Needs `quoteattr[pandas]`.

python examples/who_speaks.py examples/data/outlets attributions.csv
"""

import sys
from pathlib import Path

import quoteattr


def main() -> int:
    if len(sys.argv) != 3:
        print("usage: who_speaks.py FOLDER TABLE.csv", file=sys.stderr)
        return 2
    folder, target = map(Path, sys.argv[1:])
    files = sorted(folder.rglob("*.txt"))
    results = quoteattr.extract_many((str(file.relative_to(folder)), file.read_text("utf-8")) for file in files)
    frame = quoteattr.to_frame(results)
    frame["outlet"] = frame.document.str.split("/").str[0]
    frame.to_csv(target, index=False)
    people = frame[frame.kind == "person"]
    print(f"{len(frame)} attributions in {len(files)} articles; {len(people)} to single persons\n")
    print(people.groupby(["outlet", "gender"], dropna=False).size().unstack(fill_value=0).to_string(), end="\n\n")
    print(frame.groupby(["outlet", "level"]).size().unstack(fill_value=0).to_string(), end="\n\n")
    print(frame.groupby("style").confidence.mean().round(2).to_string())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
