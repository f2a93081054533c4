"""Who certainly doesn't say something, and who does: each row is a text and the labels of its attributions."""

import pytest
from conftest import voices_of

from quoteattr import Extractor

NAMED_IN_IT = [
    # nobody is the subject of a verb below which they are named
    ("A lawmaker in Utah is calling for Tom Lund to be banned from the county. Lund laughed.", ["lawmaker in Utah"]),
    ("Carl Moss left the party. The longtime senator said Moss had lost his way.", ["longtime senator"]),
    ("Dana Kowal met Ruth Kessler on Monday. The two voters said that both Tom Lund and Paul Weir were too old.",
     ["Dana Kowal and Ruth Kessler"]),
    ("The coach is worried about what Tom Lund is doing to the club. Lund laughed.", ["coach"]),
    # whom a quotation names does not say it
    ("Ruth Kessler runs the mill. Anna Hill was at the gate. “I would not ask Ruth Kessler to come,” she said.",
     ["Anna Hill"]),
    ("Tom Lund leads the race. Carl Moss, another pollster, did a survey. “Even after Lund’s bad week, the numbers "
     "were the same,” he said in an email.", ["Carl Moss"]),
    ("Paul Weir ran for mayor. “They like him because he wants to close the mill,” Tom Lund said.", ["Tom Lund"]),
    # a title is no quotation
    ("Tom Hill makes films. In May he said the film “Being Carl Moss” had cost him a house.", ["Tom Hill"]),
    ("Anna Hill is a singer. She said “Jolene Moss” was an old song.", ["Anna Hill"]),
    ("Tom Hill makes films. In May he said the film “Being Tom Hill” had cost him a house. “A cold one,” he said.",
     ["Tom Hill"] * 2),
    # nor does whoever it is said to or of
    ("Bill Kowal left town. “He is a great gentleman,” the real estate developer said of Mr. Kowal.",
     ["real estate developer"]),
    ("Anna Hill spoke to Ruth Kessler. She told Kessler that the dam was safe.", ["Anna Hill"]),
    # unless they say who they are, or the name is no mention of theirs, or stands before
    ("Tom Lund spoke. “I’m Tom Lund and I love this town,” he said.", ["Tom Lund"]),
    ("Anna Hill opened the door. “My name is Anna Hill,” she said.", ["Anna Hill"]),
    ("Tom Lund ran the mill. “The Lund Tower has the best view, and Lund supporters know it,” he tweeted.",
     ["Tom Lund"]),
    ("Anna Hill was at the gate. Hill was shocked, she said.", ["Anna Hill"]),
    ("Ted Lund stood in the middle. So much so that he accused the hosts of asking too many “please attack Ted” "
     "questions.", ["Ted Lund"]),
    ("Anna Hill ran the town. The mayor said it at noon. In her view, rain would worsen what Ms. Hill called a mess.",
     ["Anna Hill"] * 2),
    ("Anna Hill ran the town. The mayor often says it: In her view, rain would worsen what Ms. Hill described as “a "
     "mess.”", ["Anna Hill"] * 2),
    ("Anna Hill runs the town. The mayor called Paul Weir the father of the mess that Hill had argued was unhealthy.",
     ["Anna Hill"] * 2),
    ("Anna Hill runs the town. The mayor called Paul Weir “the father” of the mess that Hill had argued was unhealthy.",
     ["Anna Hill"] * 2),
    ("Tom Lund and Paul Weir are friends. They said that Lund never touched the money.", ["Tom Lund and Paul Weir"]),
]  # fmt: skip

