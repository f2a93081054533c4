"""Who said what in an article, and how openly: a readable table, or JSON.

python examples/extract_quotes.py examples/data/seed_article.txt
python examples/extract_quotes.py --scope all --json < article.txt
"""

import argparse
import shutil
import sys
import textwrap
from pathlib import Path

import quoteattr


def table(article: quoteattr.Article, width: int) -> str:
    """Every attribution with its speaker, level and content, then every speaker once."""
    lines = []
    for a in article.attributions:
        who = a.speaker.label if a.speaker else "—"
        kind = a.speaker.kind.value if a.speaker else "nobody expressed"
        level = a.anonymity.level.value if a.anonymity.level else "unresolved"
        source = f"“{a.source.text}”" if a.source else "no source"
        cue = f"“{a.cue.text}”" if a.cue else "no cue"
        lines.append(f"{a.id:>4}  {who}  [{level} {kind}, {a.style.value}]")
        lines.append(f"      {source} · {cue}")
        if a.anonymity.granted:
            reason = f" ({a.anonymity.reason_class}: {a.anonymity.reason})" if a.anonymity.reason else ""
            lines.append(f"      grant: {a.anonymity.granted}{reason}")
        lines += textwrap.wrap(a.text, width - 8, initial_indent="        ", subsequent_indent="        ")
        lines.append("")
    lines.append(f"{len(article.attributions)} attributions, {len(article.speakers)} speakers:")
    for s in article.speakers:
        said = len(article.attributions_of(s))
        level = s.level.value if s.level else "unresolved"
        lines.append(f"  {s.label} ({level} {s.kind.value}): {said}")
    return "\n".join(lines)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("file", nargs="?", help="a UTF-8 text file; standard input if left out")
    options.add_argument("--json", action="store_true", help="print the article as JSON")
    options.add_argument("--scope", choices=("speech", "all"), default="speech")
    chosen = options.parse_args()
    try:
        raw = Path(chosen.file).read_bytes() if chosen.file else sys.stdin.buffer.read()
        article = quoteattr.extract(raw.decode("utf-8"), scope=chosen.scope)
    except (OSError, UnicodeDecodeError, quoteattr.QuoteAttrError) as error:
        print(f"extract_quotes.py: {error}", file=sys.stderr)
        return 1
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(article.to_json(indent=2) if chosen.json else table(article, shutil.get_terminal_size((100, 24)).columns))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
