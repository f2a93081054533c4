"""An article with its voices lit up, as one HTML file: for an editor who reads before it is printed.

python examples/view_article.py examples/data/seed_article.txt article.html
"""

import sys
from pathlib import Path

import quoteattr


def main() -> int:
    if len(sys.argv) != 3:
        print("usage: view_article.py TEXT.txt PAGE.html", file=sys.stderr)
        return 2
    source, target = map(Path, sys.argv[1:])
    try:
        article = quoteattr.extract(source.read_text(encoding="utf-8"), id=source.stem)
    except (OSError, UnicodeDecodeError, quoteattr.QuoteAttrError) as error:
        print(f"view_article.py: {error}", file=sys.stderr)
        return 1
    target.write_text(quoteattr.render(article), encoding="utf-8", newline="")
    bare = [a for a in article.attributions if a.anonymity.granted and not a.anonymity.reason]
    print(f"{target}: {len(article.attributions)} attributions, {len(article.speakers)} speakers")
    for a in bare:
        print(f"  no reason given for the anonymity of {a.speaker}: “{a.anonymity.granted}”")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
