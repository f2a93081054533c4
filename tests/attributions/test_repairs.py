"""What the marks of a text tell for certain, set right in what the network found."""

import pytest
from attrs import evolve

from quoteattr import Extractor, Level, Mode
from quoteattr.attributions.draft import Draft, Rule, spans_of
from quoteattr.attributions.marked import read_marks
from quoteattr.attributions.pieces import pieces_of
from quoteattr.attributions.repairs import (
    agents,
    both_sides,
    by_rule,
    content_edges,
    far,
    missed,
    order,
    running,
    source_edges,
    spoken_of,
    whose,
)
from quoteattr.attributions.sources import find_source
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Covered


def reading_of(extractor: Extractor, text: str) -> Reading:
    return extractor.read(text)[0]


def draft_of(text: str, source: str | None, cue: str | None, *content: str) -> Draft:
    def place(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    return Draft(
        cue=place(cue) if cue else None,
        source=place(source) if source else None,
        content=tuple(map(place, content)),
        mode=Mode.SPEECH,
        by=Rule.NETWORK,
    )


def certain(extractor: Extractor, text: str, drafts: list[Draft]) -> list[Draft]:
    reading = reading_of(extractor, text)
    return order.with_certain(reading, drafts, read_marks(reading))


def contents(text: str, drafts: list[Draft]) -> list[list[str]]:
    return [[text[a:b] for a, b in d.content] for d in drafts]


def test_most_of_a_quotation_is_all_of_it(speech: Extractor) -> None:
    text = "“It is over and done with,” the mayor said."
    drafts = certain(speech, text, [draft_of(text, "the mayor", "said", "is over and done with")])
    assert contents(text, drafts) == [["“It is over and done with,”"]]


def test_a_signature_is_the_source(speech: Extractor) -> None:
    text = "“We deserve better than this.” — Ana Ruiz"
    drafts = certain(speech, text, [draft_of(text, None, None, "“We deserve better than this.”")])
    assert [text[slice(*d.source)] for d in drafts if d.source] == ["Ana Ruiz"]


def test_no_speech_is_lost(speech: Extractor) -> None:
    text = "The hall was quiet.\n\n“Nobody is coming to help us any more.”\n\nThe rain went on."
    drafts = certain(speech, text, [])
    assert contents(text, drafts) == [["“Nobody is coming to help us any more.”"]]
    assert [a.text for a in speech.extract(text).attributions] == ["“Nobody is coming to help us any more.”"]


@pytest.mark.parametrize(
    "text",
    [
        "Her novel “The Quiet House” sold well.",
        "The so-called “experts” stayed away.",
        "It was a “win-win” for the port.",
    ],
)
def test_titles_and_scare_quotes_are_nobody_s_speech(speech: Extractor, text: str) -> None:
    assert certain(speech, text, []) == []


def test_a_running_quotation_has_one_speaker(speech: Extractor) -> None:
    text = "“I ran down,” he said. “The water was there.\n\n“I have it still.”\n\n“We lost all,” she cried."
    first = draft_of(text, "he", "said", "“I ran down,”", "“The water was there.")
    second = draft_of(text, "she", "cried", "“I have it still.”", "“We lost all,”")
    drafts = running.with_running_quotations(reading_of(speech, text), [first, second])
    assert contents(text, drafts) == [
        ["“I ran down,”", "“The water was there.", "“I have it still.”"],
        ["“We lost all,”"],
    ]


def test_a_source_that_the_rules_see(speech: Extractor) -> None:
    text = "An aide who did not want to be named said the talks had failed."
    missed = draft_of(text, None, "said", "the talks had failed")
    rule = draft_of(text, "An aide who did not want to be named", "said", "the talks had failed")
    assert by_rule.with_missed_source(reading_of(speech, text), missed, rule).source == rule.source


def with_covered(extractor: Extractor, text: str, short: Draft, rule: Draft) -> tuple[tuple[int, int], ...]:
    taken = Covered(len(text), spans_of([short]))
    return content_edges.with_apposition(reading_of(extractor, text), short, rule, taken).content


LONG = "that the towns on both sides of the bay would never leave the old agreement of 1964"


@pytest.mark.parametrize(
    ("said", "tail"),
    [
        (LONG, ", under which the port was built"),
        ("the old agreement", ""),  # told at greater length than what is said
    ],
)
def test_an_apposition_belongs_to_the_content(speech: Extractor, said: str, tail: str) -> None:
    text = f"Ruiz wrote {said}, under which the port was built."
    short = draft_of(text, "Ruiz", "wrote", said)
    rule = draft_of(text, "Ruiz", "wrote", f"{said}, under which the port was built")
    whole = draft_of(text, "Ruiz", "wrote", said + tail)
    assert with_covered(speech, text, short, rule) == whole.content


def test_an_apposition_that_tells_a_name_belongs_to_the_content(speech: Extractor) -> None:
    text = "Ruiz praised the old agreement, the Salas Pact, under which the port was built."
    short = draft_of(text, "Ruiz", "praised", "the old agreement")
    rule = draft_of(text, "Ruiz", "praised", "the old agreement, the Salas Pact, under which the port was built")
    assert with_covered(speech, text, short, rule) == rule.content


@pytest.mark.parametrize(
    ("said", "tail"),
    [
        (f"{LONG}, under which the port was built", True),
        ("that she would pay the crews of all four ferries from the harbour fund, which nobody had audited", True),
        ("that the airline owed a month of wages to the pilots, whose strike was over", True),
        ("the pilots, whose strike had lasted a month", False),
        ("her brother, who died in the war", False),
        ("the bill, which includes money for schools that have closed", False),
    ],
)
def test_a_relative_clause_belongs_to_the_content(speech: Extractor, said: str, tail: bool) -> None:
    text = f"Ruiz said {said}. Nobody answered."
    short = draft_of(text, "Ruiz", "said", said.split(",")[0])
    taken = Covered(len(text), spans_of([short]))
    found = content_edges.with_relative_clause(reading_of(speech, text), short, taken)
    assert contents(text, [found]) == [[said if tail else said.split(",")[0]]]


def test_indirect_speech_stays_in_its_sentence(speech: Extractor) -> None:
    text = "She lowered her rating to sell. People said Halden had explored a sale."
    draft = draft_of(text, "People", "said", "to sell", "Halden had explored a sale")
    assert contents(text, [content_edges.without_strays(reading_of(speech, text), draft)]) == [
        ["Halden had explored a sale"]
    ]


def test_indirect_speech_ends_with_its_sentence(speech: Extractor) -> None:
    text = "Some argue that cars have won. Perhaps. They say so."
    draft = draft_of(text, "Some", "argue", "that cars have won. Perhaps")
    assert contents(text, [content_edges.without_strays(reading_of(speech, text), draft)]) == [["that cars have won"]]
    text = "Q: You wrote this in four months. How?"
    draft = draft_of(text, "Q", ":", "You wrote this in four months. How?")
    assert content_edges.without_strays(reading_of(speech, text), draft) == draft


def test_a_source_in_another_paragraph_is_none(speech: Extractor) -> None:
    text = "Thousands marched, demanding that it end.\n\nThe premier spoke."
    draft = draft_of(text, "The premier", "demanding", "that it end")
    assert far.without_far_source(reading_of(speech, text), draft).source is None


def test_a_quotation_that_ends_its_paragraph_has_no_cue_behind_it(speech: Extractor) -> None:
    text = "It ended.\n\n“This is the end of it.”\n\nCritics disagree with that."
    late = draft_of(text, "Critics", "disagree", "“This is the end of it.”")
    (draft,) = certain(speech, text, [late])
    assert (draft.cue, draft.source, draft.content) == (None, None, late.content)


@pytest.mark.parametrize(
    "text", ["The papers are understood to be in a safe.", "The firm is understood to have sold it."]
)
def test_hearsay_is_said_by_nobody_whatever_the_network_makes_of_its_cue(speech: Extractor, text: str) -> None:
    (found,) = speech.extract(text).attributions
    assert (found.anonymity.level, found.mode, found.speaker) == (Level.HIDDEN, Mode.SPEECH, None)


def test_a_relative_clause_of_another_cue_is_left_out(speech: Extractor) -> None:
    text = "“I stood here,” said Nino, a student who asked for silence."
    draft = draft_of(text, "Nino, a student who", "said", "“I stood here,”")
    source = far.without_far_source(reading_of(speech, text), draft).source
    assert source is not None
    assert text[slice(*source)] == "Nino, a student"


def test_what_the_rules_are_sure_of_is_added_where_nothing_stands(speech: Extractor) -> None:
    text = "Ruiz said so. It rained, they say."
    found = draft_of(text, "Ruiz", "said", "so")
    other = evolve(draft_of(text, "they", "say", "It rained"), confidence=0.9)
    weak, inside = evolve(other, confidence=0.5), evolve(found, source=None, confidence=0.9)
    reading = reading_of(speech, text)
    assert missed.with_missed_speech(reading, [found], [other, inside]) == [found, other]
    assert missed.with_missed_speech(reading, [found], [weak]) == [found]


@pytest.mark.parametrize(("text", "source", "content"), [
    ("Her successor in the post, Lena Roth, said the roof leaked.",
     "Her successor in the post, Lena Roth,", "the roof leaked"),
    ("Veltora blamed the wind; its head of works, Lena Roth, said the roof leaked.",
     "its head of works, Lena Roth,", "the roof leaked"),
    ("Veltora blamed the wind; its head of repairs, Lena Roth, said the roof leaked.",
     "its head of repairs, Lena Roth,", "the roof leaked"),
    ("Veltora blamed the storm; its head of works, Lena Roth, said the roof leaked.",
     "its head of works, Lena Roth,", "the roof leaked"),
    ("Veltora blamed the wind; the firm’s head of repairs, Al Lund, said the roof leaked.",
     "the firm’s head of repairs, Al Lund,", "the roof leaked"),
    ("Calder denied it; its head of research, Tom Hale, said the test was sound.",
     "its head of research, Tom Hale,", "the test was sound"),
    ("Calder blamed its supplier; the firm's chief of staff, Ida Holt, had said the pumps were new.",
     "the firm's chief of staff, Ida Holt,", "the pumps were new"),
    ("Veltora blamed the wind; Lena Roth, its head of works, said the roof leaked.",
     "Lena Roth, its head of works,", "the roof leaked"),
    ("The club denied the claim; its head of security, Al Lund, said the gates had held.",
     "its head of security, Al Lund,", "the gates had held"),
    ("The chairman of the port, Sir Paul Weir, said the roof leaked.",
     "The chairman of the port, Sir Paul Weir,", "the roof leaked"),
    ("His deputy, Lena Roth, warned that the roof leaked.", "His deputy, Lena Roth,", "that the roof leaked"),
    ("After the meeting, Lena Roth, the mayor, said the roof leaked.", "Lena Roth, the mayor,", "the roof leaked"),
])  # fmt: skip
def test_what_explains_a_name_is_in_its_source(speech: Extractor, text: str, source: str, content: str) -> None:
    found = speech.extract(text).attributions[-1]
    assert found.source is not None
    assert (found.source.text, found.text) == (source, content)


@pytest.mark.parametrize(("text", "said"), [
    ("The pier is no plank, muses the designer.", [("the designer", "The pier is no plank")]),
    ("The keeper was not amused. He is no fool, insists his agent Enzo Galli.",
     [("his agent Enzo Galli", "He is no fool")]),
    ("Boats were late for a week, harbour logs reveal.", [("harbour logs", "Boats were late for a week")]),
    ("Calder sold its boats in May. Owners should wait for the next one, the firm advised.",
     [("the firm", "Owners should wait for the next one")]),
    ("“The pier is the only honest thing here,” declares Moussa Ba, splitting a plank with an axe. “Then why do we "
     "sell it so cheap?” his wife shoots back from behind a curtain.",
     [("Moussa Ba", "“The pier is the only honest thing here,”"), ("his wife", "“Then why do we sell it so cheap?”")]),
    ("“We will win,” Lena Roth told the crowd, waving a flag. “Never!” a man at the back hollered.",
     [("Lena Roth", "“We will win,”"), ("a man at the back", "“Never!”")]),
    ("“We will win,” Lena Roth told the crowd, waving a flag. “Never!” an old man hollered.",
     [("Lena Roth", "“We will win,”"), ("an old man", "“Never!”")]),
    ("“We will win,” Lena Roth told the crowd. “Boo!” a girl in the gallery hollered.",
     [("Lena Roth", "“We will win,”"), ("a girl in the gallery", "“Boo!”")]),
    ("“We will win,” Lena Roth said. “Nonsense!” a man near the door bellowed.",
     [("Lena Roth", "“We will win,”"), ("a man near the door", "“Nonsense!”")]),
    ("“We will win,” Tom Hale told the hall. “Never!” an old woman hollered.",
     [("Tom Hale", "“We will win,”"), ("an old woman", "“Never!”")]),
    ("“We are closed,” the sign on the gate of the yard read.",
     [("the sign on the gate of the yard", "“We are closed,”")]),
    ("“We are sorry,” the note on the window read.", [("the note on the window", "“We are sorry,”")]),
    ("“Thank you for coming,” the banner over the door read.",
     [("the banner over the door", "“Thank you for coming,”")]),
    ("“Back in ten minutes,” a card on the counter read.", [("a card on the counter", "“Back in ten minutes,”")]),
    ("“Never again,” a sign at the entrance to the mine read.",
     [("a sign at the entrance to the mine", "“Never again,”")]),
    ("“It is over,” the mayor of Lyon on Monday told reporters.", [("the mayor of Lyon", "“It is over,”")]),
    ("The club denied the claim; its head of security, Al Lund, said the gates had held.",
     [("The club", "the claim"), ("its head of security, Al Lund,", "the gates had held")]),
    ("Mayor Lena Hill hit back that the pier was safe.", [("Mayor Lena Hill", "that the pier was safe")]),
])  # fmt: skip
def test_who_stands_behind_what_is_said(speech: Extractor, text: str, said: list[tuple[str, str]]) -> None:
    assert [(a.source and a.source.text, a.text) for a in speech.extract(text).attributions] == said


@pytest.mark.parametrize(("text", "mode"), [
    ("“Keep off the pier,” the sign reads. “Danger of death.”", "writing"),
    ("“We are sorry,” the notice on the door read.", "writing"),
    ("“We are closed,” the sign on the gate read.", "writing"),
    ("“No entry,” the notice on the wall read.", "writing"),
    ("“Thank you for coming,” the banner over the door read.", "writing"),
    ("The mayor branded the new pier “a disgrace” on Monday.", "speech"),
    ("Critics dubbed the new pier “the plank”.", "speech"),
    ("The senator likened the new pier to “a plank with ideas”.", "speech"),
    ("“What a pier!” one visitor gushed.", "speech"),
    ("Counsel submitted that the pier was unsafe.", "speech"),
])  # fmt: skip
def test_what_signs_read_and_what_people_brand_is_speech(speech: Extractor, text: str, mode: str) -> None:
    assert [a.mode.value for a in speech.extract(text).attributions] == [mode]


@pytest.mark.parametrize(
    "text",
    [
        "The talks about the new fare went well, Ana Ruiz said.",
        "While the negotiations over the pact dragged on, Ana Ruiz said she was tired.",
        "After meetings on the new line, Ana Ruiz said it would open in May.",
    ],
)
def test_where_people_talk_nobody_is_said_to_have_said_it(everything: Extractor, text: str) -> None:
    assert [str(a.speaker and a.speaker.label) for a in everything.extract(text)] == ["Ana Ruiz"]


TAILS = [
    # (text, drafts as source, cue and pieces, contents then): what is said begins behind what another has begun to say
    (
        "Hill warned “She ran.” Later 18 fell, police said.",
        [("Hill", "warned", "“She ran."), ("police", "said", "”", "Later 18 fell")],
        [["“She ran.”"], ["Later 18 fell"]],
    ),
    (
        'The coach wrote "We were late. We are sorry." The club has denied that it knew.',
        [
            ("The coach", "wrote", '"We were late.'),
            ("The club", "denied", 'We are sorry." The club has', "that it knew"),
        ],
        [['"We were late. We are sorry."'], ["The club has", "that it knew"]],
    ),
    (
        "Ford stated “It was dark and cold all night.” Farms flooded, an officer said.",
        [("Ford", "stated", "“It was dark and cold all night."), ("an officer", "said", "” Farms flooded")],
        [["“It was dark and cold all night.”"], ["Farms flooded"]],
    ),
    # whose cue stands in the quotation, or right behind it where it goes on, tells it
    (
        "Ford stated “It was dark, my wife said it was cold.” Farms flooded.",
        [("Ford", "stated", "“It was dark,"), ("my wife", "said", "it was cold.” Farms flooded")],
        [["“It was dark,"], ["it was cold.” Farms flooded"]],
    ),
    (
        "Ford warned “It was dark and it was cold and wet,” she added. Farms flooded.",
        [("Ford", "warned", "“It was dark and it was"), ("she", "added", "cold and wet,”")],
        [["“It was dark and it was"], ["cold and wet,”"]],
    ),
    # and what nobody has begun is whoever's has the rest
    (
        "Ford stayed. “It was dark. It was cold.” Farms flooded, an officer said.",
        [("an officer", "said", "It was cold.” Farms flooded")],
        [["It was cold.” Farms flooded"]],
    ),
]


@pytest.mark.parametrize(("text", "drafts", "kept"), TAILS, ids=[text[:50] for text, *_ in TAILS])
def test_nothing_begins_inside_what_another_says(
    speech: Extractor, text: str, drafts: list[tuple[str, ...]], kept: list[list[str]]
) -> None:
    found = [draft_of(text, *draft) for draft in drafts]
    assert contents(text, whose.without_tails(reading_of(speech, text), found)) == kept


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("The so-called “smart fence” was late.", []),
        ("The self-styled “king of the docks” left.", []),
        ("A so-called “dirty dozen” of yards closed, and Hill said it was late.", ["said"]),
        ("The pier, in the so-called “golden mile”, was sold.", []),
        ("Hill called it “a smart fence that failed”.", ["called"]),
        ("What Hill called “a smart fence that failed” was late.", ["called"]),
    ],
)
def test_what_is_only_called_so_is_not_said(speech: Extractor, text: str, cues: list[str]) -> None:
    assert [str(a.cue) for a in speech.extract(text).attributions] == cues


