"""What the text says of a speaker, each with the words that say it."""

from pathlib import Path
from typing import Any

import pytest
from conftest import check_spans

from quoteattr import Extractor
from quoteattr.language import language
from quoteattr.records import Kind
from quoteattr.speakers.phrases import _number
from quoteattr.text.document import Document, Token

# text; attributes of the last speaker, all others None; description strength
ROWS: list[tuple[str, dict[str, Any], int]] = [
    ("A senior Mexican security official said the talks were over.",
     {"role": "security official", "nationality": "Mexican", "seniority": "senior", "number": 1}, 3),
    ("Two Labor Department officials said the rule was final.",
     {"role": "officials", "affiliation": "Labor Department", "number": 2}, 2),
    ("Labor Department spokeswoman Ana Ruiz said the rule was final.",
     {"role": "spokeswoman", "affiliation": "Labor Department", "gender": "feminine"}, 2),
    ("Ana Ruiz, a former Mexican judge, left early. “It is over,” Ruiz said.",
     {"role": "judge", "nationality": "Mexican", "former": "former"}, 2),
    ("Tom Hill, a fellow at the Harlow Institute, said the rule was final.",
     {"role": "fellow", "affiliation": "Harlow Institute"}, 2),
    ("Ruth Kessler, the former secretary of state, said the deal was dead.",
     {"role": "secretary of state", "former": "former"}, 1),
    ("Paul Weir, a professor of political science at Toledo University, said the rule was final.",
     {"role": "professor of political science", "affiliation": "Toledo University"}, 2),
    ("Mr. Weir said the rule was final.", {"gender": "masculine"}, 0),
    ("Gov. Ana Ruiz said the rule was final. She left early.",
     {"role": "Gov.", "title": "Gov.", "gender": "feminine"}, 1),
    ("A Republican strategist said the race was close.",
     {"role": "strategist", "affiliation": "Republican", "number": 1}, 2),
    ("A company spokesman said the plant would close.",
     {"role": "spokesman", "affiliation": "company", "number": 1, "gender": "masculine"}, 2),
    ("An aide to Senator Weir said the bill was dead.", {"role": "aide", "affiliation": "Weir", "number": 1}, 2),
    ("Weir aides said the bill was dead.", {"role": "aides", "affiliation": "Weir"}, 2),
    ("Three U.S. officials said the talks were over.",
     {"role": "officials", "nationality": "U.S.", "number": 3}, 2),
    ("A retired judge said the case was weak.", {"role": "judge", "former": "retired", "number": 1}, 1),
    ("A group of lawyers said the case was weak.", {"role": "lawyers"}, 1),
    ("A senior official at the ministry said the talks were over.",
     {"role": "official", "affiliation": "ministry", "seniority": "senior", "number": 1}, 3),
    ("People familiar with the talks said they were over.", {}, 1),
    ("The Port Authority said the pier was safe.", {}, 0),
    ("Sources said the pier was safe.", {}, 0),
    ("A chief executive said the talks were over.", {"role": "chief executive", "number": 1}, 1),
    ("A chief economist said the talks were over.", {"role": "chief economist", "seniority": "chief", "number": 1}, 2),
    ("A director for Asian affairs said the talks were over.", {"role": "director", "number": 1}, 1),
    ("African-American lawyers said the talks were over.", {"role": "lawyers"}, 1),
    ("Those of us in the room said the talks were over.", {}, 1),
    # no number of people
    ("67 percent of nurses said it was over.", {}, 0),
    ("Twenty-four percent said it was over.", {}, 0),
    ("Three in 10 said it was over.", {}, 0),
    ("Two-thirds of the crew said it was over.", {}, 0),
    ("Six per cent of the crew said it was over.", {}, 0),
    ("The couple said it was over.", {}, 0),
    # where somebody is, and of what
    ("Lorry driver Gaz Hale said it was late.", {"role": "driver"}, 1),
    ("Nobel laureate Ana Ruiz said it was late.", {"role": "laureate"}, 1),
    ("International Olympic Committee president Ana Ruiz said it was late.",
     {"role": "president", "affiliation": "International Olympic Committee"}, 2),
    ("Bowling Green Republican Tess Gava said it was late.", {"affiliation": "Republican"}, 1),
    ("Bowling Green Democrat Tess Gava said it was late.", {"affiliation": "Democrat"}, 1),
    ("“It is late,” said the palace's head of communications, Ana Ruiz.",
     {"role": "head of communications", "affiliation": "palace"}, 2),
    ("Ana Ruiz, director of operations at Harlow Mills, said it was late.",
     {"role": "director of operations", "affiliation": "Harlow Mills"}, 2),
    ("His father-in-law, Zsolt Barta, said it was late.", {"role": "father-in-law", "gender": "masculine"}, 1),
    ("A tough and honest judge said the talks were over.", {"role": "judge", "number": 1}, 1),
    ("Two 30-year-old men said it was over.", {"role": "men", "number": 2}, 1),
]  # fmt: skip
# text; role, affiliation and whole description of the last speaker, None where the text tells none
TOLD: list[tuple[str, str | None, str | None, str | None]] = [
    # before the name
    ("Harlow Institute political director Ana Ruiz said it was over.",
     "political director", "Harlow Institute", "Harlow Institute political director"),
    ("Senate Minority Leader Tom Hill said it was over.", "Minority Leader", "Senate", "Senate Minority Leader"),
    ("Novelist and critic Ana Ruiz said it was over.", "Novelist", None, "Novelist and critic"),
    ("The Herald's Tom Hill said it was over.", None, "Herald", None),
    # roles of two and more words
    ("Assistant District Attorney Ana Ruiz said it was over.",
     "Assistant District Attorney", None, "Assistant District Attorney"),
    ("Harlow Fire Department Battalion Chief Tom Hill said it was over.",
     "Battalion Chief", "Harlow Fire Department", "Harlow Fire Department Battalion Chief"),
    ("Deputy chief minister Ana Ruiz said it was over.", "Deputy chief minister", None, "Deputy chief minister"),
    ("U.S. District Judge Tom Hill said it was over.", "District Judge", None, "U.S. District Judge"),
    ("Assistant U.S. Attorney Tom Hill said it was over.",
     "Assistant U.S. Attorney", None, "Assistant U.S. Attorney"),
    ("Tom Hill, the U.S. attorney in Harlow, said it was over.", "U.S. attorney", None, "U.S. attorney in Harlow"),
    ("Deputy U.S. Marshal Ana Ruiz said it was over.", "Deputy U.S. Marshal", None, "Deputy U.S. Marshal"),
    ("Lt. Gov. Ana Ruiz said it was over.", "Lt. Gov.", None, "Lt. Gov."),
    ("Harlow County Commissioner Ana Ruiz said it was over.",
     "Commissioner", "Harlow County", "Harlow County Commissioner"),
    ("County Commissioner Ana Ruiz said it was over.", "County Commissioner", None, "County Commissioner"),
    ("City Manager Tom Hill said it was over.", "City Manager", None, "City Manager"),
    ("Detective Sgt. Tom Hill said it was over.", "Detective Sgt.", None, "Detective Sgt."),
    ("Harlow Mills named Ana Ruiz as its chief executive. Ruiz said it was over.", "chief executive", "Harlow Mills",
     "chief executive"),
    ("Harlow Mills announced the appointment of Ana Ruiz as chief executive. Ruiz said it was over.",
     "chief executive", "Harlow Mills", "chief executive"),
    ("The board elected Ana Ruiz as chairwoman. Ruiz said it was over.", "chairwoman", None, "chairwoman"),
    ("The board did not elect Ana Ruiz as chairwoman. Ruiz said it was over.", None, None, None),
    ("Harlow Mills named Ana Ruiz to the board. Ruiz said it was over.", None, None, None),
    ("PC Ana Ruiz said it was over.", "PC", None, "PC"),
    ("Det Supt Tom Hill said it was over.", "Det Supt", None, "Det Supt"),
    ("City Auditor Ana Ruiz said it was over.", "City Auditor", None, "City Auditor"),
    ("Ana Ruiz, a detective superintendent, said it was over.",
     "detective superintendent", None, "detective superintendent"),
    # behind a comma, with a title, or where a clause opens
    ("The chairman, Sir Tom Hill, said it was over.", "chairman", None, "chairman"),
    ("The headteacher, Dame Ana Ruiz, said it was over.", "headteacher", None, "headteacher"),
    ("Sir Tom Hill said it was over.", None, None, None),
    ("On the campaign trail, Mrs. Hill said it was over.", None, None, None),
    ("Her successor in the post, Ana Ruiz, said it was over.", "successor", None, "successor in the post"),
    ("The critic Ana Ruiz said it was over.", "critic", None, "critic"),
    # houses within houses
    ("“It is over,” said Tom Hill, a professor at the state university's law school.",
     "professor", "law school", "professor at the state university's law school"),
    ("A state police spokesman said it was over.", "spokesman", "state police", "state police spokesman"),
    ("A city council member said it was over.", "member", "city council", "city council member"),
    # of others than the one who is named
    ("He leaves a son, Tom Hill, and four grandchildren. “It is over,” Tom Hill said.", "son", None, "son"),
    # behind it
    ("“It is over,” said Ana Ruiz, Weir's in-house legal adviser.",
     "in-house legal adviser", "Weir", "Weir's in-house legal adviser"),
    ("“It is over,” said Tom Hill, the mayor's former chief speechwriter.",
     "chief speechwriter", None, "mayor's former chief speechwriter"),
    ("Ana Ruiz, a conservative radio host, said it was over.", "radio host", None, "conservative radio host"),
    ("The head of the Harlow Institute, Ana Ruiz, said it was over.",
     "head", "Harlow Institute", "head of the Harlow Institute"),
    ("Tom Hill of the Harlow Institute said it was over.", None, "Harlow Institute", None),
    ("A lawyer at Calder College, Tom Hill said it was over.",
     "lawyer", "Calder College", "lawyer at Calder College"),
    # in a clause
    ("“It is over,” said Tom Hill, who runs the Harlow Institute.",
     "runs the Harlow Institute", "Harlow Institute", "runs the Harlow Institute"),
    ("Ana Ruiz, who works for the Harlow Institute as a geologist, said it was over.",
     "geologist", "Harlow Institute", "geologist"),
    ("Ana Ruiz, a geologist working for the Harlow Institute, said it was over.",
     "geologist", "Harlow Institute", "geologist"),
    # elsewhere in the article
    ("Ana Ruiz is the chief economist at the Harlow Institute. “It is over,” Ruiz said.",
     "chief economist", "Harlow Institute", "chief economist at the Harlow Institute"),
    ("“It is over,” said Ana Ruiz. She is a surgeon at the Calder Clinic.",
     "surgeon", "Calder Clinic", "surgeon at the Calder Clinic"),
    ("Ana Ruiz was named head of the Harlow Institute in May. “It is over,” she said.",
     "head", "Harlow Institute", "head of the Harlow Institute"),
    ("Tom Hill joined the Harlow Institute in 2010 and now serves as its treasurer. “It is over,” Hill said.",
     "treasurer", "Harlow Institute", "treasurer"),
    ("The Harlow Institute is led by Ana Ruiz. “It is over,” Ruiz said.", "led", "Harlow Institute", None),
    ("“I am a retired nurse,” said Ana Ruiz.", "nurse", None, "retired nurse"),
    ("Ruth Kessler met the former Calder Bank auditor. “It is over,” said Tom Hill, the former Calder Bank auditor.",
     "auditor", "Calder Bank", "former Calder Bank auditor"),
    ("HILL: Secretary Ruiz, will you stay?\n\nRUIZ: I will.\n\nHILL: And who pays?", None, None, None),
    ("“It is over,” said Secretary of State Tom Hill.", "Secretary of State", None, "Secretary of State"),
    ("Harbour Safety Committee chair Ana Ruiz said it was over.",
     "chair", "Harbour Safety Committee", "Harbour Safety Committee chair"),
    ("Tom Hill, the top Democrat on the Harbour Safety Committee, said it was over.",
     "Democrat", "Harbour Safety Committee", "top Democrat on the Harbour Safety Committee"),
    ("Sen. Ana Ruiz (R-Maine) said it was over.", "Sen.", "R-Maine", "Sen."),
    ("Rep. Tom Hill, D-Ohio, said it was over.", "Rep.", "D-Ohio", "Rep."),
    # of what place an office is
    ("Sen. Ana Ruiz of Ohio said it was over.", "Sen.", "Ohio", "Sen."),
    ("Mayor Tom Hill of Harlow said it was over.", "Mayor", "Harlow", "Mayor"),
    ("Former Boston Mayor Tom Hill said it was over.", "Mayor", "Boston", "Former Boston Mayor"),
    ("“It is over,” said Ana Ruiz, the former senator from Maine.", "senator", "Maine", "former senator from Maine"),
    ("Ohio's governor, Tom Hill, said it was over.", "governor", "Ohio", "Ohio's governor"),
    ("Chief Minister Ana Ruiz of Kerala said it was over.", "Chief Minister", "Kerala", "Chief Minister"),
    ("Texas state Rep. Tom Hill said it was over.", "state Rep.", "Texas", "Texas state Rep."),
    ("Republican Gov. Tom Hill said it was over.", "Gov.", "Republican", "Republican Gov."),
    ("Tom Hill, a nurse from Ohio, said it was over.", "nurse", None, "nurse from Ohio"),
    ("Foreign Minister Tom Hill said it was over.", "Foreign Minister", None, "Foreign Minister"),
    ("Tom Hill, the Ohio Democrat, said it was over.", None, "Democrat", None),
    # of which body of an organisation, or of somebody
    ("Weir campaign manager Tom Hill said it was over.", "campaign manager", "Weir campaign", "Weir campaign manager"),
    ("“It is over,” said Ana Ruiz, the Weir campaign's communications director.",
     "communications director", "Weir campaign", "Weir campaign's communications director"),
    ("Tom Hill, head of Acme's legal team, said it was over.",
     "head", "Acme's legal team", "head of Acme's legal team"),
    ("Tom Hill, a member of House Democratic leadership, said it was over.",
     "member", "House Democratic leadership", "member of House Democratic leadership"),
    ("Acme spokesman Tom Hill said the campaign was over.", "spokesman", "Acme", "Acme spokesman"),
    ("Ana Ruiz, executive director of Safe Parenthood of Ohio, said it was over.",
     "executive director", "Safe Parenthood of Ohio", "executive director of Safe Parenthood of Ohio"),
    ("NATO Secretary General Ida Moss said it was over.", "Secretary General", "NATO", "NATO Secretary General"),
    ("NATO Secretary-General Ida Moss said it was over.", "Secretary-General", "NATO", "NATO Secretary-General"),
    ("Inspector General Ida Moss said it was over.", "Inspector General", None, "Inspector General"),
    ("Major General Tom Hill said it was over.", "Major General", None, "Major General"),
    ("“No,” said Director-General Ida Moss of the Harlow Bank.", "Director-General", "Harlow Bank", "Director-General"),
    ("Ida Moss, the United Nations High Commissioner for Refugees, said no.", "High Commissioner", "United Nations",
     "United Nations High Commissioner for Refugees"),
    # of what is over since childhood nothing; of works no house
    ("When she was a little girl, Ida Moss dreamed of it. “I was right,” Moss said.", None, None, None),
    ("“It was hard,” said Tom Hill, who was a boy in 1944.", None, None, None),
    ("“It was hard,” said Tom Hill, co-author of “Those Guys Have Fun: Inside the World of ESPN.”", "co-author", None,
     "co-author"),
    ("Mail was sent to the office of former secretary of state Ida Moss. “It is absurd,” Moss said.",
     "secretary of state", None, "former secretary of state"),
    ("Democratic senators Ida Moss and Tom Hill said it was over.", "senators", "Democratic", "Democratic senators"),
    ("“It was hard,” said Tom Hill, co-author of Three's a Crowd, a study of bids.", "co-author", None,
     "co-author of Three's a Crowd"),
    ("“It was hard,” said Tom Hill, the author of Public Policy Hooligan.", "author", None,
     "author of Public Policy Hooligan"),
    ("“It was hard,” said Tom Hill, the author of a Harlow Institute study.", "author", "Harlow Institute",
     "author of a Harlow Institute study"),
    ("“It was hard,” said Tom Hill, associate director of Calder University's Kane Institute of Politics.",
     "associate director", "Calder University's Kane Institute of Politics",
     "associate director of Calder University's Kane Institute of Politics"),
    ("“It was hard,” said Ida Moss, a fellow at Harlow College's Kane School of Law.", "fellow",
     "Harlow College's Kane School of Law", "fellow at Harlow College's Kane School of Law"),
    ("“It was hard,” said Tom Hill, an associate at the law firm Calder & Reed.", "associate", "Calder & Reed",
     "associate at the law firm Calder & Reed"),
    # further roles of two words and more
    ("Texas Attorney General Tom Hill said it was over.", "Attorney General", "Texas", "Texas Attorney General"),
    ("White House press secretary Tom Hill said it was over.",
     "press secretary", "White House", "White House press secretary"),
    ("Ana Ruiz, managing director of Calder Capital, said it was over.",
     "managing director", "Calder Capital", "managing director of Calder Capital"),
    ("Shadow chancellor Ana Ruiz said it was over.", "Shadow chancellor", None, "Shadow chancellor"),
    ("“It is over,” said Ana Ruiz, 67, a retired customer service representative in Dover.",
     "customer service representative", None, "retired customer service representative in Dover"),
    ("Tom Hill, one of Weir's lawyers, said it was over.", "lawyers", "Weir", "Weir's lawyers"),
    # with what an office is charged
    ("French Foreign Minister Ana Ruiz said it was over.", "Foreign Minister", None, "French Foreign Minister"),
    ("Agriculture Secretary Tom Hill said it was over.", "Agriculture Secretary", None, "Agriculture Secretary"),
    ("Homeland Security Secretary Tom Hill said it was over.",
     "Secretary", "Homeland Security", "Homeland Security Secretary"),
    ("India's foreign minister, Ana Ruiz, said it was over.", "foreign minister", "India", "India's foreign minister"),
    ("Junior health minister Ana Ruiz said it was over.", "health minister", None, "Junior health minister"),
    ("Harlow Police Chief Tom Hill said it was over.", "Chief", "Harlow Police", "Harlow Police Chief"),
    ("Police Chief Tom Hill said it was over.", "Police Chief", None, "Police Chief"),
    ("Labor Department secretary Ana Ruiz said it was over.",
     "secretary", "Labor Department", "Labor Department secretary"),
    # whose “its” is, for whom somebody runs something, and what is over
    ("The Harlow Bank lost money, said Tom Hill, its president.", "president", "Harlow Bank", "president"),
    ("The Harlow Rovers lost. “It is over,” said their coach, Tom Hill.", "coach", "Harlow Rovers", "coach"),
    ("The Harlow Bank sued the Calder Mills. “It is over,” said its president, Tom Hill.",
     "president", None, "president"),
    ("“It is over,” said Ana Ruiz, who heads a project on secrecy for the Harlow Institute.",
     "heads a project on secrecy for the Harlow Institute", "Harlow Institute",
     "heads a project on secrecy for the Harlow Institute"),
    ("Ana Ruiz, who teaches law at Harlow College, said it was over.",
     "teaches law at Harlow College", "Harlow College", "teaches law at Harlow College"),
    ("Tom Hill owned the Harlow Rovers in 1985. He runs the Calder Bank. “It is over,” Hill said.",
     "runs the Calder Bank", "Calder Bank", "runs the Calder Bank"),
    ("Ana Ruiz retired from office in May. “It is over,” Ruiz said.", None, None, None),
    ("UK Harbour Party leader Tom Hill said it was over.", "leader", "UK Harbour Party", "UK Harbour Party leader"),
    # whom somebody names, those who are told of beside them, and where others come from
    ("Tom Hill nominated Ana Ruiz as head of the Harlow Institute. “It is over,” Hill said.", None, None, None),
    ("Ana Ruiz was nominated as head of the Harlow Institute. “It is over,” Ruiz said.",
     "head", "Harlow Institute", "head of the Harlow Institute"),
    ("Ana Ruiz came with her husband, former Mayor Al Weir. “It is over,” Ruiz said.", None, None, None),
    ("Ruiz, Acme clash over bridge\n\n“It is over,” Ana Ruiz said.", None, None, None),
    ("Tom Hill, a senior director for Asian affairs at the Harlow Institute, said it was over.",
     "director", "Harlow Institute", "senior director for Asian affairs at the Harlow Institute"),
    ("Morning Herald hosts Ana Ruiz and Tom Hill said it was over. “It is over,” Ruiz said.",
     "hosts", "Morning Herald", "Morning Herald hosts"),
    # what is no affiliation, whom else a phrase tells of, how somebody stands to others
    ("Ana Ruiz, a syndicated radio host, said it was over.", "radio host", None, "syndicated radio host"),
    ("“It is over,” said Ana Ruiz, a veteran media consultant.", "media consultant", None, "veteran media consultant"),
    ("The suit names Tom Hill, the Harlow Bank, and the city. “It is over,” Hill said.", None, None, None),
    ("A group of experts, including former judge Tom Hill, said it was over.", "experts", None, "group of experts"),
    ("Weir challenger Ana Ruiz left. Sen. Ruiz, a surgeon, said it was over.", "Sen.", None, "Sen."),
    ("Ana Ruiz, Weir's Democratic rival, said it was over.", "rival", "Democratic", "Weir's Democratic rival"),
    ("Ana Ruiz, a former member of the Harlow Herald editorial board, said it was over.",
     "member", "Harlow Herald editorial board", "former member of the Harlow Herald editorial board"),
    ("At least a dozen members of Congress said it was over.",
     "members", "Congress", "members of Congress"),
    ("Ana Ruiz and Tom Hill are progressives. “It is over,” Ruiz said.", None, None, None),
    ("Harlow College professors Ana Ruiz and Tom Hill said it was over. “It is over,” Hill said.",
     "professors", "Harlow College", "Harlow College professors"),
    ("Tom Hill was a baker at the Calder Inn. He is a lawyer. “It is over,” Hill said.", "lawyer", None, "lawyer"),
    ("Ana Ruiz, a partner at a firm, left early. She founded the Calder Bank. “It is over,” Ruiz said.",
     "partner", "Calder Bank", "partner at a firm"),
    # not what they are
    ("Ana Ruiz and the Calder Bank said it was over. “It is over,” said Ruiz.", None, None, None),
    ("“It is over,” said Tom Hill, a friend of Ruth Kessler.", "friend", None, "friend of Ruth Kessler"),
    ("Tom Hill fought in the Harlow War. “It is over,” Hill said.", None, None, None),
    ("Tom Hill is not the head of the Harlow Institute, Ruth Kessler said. “I left,” said Hill.", None, None, None),
    ("Tom Hill would be a fine mayor. “It is over,” Hill said.", None, None, None),
    ("“He is the founder of the Calder Bank,” Ruth Kessler said of Tom Hill. “It is over,” Hill said.",
     None, None, None),
    ("Chief Praises Tom Hill. “It is over,” Hill said.", None, None, None),
    ("Ana Ruiz, 52, of Dover, Ohio, said it was over.", None, None, None),
    ("Ana Ruiz and Harlow Institute president Tom Hill met. “It is over,” Ruiz said.", None, None, None),
    # what is told of those who are named beside somebody
    ("Tom Hill brought his partner, Dana Lund, and the former mayor, Ida Moss, to the rally. “It is late,” Lund said.",
     "partner", None, "partner"),
    ("Tom Hill brought his partner, Dana Lund, and the former mayor, Ida Moss, to the rally. “It is late,” Moss said.",
     "mayor", None, "former mayor"),
    ("He met his brother, Paul Weir, and the former first lady, Kari Lunde, in May. “It is late,” Weir said.",
     "brother", None, "brother"),
    ("Ruiz and the pontiff share many goals. “It is late,” Ana Ruiz said.", None, None, None),
    ("Ana Ruiz and the mayor met in May. “It is late,” Ruiz said.", None, None, None),
    ("Tom Hill and a lawyer came. “It is late,” Hill said.", None, None, None),
    ("The refugees Ana Ruiz will admit are few. “It is late,” Ruiz said.", None, None, None),
    ("The number of voters Ana Ruiz needs is small. “It is late,” Ruiz said.", None, None, None),
    ("The lawyers Tom Hill hired were late. “It is late,” Hill said.", None, None, None),
    # who is only spoken of may be somebody else
    ("Tom Hill leads in delegates, who will choose the Labour flag-bearer in May. “It is late,” Hill said.",
     None, None, None),
    ("Sens. Ana Ruiz and Tom Hill met. “It is over,” Ruiz said.", "Sens.", None, "Sens."),
    # what is only possible, and somebody else who is called by a name
    ("Tom Hill would rather win an election and run the White House. “It is over,” Hill said.", None, None, None),
    ("Ana Ruiz could resign and lead the Calder Bank. “It is over,” Ruiz said.", None, None, None),
    ("Tom Hill might leave the club and head the Harlow Institute. “It is over,” Hill said.", None, None, None),
    ("Moss has been called a Republican Tom Hill. “It is over,” Hill said.", None, None, None),
    ("He is seen as a Labour Ana Ruiz. “It is over,” Ruiz said.", None, None, None),
    ("They want a Democratic Dana Kowal. “It is over,” Kowal said.", None, None, None),
    ("Tom Hill, who managed Ana Ruiz's 2012 campaign, left. “It is over,” Hill said.",
     "managed Ana Ruiz's 2012 campaign", "Ana Ruiz", "managed Ana Ruiz's 2012 campaign"),
    ("Adm. Tom Hill came. Hill leads the Pacific Fleet. “It is over,” Hill said.", "Adm.", "Pacific Fleet", "Adm."),
    ("A plan by Senator Tom Hill of Utah failed.\n\n“It is time,” Hill said.", "Senator", "Utah", "Senator"),
    ("A letter from Gov. Ana Ruiz of Ohio was read.\n\n“It is late,” Ruiz said.", "Gov.", "Ohio", "Gov."),
    # whom somebody stands by is not where the office is held
    ("Congressman Tom Hill was there. Hill, a Moss supporter, left. “It is over,” Hill said.",
     "Congressman", None, "Congressman"),
    ("Gov. Ana Ruiz, a donor to the Harlow Institute, left. “It is over,” Ruiz said.", "Gov.", None, "Gov."),
    ("Sen. Tom Hill, a supporter of the Harlow Institute, left. “It is over,” Hill said.", "Sen.", None, "Sen."),
    # a body, or a matter, of which nobody is
    ("Ana Ruiz has run a good campaign. “It is over,” Ruiz said.", None, None, None),
    ("Dana Kowal runs a long campaign. “It is over,” Kowal said.", None, None, None),
    ("They backed Dana Kowal, the choice of many party insiders. “It is late,” Kowal said.", None, None, None),
    ("They met the new face of the party, Dana Kowal. “It is late,” Kowal said.", None, None, None),
]  # fmt: skip


