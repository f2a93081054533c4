"""Every rule on texts of its own: what it objects to, and what it lets pass."""

import json

import pytest

import quoteattr
from quoteattr import Extractor, Flag, InvalidInput, InvalidSetting, NewsroomRule, Severity, Story
from quoteattr.newsroom.rules import RULES

OFFICIAL = "The plan will change, a port official said on Monday. The mayor, Ruth Kessler, said it would not."
GRANTED = "An aide who asked not to be named because she feared for her job said the talks had failed."
LEAD = "The plan will change, a port official said.\n\nRuth Kessler said so.\n\nIt rains.\n\nMore."
LIED = "Omar Vance owns the mill. “Omar Vance lied to us,” said Ruth Kessler."
ANONYMOUS = "An aide who requested anonymity said the talks had failed."
BANK = "A Calder Bank official said it was sold."
LETTER = (
    "DEAR IDA: My neighbour has a dog. It barked all night, and nobody slept. When he came home at last, I told him "
    "what it did.\n\nHe laughed at me. Should I move? -- {}\n\n{}"
)
LONG = "“" + "We have been at the pier every day of the year, and we have seen nobody at work. " * 4 + "We wait,” "

# rule, text, the words that it is about (none: it is silent)
ROWS = [
    ("bare source", "Sources said the talks had failed.", ["Sources"]),
    ("bare source", "A source told reporters that the talks had failed.", ["A source"]),
    ("bare source", "Sources close to the mayor said the talks had failed.", []),
    ("bare source", "Critics said the talks had failed.", []),
    ("bare source", "An official briefed on it said the talks failed. The sources said it was late.", []),
    ("no reason for anonymity", OFFICIAL, ["a port official"]),
    ("no reason for anonymity", GRANTED, []),
    ("no reason for anonymity", ANONYMOUS, ["An aide who requested anonymity"]),
    ("no reason for anonymity", "The mayor said the talks had failed. Critics said they had not.", []),
    ("no reason for anonymity", "A port official told the crew that they must leave.", []),
    ("no way of knowing", "Officials said the talks had failed.", ["Officials"]),
    ("no way of knowing", "Port officials said the talks had failed. Officials said it was over.", []),
    ("no way of knowing", "Aides said the talks had failed.", []),
    ("no way of knowing", "Officials briefed on the talks said they had failed.", []),
    ("anonymous quotation", "“They have failed,” a port official said.", ["“They have failed,”"]),
    ("anonymous quotation", OFFICIAL, []),
    ("anonymous opinion", "“The mayor is a fool,” a port official said.", ["“The mayor is a fool,”"]),
    ("anonymous opinion", "“The mayor has left,” a port official said.", []),
    ("anonymous opinion", "“The mayor is a fool,” said Ruth Kessler.", []),
    ("anonymous lead", OFFICIAL, []),
    ("anonymous lead", LEAD, ["a port official"]),
    ("anonymous story", "The plan will change, a port official said.", ["a port official"]),
    ("anonymous story", OFFICIAL, []),
    ("declines beside a source", BANK + " The Calder Bank declined to comment.", ["A Calder Bank official"]),
    ("declines beside a source", BANK + " The Lindt Bank declined to comment.", []),
    ("declines beside a source", BANK + " The Calder Bank refused to comment on it.", ["A Calder Bank official"]),
    ("declines beside a source", BANK + " The Calder Bank would not comment.", ["A Calder Bank official"]),
    ("declines beside a source", BANK + " The Calder Bank could not be reached for comment.", []),
    ("declines beside a source", BANK + " The Calder Bank did not immediately return a request for comment.", []),
    ("declines beside a source", BANK + " The Calder Bank did not name the buyer.", []),
    ("declines beside a source", BANK + " The Calder Bank did not respond to a request for comment.", []),
    ("far attribution", LONG + "said Ruth Kessler, the mayor.", [(LONG).strip()]),
    ("far attribution", "“We wait,” said Ruth Kessler, the mayor.", []),
    ("far attribution", "“We wait,” Ms Ruiz told us. " + LONG.strip()[:-2] + ".” Omar Vance agreed, he said.", []),
    ("partial name", "“I lost my job,” said Marta.", ["Marta"]),
    ("partial name", "“I lost my job,” said Marta Lind.", []),
    ("partial name", LETTER.format("SLEEPLESS IN OSLO", "DEAR SLEEPLESS: Move."), []),
    ("partial name", LETTER.format("FED UP", "Dear Fed Up, move."), []),
    ("partial name", LETTER.format("CONFUSED COUSIN", "DEAR CONFUSED COUSIN: Move."), []),
    ("partial name", "“They took it all,” Olga told the court.\n\nDear readers: write to us.", ["Olga"]),
    ("partial name", "“We had no heat,” Femi told the court.\n\nFemi’s dear friends wept.", ["Femi"]),
    ("partial name", "“Nobody came,” said Ivo.\n\nDear Ruth Kessler, wrote the mayor, come home.", ["Ivo"]),
    ("unanswered allegation", LIED, ["“Omar Vance lied to us,”"]),
    ("unanswered allegation", LIED + " Omar Vance said he had not.", []),
    ("unanswered allegation", LIED + " Vance did not respond to a request for comment.", []),
    ("unanswered allegation", "“We all know crooked Omar Vance,” said Ruth Kessler.", []),
    ("unanswered allegation", "“That is the doing of Lyin’ Omar Vance,” said Ruth Kessler.", []),
    ("unanswered allegation", "“Corrupt Omar Vance will lose,” Ruth Kessler told the crowd.", []),
    ("unanswered allegation", "Ruth Kessler accused Omar Vance of theft.", ["Omar Vance of theft"]),
    ("unanswered allegation", "“Omar Vance stole the boats,” said Ruth Kessler.", ["“Omar Vance stole the boats,”"]),
    ("unanswered allegation", "“Omar Vance is corrupt,” said Ruth Kessler.", ["“Omar Vance is corrupt,”"]),
    ("hidden sourcing", "The crane had reportedly failed twice.", ["reportedly"]),
    ("hidden sourcing", OFFICIAL, []),
    ("hidden sourcing", "In the valley there are said to be forty dry wells.", ["said"]),
    ("hidden sourcing", "The brain behind the shop is said to be a retired diver, Femi Ade.", ["is said"]),
    ("hidden sourcing", "It has been reported that the deal was revived in June.", ["reported"]),
    ("hidden sourcing", "Among the dead were said to be two nurses.", ["were said"]),
    ("hidden sourcing", "Ruth Kessler said to the crew that the crane had failed.", []),
    ("hidden sourcing", "Ruth Kessler reported that the deal was revived in June.", []),
    ("hidden sourcing", "What is known is that Ruth Kessler said the wells were dry.", []),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "words"), ROWS, ids=[f"{rule}: {text[:50]}" for rule, text, _ in ROWS])
