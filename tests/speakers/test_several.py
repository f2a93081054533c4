"""Documents under several names, several people and organisations told together, and what somebody holds up."""

import pytest
from conftest import voices_of

from quoteattr import Extractor
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.phrases import take_apart

POLL = "survey conducted by the Public Policy Institute of Ohio"
DOCUMENTS = [
    # one under several names, by whoever made it
    ("Two people are ahead, a new poll has found.\n\nThe survey, conducted by the Public Policy Institute of Ohio, "
     "found that voters are tired.\n\nMs. Hill led.\n\nThe PPIO poll shows that few like him.\n\nCleavages, "
     "according to the poll, include age.", [POLL] * 4),
    ("A Quinnipiac University poll found him ahead. The Quinnipiac survey showed he led among women.",
     ["Quinnipiac University poll"] * 2),
    ("The survey by Harlow College said the dam leaks. Al Lund was glad. Harlow's study found no sign of mud.",
     ["survey by Harlow College"] * 2),
    ("The survey by Harlow College said the dam leaks. Al Lund was glad. Harlow's study found that there was no mud.",
     ["survey by Harlow College"] * 2),
    ("A report by the Harlow Institute said the dam leaks. The Reuters report said nobody was hurt.",
     ["report by the Harlow Institute", "Reuters report"]),
    # told with whoever made it, where that stands behind a participle
    ("A poll conducted by Suffolk University found him leading. A poll conducted by Reuters found her leading.",
     ["poll conducted by Suffolk University", "poll conducted by Reuters"]),
    ("A poll released on Friday by the Harlow Institute shows that few like him.", ["poll by the Harlow Institute"]),
    ("Guidelines recently issued by the Obama administration say that schools must comply.",
     ["Guidelines recently issued by the Obama administration"]),
    ("A memo seen by the Herald says the dam leaks.", ["memo"]),
]  # fmt: skip

TOGETHER = [
    # counted, by a noun that counts or in a list of three and more
    ("Chris Lund, John Hale and Jeb Ortiz are in Ohio. The trio said that the race was open.",
     ("Chris Lund and John Hale and Jeb Ortiz", "named", "group")),
    ("Chris Lund, John Hale, Kay Noel and Jeb Ortiz are in Ohio. The quartet said that the race was open.",
     ("Chris Lund and John Hale and Kay Noel and Jeb Ortiz", "named", "group")),
    ("Chris Lund, John Hale and Jeb Ortiz met on Friday. All three said that the race was open.",
     ("Chris Lund and John Hale and Jeb Ortiz", "named", "group")),
    ("Chris Lund, John Hale and Jeb Ortiz are in Ohio. The candidates said that the race was open.",
     ("Chris Lund and John Hale and Jeb Ortiz", "named", "group")),
    ("Vostok, Acme Robotics and Tyvak were chosen on Monday. The three companies said they were glad.",
     ("Vostok and Acme Robotics and Tyvak", "named", "organization")),
    ("Chris Lund and John Hale are in Ohio. The trio said that the race was open.", ("trio", "described", "group")),
    # somebody without a name beside somebody with one
    ("The army and the rebel Front said that the truce would hold.",
     ("army and the rebel Front", "described", "organization")),
    ("The police and the separatist Front said that the truce would hold.",
     ("police and the separatist Front", "described", "organization")),
    ("The army and the Islamic Front said that the truce would hold.",
     ("army and the Islamic Front", "described", "organization")),
    ("The mayor and Harlow Mills said that the deal was done.", ("mayor and Harlow Mills", "described", "group")),
    ("A nurse and Dana Hill said it was late.", ("nurse and Dana Hill", "described", "group")),
    ("The president and chief executive Dana Kowal said it was late.", ("Dana Kowal", "named", "person")),
    ("The company president and CEO Dana Kowal said it was late.", ("Dana Kowal", "named", "person")),
    ("Arts and culture minister Dana Hill said it was late.", ("Dana Hill", "named", "person")),
    ("The research and development firm Acme said it was late.", ("Acme", "named", "organization")),
]  # fmt: skip

OWNERS = [
    ("The Chinese finance minister, Lou Wei, spoke in Rome. His American counterpart said that steel was too cheap.",
     "American counterpart"),
    ("Ana Ruiz won. Her rival said that the count was wrong.", "rival"),
]  # fmt: skip