def told() -> list[tuple[str, str, str]]:
    """Who is told how (“Ohio Gov. Tom Hill”), with the role and the affiliation, empty where none is told."""
    lines = Path(__file__).with_name("titles.tsv").read_text(encoding="utf-8").splitlines()
    fields = (line.split("\t") for line in lines if not line.startswith("#"))
    return [(who, role, affiliation) for who, role, affiliation in fields]


@pytest.mark.parametrize(("who", "role", "affiliation"), told(), ids=[row[0][:60] for row in told()])
def test_titles(speech: Extractor, who: str, role: str, affiliation: str) -> None:
    article = speech.extract(f"{who} said it was over.")
    check_spans(article)
    (speaker,) = article.speakers
    assert speaker.name is not None
    assert who.endswith(speaker.name) or f"{speaker.name}," in who or f"{speaker.name} " in who
    assert [span.text if span else "" for span in (speaker.role, speaker.affiliation)] == [role, affiliation]


def told_of() -> list[tuple[str, str, str, str]]:
    """A text; of whom; role and affiliation, empty where none is told."""
    lines = Path(__file__).with_name("told.tsv").read_text(encoding="utf-8").splitlines()
    fields = (line.split("\t") for line in lines if not line.startswith("#"))
    return [(text, whom, role, affiliation) for text, whom, role, affiliation in fields]


