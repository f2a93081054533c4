"""Grants of anonymity, their reasons, and what only looks like one."""

import pytest
from conftest import last_of, text_of

from quoteattr import Extractor, ReasonClass

# text, words that grant anonymity, reason, class of the reason; of the last attribution
GRANTS = [
    # on the condition of anonymity
    ("The official spoke on condition of anonymity and said the talks had failed.",
     "on condition of anonymity", None, None),
    ("The talks had failed, said an aide who spoke on the condition of anonymity.",
     "on the condition of anonymity", None, None),
    ("An aide, speaking on condition that he not be named, said the talks had failed.",
     "on condition that he not be named", None, None),
    ("Speaking under condition of anonymity, an aide said the talks had failed.",
     "under condition of anonymity", None, None),
    ("The talks had failed, a diplomat told reporters on condition of strict anonymity.",
     "on condition of strict anonymity", None, None),
    # a reason that an “and” joins to the grant behind it
    ("An aide, citing fear of reprisals and speaking on condition of anonymity, said the talks had failed.",
     "on condition of anonymity", "citing fear of reprisals", ReasonClass.FEAR),
    ("The official, who was not authorized to speak publicly and asked not to be named, said the talks had failed.",
     "asked not to be named", "was not authorized to speak publicly", ReasonClass.UNAUTHORISED),
    ("A nurse, who wished to remain anonymous because she was not authorized to speak to the media, said no.",
     "wished to remain anonymous", "because she was not authorized to speak to the media", ReasonClass.UNAUTHORISED),
    ("An aide whose identity is being protected for fear of reprisals said the talks had failed.",
     "whose identity is being protected", "for fear of reprisals", ReasonClass.FEAR),
    ("The talks had failed, said two aides whose names are being withheld.",
     "whose names are being withheld", None, None),
    ("An aide who would not be named in order to speak candidly said the talks had failed.",
     "would not be named", "in order to speak candidly", ReasonClass.CANDOUR),
    # requested, asked for, insisted on, demanded, was granted
    ("One aide, who requested anonymity to speak candidly, said the talks had failed.",
     "requested anonymity", "to speak candidly", ReasonClass.CANDOUR),
    ("One aide, who asked for anonymity, said the talks had failed.", "asked for anonymity", None, None),
    ("One aide, who insisted on anonymity, said the talks had failed.", "insisted on anonymity", None, None),
    ("One aide demanded anonymity and said the talks had failed.", "demanded anonymity", None, None),
    ("One aide, who was granted anonymity to discuss the talks, said they had failed.",
     "was granted anonymity", "to discuss the talks", ReasonClass.PRIVATE),
    ("An aide, granted anonymity to speak freely, said the talks had failed.",
     "granted anonymity", "to speak freely", ReasonClass.CANDOUR),
    # not to be named, identified, quoted by name
    ("Two officials, who asked not to be named because they feared for their jobs, said the talks had failed.",
     "asked not to be named", "because they feared for their jobs", ReasonClass.FEAR),
    ("One reviewer, who asked that their name be withheld, called the paper weak.",
     "asked that their name be withheld", None, None),
    ("The talks had failed, said an aide who asked the Courier to withhold her name for fear of losing her job.",
     "asked the Courier to withhold her name", "for fear of losing her job", ReasonClass.FEAR),
    ("An aide asked for his surname not to be printed and said the talks had failed.",
     "asked for his surname not to be printed", None, None),
    ("An aide, who requested his identity be kept secret, said the talks had failed.",
     "requested his identity be kept secret", None, None),
    ("A guard who only gave his surname said the talks had failed.", "only gave his surname", None, None),
    ("An aide who did not have permission to talk to reporters said the talks had failed.",
     "did not have permission to talk to reporters", "did not have permission to talk to reporters",
     ReasonClass.UNAUTHORISED),
    ("An aide spoke on the basis that he would not be identified and said the talks had failed.",
     "on the basis that he would not be identified", None, None),
    ("An aide who asked to go unnamed said the talks had failed.", "asked to go unnamed", None, None),
    ("A banker, who asked not to be identified, said the deal was dead.", "asked not to be identified", None, None),
    ("A banker, who asked not to be quoted by name, said the deal was dead.",
     "asked not to be quoted by name", None, None),
    ("A banker, asking not to be identified discussing a client, said the deal was dead.",
     "asking not to be identified", "discussing a client", ReasonClass.JOB),
    ("An aide declined to be named and said the talks had failed.", "declined to be named", None, None),
    ("An aide who refused to be identified said the talks had failed.", "refused to be identified", None, None),
    ("An aide who wished not to be named said the talks had failed.", "wished not to be named", None, None),
    ("An aide who did not want to be identified said the talks had failed.",
     "did not want to be identified", None, None),
    ("An aide who didn’t want his name used said the talks had failed.", "didn’t want his name used", None, None),
    ("An aide who does not wish to be named said the talks had failed.", "does not wish to be named", None, None),
    ("One aide, who asked to remain anonymous, said the talks had failed.", "asked to remain anonymous", None, None),
    ("A nurse who wished to remain anonymous for fear of losing her job said the ward was full.",
     "wished to remain anonymous", "for fear of losing her job", ReasonClass.FEAR),
    # names withheld or not allowed
    ("The boy, whose name was withheld, said he had run.", "whose name was withheld", None, None),
    ("The witness, whose identity is being withheld because she fears reprisals, said she had run.",
     "whose identity is being withheld", "because she fears reprisals", ReasonClass.FEAR),
    ("The girl, who cannot be named for legal reasons, said she had run.",
     "cannot be named for legal reasons", "for legal reasons", ReasonClass.LEGAL),
    ("“I ran,” said the mother. The Ledger is not naming her to protect her privacy.",
     "is not naming her", "to protect her privacy", ReasonClass.PRIVACY),
    # part of a name, or another's
    ("“I lost my job,” said Marta, who gave only her first name.", "gave only her first name", None, None),
    ("Marta, who asked that her last name not be used, said the talks had failed.",
     "asked that her last name not be used", None, None),
    ("A driver, identified only as Lee, said the bus was late.", "identified only as", None, None),
    ("A driver who goes by Ace said the bus was late.", "goes by", None, None),
    ("Marta — a pseudonym — said the clinic had turned her away.", "a pseudonym", None, None),
    ("Marta (not her real name) said the clinic had turned her away.", "not her real name", None, None),
    ("Marta, whose name has been changed, said the clinic had turned her away.",
     "whose name has been changed", None, None),
    # ground rules
    ("An aide, speaking on background, said the talks had failed.", "on background", None, None),
    ("An aide, speaking on deep background, said the talks had failed.", "on deep background", None, None),
    ("An aide, who was speaking not for attribution, said the talks had failed.", "not for attribution", None, None),
    ("The senator said off the record that the bill was dead.", "off the record", None, None),
    ("Officials briefed reporters under ground rules that barred their names and said the talks had failed.",
     "under ground rules", None, None),
    ("One banker, speaking under the Chatham House rule, said the deal was dead.",
     "under the Chatham House rule", None, None),
    # not authorized
    ("An officer, who was not authorized to speak publicly, said the talks had failed.",
     "was not authorized to speak publicly", "was not authorized to speak publicly", ReasonClass.UNAUTHORISED),
    ("An officer who wasn't authorised to discuss the matter said the talks had failed.",
     "wasn't authorised to discuss the matter", "wasn't authorised to discuss the matter", ReasonClass.UNAUTHORISED),
    ("Two officers, who spoke on condition of anonymity because they were not authorized to speak publicly, said the "
     "talks had failed.",
     "on condition of anonymity", "because they were not authorized to speak publicly", ReasonClass.UNAUTHORISED),
    # reasons of every class
    ("A clerk, who requested anonymity because the court papers are sealed, said the case was weak.",
     "requested anonymity", "because the court papers are sealed", ReasonClass.LEGAL),
    ("An analyst, who asked not to be named because the findings are classified, said the leak was small.",
     "asked not to be named", "because the findings are classified", ReasonClass.LEGAL),
    ("A farmer, who requested anonymity for fear of retaliation, said the well was dry.",
     "requested anonymity", "for fear of retaliation", ReasonClass.FEAR),
    ("A farmer, who asked not to be named, fearing reprisals, said the well was dry.",
     "asked not to be named", "fearing reprisals", ReasonClass.FEAR),
    ("A farmer, who asked not to be named, citing safety concerns, said the well was dry.",
     "asked not to be named", "citing safety concerns", ReasonClass.FEAR),
    ("A clerk, who asked not to be named because of company policy, said the shop would close.",
     "asked not to be named", "because of company policy", ReasonClass.JOB),
    ("A banker, who asked not to be named because the sale has not been announced, said the price was fair.",
     "asked not to be named", "because the sale has not been announced", ReasonClass.PENDING),
    ("An aide, who requested anonymity to discuss internal deliberations, said the talks had failed.",
     "requested anonymity", "to discuss internal deliberations", ReasonClass.PRIVATE),
    ("An aide, who was granted anonymity to describe private conversations, said the talks had failed.",
     "was granted anonymity", "to describe private conversations", ReasonClass.PRIVATE),
    ("A patient, who asked not to be named because of the stigma, said the ward was full.",
     "asked not to be named", "because of the stigma", ReasonClass.PRIVACY),
    ("An aide, who asked not to be named because he dislikes attention, said the talks had failed.",
     "asked not to be named", "because he dislikes attention", ReasonClass.OTHER),
    # a sentence later
    ("A diplomat said the talks had failed. The diplomat spoke on the condition of anonymity to discuss internal "
     "deliberations.",
     "on the condition of anonymity", "to discuss internal deliberations", ReasonClass.PRIVATE),
    ("Two aides said the talks had failed. They asked not to be named because they were not authorized to speak.",
     "asked not to be named", "because they were not authorized to speak", ReasonClass.UNAUTHORISED),
    ("“It is over,” an aide said. She requested anonymity.", "requested anonymity", None, None),
    ("Three people briefed on the talks said they had failed. All of them insisted on anonymity.",
     "insisted on anonymity", None, None),
]  # fmt: skip

