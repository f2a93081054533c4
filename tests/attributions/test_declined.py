"""What was not said: told from what was said, found in every scope, and counted apart."""

import pytest
from conftest import check_spans, text_of

import quoteattr
from quoteattr import Extractor, Mode

SILENT = [
    ("The ministry declined to comment.", "The ministry", "declined to comment"),
    ("The club refused to say who would play.", "The club", "refused to say who would play"),
    ("A spokesman for the port did not respond to a request for comment.",
     "A spokesman for the port", "did not respond to a request for comment"),
    ("The bank would not comment on the sale.", "The bank", "would not comment on the sale"),
    ("The bank did not elaborate.", "The bank", "did not elaborate"),
    ("The broker did not return calls seeking comment.", "The broker", "did not return calls seeking comment"),
    ("Ida Holt could not be reached for comment.", "Ida Holt", "could not be reached for comment"),
    ("The owner was not available for comment.", "The owner", "was not available for comment"),
    ("Calls to the embassy were not returned.", "the embassy", "were not returned Calls"),
    ("No official has said why the gate was open.", "No official", "has said why the gate was open"),
    ("Neither side confirmed the truce.", "Neither side", "confirmed the truce"),
    ("Nobody at the plant said a word about the leak.", "Nobody at the plant", "said a word about the leak"),
    ("The mayor would not say whether she would run.", "The mayor", "would not say whether she would run"),
    ("The club had no comment.", "The club", "had no comment"),
    ("The school offered no explanation.", "The school", "offered no explanation"),
    ("The bishop has yet to comment.", "The bishop", "has yet to comment"),
    ("The police would not identify the driver.", "The police", "would not identify the driver"),
    ("The firm has not disclosed its losses.", "The firm", "has not disclosed its losses"),
    ("The guard declined to be interviewed.", "The guard", "declined to be interviewed"),
    ("The broker declined to give a price.", "The broker", "declined to give a price"),
    ("Neither club responded to questions.", "Neither club", "responded to questions"),
    ("The owner could not be reached on Monday.", "The owner", "could not be reached"),
    ("There was no immediate comment from the embassy.", "the embassy", "was no immediate comment"),
    ("The ministry remained silent.", "The ministry", "remained silent"),
    ("The minister dodged the question.", "The minister", "dodged the question"),
    ("The guard brushed off questions about the gate.", "The guard", "brushed off questions about the gate"),
    ("The embassy referred questions to the ministry.", "The embassy", "referred questions to the ministry"),
    ("The owner did not wish to comment.", "The owner", "did not wish to comment"),
    ("The club chose not to respond to the claims.", "The club", "chose not to respond to the claims"),
    ("The dean was unwilling to discuss the cost.", "The dean", "was unwilling to discuss the cost"),
    ("The mayor said nothing about the leak.", "The mayor", "said nothing about the leak"),
    ("The editors would not be interviewed.", "The editors", "would not be interviewed"),
    ("Attempts to reach Ida Holt were unsuccessful.", "Ida Holt", "were unsuccessful Attempts"),
    ("Emails seeking comment from the bank were not returned.", "the bank", "were not returned Emails"),
    ("The envoy took no questions.", "The envoy", "took no questions"),
    ("The firm would not go into detail.", "The firm", "would not go into detail"),
    ("The council has been silent on the audit.", "The council", "has been silent on the audit"),
    ("The league kept mum.", "The league", "kept mum"),
    ("Neither the club nor the agent returned calls.", "Neither the club nor the agent", "returned calls"),
    ("The police would neither confirm nor deny the report.", "The police",
     "would neither confirm nor deny the report"),
    ("The union turned down requests for an interview.", "The union", "turned down requests for an interview"),
    ("The clerk isn’t saying if he will stay.", "The clerk", "isn’t saying if he will stay"),
    ("The minister would say nothing about the leak.", "The minister", "would say nothing about the leak"),
    ("The two sides said nothing about the talks.", "The two sides", "said nothing about the talks"),
    ("The bank isn't saying what it paid.", "The bank", "isn't saying what it paid"),
    ("The minister would not say what happened to the money.", "The minister",
     "would not say what happened to the money"),
    ("The mayor could not say whether the school would open.", "The mayor",
     "could not say whether the school would open"),
    ("The clerk could not tell us whether the mayor would run.", "The clerk",
     "could not tell us whether the mayor would run"),
    ("The clerk would not say what they had done to the roof.", "The clerk",
     "would not say what they had done to the roof"),
    ("The agent did not return a call to her office.", "The agent", "did not return a call to her office"),
    ("The envoy did not answer his phone.", "The envoy", "did not answer his phone"),
    ("Officials have not identified the victims.", "Officials", "have not identified the victims"),
    ("The hospital would not say more.", "The hospital", "would not say more"),
    ("Calls seeking a response from the firm went unanswered.", "the firm", "unanswered Calls"),
    ("Doctors, who declined to comment, left by a side door.", "who", "declined to comment"),
    ("The Herald met two clerks who declined to comment.", "who", "declined to comment"),
    ("The Herald found the guards who declined to comment.", "who", "declined to comment"),
    ("The minister was pressed on the date and balked.", "The minister", "balked The minister was pressed on the date"),
    ("Walking off, the coach was asked about his future and demurred.", "the coach",
     "demurred Walking off, the coach was asked about his future"),
]  # fmt: skip
SAID = [
    "Sales declined to four million boats, the yard said.",
    "The port did not say that the pier was safe.",
    "No 10 said the deal was done.",
    "An aide who asked not to be named said the talks had failed.",
    "The tenants refused to leave, the court said.",
    "The engineer did not respond well to the drug, doctors said.",
    "She said the firm had no comment on its loss.",
    "“The ministry declined to comment,” said Ida Holt.",
    "The court refused requests to stop the work, the mayor said.",
    "None of her rivals attacked the plan, Ida Holt said.",
    "Banks do not disclose their fees, Ida Holt said.",
    "The club had no time, Ida Holt said.",
    "The senators refused to confirm the judge, Ida Holt said.",
    "Ida Holt said that the star declined to speak at the fair.",
    "Ida Holt said that a deal could not be reached on Friday.",
    "The guards did not identify themselves, Ida Holt said.",
    "The doctors could not identify the fever, Ida Holt said.",
    "The host refused to say the word, Ida Holt said.",
    "The team had no answer to the goal, Ida Holt said.",
    "“It is steep,” Ida Holt said. The summit could not be reached on Friday.",
    "A product may not be available, Ida Holt said.",
    "The price was not disclosed, Ida Holt said.",
    "If the bank refuses to comment, we will print it, Ida Holt said.",
    "The guard has the right to refuse to answer questions, Ida Holt said.",
    "The goalkeeper deflected the shot, Ida Holt said.",
    "The judge referred questions to the tribunal, Ida Holt said.",
    "The boy ducked the rope, Ida Holt said.",
    "He said nothing could be done, Ida Holt said.",
    "The tenants chose not to renew the lease, Ida Holt said.",
    "The senate did not confirm the judge, Ida Holt said.",
    "The polls do not tell us whether the town has changed.",
    "Pressed on the merger, Ruiz deflected: “Ask the board.”",
    "Asked about the layoffs, Hale demurred: “We will see in May.”",
    "Asked if he would run, Lund demurred: “It is too early.”",
]
NO_SILENCE = [
    "Scientists could not explain why the fever spread.",
    "The pilot couldn’t explain why the engine had stopped.",
    "Even her brother can't explain how she won.",
    "The nurse could not tell whether the boy was breathing.",
    "From the shore the crew couldn't tell who was on board.",
    "Doctors have not identified the cause of the illness.",
    "Engineers have not yet identified what caused the leak.",
    "Ida Holt didn’t return to investment banking after the crisis.",
    "The actor did not return to the stage for a year.",
    "The goalkeeper never returned to the club.",
    "The minister does not answer to the council.",
    "The Senate did not take up the question.",
    "“Nobody knows,” Ida Holt said. She’s not saying what happened was right.",
    "“Nobody knows,” Ida Holt said. She’s not saying what happened is fair.",
    "“It is late,” Tom Hale said. He is not saying what they did was wrong.",
    "The judge was not saying what happened was legal.",
    "“We lost,” Ana Ruiz said. She is not saying what the referee did was fair.",
    "“It rained,” Al Lund said. He isn’t saying what came next was unfair.",
    "The report says nothing about the costs.",
    "A win on Sunday would say nothing about the season.",
    "That said nothing about the price.",
    "The law does not say who pays.",
    "The contract would not specify a date.",
    "The letter did not explain why the shop was closed.",
    "The memo has not said who will pay.",
    "Owners who did not answer the council’s letters lost their stalls.",
    "Firms that refuse to disclose their fees face a fine.",
    "Pilots who did not reply to the airline were replaced.",
    "The prize goes to schools that did not respond to the survey.",
    "Voters who did not respond to three letters were struck from the rolls.",
    "Clerks who would not identify the owner were sent home.",
]


