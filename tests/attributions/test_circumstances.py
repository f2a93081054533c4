"""To whom, where and when something was said: texts and what is found in their first attribution."""

import pytest

from quoteattr import Extractor

ADDRESSEES = [
    ("Ruiz told reporters that the strike was over.", "reporters"),
    ("“It is over,” Ruiz told the Herald on Monday.", "the Herald"),
    ("The union wrote to the committee that it would strike.", "the committee"),
    ("Ruiz said in a letter to Tom Hill that the strike was over.", "Tom Hill"),
    ("In an interview with the Post, Ruiz said that the strike was over.", "the Post"),
    ("In a call with the Herald, Tom Bell regretted that the mill had closed.", "the Herald"),
    ("Ana Ruiz rejected the plan in an interview with the Herald.", "the Herald"),
    ("Residents were told on Sunday that the water was clean.", "Residents"),
    ("Speaking to students in Leeds, Ruiz said that the strike was over.", "students"),
    ("Ruiz sent a letter to shareholders, saying that the well was sealed.", "shareholders"),
    ("“Run,” he said to his brother.", "his brother"),
    ("Ruiz told some of the miners that the pit was safe.", "some of the miners"),
    ("Ruiz told a crowd in Dayton that she was leaving.", "a crowd"),
    ("“Stay calm,” Ruiz urged them.", "them"),
    ("Ruiz said in an email sent to staff on Monday that it was over.", "staff"),
    ("Ruiz, addressing a crowd of farmers, said it was over.", "a crowd of farmers"),
    ("“Stay calm,” Ruiz warned the crew.", "the crew"),
    ("The group sent a letter to management this month stating that it “won't be defined by greed.”", "management"),
    ("Ruiz kept asking her why the gates had been shut.", "her"),
    ("The host opened the show by asking Ruiz why she had left.", "Ruiz"),
    ("Ruiz kept reminding voters of her years on the river.", "voters"),
    ("They were told that the bridge was safe.", "They"),
    ("The band was instructed to begin playing.", "The band"),
    ("The band was instructed not to play.", "The band"),
    ("“It is over,” Ruiz told “Dawn and Dusk” on Monday.", "“Dawn and Dusk”"),
    ("“It is over,” Ruiz told CNN's “Dawn and Dusk” on Monday.", "CNN's “Dawn and Dusk”"),
    ("“It is over,” Ruiz told ABC’s “Nightline.”", "ABC’s “Nightline.”"),
    ("“It is over,” Ruiz told NBC's “Today” on Monday.", "NBC's “Today”"),
    ("“It is over,” Ruiz told Fox's “Outnumbered” on Friday.", "Fox's “Outnumbered”"),
    ("“Did you know?” Cole asked the coach about the transfer on Sunday.", "the coach"),
    ("The board warned the firm over its debts.", "the firm"),
    ("She briefed the council regarding the flood: “The dam is safe.”", "the council"),
    ("Briefing the council regarding the flood, Ruiz said that the dam was safe.", "the council"),
    ("She briefed the council regarding the flood, saying that the dam was safe.", "the council"),
    ("He briefed the committee regarding the leak.", "the committee"),
    ("She warned the council regarding the flood.", "the council"),
    ("Ruiz is reminding the union's members about the strike laws.", "the union's members"),
    ("Ruiz told Ana Pell of Sky News that she would stay.", "Ana Pell of Sky News"),
    ("Ruiz told Chris Wallace of Fox News that she would stay.", "Chris Wallace of Fox News"),
    ("In testimony before the House committee, Ruiz said that the dam was safe.", "the House committee"),
    ("In a speech before the Chamber of Commerce, Ruiz said that the dam was safe.", "the Chamber of Commerce"),
    ("Ruiz said in an address before the union that the strike was over.", "the union"),
    ("Ruiz spoke to reporters after the vote and said the dam was safe.", "reporters"),
    ("Hill spoke with the Herald on Friday and said the dam was safe.", "the Herald"),
    ("Hill testified before the committee in May and said the dam was safe.", "the committee"),
    ("“It is safe,” Ruiz told over 50 farmers in Dayton.", "50 farmers"),
    (
        "“I remember the snowfall you had,” Ruiz told the packed hall, where a crowd watched on a screen.",
        "the packed hall",
    ),
    ("“It is safe,” Ruiz told nearly 2,000 supporters on Sunday.", "nearly 2,000 supporters"),
    ("“It is over,” Ruiz told The Atlantic's Jeffrey Goldberg.", "The Atlantic's Jeffrey Goldberg"),
    ("Ana Ruiz, who spoke to the BBC, said the gate was shut.", "the BBC"),
    ("An official who spoke to the Herald on condition of anonymity said the raid had failed.", "the Herald"),
    ("“It was a mistake,” said a nurse who talked to reporters outside the clinic.", "reporters"),
    ("Hale, who testified before the Senate panel, said the valve had failed.", "the Senate panel"),
    ("A memo sent to drivers says the depot will close.", "drivers"),
    ("A letter mailed to parents said the school was full.", "parents"),
    ("“I was scared,” Ana Ruiz said in testimony to the inquiry.", "the inquiry"),
    ("In a speech to a summit of mayors, Hale said the tax was dead.", "a summit of mayors"),
    ("“It must stop,” Carson noted in an interview with Todd Starnes' podcast.", "Todd Starnes' podcast"),
    ("“We need help,” Ruiz told Anna Lind's podcast.", "Anna Lind's podcast"),
    ("“It will pass,” she said in an interview with Hugh Hewitt's radio show.", "Hugh Hewitt's radio show"),
    ("“It must stop,” Carson said in an interview with Joe Rogan's podcast.", "Joe Rogan's podcast"),
    ("“It must stop,” Ruiz told Anna Lind’s morning show on Monday.", "Anna Lind’s morning show"),
    ("“It must stop,” Ruiz told Anna Lind's brother.", "Anna Lind's brother"),
    ("“It must stop,” Ruiz said in an interview with Al Lund's newsletter.", "Al Lund's newsletter"),
    ("Ito said in an interview with “The View” that she would stay.", "“The View”"),
    ("Ito said in an interview with the program “Today” that she would stay.", "the program"),
    ("Speaking in an interview with ‘Good Morning Wales’, the chef said he was tired.", "‘Good Morning Wales’"),
    ("Brandt said in an interview with “60 Minutes” that he would run.", "“60 Minutes”"),
    ("Hale wrote in a letter to “The Economist” that the chart was wrong.", "“The Economist”"),
    ("The bank said in an interview with the film festival that it paid.", None),
    ("Hale said in an interview before the show that the plan was dead.", None),
    ("Ito said in an interview with “no holds barred” that she would stay.", None),
    ("The author said in an interview with NPR’s “Fresh Air” that the book was done.", "NPR’s “Fresh Air”"),
    ("Experts told USA TODAY that the jail was full.", "USA TODAY"),
    ("Residents told Reuters on Monday that the jail was full.", "Reuters"),
    ("Two nurses told USA Today the ward was shut.", "USA Today"),
    ("The chef told the Sunday Times that he was broke.", "the Sunday Times"),
    ("In an email to USA TODAY, the dean said the hall was full.", "USA TODAY"),
    ("The guard told us last week that the gate was shut.", "us"),
    ("Residents told Monday that the jail was full.", None),
    ("Ana Ruiz, who speaks to horses, said the gate was shut.", None),
    ("A letter written by parents said the school was full.", None),
    ("A study of parents who wrote to the council said the school was full.", None),
    ("“It is over,” Ruiz said to applause.", None),
    ("Hill spoke to reporters and Ruiz said that the dam was safe.", None),
    ("Ruiz said in a speech before the election that the strike was over.", None),
    ("Ruiz said in an email obtained by the Herald that it was over.", None),
    ("Ruiz said that the strike was over.", None),
    ("Ruiz told a lie, Hill said.", None),
    ("Ruiz said in a statement that the strike was over.", None),
    ("Ruiz said that she had told the police.", None),
    ("“I told you,” Ruiz said.", None),
]


