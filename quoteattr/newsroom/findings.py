"""Rules asked of an article."""

from collections.abc import Iterable, Iterator
from typing import Any

from quoteattr.errors import InvalidSetting
from quoteattr.inputs.given import article_of, iterates
from quoteattr.language import Language
from quoteattr.language import language as language_of
from quoteattr.newsroom.rules import RULES
from quoteattr.newsroom.story import Story
from quoteattr.newsroom.values import Finding, NewsroomRule
from quoteattr.records import Article
from quoteattr.records.promises import shown

Rules = Iterable[NewsroomRule | str]


def findings(
    article: Article, rules: NewsroomRule | str | Rules | None = None, *, language: str | Language = "en"
) -> Iterator[Finding]:
    """What rules of newsrooms find in an article: rule by rule, each in order of the text.

    Args:
        article: what `extract` gave.
        rules: those to ask: rules, or names of `quoteattr.newsroom.rules.RULES`; by default all of these.
        language: the article's, whose words the rules go by: a code, or a `Language`.

    Raises:
        InvalidInput: it is no article.
        InvalidSetting: there is no such rule, or no such language.
    """
    story = Story(article_of(article), language_of(language))
    return (finding for rule in chosen(rules) for finding in asked(rule, story))


def chosen(rules: NewsroomRule | str | Rules | None) -> tuple[NewsroomRule, ...]:
    """Rules, some of them by name; all that come with the library for None.

    Raises:
        InvalidSetting: one is no rule and no name of one.
    """
    if rules is None:
        return tuple(RULES.values())
    alone = isinstance(rules, str | NewsroomRule) or not iterates(rules)
    several: Any = (rules,) if alone else rules
    return tuple(map(_rule, several))


def _rule(given: object) -> NewsroomRule:
    if isinstance(given, NewsroomRule):
        return given
    if isinstance(given, str) and given in RULES:
        return RULES[given]
    there = ", ".join(map(repr, RULES))
    raise InvalidSetting(f"there is no rule {shown(given)}: give a NewsroomRule of your own, or one of {there}")


def asked(rule: NewsroomRule, story: Story) -> Iterator[Finding]:
    """What one rule finds in a story, in order of the text."""
    flags = sorted(rule.check(story, **dict(rule.settings)), key=lambda flag: flag.spans[0].start if flag.spans else 0)
    for flag in flags:
        yield Finding(
            rule.name,
            rule.severity,
            flag.message,
            flag.spans,
            attributions=flag.attributions,
            speakers=flag.speakers,
            standard=rule.standard,
        )
