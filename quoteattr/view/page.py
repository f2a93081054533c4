"""An article to look at: its text as it was, its voices lit up, in one HTML file that asks for nothing from outside.

The page reads without JavaScript; with it, speakers, levels, forms, kinds, words and confidence filter (what is chosen
stands in the address), pointing at a content or reaching it with the keyboard shows what is known of it, and the list
can be put in order of doubt, copied with citations and downloaded. All that comes from the text is escaped, and the
page's own policy lets no script run but its own.
"""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

import regex
from attrs import field, frozen
from markupsafe import Markup

from quoteattr.errors import InvalidInput
from quoteattr.inputs import settings
from quoteattr.inputs.given import article_of, expected, iterates
from quoteattr.records import UNRESOLVED, Article, Attribution, Evidence, Kind, Level, Mode, Speaker, Style, level_name
from quoteattr.view.marked import DOUBTFUL, SIGNS, exact, marked

if TYPE_CHECKING:
    from jinja2 import Environment

    from quoteattr.newsroom.values import Finding

_SOURCING = ("anonymous", "anonymous, no reason", "with a grant", "a grant without reason")
_ADDRESS = regex.compile(r"https?://\S+\Z")
_CORRECTABLE = [
    ("level", [level.value for level in Level if level is not Level.HIDDEN]), ("kind", [kind.value for kind in Kind]),
    ("style", [style.value for style in Style]), ("mode", [mode.value for mode in Mode]),
]  # fmt: skip
COLOURS = 8  # of speakers; the next eight are striped


@frozen
class Voice:
    """A speaker, or those who are nobody in particular, with what they say; `number` counts speakers from 1, and is 0
    for none."""

    number: int
    label: str
    level: str
    kind: str
    attributions: tuple[Attribution, ...] = field(kw_only=True)


def render(article: Article, *, title: str | None = None, findings: "Iterable[Finding]" = ()) -> str:
    """The article as one HTML page.

    Args:
        article: what `extract` gave.
        title: the page's heading; by default the title in the article's metadata, else its id, else “Article”.
        findings: what `quoteattr.findings` found in it: numbered, marked in the margin, and listed.

    The page's text is the article's, character by character, but for the null character, which HTML can't hold. Its
    last lines say what the text was read without, and which versions made the article, where that is known. What was
    corrected in it can be downloaded as JSON, which `quoteattr.from_json` reads: it holds all that the article does,
    its metadata too.

    Raises:
        InvalidInput: it is no article, but a list, a text or a failure; or the findings are none, or another article's.
        InvalidSetting: the title is no `str`.
    """
    article = article_of(article)
    found = _findings(article, findings)
    title = settings.words("title", title) or article.meta.title or article.id or "Article"
    voices = tuple(_voices(article))
    numbers = {voice.attributions[0].speaker.id: voice.number for voice in voices if voice.attributions[0].speaker}

    def number_of(a: Attribution) -> int:
        return numbers.get(a.speaker.id, 0) if a.speaker else 0

    counted = Counter(map(level_of, article.outer))
    return page(
        "article",
        scripts=("article", "correction"),
        title=title,
        known=_known(article),
        citation=_citation(article, title),
        made_by=str(article.versions) if article.versions is not None else None,
        article=article,
        marked=marked(article, number_of),
        voices=voices,
        heard=sum(voice.number > 0 for voice in voices),
        number_of=number_of,
        colour_of=lambda number: (number - 1) % COLOURS + 1 if number else 0,
        striped=lambda number: number > COLOURS,
        levels=[(name, sign, counted[name]) for name, sign in SIGNS.items() if counted[name]],
        choices=_choices(article, found),
        within=_within(article),
        findings=found,
        flags=_flags(found),
        found_in=_found_in(found),
        outer_of=_outer_of(article),
        correctable=_CORRECTABLE,
        record=_record(article, numbers),
    )


def _record(article: Article, numbers: dict[str, int]) -> Markup:
    """What the page's own script corrects: attributions and speakers as `to_json` writes them, all else as a text that
    it keeps as it is, a speaker without anything told of them, and how speakers and levels are shown."""
    record = article.to_dict()
    nobody = Article("", (), (Speaker("S1", "x", None, Kind.PERSON, level=Level.NAMED),)).to_dict()["speakers"][0]
    data = {key: record.pop(key) for key in ("attributions", "speakers")}
    data |= {"kept": json.dumps(record, ensure_ascii=False), "blank": nobody, "doubtful": DOUBTFUL}
    data |= {"signs": SIGNS, "numbers": numbers}
    packed = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(packed.replace("<", "\\u003c"))  # nothing in it ends the script


def _findings(article: Article, findings: "Iterable[Finding]") -> "tuple[Finding, ...]":
    """The findings in order of the text."""
    from quoteattr.newsroom.values import Finding

    example = "what quoteattr.findings found"
    if isinstance(findings, str) or not iterates(findings):
        raise InvalidInput(f"the findings are a {type(findings).__name__}: give {example}")
    found = [expected(Finding, finding, example) for finding in findings]
    for finding in found:
        if any(article.text[span.start : span.end] != span.text for span in finding.spans):
            raise InvalidInput(f"the finding “{finding.message}” is another article's: give {example} in this one")
    return tuple(sorted(found, key=lambda finding: finding.start))


def _flags(findings: "Sequence[Finding]") -> dict[str, str]:
    """For the first attribution of each finding the numbers of its findings, in a line."""
    numbers: dict[str, list[str]] = {}
    for number, finding in enumerate(findings, 1):
        for id in finding.attributions[:1]:
            numbers.setdefault(id, []).append(str(number))
    return {id: " ".join(found) for id, found in numbers.items()}