@pytest.mark.parametrize(("text", "whom", "role", "affiliation"), told_of(), ids=[row[0][:70] for row in told_of()])
def test_told_of(speech: Extractor, text: str, whom: str, role: str, affiliation: str) -> None:
    article = speech.extract(text)
    check_spans(article)
    (speaker,) = (s for s in article.speakers if s.name == whom)
    assert [span.text if span else "" for span in (speaker.role, speaker.affiliation)] == [role, affiliation]


_SPANS = ("role", "title", "affiliation", "nationality", "seniority", "former")


@pytest.mark.parametrize(("text", "expected", "strength"), ROWS, ids=[t[:45] for t, _, _ in ROWS])
def test_attributes(speech: Extractor, text: str, expected: dict[str, Any], strength: int) -> None:
    article = speech.extract(text)
    check_spans(article)
    (attribution,) = article.attributions
    speaker = attribution.speaker
    assert speaker is not None
    found = {name: span.text for name in _SPANS if (span := getattr(speaker, name)) is not None}
    found |= {name: value for name in ("number", "gender") if (value := getattr(speaker, name)) is not None}
    assert found == expected
    assert attribution.anonymity.description_strength == strength


@pytest.mark.parametrize(("text", "role", "affiliation", "described"), TOLD, ids=[row[0][:60] for row in TOLD])
def test_what_is_told_of_somebody(
    speech: Extractor, text: str, role: str | None, affiliation: str | None, described: str | None
) -> None:
    article = speech.extract(text)
    check_spans(article)
    speaker = article.attributions[-1].speaker
    assert speaker is not None
    spans = speaker.role, speaker.affiliation, speaker.full_description
    assert tuple(span and span.text for span in spans) == (role, affiliation, described)


