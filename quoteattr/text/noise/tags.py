"""Tags of HTML and XML that were left in a text: each is nothing, a line end, or a mark, as a browser shows it."""

from collections.abc import Iterable, Iterator, Sequence

import regex

from quoteattr.text.stretches import Edit

_UNREAD = "canvas head iframe math noscript object script select style svg template"  # with all that stands in them
_ELEMENTS = {  # of HTML, by what a browser shows for one
    "": "a abbr acronym address amp-img b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr o:p "
    "s samp small span strike strong sub sup time tt u var wbr",
    "\n": "audio br button caption input li link meta option td th tr video",
    "\n\n": "article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr html main nav ol p pre section summary table tbody tfoot thead title ul " + _UNREAD,
    "“": "q",
}
_SHOWN = {name: shown for shown, names in _ELEMENTS.items() for name in names.split()}
_UNREAD_NAMES = frozenset(_UNREAD.split())
_CLOSES = {"“": "”"}

_NAME = r"(?P<name>[A-Za-z][\w:.-]*+)"
_ATTRIBUTES = r"""(?P<rest>\s(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+(?=>)|\s[^<>]*+|/)?+"""
_TAG = regex.compile(rf"<(?:(?P<comment>!--)|[!?][A-Za-z\[][^<>]*+>|(?P<closes>/)?{_NAME}{_ATTRIBUTES}>)")
_CLOSING = regex.compile(r"</([A-Za-z][\w:.-]*+)\s*+>")
_ASSIGNED = regex.compile(r"=\s*+[\"'\w#/]")
_BESIDE = regex.compile(r"\s*+</?[A-Za-z]")


def tags(text: str) -> list[Edit]:
    """“<p>She <b>said</b> so”: the tags of a text, with all that stands in scripts, styles and comments."""
    if "<" not in text or ">" not in text:
        return []
    return list(_joined(text, _Tags(text).all()))


def _joined(text: str, found: Iterable[Edit]) -> Iterator[Edit]:
    """Tags side by side as one where they break a line, with the white space around."""
    run: list[Edit] = []
    for edit in found:
        if run and not _beside(text, run[-1], edit):
            yield from _as_one(text, run)
            run = []
        run.append(edit)
    yield from _as_one(text, run)


def _beside(text: str, one: Edit, other: Edit) -> bool:
    return not text[one[1] : other[0]].strip() and not (one[2] + other[2]).strip("\n")


def _as_one(text: str, run: Sequence[Edit]) -> Sequence[Edit]:
    """A line end, or two, in the place of tags and white space that have one among them; none at the text's edges."""
    breaks = max((becomes for _, _, becomes in run), default="")
    if not breaks.startswith("\n"):
        return run
    start, end = run[0][0], run[-1][1]
    while start and text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isspace():
        end += 1
    return [(start, end, breaks if start and end < len(text) else "")]


class _Tags:
    """The tags of one text; what each is may depend on others."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._closed: frozenset[str] | None = None
        self._never: set[str] = set()  # ends that are not there, so that none is looked for twice

    def all(self) -> Iterator[Edit]:
        """The edits, in order."""
        text, at = self.text, 0
        while (found := _TAG.search(text, at)) is not None:
            at = found.end()
            if found["comment"]:
                at = self._behind("-->", at)
                yield found.start(), at, ""
            elif not found["name"]:
                yield (*found.span(), "")
            elif self._is_tag(found):
                name = found["name"].lower()
                if name in _UNREAD_NAMES and not found["closes"] and found["rest"] != "/":
                    at = self._behind(f"</{name}", at)
                yield found.start(), at, self._shown(name, found)

    def _is_tag(self, found: "regex.Match[str]") -> bool:
        """“<b>”, “<a href=…>”; not “<Frost> No.”, “x <y and z> w”: a name of HTML's, one that is closed, attributes."""
        rest = found["rest"] or ""
        if found["closes"]:
            return not rest.strip()
        assigns = _ASSIGNED.search(rest) is not None
        name = found["name"].lower()
        if name in _SHOWN:
            return assigns or not rest.strip(" \t\r\n/") or name in _UNREAD_NAMES
        return assigns or rest == "/" or ":" in name or (not rest.strip() and name in self._names_closed())

    def _names_closed(self) -> frozenset[str]:
        if self._closed is None:
            self._closed = frozenset(name.lower() for name in _CLOSING.findall(self.text))
        return self._closed

    def _behind(self, end: str, at: int) -> int:
        """Where the end of something is over; `at` where it has none."""
        if end in self._never:
            return at
        found = regex.compile(regex.escape(end) + ("" if end.endswith(">") else r"\s*+>"), regex.IGNORECASE).search(
            self.text, at
        )
        if found is None:
            self._never.add(end)
            return at
        return int(found.end())

    def _shown(self, name: str, found: "regex.Match[str]") -> str:
        """What a browser shows for a tag; one of XML that stands right beside another divides what they hold."""
        shown = _SHOWN.get(name)
        if shown is None:
            return "\n\n" if found["closes"] and _BESIDE.match(self.text, found.end()) else ""
        return _CLOSES.get(shown, shown) if found["closes"] else shown