def _found_in(findings: "Sequence[Finding]") -> dict[str, dict[int, str]]:
    """By the id of each attribution the findings that concern it: their numbers, and their rules."""
    found: dict[str, dict[int, str]] = {}
    for number, finding in enumerate(findings, 1):
        for id in finding.attributions:
            found.setdefault(id, {})[number] = finding.rule
    return found


def _known(article: Article) -> list[tuple[str, str, bool]]:
    """What is known of the article from outside: what it is called where it needs that, what is told, whether that is
    an address."""
    told = [(key, article.meta.text_at(key)) for key in ("outlet", "date", "section", "author", "url")]
    return [("by" if key == "author" else "", said, bool(_ADDRESS.match(said))) for key, said in told if said]


def _citation(article: Article, title: str) -> str:
    """What stands behind a quotation that is copied: title, outlet and date, address."""
    meta = article.meta
    place = ", ".join(filter(None, (meta.outlet, meta.text_at("date"))))
    return ". ".join(filter(None, (title, place, meta.url)))


def in_frame(article: Article) -> str:
    """The page in a frame of its own, as notebooks show it: its styles touch nothing around it."""
    height = min(900, 260 + 22 * (len(article.text) // 90 + article.text.count("\n")))
    return page("frame", page=render(article), height=height, label=repr(article))


def page(name: str, /, *, scripts: Sequence[str] = (), **values: object) -> str:
    """A page of `quoteattr/templates`, with the style that bears its name and some scripts, which know one another."""
    environment = _environment()
    style, parts = _source(f"{name}.css"), "".join(_source(f"{script}.js") for script in scripts)
    script = f'"use strict";\n(() => {{\n{parts}}})();\n' if parts else ""
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return environment.get_template(f"{name}.html.jinja").render(
        **values, style=Markup(style), script=Markup(script), allowed=allowed
    )


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("quoteattr.view"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters |= {
        "exact": exact, "sign": SIGNS.get, "level": level_of, "level_name": level_name, "kind_beside": _kind_beside,
        "words": _words, "percent": _percent, "sourcing": _sourcing,
    }  # fmt: skip
    return environment


@cache
def _source(name: str) -> str:
    """A style or a script; empty where there is none."""
    from jinja2 import TemplateNotFound

    environment = _environment()
    assert environment.loader is not None
    try:
        return environment.loader.get_source(environment, name)[0]
    except TemplateNotFound:
        return ""


def level_of(attribution: Attribution) -> str:
    """The name of an attribution's level."""
    return level_name(attribution.anonymity.level)


def _kind_beside(attribution: Attribution) -> str:
    """What the speaker is, to stand behind a level; nothing where that is not known."""
    speaker = attribution.speaker
    return f" {speaker.kind.value}" if speaker is not None and speaker.kind is not Kind.UNKNOWN else ""


def _choices(article: Article, findings: "Sequence[Finding]") -> list[tuple[str, list[str]]]:
    """What the page can be narrowed to, where there is a choice: forms, kinds of speakers, how openly, findings."""
    forms = {a.style.value for a in article.outer}
    kinds = {a.speaker.kind.value for a in article.outer if a.speaker is not None}
    sources = {told for a in article.outer for told in _sourcing(a)}
    told: tuple[tuple[str, list[str], int], ...] = (
        ("Form", [s.value for s in Style if s.value in forms], 2),
        ("Kind", [k.value for k in Kind if k.value in kinds], 2),
        ("Sources", [told for told in _SOURCING if told in sources], 1),
        ("Finding", list(dict.fromkeys(finding.rule for finding in findings if finding.attributions)), 1),
    )
    return [(name, values) for name, values, least in told if len(values) >= least]


def _sourcing(a: Attribution) -> list[str]:
    """How openly it is sourced, in the words that an editor would look for."""
    anonymous, granted, reason = a.anonymous, a.anonymity.granted is not None, a.anonymity.reason is not None
    told = (bool(anonymous), bool(anonymous) and not reason, granted, granted and not reason)
    return [name for name, so in zip(_SOURCING, told, strict=True) if so]


def _words(evidence: Sequence[Evidence]) -> str:
    """Evidence in a line: each rule and the words that it looked at."""
    return "; ".join(f"{e.rule}: {', '.join(f'“{s}”' for s in e.spans)}" if e.spans else e.rule for e in evidence)


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _outer_of(article: Article) -> dict[str, str]:
    """By the id of each attribution that of the outer one around it; its own for an outer one."""
    found: dict[str, str] = {}
    for a in article.attributions:
        found[a.id] = a.id if a.inside is None else found[a.inside]
    return found


def _within(article: Article) -> dict[str, list[Attribution]]:
    """By the id of each outer attribution all that is said within it, however deep, in order of the text."""
    outer_of, found = _outer_of(article), dict[str, list[Attribution]]()
    for a in article.attributions:
        if a.inside is not None:
            found.setdefault(outer_of[a.id], []).append(a)
    return found


def _voices(article: Article) -> Iterator[Voice]:
    """Every speaker who says something, then what has none."""
    number = 0
    for speaker in article.speakers:
        said = article.attributions_of(speaker)
        if said:
            number += 1
            yield Voice(number, speaker.label, level_name(speaker.level), speaker.kind.value, attributions=said)
    for level, label in ((Level.HIDDEN.value, "nobody expressed"), (UNRESOLVED, "not resolved")):
        hidden = level == Level.HIDDEN.value
        alone = tuple(a for a in article.outer if a.speaker is None and (level_of(a) == Level.HIDDEN.value) is hidden)
        if alone:
            yield Voice(0, label, level, "unknown", attributions=alone)