def headed(reading: Reading, draft: Draft) -> Draft:
    """A draft whose source and cue have their heads, the last words of both."""
    cue, source = (reading.tokens_in(*span)[-1] if span else None for span in (draft.cue, draft.source))
    return evolve(draft, cue_token=cue, source_token=source)


@pytest.mark.parametrize(("text", "cue", "content", "source"), [
    ("The leak was first reported on Friday by the Courier's Nadia Osei.", "was first reported", "The leak",
     "the Courier's Nadia Osei"),
    ("He is liked by Wu's son Tao and his wife, Amara Eze.", "is liked", "He", "Wu's son Tao and his wife, Amara Eze"),
    ("The ban was fiercely opposed last week by Krzysztof Wójcik.", "was fiercely opposed", "The ban",
     "Krzysztof Wójcik"),
    ("The deal, which was praised by the dockers' union, failed.", "was praised", "which", "the dockers' union"),
    ("The plan was announced by Friday.", "was announced", "The plan", None),
    ("The plan was announced in the hall that was built by monks.", "was announced", "The plan", None),
    ("It was reported that Ruiz had been hurt by a car.", "was reported", "that Ruiz had been hurt by a car", None),
    ("The mayor denied a link by letter.", "denied", "a link", None),
])  # fmt: skip
def test_who_does_what_a_passive_says_was_done(
    speech: Extractor, text: str, cue: str, content: str, source: str | None
) -> None:
    reading = reading_of(speech, text)
    draft = agents.with_agent(reading, headed(reading, draft_of(text, None, cue, content)))
    assert (text[slice(*draft.source)] if draft.source else None) == source