@pytest.mark.parametrize("row", SILENT, ids=lambda row: row[0])
@pytest.mark.parametrize("scope", ["speech", "everything"])
def test_what_was_not_said(row: tuple[str, ...], scope: str, request: pytest.FixtureRequest) -> None:
    text, *expected = row
    article = request.getfixturevalue(scope).extract(text)
    check_spans(article)
    (found,) = article.attributions
    assert [text_of(found.source), f"{text_of(found.cue)} {found.text}"] == expected
    assert (found.mode, found.negated) == (Mode.DECLINED, True)


@pytest.mark.parametrize("text", SAID)
def test_what_was_said(speech: Extractor, text: str) -> None:
    found = speech.extract(text).attributions
    assert found
    assert all(a.mode is not Mode.DECLINED for a in found)


@pytest.mark.parametrize("text", NO_SILENCE)
def test_what_nobody_keeps_from_anybody(speech: Extractor, text: str) -> None:
    """Who cannot know, what another act is, and what is written keep nothing from anybody."""
    assert all(a.mode is not Mode.DECLINED for a in speech.extract(text).attributions)


def test_silence_is_counted_apart(speech: Extractor) -> None:
    article = speech.extract("“It is safe,” said Ida Holt. The ministry declined to comment. Nobody returned calls.")
    found, all_of_it = quoteattr.audit(article), quoteattr.audit(article, declined=True)
    silent = sum(a.mode is Mode.DECLINED for a in article.attributions)
    assert (found.attributions, found.declined) == (1, silent)
    assert all_of_it.attributions == len(article.outer) == silent + 1 > 1
    assert [s.label for s in found.speakers] == ["Ida Holt"]
    assert f"{silent} time" in str(found)
    assert quoteattr.from_json(article.to_json()) == article
