"""Who said what in an article, and how openly: a readable table, or JSON.

python examples/extract_quotes.py examples/data/seed_article.txt
python examples/extract_quotes.py --scope all --json < article.txt
"""

import argparse
import shutil
import textwrap
from pathlib import Path

from reading import add_encoding, counted, status_of, text_of

import quoteattr


def level_of(of: quoteattr.Anonymity | quoteattr.Speaker) -> str:
    """The level's name; someone is meant who could not be told where there is none."""
    return of.level.value if of.level else "unresolved"


def entry(a: quoteattr.Attribution, width: int) -> list[str]:
    """An attribution with its speaker, level, source, cue, grant and content."""
    kind = f" {a.speaker.kind.value}" if a.speaker else ""
    source = f"“{a.source.text}”" if a.source else "no source"
    cue = f"“{a.cue.text}”" if a.cue else "no cue"
    lines = [
        f"{a.id:>4}  {a.speaker or '—'}  [{level_of(a.anonymity)}{kind}, {a.style.value}]",
        f"      {source} · {cue}",
    ]
    if a.anonymity.granted:
        reason = f" ({a.anonymity.reason_class}: {a.anonymity.reason})" if a.anonymity.reason else ""
        lines.append(f"      grant: {a.anonymity.granted}{reason}")
    lines += textwrap.wrap(a.text, max(20, width - 8), initial_indent=" " * 8, subsequent_indent=" " * 8)
    return [*lines, ""]


def table(article: quoteattr.Article, width: int) -> str:
    """Every attribution with its speaker, level and content, then every speaker once."""
    lines = [line for a in article.outer for line in entry(a, width)]
    speakers = counted(len(article.speakers), "speaker")
    lines.append(f"{counted(len(article.outer), 'attribution')}, {speakers}" + ":" * bool(article.speakers))
    lines += [f"  {s} ({level_of(s)} {s.kind.value}): {len(article.attributions_of(s))}" for s in article.speakers]
    return "\n".join(lines)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("file", nargs="?", type=Path, help="a text file; standard input if left out")
    options.add_argument("--json", action="store_true", help="print the article as JSON")
    options.add_argument("--scope", choices=("speech", "all"), default="speech")
    add_encoding(options)
    chosen = options.parse_args()
    article = quoteattr.extract(text_of(chosen.file, chosen.encoding), scope=chosen.scope)
    print(article.to_json(indent=2) if chosen.json else table(article, shutil.get_terminal_size((100, 24)).columns))


if __name__ == "__main__":
    raise SystemExit(status_of(main))