@pytest.mark.parametrize(("text", "content", "cue", "source"), [
    ("The plan drew criticism from both sides of the debate.", "The plan", "drew criticism from",
     "both sides of the debate"),
    ("The ban sparked a backlash from two nurses.", "The ban", "sparked a backlash from", "two nurses"),
    ("Her gift invited scorn from the Herald.", "Her gift", "invited scorn from", "the Herald"),
    ("The lake drew visitors from the capital.", "The lake", None, None),
])  # fmt: skip
def test_from_whom_a_thing_drew_it(
    speech: Extractor, text: str, content: str, cue: str | None, source: str | None
) -> None:
    found = agents.with_drawn(reading_of(speech, text), draft_of(text, None, None, content))
    assert [text[slice(*span)] if span else None for span in (found.cue, found.source)] == [cue, source]


@pytest.mark.parametrize(("text", "source", "own", "said"), [
    ("“It leaked,” said the warden, Paul Igel, “and nobody knew.”", "the warden, Paul Igel, “and nobody knew.”",
     "the warden, Paul Igel,", ["“It leaked,”", "“and nobody knew.”"]),
    ("“It leaked,” said Paul Igel of “The Bell”.", "Paul Igel", "Paul Igel", ["“It leaked,”"]),
    ("“It leaked,” said the star of the hit “Low Tide,” too.", "the star of the hit “Low Tide,”",
     "the star of the hit “Low Tide,”", ["“It leaked,”"]),
    ("“It leaked,” said the authors of “The Long Dry”.", "the authors of “The Long Dry”",
     "the authors of “The Long Dry”", ["“It leaked,”"]),
])  # fmt: skip
def test_what_ends_a_source_in_marks_is_said(
    speech: Extractor, text: str, source: str, own: str, said: list[str]
) -> None:
    draft = draft_of(text, source, "said", "“It leaked,”")
    found = source_edges.with_own_quotation(reading_of(speech, text), draft)
    assert found.source
    assert (text[slice(*found.source)], *contents(text, [found])) == (own, said)


