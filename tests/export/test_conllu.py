"""CoNLL-U: ten columns, the last of which says who said what."""

import quoteattr
from quoteattr import Extractor
from quoteattr.export.conllu import misc

TEXT = "“We are ready,” said Maria Ruiz.\n\nAn aide said that it was late."


def test_ten_columns(speech: Extractor) -> None:
    article = speech.extract(TEXT, id="a 1")
    sentences = quoteattr.to_conllu(article).strip().split("\n\n")
    assert [block.splitlines()[0] for block in sentences] == ["# sent_id = a_1-1", "# sent_id = a_1-2"]
    words = [line.split("\t") for block in sentences for line in block.splitlines() if not line.startswith("#")]
    assert {len(columns) for columns in words} == {10}
    for columns in words:
        facts = dict(fact.split("=") for fact in columns[9].split("|"))
        assert TEXT[int(facts["start_char"]) : int(facts["end_char"])] == columns[1]
    by_word = {columns[1]: columns[9] for columns in words}
    assert by_word["ready"].startswith("Attr=content:A1|")
    assert by_word["Maria"].startswith("Attr=source:A1|")
    assert "Speaker_A1=Maria_Ruiz|Level_A1=named|Style_A1=direct|Mode_A1=speech" in by_word["“"]


def test_tokens_of_your_own(speech: Extractor) -> None:
    column = misc(speech.extract(TEXT), [(0, 14), (16, 20), (21, 31), (32, 33)])
    assert [told.split("|")[0] for told in column] == ["Attr=content:A1", "Attr=cue:A1", "Attr=source:A1", ""]
