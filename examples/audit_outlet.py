"""How openly outlets source their news: a page of tables and pictures, by outlet and by month.

python examples/audit_outlet.py examples/data/outlets --out audit
python examples/audit_outlet.py FOLDER --by outlet --jobs -1

FOLDER holds a folder of UTF-8 .txt files for each outlet; a file's month is the first YYYY-MM in its name. Written are
`audit.html`, which holds everything, and its pictures as `audit-*.svg` and `audit-*.png`. Needs `quoteattr[charts]`.
"""

import argparse
import re
import sys
from collections import defaultdict
from pathlib import Path

import quoteattr
from quoteattr import charts

MONTH = re.compile(r"\d{4}-\d{2}")


def group_of(file: Path, folder: Path, by: str) -> str:
    """The outlet of a file, with its month where months are asked for."""
    outlet = file.relative_to(folder).parts[0] if file.parent != folder else folder.name
    month = MONTH.search(file.name)
    return f"{outlet}, {month.group()}" if by == "month" and month else outlet


def articles_of(folder: Path, jobs: int) -> dict[Path, quoteattr.Article]:
    """Every article that can be read; what can't is told on standard error."""
    files = sorted(folder.rglob("*.txt"))
    texts = ((str(file), file.read_bytes().decode("utf-8", errors="replace")) for file in files)
    found = {}
    for file, result in zip(files, quoteattr.extract_many(texts, n_jobs=jobs, progress=len(files) > 50), strict=True):
        if isinstance(result, quoteattr.Failure):
            print(f"{result.id}: {result.reason}", file=sys.stderr)
        else:
            found[file] = result
    return found


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", type=Path)
    options.add_argument("--out", type=Path, default=Path("audit"), help="where to write, without an ending")
    options.add_argument("--by", choices=("outlet", "month"), default="month", help="outlets, or each of their months")
    options.add_argument("--jobs", type=int, default=1, help="processes; -1 for one a processor")
    chosen = options.parse_args()
    articles = articles_of(chosen.folder, chosen.jobs)
    if not articles:
        print(f"audit_outlet.py: no .txt files in {chosen.folder}", file=sys.stderr)
        return 1
    groups: dict[str, list[quoteattr.Article]] = defaultdict(list)
    for file, article in articles.items():
        groups[group_of(file, chosen.folder, "outlet")].append(article)
        if chosen.by == "month":
            groups[group_of(file, chosen.folder, "month")].append(article)
    audits = {name: quoteattr.audit(groups[name]) for name in sorted(groups)}
    together = quoteattr.audit(articles.values())
    pictures = {
        "Levels": charts.levels(audits), "Kinds": charts.kinds(audits), "Anonymous sourcing": charts.anonymous(audits),
        "Grants and their reasons": charts.granted(audits), "Most quoted, all together": charts.speakers(together),
    }  # fmt: skip
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    for name, figure in pictures.items():
        stem = f"{chosen.out}-{name.split()[0].strip(',').lower()}"
        figure.savefig(f"{stem}.png", dpi=150)
        figure.savefig(f"{stem}.svg")
    drawn = {name: charts.svg(figure) for name, figure in pictures.items()}
    page = quoteattr.render_audit(audits, title=f"Sources in {chosen.folder.name}", pictures=drawn)
    Path(f"{chosen.out}.html").write_text(page, encoding="utf-8")
    print(together)
    print(f"\n{chosen.out}.html: {len(audits)} groups, {len(pictures)} pictures")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