@pytest.mark.parametrize(("text", "title"), [
    ("Sen. Ana Ruiz said it was over.", "Sen."),
    ("Vice President Ana Ruiz said it was over.", "Vice President"),
    ("Attorney General Tom Hill said it was over.", "Attorney General"),
    ("Treasury Secretary Tom Hill said it was over.", "Treasury Secretary"),
    ("External Affairs Minister Tom Hill said it was over.", "External Affairs Minister"),
    ("Republican Gov. Tom Hill said it was over.", "Gov."),
    ("Dr. Ruiz said it was over.", "Dr."),
    ("Mr. Hill said it was over.", None),
    ("The nurse Ana Ruiz said it was over.", None),
    ("Ana Ruiz, a senator, said it was over.", None),
])  # fmt: skip
def test_title(speech: Extractor, text: str, title: str | None) -> None:
    (speaker,) = speech.extract(text).speakers
    assert (speaker.title and speaker.title.text) == title


def test_gender_and_number_say_where_they_were_read(speech: Extractor) -> None:
    (speaker,) = speech.extract("Ana Ruiz left. “It is over,” she said.").speakers
    assert [(e.rule, [s.text for s in e.spans]) for e in speaker.evidence] == [("gender", ["she"])]
    (speakers,) = speech.extract("Two officials said the talks were over.").speakers
    assert [(e.rule, [s.text for s in e.spans]) for e in speakers.evidence] == [("number", ["Two"])]


