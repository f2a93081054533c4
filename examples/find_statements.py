"""Everything that one person or body says in a folder of articles, with file and offsets: for a fact checker.

python examples/find_statements.py examples/data/outlets Solberg
python examples/find_statements.py FOLDER "port authority" --words ferry
"""

import argparse
import sys
from pathlib import Path

import quoteattr


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", type=Path)
    options.add_argument("speaker", help="a part of the speaker's name, or of any phrase for them")
    options.add_argument("--words", default="", help="only statements that hold these words")
    chosen = options.parse_args()
    wanted, count = chosen.speaker.casefold(), 0
    files = sorted(chosen.folder.rglob("*.txt"))
    results = quoteattr.extract_many((str(file), file.read_bytes().decode("utf-8", "replace")) for file in files)
    for file, article in zip(files, results, strict=True):
        if isinstance(article, quoteattr.Failure):
            print(f"{file}: {article.reason}", file=sys.stderr)
            continue
        for speaker in article.speakers:
            phrases = [speaker.label, *(m.text for m in speaker.mentions)]
            if not any(wanted in phrase.casefold() for phrase in phrases):
                continue
            for a in article.attributions_of(speaker):
                if chosen.words.casefold() not in a.text.casefold():
                    continue
                count += 1
                source = f" (as “{a.source}”)" if a.source and a.source.text != speaker.label else ""
                print(f"{file.relative_to(chosen.folder)}:{a.content[0].start}-{a.content[-1].end}  {speaker}{source}")
                print(f"    {a.text}  [{a.style}, {a.confidence:.0%}]")
    print(f"{count} statements in {len(files)} articles")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
