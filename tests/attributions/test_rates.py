"""The table of rates: a row for each that a rule asks for, and none that nobody asks for."""

import re
from pathlib import Path

import quoteattr.attributions
from quoteattr.attributions.draft import Rule
from quoteattr.attributions.rates import rate
from quoteattr.language import Language, language

ASKED = re.compile(r'rate\(reading\.language, "(\w+)"\)')


def test_every_rate_is_asked_for_and_every_rate_asked_for_is_there() -> None:
    room = Path(quoteattr.attributions.__file__).parent
    asked = {name for file in room.glob("*.py") for name in ASKED.findall(file.read_text(encoding="utf-8"))}
    asked |= {rule.value for rule in Rule if rule.is_hearsay}
    rates = language("en").classes("rates")
    assert asked == rates.keys()
    assert all(0 < rate(language("en"), name) < 1 for name in asked)


def test_a_language_without_rates_is_as_likely_as_not(tmp_path: Path) -> None:
    assert rate(Language("xx", tmp_path), "quotation") == 0.5
