"""Whom “he” and “she” mean, where the sentence tells; and what is asked of a mention's place in it."""

import pytest

from quoteattr import Extractor
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.find import who_is_who
from quoteattr.speakers.spots import SUBJECT, spot_of, subjects, tree

MEANT = [
    ("Ruth Kessler met Anna Hill. Anna Hill sold **her** own boat.", "Anna Hill"),
    ("Ruth Kessler wrote to Anna Hill. When **she** left, Kessler was tired.", "Ruth Kessler"),
    ("Paul Weir met Tom Lund on Friday. Weir hit **him** twice.", "Tom Lund"),
    ("Anna Hill met Ruth Kessler. Anna Hill, **her** neighbor, is a nurse.", "Ruth Kessler"),
    ("Anna Hill met Ruth Kessler. Anna Hill is **her** neighbor.", "Ruth Kessler"),
    ("Tom Lund, who lost **his** boat, thanked Paul Weir.", "Tom Lund"),
    ("Paul Weir runs the port. He asked Tom Lund whether **he** would help.", "Tom Lund"),
]


@pytest.mark.parametrize(("marked", "name"), MEANT, ids=[text for text, _ in MEANT])
def test_whom_a_pronoun_means(everything: Extractor, marked: str, name: str) -> None:
    at, text = marked.index("**"), marked.replace("**", "")
    reading, spotted = everything.read(text)
    cast, _ = who_is_who(reading, everything.drafts(reading, spotted))
    i = reading.token_at(at)
    assert [chain.label for chain in cast.chains if i in chain.at] == [name]


PLACES = [
    ("Ruiz met **Hill**.", ("obj", False, "same")),
    ("**Ruiz** met Hill.", ("subj", True, "same")),
    ("The boat of **Hill** sank.", ("nmod", False, "same")),
    ("**Ruiz** said that Hill had left.", ("subj", True, "above_ccomp")),
    ("Ruiz, who met **Hill**, left.", ("obj", False, "below_acl")),
]


@pytest.mark.parametrize(("marked", "place"), PLACES, ids=[text for text, _ in PLACES])
def test_where_a_mention_stands(everything: Extractor, marked: str, place: tuple[str, bool, str]) -> None:
    at, text = marked.index("**"), marked.replace("**", "")
    cast = Cast(everything.read(text)[0])
    there = spot_of(cast, cast.reading.token_at(at))
    verbs = [t.i for t in cast.document.tokens if t.upos == "VERB"]
    here = spot_of(cast, next(i for i in (*cast.document.children[verbs[-1]], verbs[-1])))
    assert (there.role, there.role in SUBJECT, tree(cast.document, there, here)) == place


def test_the_subject_of_a_clause_that_has_none_of_its_own(everything: Extractor) -> None:
    cast = Cast(everything.read("Ruiz promised to call her.")[0])
    tokens = cast.document.tokens
    verb = next(token.i for token in tokens if token.text == "call")
    assert [(tokens[i].text, how) for i, how in subjects(cast.document, verb)] == [("Ruiz", "xcomp")]
