"""Quotations that words without a verb of saying lead to: “And from Ana Ruiz:”, “In the words of Ana Ruiz, …”."""

from collections.abc import Iterator

import regex

from quoteattr.attributions.draft import Draft, Rule
from quoteattr.attributions.quoted import Hosts
from quoteattr.attributions.rates import rate
from quoteattr.records import Mode, Quotation
from quoteattr.text.reading import Reading
from quoteattr.text.tree import head_of, stretch

_WIDEST = 120  # characters of what leads to a quotation
_LEADS = ("led_in", "led_in_by_name")  # the patterns; the second needs a name


def led_in(reading: Reading, hosts: Hosts) -> Iterator[Draft]:
    """Quotations right behind words that name whose they are."""
    for number, quotation in enumerate(reading.outer):
        if number not in hosts.introduced:
            yield from _led_in(reading, quotation)


def _led_in(reading: Reading, quotation: Quotation) -> Iterator[Draft]:
    at = quotation.span.start
    start = _begins(reading, at)
    for name in _LEADS:
        match = reading.language.pattern(name).fullmatch(reading.document.text, start, at)
        match = match or (_words_of(reading, at) if name == _LEADS[0] else None)
        tokens = list(reading.tokens_in(*match.span("source"))) if match is not None else []
        if match is None or not tokens or (name == "led_in_by_name" and not _has_name(reading, tokens)):
            continue
        yield Draft(
            cue=match.span("cue"),
            source=stretch(reading.document, tokens),
            content=((quotation.span.start, quotation.span.end),),
            mode=Mode.SPEECH,
            by=Rule.LED_IN,
            confidence=rate(reading.language, "led_in"),
            source_token=head_of(reading.document, tokens),
        )
        return


def _words_of(reading: Reading, at: int) -> "regex.Match[str] | None":
    """“The plan was, **in the words of an aide**, “dead””: what stands right before a quotation within a sentence."""
    text, pattern = reading.document.text, reading.language.pattern("words_of")
    start = text.rfind("\n", max(0, at - _WIDEST), at) + 1
    found = pattern.finditer(text, max(start, at - _WIDEST), at)
    return next((match for match in found if match.end() == at), None)


def _begins(reading: Reading, at: int) -> int:
    """Where the sentence before a quotation begins, behind any other quotation; it may end the paragraph before."""
    first = reading.token_at(at)
    if not first or at - reading.document.tokens[first - 1].end > 3:
        return at
    sentence = reading.sentence_of(first - 1)
    inside = [i for i in range(sentence.first, first) if reading.in_quotation(i)]
    begins = inside[-1] + 1 if inside else sentence.first
    start = reading.document.tokens[begins].start if begins < first else at
    return start if at - start <= _WIDEST else at


def _has_name(reading: Reading, tokens: list[int]) -> bool:
    """“For **Ada Frost**, the baker, …”; not “For now, …”."""
    return any(i in reading.document.entity_at for i in tokens)