def test_rule(speech: Extractor, rule: str, text: str, words: list[str]) -> None:
    found = list(quoteattr.findings(speech.extract(text), rule))
    assert [span.text for finding in found for span in finding.spans][: len(words)] == words
    assert bool(found) is bool(words)
    assert all(finding.rule == rule and finding.standard == RULES[rule].standard for finding in found)


def test_every_rule_has_rows_for_and_against() -> None:
    assert {rule for rule, _, words in ROWS if words} == {rule for rule, _, words in ROWS if not words} == set(RULES)
    assert len(RULES) == 12


def test_findings_name_attributions_and_speakers(speech: Extractor) -> None:
    article = speech.extract(OFFICIAL)
    (finding,) = quoteattr.findings(article, ["no reason for anonymity"])
    assert finding.attributions == ("A1",)
    assert [s.label for s in article.speakers if s.id in finding.speakers] == ["port official"]
    assert str(finding).startswith("warning: “port official” is not named")


def test_what_others_are_said_to_say_is_no_opinion_of_a_source(speech: Extractor) -> None:
    article = speech.extract("“Ruth Kessler told me that the mayor was a fool,” a port official said.")
    assert [a.id for a in Story(article).anonymous] == ["A1"]
    assert list(quoteattr.findings(article, "anonymous opinion")) == []


