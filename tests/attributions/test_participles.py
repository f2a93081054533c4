"""Whose a participle is, and whose it is not."""

import pytest
from test_repairs import draft_of, headed, reading_of

from quoteattr import Extractor
from quoteattr.attributions.draft import Draft
from quoteattr.attributions.repairs import participles


def source_of(text: str, draft: Draft) -> str | None:
    return text[slice(*draft.source)] if draft.source else None


@pytest.mark.parametrize(("text", "before", "cue", "source"), [
    ("While most of them waited, Eze called for talks, noting that the wells were dry.", "most", "noting", "Eze"),
    ("As others slept, Wu took the oath, adding that the mill was safe.", "others", "adding", "Wu"),
    ("When the bells rang, the vicar wept, saying that it was over.", "the bells", "saying", "the vicar"),
    ("The mayor spoke first, adding that the mill was safe.", "The mayor", "adding", "The mayor"),
    ("The mayor waited while others ran, saying that it was over.", "The mayor", "saying", "The mayor"),
    ("The pilot left, calling it “a sham”. Two stewards said that he wept.", "Two stewards", "calling", "The pilot"),
    ("The clerk said the aide left, warning that it was late.", "The clerk", "warning", "The clerk"),
])  # fmt: skip
def test_a_participle_goes_on_with_its_own_clause(
    speech: Extractor, text: str, before: str, cue: str, source: str
) -> None:
    reading = reading_of(speech, text)
    draft = headed(reading, draft_of(text, before, cue, text[text.index("that ") : -1]))
    draft = participles.with_subject_of_clause(reading, draft)
    assert draft.source is not None
    assert text[slice(*draft.source)] == source


@pytest.mark.parametrize(("text", "source", "cue", "content", "expected"), [
    ("It was over, after calling the vicar a thief. Two sextons said he wept.", "Two sextons", "calling",
     "the vicar a thief", None),
    ("Nothing helped, not even branding Wu a liar. Some dockers wept.", "Some dockers", "branding", "Wu a liar", None),
    ("There was no way back from calling the choir dull. The tenors said they had left.", "The tenors", "calling",
     "the choir dull", None),
    ("Asked about the leak: “It is small,” adding, “It stinks. It does,” Eze said.", "Eze", "adding",
     "“It stinks. It does,”", "Eze"),
    ("Calling the vicar a thief, two sextons walked out. It rained.", "two sextons", "Calling", "the vicar a thief",
     "two sextons"),
    ("The roof, said St. John's vicar, leaks.", "St. John's vicar", "said", "leaks", "St. John's vicar"),
])  # fmt: skip
def test_nobody_of_the_next_sentence(
    speech: Extractor, text: str, source: str, cue: str, content: str, expected: str | None
) -> None:
    reading = reading_of(speech, text)
    draft = participles.without_next_subject(reading, headed(reading, draft_of(text, source, cue, content)))
    assert source_of(text, draft) == expected


@pytest.mark.parametrize(("text", "cue", "content", "source"), [
    ("There is time for Wu to mend the mill, even after calling the miller a thief.", "calling", "the miller a thief",
     "Wu"),
    ("It was too late for the coach of Porto to stay after branding the referee a coward.", "branding",
     "the referee a coward", "the coach of Porto"),
    ("It is hard for Ana Eze to go back after leaving the choir and calling its patron a miser.", "calling",
     "its patron a miser", "Ana Eze"),
    ("There is still a chance for the mayor to return, even after calling the judge a crook.", "calling",
     "the judge a crook", "the mayor"),
    ("There was no need for Ana Eze to resign after calling the patron a miser.", "calling", "the patron a miser",
     "Ana Eze"),
    ("There was no way to stay after calling the patron a miser.", "calling", "the patron a miser", None),
    ("It is hard to go back after calling the patron a miser.", "calling", "the patron a miser", None),
    ("He waited for the tram to leave and the crowd wept, calling it a shame.", "calling", "it a shame", None),
    ("For years it rained, and to call it a drought was odd, calling it a flood odder.", "calling", "it a flood", None),
])  # fmt: skip
def test_whose_the_infinitive_is(speech: Extractor, text: str, cue: str, content: str, source: str | None) -> None:
    reading = reading_of(speech, text)
    draft = participles.with_subject_of_infinitive(reading, headed(reading, draft_of(text, None, cue, content)))
    assert source_of(text, draft) == source


@pytest.mark.parametrize(("text", "source", "cues", "expected"), [
    ("After insulting them as “idle” and calling her a thief, Wu left.", "Wu", ("insulting", "calling"), "Wu"),
    ("The vicar stayed, praising “the choir” and scolding the organist.", "The vicar", ("praising", "scolding"),
     "The vicar"),
    ("Eze spoke of “theft”, naming nobody or accusing all of them.", "Eze", ("naming", "accusing"), "Eze"),
    ("Wu left, calling it “a sham”, mocking the judge.", "Wu", ("calling", "mocking"), None),
    ("Wu called it “a sham” and, mocking the judge, left.", "Wu", ("called", "mocking"), None),
    ("Wu left, calling it “a sham”. And mocking the judge was easy.", "Wu", ("calling", "mocking"), None),
])  # fmt: skip
def test_joined_participles_are_of_one(
    speech: Extractor, text: str, source: str, cues: tuple[str, str], expected: str | None
) -> None:
    reading = reading_of(speech, text)
    first, second = cues
    drafts = [draft_of(text, source, first, "“"), draft_of(text, None, second, ".")]
    *_, joined = participles.with_joined_participles(reading, [headed(reading, d) for d in drafts])
    assert source_of(text, joined) == expected


@pytest.mark.parametrize(("text", "cue", "content", "source"), [
    ("The vicar faces doubts after saying the choir was dull.", "saying", "the choir was dull", "The vicar"),
    ("As Eze spoke, the union marched, urging a strike.", "urging", "a strike", "the union"),
    ("Noting that the wells were dry, the mayor asked for help.", "Noting", "that the wells were dry", "the mayor"),
    ("Wu won them over by calling himself a miller.", "calling", "himself a miller", "Wu"),
    ("The vicar married in May, teaches law, and counts himself a liberal.", "counts", "himself a liberal",
     "The vicar"),
    ("Ana Eze left early, blaming the rain.", "blaming", "the rain", "Ana Eze"),
    ("The mill was sold. It is rumoured to be empty.", "rumoured", "to be empty", None),
    ("“It is over,” calling the mill empty.", "calling", "the mill empty", None),
    ("The vicar wept, and the choir sang, warned to be quiet.", "warned", "to be quiet", None),
])  # fmt: skip
def test_a_verb_without_a_subject_has_that_of_its_clause(
    speech: Extractor, text: str, cue: str, content: str, source: str | None
) -> None:
    reading = reading_of(speech, text)
    draft = participles.with_subject_shared(reading, headed(reading, draft_of(text, None, cue, content)))
    assert source_of(text, draft) == source
