"""Everything that one person or body says in a folder of articles, with file and offsets: for a fact checker.

python examples/find_statements.py examples/data/outlets Solberg
python examples/find_statements.py FOLDER "port authority" --words ferry

What is looked for is found as whole words, in any case and with or without accents: “Aker” finds “Mr Aker’s”, never
“baker”; “Muller” finds “Müller”.
"""

import argparse
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import regex
from reading import add_encoding, articles_of, counted, status_of

import quoteattr

_PLAIN = str.maketrans("‘’ʼ‐‑", "'''--")


def folded(text: str) -> str:
    """The text without accents and capitals, with plain apostrophes and hyphens."""
    bare: str = regex.sub(r"\p{M}+", "", unicodedata.normalize("NFKD", text))
    return bare.casefold().translate(_PLAIN)


def words(wanted: str) -> regex.Pattern[str]:
    """A pattern for these words, whole and one behind the other, in folded text."""
    found = folded(wanted).split()
    if not any(character.isalnum() for word in found for character in word):
        raise argparse.ArgumentTypeError("it holds no letter: name at least a word")
    phrase = r"\s+".join(map(regex.escape, found))
    return regex.compile(rf"(?<![\p{{L}}\p{{N}}]){phrase}(?![\p{{L}}\p{{N}}])")


def is_called(speaker: quoteattr.Speaker, wanted: regex.Pattern[str]) -> bool:
    """Whether the words stand in the speaker's label, or in any phrase for them."""
    return any(wanted.search(folded(phrase)) for phrase in (speaker.label, *(m.text for m in speaker.mentions)))


def statements_of(
    article: quoteattr.Article, called: regex.Pattern[str], said: regex.Pattern[str] | None
) -> Iterator[quoteattr.Attribution]:
    """What every speaker of that name says, where it holds the words that are asked for."""
    for speaker in filter(lambda speaker: is_called(speaker, called), article.speakers):
        yield from (a for a in article.attributions_of(speaker) if said is None or said.search(folded(a.text)))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("source", type=Path, help="a folder of .txt files, or one text file")
    options.add_argument("speaker", type=words, help="words of the speaker's name, or of any phrase for them")
    options.add_argument("--words", type=words, help="only statements that hold these words, one behind the other")
    add_encoding(options)
    chosen = options.parse_args()
    statements = articles = 0
    for found in articles_of(chosen.source, chosen.encoding):
        if isinstance(found.result, quoteattr.Failure):
            continue
        articles += 1
        for a in statements_of(found.result, chosen.speaker, chosen.words):
            statements += 1
            source = f" (as “{a.source}”)" if a.source and str(a.source) != str(a.speaker) else ""
            print(f"{found.name}:{a.content[0].start}-{a.content[-1].end}  {a.speaker}{source}")
            print(f"    {a.text}  [{a.style}, {a.confidence:.0%}]")
    print(f"{counted(statements, 'statement')} in {counted(articles, 'article')}")


if __name__ == "__main__":
    raise SystemExit(status_of(main))
