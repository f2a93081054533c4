"""What is said without marks and signed: a post with its handle, a block quotation with a line for its author."""

from collections.abc import Iterator

from quoteattr.attributions.draft import Draft, Rule
from quoteattr.attributions.rates import rate
from quoteattr.records import Mode
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets
from quoteattr.text.tree import head_of, stretch

_LONGEST_POST = 280  # characters


def signed_posts(reading: Reading) -> Iterator[Draft]:
    """“We lost it all. **— Ana Ruiz (@anaruiz) May 3**”; “> We lost it all.” ¶ “**— Ana Ruiz, teacher**”"""
    text, paragraphs = reading.document.text, reading.document.paragraphs
    inside, alone = (reading.language.pattern(name) for name in ("signed_post", "signed_line"))
    for number, (start, end) in enumerate(paragraphs):
        post = inside.fullmatch(text, start, end)
        if post is not None:
            yield from _signed(reading, post.span("said"), post.span("dash"), post.span("name"))
        line = alone.fullmatch(text, start, end) if number else None
        if line is not None and _may_be_signed(text, paragraphs[number - 1]):
            yield from _signed(reading, paragraphs[number - 1], line.span("dash"), line.span("name"))


def _may_be_signed(text: str, said: Offsets) -> bool:
    """A paragraph marked as quoted, or no longer than a post."""
    return text[said[0]] == ">" or said[1] - said[0] <= _LONGEST_POST


def _signed(reading: Reading, said: Offsets, dash: Offsets, name: Offsets) -> Iterator[Draft]:
    """A post, unless its words are a quotation in marks for the most part, which `signature` reads, or its name is
    none."""
    content = _without_sign(reading.document.text, said)
    tokens = [i for i in reading.tokens_in(*name) if not reading.in_quotation(i)]
    is_quotation = 2 * reading.quoted_characters(*content) > content[1] - content[0]
    if not tokens or is_quotation or reading.document.tokens[tokens[0]].upos != "PROPN":
        return
    yield Draft(
        cue=dash,
        source=stretch(reading.document, tokens),
        content=(content,),
        mode=Mode.WRITING,
        by=Rule.SIGNATURE,
        confidence=rate(reading.language, "signature"),
        source_token=head_of(reading.document, tokens),
    )


def _without_sign(text: str, said: Offsets) -> Offsets:
    """A paragraph without the “>” that marks it as quoted."""
    start, end = said
    while start < end and text[start] in "> \t|":
        start += 1
    return (start, end) if start < end else said