def test_a_given_name_shows_no_gender(speech: Extractor) -> None:
    (speaker,) = speech.extract("Ana Ruiz said the talks were over.").speakers
    assert speaker.gender is None


@pytest.mark.parametrize(("told", "gender"), [
    ("Ana Tull, the boy’s grandmother, said she thought", "feminine"),
    ("Nakoa Tull, the girl’s coach, said", None),
    ("Nakoa Tull, the boy’s coach, said", None),
    ("Tom Hill, the queen’s gardener, said he thought", "masculine"),
    ("Jo Lund, the woman's lawyer, said", None),
    ("Sam Roe, the king's aunt, said she thought", "feminine"),
])  # fmt: skip
def test_who_has_somebody_shows_no_gender_of_theirs(speech: Extractor, told: str, gender: str | None) -> None:
    (speaker,) = speech.extract(f"{told} that the talks were over.").speakers
    assert speaker.gender == gender


@pytest.mark.parametrize(("number", "count"), [("2", 2), ("two", 2), ("١٢", 12), ("²", None), ("①", None), ("½", None)])
def test_only_a_number_that_can_be_read_counts_people(number: str, count: int | None) -> None:
    text = f"{number} officials"
    tokens = (
        Token(0, 0, len(number), number, number, "NUM", "CD", 1, "nummod", 0),
        Token(1, len(number) + 1, len(text), "officials", "official", "NOUN", "NNS", -1, "root", 0),
    )
    assert (
        _number(Document(text, ((0, len(text)),), tokens=tokens, language=language("en")), [0, 1], 1, True, Kind.GROUP)
        == count
    )
