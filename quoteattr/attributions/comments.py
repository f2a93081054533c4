"""What a reporter says of what somebody said is no part of it: “Ruiz said that Hill lied, **a charge he rejected**”."""

from quoteattr.attributions.draft import Draft
from quoteattr.text.document import Document
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Offsets
from quoteattr.text.tree import below, has_child

_COMMENT = 2  # words before the noun: a comma, an article


def without_comment(reading: Reading, draft: Draft) -> Draft:
    """“the dam leaks, **a claim the contractor denies**”: a content ends before a noun for it, outside quotations, of
    which a clause tells something."""
    for number, piece in enumerate(draft.content):
        begins = _comment_in(reading, piece)
        if begins < 0:
            continue
        cut = reading.document.tokens[begins].start
        before = reading.document.tokens[begins - 1]
        ends = before.start if before.text == "," else cut
        kept = (*draft.content[:number], *(((piece[0], ends),) if ends > piece[0] else ()))
        return draft.with_content(kept) if kept else draft
    return draft


def _comment_in(reading: Reading, piece: Offsets) -> int:
    """The first token of a comment that a piece ends with; -1 without one."""
    document, within = reading.document, reading.tokens_in(*piece)
    for i in within:
        noun = document.tokens[i]
        if noun.upos not in ("NOUN", "PRON") or i < _COMMENT or reading.quotation_of[i] >= 0:
            continue
        begins = i - (noun.upos == "NOUN")
        is_apart = document.tokens[begins - 1].text == "," and _is_comment(document, i)
        clause = max((end for c in document.children[i] for end in below(document, c)), default=i)
        if is_apart and clause >= within[-1]:
            return begins
    return -1


def _is_comment(document: Document, i: int) -> bool:
    """“**a** claim the contractor denies”, “**something** it has always denied”"""
    token, classes = document.tokens[i], document.language.closed_class
    clauses = [document.tokens[c] for c in document.children[i] if document.tokens[c].relation == "acl" and c > i]
    if token.upos == "PRON":
        denies = classes("verbs_of_rejecting").keys() | classes("verbs_of_denying").keys()
        return token.lower in classes("something") and any(t.lemma.lower() in denies for t in clauses)
    has_article = document.tokens[i - 1].lower in classes("indefinite_articles")
    is_said = token.lemma.lower() in classes("nouns_of_what_is_said") and not has_child(document, i, "case")
    return is_said and has_article and bool(clauses)