def test_an_infinitive_goes_on_from_a_source(speech: Extractor) -> None:
    text = "An officer in a position to know said it leaked."
    short = draft_of(text, "An officer in a position", "said", "it leaked")
    rule = draft_of(text, "An officer in a position to know", "said", "it leaked")
    assert by_rule.with_whole_source(reading_of(speech, text), short, rule).source == rule.source


def test_of_whom_it_is_said_does_not_say_it(speech: Extractor) -> None:
    text = "The mayor is rumoured to be ill."
    draft = draft_of(text, "The mayor", "is rumoured", "to be ill")
    rule = draft_of(text, None, "is rumoured", "The mayor", "to be ill").found_by(Rule.IS_SAID_TO)
    found = by_rule.with_hearsay(reading_of(speech, text), draft, rule)
    assert found.source is None
    assert contents(text, [found]) == [["The mayor", "to be ill"]]


def test_two_runs_in_one_quotation_are_one_piece(speech: Extractor) -> None:
    text = "Hill was sure: “the pier, he said, must be mended at once”, and left."
    reading = reading_of(speech, text)
    said = next(t.i for t in reading.document.tokens if t.text == "said")
    within = [i for i in reading.tokens_in(text.index("the pier"), text.index("”")) if i != said]
    source = text.index("he said"), text.index(" said")
    [(start, end)] = pieces_of(reading, said, within, source)
    assert text[start:end].strip("“”") == "the pier, he said, must be mended at once"