HELD = [
    ("Lori Berg held up a sign saying “We have seen this before.”", ("sign", "described", "document")),
    ("A man in Calder waved a placard saying the mayor should go.", ("placard", "described", "document")),
    ("Ms. Ruiz received an email saying the dam leaks.", ("email", "described", "document")),
    ("Protesters held signs reading “Go home.”", ("signs", "described", "document")),
    ("Ana Ruiz sent a letter saying the dam leaks.", ("Ana Ruiz", "named", "person")),
    ("Ana Ruiz left a note saying she was sorry.", ("Ana Ruiz", "named", "person")),
    ("The team released a statement saying he was hurt.", ("team", "described", "organization")),
    ("Ana Ruiz spoke in May, saying the dam leaks.", ("Ana Ruiz", "named", "person")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers"), DOCUMENTS)
def test_documents_by_whoever_made_them(everything: Extractor, text: str, speakers: list[str]) -> None:
    found = [name for name, *_ in voices_of(everything.extract(text))]
    print(found)
    assert found == speakers


@pytest.mark.parametrize(("text", "voice"), TOGETHER)
def test_told_together(everything: Extractor, text: str, voice: tuple[str, str, str]) -> None:
    found = voices_of(everything.extract(text))
    print(found)
    assert found[-1] == voice


@pytest.mark.parametrize(("text", "speaker"), OWNERS)
def test_nobody_is_their_own_rival(everything: Extractor, text: str, speaker: str) -> None:
    found = [name for name, *_ in voices_of(everything.extract(text))]
    print(found)
    assert found[-1] == speaker


@pytest.mark.parametrize(("text", "voice"), HELD)
def test_what_is_held_up(everything: Extractor, text: str, voice: tuple[str, str, str]) -> None:
    found = voices_of(everything.extract(text))
    print(found)
    assert found == [voice]


BODIES = [
    # whose name has the words, and tells that it is such
    ("The Cleveland Police Patrolmen's Association met on Monday. The mayor was there. The police union said it was "
     "late.", "Cleveland Police Patrolmen's Association"),
    ("The National Teachers Federation met Al Lund. Lund spoke. The teachers union said that pay was low.",
     "National Teachers Federation"),
    ("The Harlow Health Trust closed a ward in May. Boeing was late. The health charity said it had no choice.",
     "Harlow Health Trust"),
    ("The Federal Communications Commission met on Friday. Boeing was late. The communications regulator said the plan "
     "was dead.", "Federal Communications Commission"),
    ("The Ohio Police Union met. Two men died. The police said it was late.", "police"),
    ("The Senate Budget Committee met the House Budget Committee. The budget panel said it was late.", "budget panel"),
    ("The Harlow Business School and the Calder Law School met. Al Lund spoke. The law school said it was late.",
     "Calder Law School"),
    # several who have a role, named in one sentence
    ("Oversight Committee Chairman Jason Hale (R-Utah) and Judiciary Committee Chairman Bob Lund (R-Va.) sent the "
     "letter to Kay Noel. Noel read it. “She lied,” the committee chairmen wrote.", "Jason Hale and Bob Lund"),
    ("Actress Ann Lund and actress Kay Noel sued the firm. The judge was late. The actresses said they had been paid "
     "less.", "Ann Lund and Kay Noel"),
    ("Mayor Ann Lund met Governor Al Ford. The mayors said that they needed money.", "mayors"),
    ("Nurse Ann Lund and nurse Kay Noel spoke. The tired nurses said it was late.", "tired nurses"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), BODIES)
def test_bodies_and_bearers_of_a_role(everything: Extractor, text: str, speaker: str) -> None:
    found = [name for name, *_ in voices_of(everything.extract(text))]
    print(found)
    assert found[-1] == speaker


OUTLETS = [
    ("The Times reported on Sunday that the dam leaks. The report said the mayor knew. The story cited two officials.",
     ["Times", "Times’s report", "Times’s report"]),
    ("Reuters reported that Boeing would cut jobs. Boeing denied it. The report said 900 jobs would go.",
     ["Reuters", "Boeing", "Reuters’s report"]),
    ("The Calder Post endorsed Ruiz. “She is ready,” the editorial board wrote.",
     ["Calder Post", "Calder Post’s editorial board"]),
    ("Harlow Mills said the dam leaks. The editorial board said that Ruiz had lied.",
     ["Harlow Mills", "editorial board"]),
    ("The mayor said the dam leaks. The report said he knew.", ["mayor", "report"]),
    ("A report on the dam came out. The Times reported that it leaks. The report said the mayor knew.",
     ["Times", "report on the dam"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers"), OUTLETS)
def test_reports_of_outlets(everything: Extractor, text: str, speakers: list[str]) -> None:
    found = [name for name, *_ in voices_of(everything.extract(text))]
    print(found)
    assert found == speakers


PARTS = [
    # named as what it is a part of, or what it shows
    ("“Sponsor” was the top level, according to an archived version of the Harlow Foundation website.", "named"),
    ("The mayor lied, according to a copy of the Harlow report.", "named"),
    ("An excerpt of the Mueller report says that he lied.", "named"),
    ("A transcript of the Fox interview shows that he lied.", "named"),
    ("A page on the Harlow Mills website says that he lied.", "named"),
    ("A review of Fox transcripts shows that he lied.", "described"),
    ("A copy of the letter says that he lied.", "described"),
    ("A poll of Ohio voters says that he lied.", "described"),
]


@pytest.mark.parametrize(("text", "level"), PARTS)
def test_parts_of_documents(everything: Extractor, text: str, level: str) -> None:
    found = voices_of(everything.extract(text))
    print(found)
    assert [its for _, its, _ in found] == [level]


LONG_SOURCES = [  # a source that begins too early, and whose it is
    ("The vote helps in the race in May that includes Ohio, which she may win, Ford said.", "race", "Ford"),
    ("They left the barn in June that drew a crowd, which it always does, Kay Noel said.", "barn", "Kay Noel"),
    ("It goes to the school in Hull that was shut, which few wanted, Lund said.", "school", "Lund"),
    ("It goes to the school in Hull, Lund said.", "school", None),
    ("It hangs in the hall that Ann Lund built for us said Moss.", "hall", None),
    ("It is the plan that fell apart, which was Al Ford's plan said Moss.", "plan", None),
]


@pytest.mark.parametrize(("text", "noun", "name"), LONG_SOURCES)
def test_sources_that_begin_too_early(everything: Extractor, text: str, noun: str, name: str | None) -> None:
    reading, _ = everything.read(text)
    start, end = text.index(noun), text.index(" said")
    phrase = take_apart(reading.document, Cast(reading).name_at, reading.token_at(start), start, end)
    print(phrase)
    assert (phrase.name.text if phrase.name is not None else None) == name