def test_a_house_has_its_own_rules(speech: Extractor) -> None:
    def one_voice(story: Story, *, least: int = 2):  # type: ignore[no-untyped-def]
        voices = story.by_speaker(story.said)
        if len(voices) < least:
            yield story.flag(f"fewer than {least} voices", *story.said)

    mine = NewsroomRule("one voice", "House rules (2026)", "notice", one_voice)
    article = speech.extract(OFFICIAL)
    assert list(quoteattr.findings(article, [mine])) == []
    (finding,) = quoteattr.findings(article, [mine.tuned(least=3, severity="warning")])
    assert (finding.rule, finding.severity, finding.message) == ("one voice", Severity.WARNING, "fewer than 3 voices")
    with pytest.raises(InvalidSetting, match="has no setting 'most': it has least"):
        mine.tuned(most=3)
    with pytest.raises(InvalidSetting, match="there is no severity 'grave'"):
        mine.tuned(severity="grave")


@pytest.mark.parametrize("rules", ["no such rule", ["bare source", 7], 7])
def test_rules_that_there_are_not(speech: Extractor, rules: object) -> None:
    with pytest.raises(InvalidSetting, match="there is no rule"):
        quoteattr.findings(speech.extract("It rains."), rules)  # type: ignore[arg-type]


def test_what_is_no_article() -> None:
    with pytest.raises(InvalidInput):
        quoteattr.findings("Sources said so.")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["", " \n ", "It rains.", "“", "Sources said", "‘\u202eevil\u202c’ said Bob <b>Reed</b>."]
)
def test_any_text_will_do(speech: Extractor, text: str) -> None:
    article = speech.extract(text)
    for finding in quoteattr.findings(article):
        assert all(article.text[s.start : s.end] == s.text for s in finding.spans)


def test_wrapped_lines_are_one_paragraph(speech: Extractor) -> None:
    text = "The plan for the pier will change before the end of the year, as\na port official said.\n\nIt rains."
    assert [p.text for p in Story(speech.extract(text)).paragraphs] == [text.partition("\n\n")[0], "It rains."]


def test_headlines_and_decks_are_no_prose(speech: Extractor) -> None:
    story = "The mayor will close the pier before the end of the year, a port official said on Monday."
    article = speech.extract(f"Pier to close\n\nRepairs cost too much, official says.\n\n{story}")
    assert [p.text for p in Story(article).prose] == [story]
    text = "The pier will close, officials said.\n\n“Now,” an aide said, speaking on condition of anonymity."
    short = speech.extract(text)
    assert len(Story(short).anonymous) == 2


def test_as_rows_frame_and_json(speech: Extractor) -> None:
    articles = [speech.extract(OFFICIAL, id="a"), speech.extract("Sources said so."), speech.extract("It rains.")]
    rows = json.loads(quoteattr.findings_json(articles))
    assert {row["document"] for row in rows} == {"a", "1"}
    assert rows[0]["spans"][0]["text"] == "a port official"
    frame = quoteattr.findings_frame(articles, "bare source")
    assert frame[["document", "severity", "text"]].to_numpy().tolist() == [["1", "warning", "Sources"]]
    assert quoteattr.findings_frame([]).empty


def test_a_flag_of_nothing_stands_at_the_beginning(speech: Extractor) -> None:
    rule = NewsroomRule("short", "", Severity.NOTICE, lambda story: [Flag("too short")])
    (finding,) = quoteattr.findings(speech.extract("It rains."), rule)
    assert (finding.start, finding.spans, finding.attributions) == (0, (), ())
