"""Whether a content is a direct, a mixed or an indirect quotation."""

from quoteattr.records import Span, Style
from quoteattr.text.reading import Reading


def style_of(reading: Reading, content: tuple[Span, ...]) -> Style:
    """Direct if nothing but marks and white space stands outside quotation marks, mixed if something does."""
    quoted = outside = 0
    for piece in content:
        covered = reading.quoted_characters(piece.start, piece.end)
        quoted += covered
        outside += max(0, len(piece.text.rstrip(".,;:!? ")) - covered)
    if not quoted:
        return Style.INDIRECT
    return Style.MIXED if outside else Style.DIRECT
