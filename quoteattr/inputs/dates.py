"""The day, and the hour where it is told, in the forms that articles are dated in."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import regex

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = r"(?:[\s,]+(?:at\s+)?(?P<clock>\d{1,2}:\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?)\s*(?P<zone>\S+)?)?"
_FORMS = (
    r"(?:[a-z]{3,9}\.?,?\s+)?(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
    r"(?:[a-z]{3,9}\.?,?\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?P<month>[a-z]{3,9})\.?,?[\s-]+(?P<year>\d{4})",
    r"(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})",
    r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})",
    r"(?P<one>\d{1,2})[/-](?P<other>\d{1,2})[/-](?P<year>\d{4})",
)
_ZONE = r"([+-])(\d\d):?(\d\d)"
_ISO = r"\d{4}-?\d\d-?\d\d.*"
_SECONDS = range(10**8, 10**11)  # since 1970, from 1973 on: a number before them is no such count
_LONGEST = 60  # characters


def parsed_date(given: object) -> date | datetime | None:
    """The day that is meant, as a `datetime` where the hour is told; None where none is, or where it may be two.

    A date, a count of seconds or milliseconds since 1970, ISO 8601 (“2026-03-23”, “20260323”, “2026-03-23T10:00Z”),
    RFC 2822 (“Mon, 23 Mar 2026 10:00:00 GMT”), words (“March 23, 2026”, “23rd Mar. 2026, 10:30 am”) and numbers
    (“23/03/2026”, “23.3.2026”). “03/04/2026” may be two days, and is none. Midnight without a zone is the day alone,
    as tables write it. A zone that only has a name leaves the hour out.
    """
    if isinstance(given, date):
        return _plain(given)
    if isinstance(given, int) and not isinstance(given, bool) and given > 10**8:
        seconds = given / 1_000 if given // 1_000 in _SECONDS else given
        return datetime.fromtimestamp(seconds, UTC) if int(seconds) in _SECONDS else None
    text = " ".join(str(given).split())
    if len(text) > _LONGEST:
        return None
    try:
        return _plain(_iso(text) if regex.fullmatch(_ISO, text) else _in_words(text))
    except (ValueError, OverflowError):
        return None


def _plain(found: date | None) -> date | datetime | None:
    """As a plain value that is written and read again as it is: pandas' are none."""
    if not isinstance(found, datetime):
        return found and date(found.year, found.month, found.day)
    away = found.utcoffset()
    clock = time(found.hour, found.minute, found.second, found.microsecond)
    if away is None and clock == time():
        return found.date()
    zone = None if away is None else timezone(timedelta(seconds=round(away.total_seconds())))
    return datetime.combine(date(found.year, found.month, found.day), clock, UTC if zone == UTC else zone)


def _iso(text: str) -> datetime:
    text = regex.sub(r"\s*(?:UTC|GMT|Z)$", "+00:00", text)
    return datetime.fromisoformat(regex.sub(r"\s+(?=[+-]\d\d:?\d\d$)", "", text))


def _in_words(text: str) -> date | datetime | None:
    found = next((match for form in _FORMS if (match := regex.fullmatch(form + _CLOCK, text, regex.I))), None)
    if found is None:
        return None
    parts = found.groupdict()
    month, day = (parts["month"], parts["day"]) if "month" in parts else _in_order(parts["one"], parts["other"])
    number = int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1
    whole = date(int(parts["year"]), number, int(day))
    clock, zone = _clock(parts["clock"]), _zone(parts["zone"])
    if clock is None or (parts["zone"] and zone is None):
        return whole
    return datetime.combine(whole, clock, zone)


def _in_order(one: str, other: str) -> tuple[str, str]:
    """Month and day of two numbers; raises `ValueError` where either may be either."""
    if int(one) > 12 or one == other:
        return other, one
    if int(other) > 12:
        return one, other
    raise ValueError("two days have these numbers")


def _clock(told: str | None) -> time | None:
    if told is None:
        return None
    half = regex.search(r"[ap]", told, regex.I)
    hour, minute, second = map(int, [*regex.findall(r"\d+", told), "0"][:3])
    if half:
        hour = hour % 12 + 12 * (half[0].lower() == "p")
    return time(hour, minute, second)


def _zone(told: str | None) -> timezone | None:
    if told in ("Z", "UTC", "GMT"):
        return UTC
    if told is None or not (found := regex.fullmatch(_ZONE, told)):
        return None
    away = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-away if found[1] == "-" else away)
