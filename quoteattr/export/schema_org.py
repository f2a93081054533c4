"""schema.org: an article with its quotations and claims, as JSON-LD for web pages (schema.org/Quotation, /Claim).

Kept: what is in quotation marks as `Quotation`, all other speech as `Claim`, with who said it, kind, role and
affiliation; title, outlet, date, author and address of the article. Dropped: where things stand, levels (an unnamed
source is a `Person` with a description and no name), cues, evidence, names.
"""

from typing import Any

from quoteattr.inputs.given import article_of
from quoteattr.records import Article, Attribution, Kind, Level, Speaker, Style

_TYPES = {Kind.PERSON: "Person", Kind.GROUP: "Organization", Kind.ORGANIZATION: "Organization"}
_OF_ARTICLE = {"title": "headline", "url": "url", "section": "articleSection"}


def to_schema_org(article: Article) -> dict[str, Any]:
    """An article as a schema.org `NewsArticle`, whose `hasPart` are its quotations and claims.

    What was declined or negated, and hidden sources, whom nobody can be named for, are left out of `creator`.

    Raises:
        InvalidInput: it is no article.
    """
    meta = article_of(article).meta
    told = {theirs: text for ours, theirs in _OF_ARTICLE.items() if (text := meta.text_at(ours))}
    if meta.outlet:
        told["publisher"] = {"@type": "Organization", "name": meta.outlet}  # type: ignore[assignment]
    if meta.author:
        told["author"] = {"@type": "Person", "name": meta.author}  # type: ignore[assignment]
    if meta.date is not None:
        told["datePublished"] = meta.text_at("date") or ""
    if article.id is not None:
        told["identifier"] = article.id
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        **told,
        "hasPart": [_part(a) for a in article.attributions],
    }


def _part(a: Attribution) -> dict[str, Any]:
    part: dict[str, Any] = {
        "@type": "Claim" if a.style is Style.INDIRECT else "Quotation",
        "identifier": a.id,
        "text": a.text,
    }
    if a.speaker is not None:
        who = "spokenByCharacter" if part["@type"] == "Quotation" else "creator"
        part["creator"] = _speaker(a.speaker)
        if who != "creator":
            part[who] = part["creator"]
    return part


def _speaker(speaker: Speaker) -> dict[str, Any]:
    if speaker.kind is Kind.DOCUMENT:
        return {"@type": "CreativeWork", "name": speaker.label}
    found: dict[str, Any] = {"@type": _TYPES.get(speaker.kind, "Person")}
    found["name" if speaker.level is Level.NAMED or speaker.name else "description"] = speaker.label
    if speaker.kind is Kind.PERSON:
        role = speaker.role or speaker.title
        found |= {"jobTitle": role.text} if role else {}
        if speaker.affiliation is not None:
            found["affiliation"] = {"@type": "Organization", "name": speaker.affiliation.text}
    return found
