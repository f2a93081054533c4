"""How openly outlets source their news: a page of tables and pictures, by outlet and by month.

python examples/audit_outlet.py examples/data/outlets --out audit
python examples/audit_outlet.py FOLDER --by outlet --jobs -1

FOLDER holds a folder of .txt files for each outlet; a file's month is the first YYYY-MM in its name. Written are
`audit.html`, which holds everything, and its pictures as `audit-*.svg` and `audit-*.png`. Needs `quoteattr[charts]`.
"""

import argparse
import re
from collections import defaultdict
from pathlib import Path

from reading import Found, add_encoding, articles_of, counted, files_of, outlet_of, place_for, status_of

import quoteattr
from quoteattr.auditing import charts
from quoteattr.runtime.extras import need

MONTH = re.compile(r"\d{4}-\d{2}")


def groups_of(found: list[Found], source: Path, by: str) -> dict[str, quoteattr.Audit]:
    """The audit of every outlet, and of each of its months where months are asked for."""
    groups: dict[str, list[quoteattr.Article | quoteattr.Failure]] = defaultdict(list)
    for one in found:
        outlet, month = outlet_of(one.name, source), MONTH.search(one.file.name)
        groups[outlet].append(one.result)
        if by == "month" and month:
            groups[f"{outlet}, {month.group()}"].append(one.result)
    return {name: quoteattr.audit(groups[name]) for name in sorted(groups)}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("source", metavar="FOLDER", type=Path, help="a folder of .txt files, or one text file")
    options.add_argument(
        "--out", type=Path, default=Path("audit"), help="what to write, without an ending; its folder is made"
    )
    options.add_argument("--by", choices=("outlet", "month"), default="month", help="outlets, or each of their months")
    options.add_argument("--jobs", type=int, default=1, help="processes; -1 for one a processor")
    add_encoding(options)
    chosen = options.parse_args()
    need("drawing", "matplotlib")
    many = len(files_of(chosen.source)) > 50
    articles = articles_of(chosen.source, chosen.encoding, n_jobs=chosen.jobs, progress=many)
    page = place_for(Path(f"{chosen.out}.html"), chosen.source)
    found = list(articles)
    audits = groups_of(found, chosen.source, chosen.by)
    together = quoteattr.audit(one.result for one in found)
    pictures = {
        "Levels": charts.levels(audits), "Kinds": charts.kinds(audits), "Anonymous sourcing": charts.anonymous(audits),
        "Grants and their reasons": charts.granted(audits), "Most quoted, all together": charts.speakers(together),
    }  # fmt: skip
    for name, figure in pictures.items():
        stem = f"{chosen.out}-{name.split()[0].strip(',').lower()}"
        figure.savefig(f"{stem}.png", dpi=150)
        figure.savefig(f"{stem}.svg")
    drawn = {name: charts.svg(figure) for name, figure in pictures.items()}
    title = f"Sources in {chosen.source.resolve().name}"
    page.write_text(quoteattr.render_audit(audits, title=title, pictures=drawn), encoding="utf-8")
    print(together)
    print(f"\n{page}: {counted(len(audits), 'group')}, {counted(len(pictures), 'picture')}")


if __name__ == "__main__":
    raise SystemExit(status_of(main))
