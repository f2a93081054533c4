"""Round trips of articles through the forms of annotation tools: what comes back, and whether it is the same.

    python benchmarks/round_trips.py [GOLD] [--most N]

Every article of a gold set (PolNeAR dev's 84 by default) is read with ``scope="all"``, written as the file of each tool
(brat, doccano, Label Studio, and UIMA as JSON and as XMI where dkpro-cassis is installed), and that file is read again.
Printed are, by form, how many articles come back with all that the form holds, and of each field how many attributions
have it as it was.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from predict import read

import quoteattr
from quoteattr.records import Article, Attribution

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold" / "polnear.dev.jsonl.gz"


def by_brat(article: Article) -> Article:
    return quoteattr.from_brat(article.text, quoteattr.to_brat(article), id=article.id)


def by_doccano(article: Article) -> Article:
    return quoteattr.from_doccano(json.loads(json.dumps(quoteattr.to_doccano(article))))


def by_label_studio(article: Article) -> Article:
    return quoteattr.from_label_studio(json.loads(json.dumps(quoteattr.to_label_studio(article))))


def by_uima_json(article: Article) -> Article:
    cassis: Any = import_module("cassis")
    return quoteattr.from_uima(cassis.load_cas_from_json(quoteattr.to_uima(article).to_json()), id=article.id)


def by_uima_xmi(article: Article) -> Article:
    cassis: Any = import_module("cassis")
    cas = quoteattr.to_uima(article)
    types = cassis.load_typesystem(cas.typesystem.to_xml())
    return quoteattr.from_uima(cassis.load_cas_from_xmi(cas.to_xmi(), typesystem=types), id=article.id)


FORMS: dict[str, Callable[[Article], Article]] = {
    "brat": by_brat,
    "doccano": by_doccano,
    "Label Studio": by_label_studio,
}
if find_spec("cassis"):
    FORMS |= {"UIMA, JSON": by_uima_json, "UIMA, XMI": by_uima_xmi}
HELD: dict[str, Callable[[Attribution], object]] = {
    "content": lambda a: a.content,
    "source": lambda a: a.source,
    "cue": lambda a: a.cue,
    "style": lambda a: a.style,
    "mode": lambda a: a.mode,
    "negated": lambda a: a.negated,
    "level": lambda a: a.anonymity.level,
    "speaker": lambda a: str(a.speaker),
    "kind": lambda a: a.speaker and a.speaker.kind,
    "inside": lambda a: a.inside,
    "confidence, two decimals": lambda a: round(a.confidence, 2),
    "words of a grant": lambda a: a.anonymity.granted and " ".join(str(a.anonymity.granted).split()),
    "place of a grant": lambda a: a.anonymity.granted,
}


def same(form: str, article: Article) -> tuple[bool, Counter[str]]:
    """Whether an article comes back the same, and of how many attributions each field does."""
    again = FORMS[form](article)
    alike = Counter[str]()
    if len(again.attributions) == len(article.attributions):
        for one, other in zip(article.attributions, again.attributions, strict=True):
            alike.update(name for name, of in HELD.items() if of(one) == of(other))
    whole = quoteattr.to_brat(again) == quoteattr.to_brat(article) and again.names == article.names
    return whole and (again.text, again.id) == (article.text, article.id), alike


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("gold", nargs="?", type=Path, default=GOLD)
    options.add_argument("--most", type=int, help="so many articles")
    chosen = options.parse_args()
    extractor = quoteattr.Extractor(scope="all", threads=1)
    articles = [extractor.extract(d["text"], id=d["id"]) for d in list(read(chosen.gold))[: chosen.most]]
    total = sum(len(article.attributions) for article in articles)
    print(f"{len(articles)} articles, {total} attributions")
    for form in FORMS:
        results = [same(form, article) for article in articles]
        alike = sum((counts for _, counts in results), Counter[str]())
        lost = [f"{name} {total - alike[name]}" for name in HELD if alike[name] != total]
        told = f"; not the same of attributions: {', '.join(lost)}" if lost else ""
        print(f"{form}: {sum(whole for whole, _ in results)} of {len(articles)} the same{told}")


if __name__ == "__main__":
    main()
