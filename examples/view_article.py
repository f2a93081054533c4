"""An article with its voices lit up, as one HTML file: for an editor who reads before it is printed.

python examples/view_article.py examples/data/seed_article.txt article.html
"""

import argparse
from pathlib import Path

from reading import add_encoding, counted, place_for, status_of, text_of

import quoteattr


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("text", type=Path, help="a text file")
    options.add_argument("page", type=Path, help="the HTML file to write; its folder is made where there is none")
    add_encoding(options)
    chosen = options.parse_args()
    text = text_of(chosen.text, chosen.encoding)
    page = place_for(chosen.page, chosen.text)
    article = quoteattr.extract(text, id=chosen.text.stem)
    page.write_text(quoteattr.render(article), encoding="utf-8", newline="")
    print(f"{page}: {counted(len(article.outer), 'attribution')}, {counted(len(article.speakers), 'speaker')}")
    for a in article.outer:
        if a.anonymity.granted and not a.anonymity.reason:
            print(f"  no reason given for the anonymity of {a.speaker or 'a source'}: “{a.anonymity.granted}”")


if __name__ == "__main__":
    raise SystemExit(status_of(main))