def test_nobody_stands_between_a_verb_and_a_comma_right_behind_it(speech: Extractor) -> None:
    reading = reading_of(speech, "The road, say, floods. The road, say villagers, floods.")
    tokens = reading.document.tokens
    villagers = next(token for token in tokens if token.text == "villagers")
    assert [both_sides.ends_in_people(between, reading) for between in ([], [villagers], [tokens[1]])] == [
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(("text", "source", "cue", "content", "whole", "said"), [
    ("The Hodges decision legalized the trade.", "The Hodges", "decision legalized", "the trade",
     "The Hodges decision", "the trade"),
    ("The Lund report warned that the pier was unsafe.", "The Lund", "report warned", "that the pier was unsafe",
     "The Lund report", "that the pier was unsafe"),
    ("On Monday the Tarn ministry banned all boats.", "the Tarn", "ministry", "banned all boats", "the Tarn ministry",
     "all boats"),
    ("A new poll shows that few care.", "A new", "poll shows", "that few care", "A new poll", "that few care"),
    ("The Brixly lawsuit says the dam leaked.", "The Brixly", "lawsuit says", "the dam leaked", "The Brixly lawsuit",
     "the dam leaked"),
    ("Lund's report warned that the pier was unsafe.", "Lund's", "report warned", "that the pier was unsafe", "Lund's",
     "that the pier was unsafe"),
    ("The mayor warned that the pier was unsafe.", "The mayor", "warned", "that the pier was unsafe", "The mayor",
     "that the pier was unsafe"),
])  # fmt: skip
def test_a_subject_is_no_part_of_its_cue(
    speech: Extractor, text: str, source: str, cue: str, content: str, whole: str, said: str
) -> None:
    draft = source_edges.with_subject_noun(reading_of(speech, text), draft_of(text, source, cue, content))
    assert draft.source is not None
    assert text[slice(*draft.source)] == whole
    assert contents(text, [draft]) == [[said]]


@pytest.mark.parametrize(("text", "source", "cue", "expected"), [
    ("The mayor began with a video that, while short, dwelled on the strike.", "The mayor", "dwelled", "a video"),
    ("Ruiz showed reporters a letter that accused the council of fraud.", "Ruiz", "accused", "a letter"),
    ("Al Lund met two nurses who said the ward was full.", "Al Lund", "said", "two nurses"),
    ("The union cites a study which found that few care.", "The union", "found", "a study"),
    ("Wu hired a lawyer who said it was over.", "Wu", "said", "a lawyer"),
    ("Acme and Brixly are among firms that protested against the tax.", "Acme and Brixly", "protested",
     "Acme and Brixly"),
    ("The mayor, who said no, met Al Lund.", "The mayor", "said", "The mayor"),
    ("The mayor said the dam that broke was old.", "The mayor", "said", "The mayor"),
])  # fmt: skip
def test_a_relative_clause_is_of_what_it_is_about(
    speech: Extractor, text: str, source: str, cue: str, expected: str
) -> None:
    reading = reading_of(speech, text)
    draft = headed(reading, draft_of(text, source, cue, text[text.rindex(" ") + 1 : -1]))
    draft = source_edges.with_antecedent(reading, draft)
    assert draft.source is not None
    assert text[slice(*draft.source)] == expected


@pytest.mark.parametrize(("text", "source"), [
    ("It will dent the anger people feel about the closing of the mill.", "people"),
    ("It is going to take more to dent the pessimism people feel about where the country is headed.", "people"),
    ("Nothing stops the fear parents feel about the road.", "parents"),
    ("That may ease the anger nurses feel about their pay.", "nurses"),
    ("She shares the anger voters feel about the bridge.", "voters"),
    ("It could dent the hope voters feel about the vote.", "voters"),
])  # fmt: skip
def test_who_feels_what_a_clause_restricts(speech: Extractor, text: str, source: str) -> None:
    reading = reading_of(speech, text)
    (verb,) = (token.i for token in reading.document.tokens if token.text == "feel")
    found = find_source(reading, verb)
    assert found is not None
    assert text[slice(*found.span)] == source


@pytest.mark.parametrize(("text", "cue", "said", "whole"), [
    ("The mayor appeared to lose her temper.", "appeared", "to lose her temper", ["The mayor", "to lose her temper"]),
    ("Two of the guards seem ready to talk.", "seem", "ready to talk", ["Two of the guards", "ready to talk"]),
    ("Tired men, who seemed lost, sat there.", "seemed", "lost", ["who", "lost"]),
    ("It appears to be a bomb.", "appears", "to be a bomb", ["It", "to be a bomb"]),
    ("It seems that the dam holds.", "seems", "that the dam holds", ["that the dam holds"]),
    ("It seems likely the dam holds.", "seems", "likely the dam holds", ["likely the dam holds"]),
    ("Ruiz seemed to deny the charge.", "seemed to deny", "the charge", ["the charge"]),
])  # fmt: skip
def test_who_seems_to_be_so_belongs_to_what_is_said(
    speech: Extractor, text: str, cue: str, said: str, whole: list[str]
) -> None:
    draft = draft_of(text, None, cue, said)
    draft = evolve(
        draft, cue_token=next(t.i for t in reading_of(speech, text).document.tokens if t.text in cue.split())
    )
    found = spoken_of.with_subject_of_passive(reading_of(speech, text), draft, Covered(len(text)))
    assert contents(text, [found]) == [whole]