@pytest.mark.parametrize(("text", "addressee"), ADDRESSEES)
def test_addressee(speech: Extractor, text: str, addressee: str | None) -> None:
    found = [str(a.addressee) for a in speech.extract(text).attributions if a.addressee is not None]
    assert found == ([addressee] if addressee is not None else [])


OCCASIONS = [
    ("Ruiz said on Monday that the strike was over.", None, "on Monday"),
    ("On Tuesday, at a news conference in Geneva, Ruiz said that it was over.", "at a news conference in Geneva",
     "On Tuesday"),
    ("“It is over,” Ruiz said at a rally in Leeds last week.", "at a rally in Leeds", "last week"),
    ("“It is over,” Ruiz said in June 2012.", None, "in June 2012"),
    ("“It is over,” Ruiz said outside the court.", "outside the court", None),
    ("“It is over,” Ruiz said in a statement.", None, None),
    ("Ruiz said that the bridge would close on Monday.", None, None),
    ("Ruiz said that the strike in Leeds was over.", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "date"), OCCASIONS)
def test_occasion(speech: Extractor, text: str, place: str | None, date: str | None) -> None:
    (said,) = speech.extract(text).attributions
    spans = (said.occasion.place, said.occasion.date) if said.occasion is not None else (None, None)
    assert tuple(span.text if span is not None else None for span in spans) == (place, date)


def test_an_addressee_who_speaks_too(speech: Extractor) -> None:
    article = speech.extract("“Go,” Ana Ruiz told Tom Hill. “I will,” Hill said. “Now,” she told him.")
    first, _, last = article.attributions
    assert [str(a.addressee and a.addressee.speaker) for a in (first, last)] == ["Tom Hill", "Tom Hill"]


def test_nobody_speaks_to_themselves_by_mistake(speech: Extractor) -> None:
    for a in speech.extract("“Go,” Ana Ruiz told her. “I will not,” Ruiz told herself.").attributions:
        assert a.addressee is not None
        reflexive = a.addressee.span.text == "herself"
        assert (a.addressee.speaker is a.speaker) is reflexive
