"""The ways to read a text, and which of them settings ask for."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Protocol

from quoteattr.errors import InvalidSetting
from quoteattr.inputs import settings
from quoteattr.inputs.settings import Engine, ParseBy
from quoteattr.language import Language
from quoteattr.records import Quotation, Versions
from quoteattr.text.document import Document
from quoteattr.text.stretches import Offsets

if TYPE_CHECKING:
    from quoteattr.network.spotting import Spotted

_BUNDLED_ONLY = "parse='heads' is for the bundled network: choose parse='stanza', or engine='model' without models, "


class Reader(Protocol):
    """A way of reading: who parses a text, and who spots attributions in it. It can be copied and pickled."""

    def load(self, threads: int | None = None) -> object:
        """Load the models, once, to compute with so many threads; None for one a processor."""
        ...

    def read(
        self, text: str, bounds: tuple[Offsets, ...], quotations: tuple[Quotation, ...]
    ) -> "tuple[Document, Iterable[Spotted]]":
        """The parse of a text whose paragraphs (`bounds`, their offsets) and quotations are known, and what a network
        spots in it: nothing, where none is asked. The models are loaded."""
        ...

    def versions(self) -> Versions:
        """What reads: the library, what runs the models, and which models; asked for when they are loaded."""
        ...


def parse_by(chosen: ParseBy | None, engine: Engine, own: dict[str, Any]) -> ParseBy | None:
    """By what the text is parsed; None for a reader of the user's own."""
    given = [name for name, value in own.items() if value is not None]
    if "reader" in given:
        if chosen is not None or len(given) > 1:
            raise InvalidSetting("a reader of your own parses and spots: leave out models, weights, pipeline and parse")
        return None
    apart = engine == "rules" or bool(given)
    usual: ParseBy = "stanza" if apart else "heads"
    parse = settings.choice("parse", usual if chosen is None else chosen, ParseBy)
    if parse == "heads" and apart:
        raise InvalidSetting(f"{_BUNDLED_ONLY}weights and pipeline")
    return parse


def reader_for(parse: ParseBy | None, engine: Engine, language: Language, own: dict[str, Any], device: str) -> Reader:
    """The way of reading that settings ask for; what it needs is imported with it."""
    if parse == "heads":
        from quoteattr.heads.reader import HeadsReader

        return HeadsReader(language, device)
    from quoteattr.on_stanza.pipeline import StanzaParser
    from quoteattr.on_stanza.reader import NetworkBesideStanzaReader, StanzaReader

    parser = StanzaParser(language, own["pipeline"], own["models"], device)
    if engine == "rules":
        return StanzaReader(parser)
    return NetworkBesideStanzaReader(parser, language, own["weights"], device)
