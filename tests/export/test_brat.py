"""brat standoff: offsets and ties."""

import quoteattr
from quoteattr import Article


def test_brat_offsets_and_ties(article: Article) -> None:
    lines = [line.split("\t") for line in quoteattr.to_brat(article).splitlines()]
    entities = {line[0]: line for line in lines if line[0].startswith("T")}
    assert len({line[0] for line in lines}) == len(lines)
    for _, places, words in entities.values():
        pieces = [tuple(map(int, p.split())) for p in places.partition(" ")[2].split(";")]
        assert " ".join(article.text[a:b] for a, b in pieces) == words
        assert all("\n" not in article.text[a:b] for a, b in pieces)
    contents = [e for e in entities.values() if e[1].startswith("Content")]
    assert len(contents) == len(article.attributions)
    ties = [line[1].split() for line in lines if line[0].startswith("R")]
    assert {entities[t[2].removeprefix("Arg2:")][1].split()[0] for t in ties} == {"Source", "Cue"}
    assert all(entities[t[1].removeprefix("Arg1:")][1].startswith("Content") for t in ties)
    kinds = {"Person", "Organization", "Place", "Other"}
    named = [tuple(map(int, e[1].split()[1:])) for e in entities.values() if e[1].split()[0] in kinds]
    assert named == [(name.start, name.end) for name in article.names]
    levels = [line[1].split()[2] for line in lines if line[1].startswith("Level")]
    assert levels == [a.anonymity.level.value if a.anonymity.level else "unresolved" for a in article.attributions]
    notes = [line[2] for line in lines if line[1].startswith("AnnotatorNotes")]
    assert any("grant: asked not to be named" in note for note in notes)