# what only looks like a grant: the attribution has none
NO_GRANTS = [
    "Ruiz asked the court to withhold its ruling, an aide said.",
    "The driver would not be named as a suspect, an aide said.",
    "The clubs were barred from speaking to each other, an aide said.",
    "Ruiz gave only his best, an aide said.",
    "The town does not have permission to build, an aide said.",
    "He spoke on the basis of what he had seen, an aide said.",
    "An aide said the talks had failed, citing fear of retaliation.",
    "The officer said background checks were needed.",
    "A spokesman said the buyers passed a check on background.",
    "Hill said he had joined Alcoholics Anonymous.",
    "A spokesman said the firm declined to comment.",
    "“She asked not to be named,” the lawyer said.",
    "“I would never speak on condition of anonymity,” Hill said.",
    "The lawyer said groups not authorized to use the name were sued.",
    "Hill said that an anonymous donor had paid.",
    "The judge said the firm was not authorized to sell alcohol.",
    "Hill said an anonymous tip had led the police to the barn.",
    "The senator said the record was clear.",
]


def test_a_grant_is_no_part_of_a_content(speech: Extractor) -> None:
    text = (
        "The port reopened, the mayor said.\n\nTwo port officials, who asked not to be named because they were not "
        "authorized to speak, said that the main crane had failed twice."
    )
    assert last_of(speech, text).text == "that the main crane had failed twice"


@pytest.mark.parametrize(("text", "granted", "reason", "reason_class"), GRANTS, ids=[r[0][:50] for r in GRANTS])
def test_grant(
    speech: Extractor, text: str, granted: str | None, reason: str | None, reason_class: ReasonClass | None
) -> None:
    anonymity = last_of(speech, text).anonymity
    found = text_of(anonymity.granted), text_of(anonymity.reason), anonymity.reason_class
    assert found == (granted, reason, reason_class)


@pytest.mark.parametrize("text", NO_GRANTS, ids=[t[:50] for t in NO_GRANTS])
def test_no_grant(speech: Extractor, text: str) -> None:
    article = speech.extract(text)
    assert article.attributions
    assert all(a.anonymity.granted is None and a.anonymity.reason is None for a in article.attributions)


def test_a_grant_is_no_attribution(speech: Extractor) -> None:
    text = "An aide, who asked not to be named, said the talks had failed. Another requested anonymity."
    assert [text_of(a.cue) for a in speech.extract(text).attributions] == ["said"]