TOPICS = [
    ("Dana Kowal spoke to the board. Paul Weir warned that the bridge was old. As for Tom Lund, he said he was not "
     "worried.", ["Paul Weir", "Tom Lund"]),
    ("“It is a lie,” Anna Hill said. As for Ruth Kessler, she said the lawyers would decide.",
     ["Anna Hill", "Ruth Kessler"]),
    ("“We need it,” Mayor Al Ford said. As for Councillor Jan Pryce, he was happy that the vote was over.",
     ["Al Ford", "Jan Pryce"]),
    # what they have, the other sex, nobody
    ("“We need it,” Bob Hill said. As for Paul Weir’s plan, he said it was late.", ["Bob Hill", "Bob Hill"]),
    ("“We need it,” Anna Hill said. As for Paul Weir, she said he was late.", ["Anna Hill", "Anna Hill"]),
    ("“We need it,” Bob Hill said. As for the plan, he said it was late.", ["Bob Hill", "Bob Hill"]),
]  # fmt: skip

UNNAMED = [
    # “the person” is whoever was not named
    ("Ted Lund will be careful, a source close to him said. That person said the plan was dead.",
     ["source close to him", "source close to him"]),
    ("Ted Lund’s allies disagree. Another source familiar with Lund’s thinking said, “He will try.” At the same time, "
     "the person added, “it was late.”", ["Another source familiar with Lund’s thinking"] * 2),
    ("A person briefed on the plan said it was dead. The person said that Ted Lund was angry.",
     ["person briefed on the plan"] * 2),
    ("“We have a lot to do,” said a longtime adviser to Ted Lund. The mill closed. “It is late,” the person added.",
     ["longtime adviser to Ted Lund"] * 2),
    ("“We have a lot to do,” said a longtime adviser to Ted Lund. Tom Kowal laughed. The source told reporters that "
     "the dam was old.", ["longtime adviser to Ted Lund"] * 2),
    ("A source said it was late. Mayor Tom Lund said it was early. The person added that the dam was old.",
     ["source", "Tom Lund", "person"]),
    # who is said to call somebody a name is not called so
    ("Tom Lund laughed. One nurse called Lund “a fool.”", ["One nurse"]),
    ("A reporter nicknamed Tom Lund the ghost of York.", ["reporter"]),
    ("A reporter nicknamed Tom Lund the ghost of the harbour.", ["reporter"]),
    ("A reporter nicknamed Tom Lund the worst of mayors.", ["reporter"]),
    ("A critic dubbed Tom Lund a fraud.", ["critic"]),
    ("A columnist called Tom Lund the worst of mayors.", ["columnist"]),
    ("A driver identified only as Lee said the bus was late.", ["Lee"]),
    ("A driver who goes by Ace said the bus was late.", ["Ace"]),
    # a child is nobody of whom other things are told
    ("Gov. Ted Pence spoke at the mill. “How big is that wall?” asked the boy, who was in a hat. “Big,” Pence said.",
     ["boy", "Ted Pence"]),
    ("Tom Lund, a boy from Utah, was at the mill. “How big is that wall?” the boy asked.", ["Tom Lund"]),
    # everyone but somebody
    ("Walter Hewlett left the board. Everyone but Hewlett said yes.", ["Everyone"]),
    ("No candidate but Lindsey Hill said that the plan was good.", ["Lindsey Hill"]),
    # both sides of a matter are not the two who were named
    ("Ann Hill and Don Lund spoke. The plan drew criticism from both sides of the debate.",
     ["both sides of the debate"]),
    ("Ann Hill and Don Lund spoke. The bill drew scorn from nurses.", ["nurses"]),
    ("The tax drew criticism from business groups.", ["business groups"]),
    ("The law drew criticism from two former judges.", ["two former judges"]),
    ("Ann Hill and Don Lund spoke. Both candidates for mayor said that they were tired.", ["Ann Hill and Don Lund"]),
]  # fmt: skip

SEVERAL = [
    ("Mayor Anna Hill met Sheriff Paul Weir. The mayor and the sheriff said that the dam was safe.",
     ["Anna Hill and Paul Weir"]),
    ("Anna Hill, a nurse, met Carl Moss, the coach. The nurse and the coach told reporters that the dam was safe.",
     ["Anna Hill and Carl Moss"]),
    ("Mayor Anna Hill met reporters. The mayor and the sheriff said that the dam was safe.", ["mayor and the sheriff"]),
    ("The actor and director Paul Weir lives here. The actor and director said that the dam was safe.", ["Paul Weir"]),
    ("Judge Ken Hill and Ruth Kessler spoke. The judge and his wife said that the dam was safe.",
     ["judge and his wife"]),
    ("Tom Hale won. The singer and her husband said that it was late.", ["singer and her husband"]),
    # lists of people with titles, and with where they are from
    ("Former Secretary of State Hilda Clay and former Utah Gov. Max Burr, who are seeking the seat, have pledged to "
     "cut taxes.", ["Hilda Clay and Max Burr"]),
    ("Chief of Staff Ann Rowe and former Chief of Police Al Ford said it was late.", ["Ann Rowe and Al Ford"]),
    ("Utah Gov. Max Burr, retired surgeon Ben Cole, Eva Moss and Jo Lund said it was late.",
     ["Max Burr and Ben Cole and Eva Moss and Jo Lund"]),
    ("Anna Hill and Tom Lund of Calder, Ohio, said it was late.", ["Anna Hill and Tom Lund"]),
    ("The four women in the hall -- Ann Rowe, Eva Moss, May Kent and Jo Lund -- said it was late.",
     ["Ann Rowe and Eva Moss and May Kent and Jo Lund"]),
    ("Advisers to two candidates -- Jo Burr and Ben Cole -- said it was late.", ["Advisers to two candidates"]),
    ("A friend of Secretary of State Al Ford and Jo Lund said it was late.",
     ["friend of Secretary of State Al Ford and Jo Lund"]),
    ("Ted Hale said both he and Rubio promised to lead the fight.", ["Ted Hale", "Ted Hale and Rubio"]),
    # one of several is whoever is named behind
    ("Some firms are angry. One of them, Harlow Mills, has threatened to leave the scheme.", ["Harlow Mills"]),
    ("Several insurers left. Another, Calder Mutual Insurance, said it had lost money.", ["Calder Mutual Insurance"]),
    ("Two nurses were hurt. One of them, Dana Kowal, said the ward was cold.", ["Dana Kowal"]),
    ("Three men were hurt. One of them, a miner, said that the roof fell.", ["One of them"]),
]  # fmt: skip

THINGS = [
    # “it” is the document that was just told of, if nothing else is meant
    ("“He held her arm,” Marc Weir wrote in the affidavit. It continued: “There is cause to charge him.”",
     [("Marc Weir", "person"), ("affidavit", "document")]),
    ("The white paper is strikingly frank. It says that the town must pay.", [("white paper", "document")]),
    ("In a statement Friday, Tom Lund said that the plan was dead. “The board has been told,” it read.",
     [("Tom Lund", "person"), ("statement", "document")]),
    ("The Port Authority closed the pier after a report. It said the crane had failed.",
     [("Port Authority", "organization")]),
    # documents, people and bodies by their nouns
    ("A 2014 examination by the Better Harbour Association found that the city was broke.",
     [("2014 examination by the Better Harbour Association", "document")]),
    ("A footnote in the report said the dam was old.", [("footnote in the report", "document")]),
    ("The football legend said he was glad.", [("football legend", "person")]),
    ("A clutch of independent groups said it was late.", [("clutch of independent groups", "organization")]),
    ("A high percentage of voters said no.", [("high percentage of voters", "group")]),
    ("A new batch of e-mails showed that the dam was old.", [("new batch of e-mails", "document")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers"), THINGS, ids=[text[-60:] for text, _ in THINGS])
def test_what_says_it(everything: Extractor, text: str, speakers: list[tuple[str, str]]) -> None:
    assert [(label, kind) for label, _, kind in voices_of(everything.extract(text))] == speakers


ROWS = [*NAMED_IN_IT, *TOPICS, *UNNAMED, *SEVERAL]


@pytest.mark.parametrize(("text", "labels"), ROWS, ids=[text[-60:] for text, _ in ROWS])
def test_who_says_it(everything: Extractor, text: str, labels: list[str]) -> None:
    assert [label for label, *_ in voices_of(everything.extract(text))] == labels
