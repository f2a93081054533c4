"""Which repair follows which, and why: three tables, read from top to bottom.

Every repair asks whether what it mends is there, and leaves a draft as it is where it is not. Most may stand anywhere
among those of their table: over the gold texts and those of the tests only what a row says in so many words tells
apart what comes of two orders. The rest stand in the order in which a draft is read: who says it, what is said, and
then whether the two belong together.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from quoteattr.attributions.asked import as_asked, is_only_asked, without_what_was_asked
from quoteattr.attributions.dialogue import in_turns, with_gestures
from quoteattr.attributions.draft import Draft, Rule, by_cue, spans_of
from quoteattr.attributions.marked import Marked
from quoteattr.attributions.outlets import as_quoted_by_outlet, passed_on
from quoteattr.attributions.repairs.agents import with_agent, with_agent_behind, with_drawn
from quoteattr.attributions.repairs.apposed import with_set_off
from quoteattr.attributions.repairs.both_sides import with_both_halves, with_both_sides, with_what_is_awaited
from quoteattr.attributions.repairs.by_rule import (
    with_agent_of_it,
    with_clause_before,
    with_hearsay,
    with_missed_source,
    with_relative,
    with_subject_of_report,
    with_sure_speech,
    with_untorn_source,
    with_view_of_subject,
    with_what_one_is_called,
    with_whole_source,
    with_words_given,
)
from quoteattr.attributions.repairs.complements import with_title, with_whose_complement
from quoteattr.attributions.repairs.content_edges import (
    with_apposition,
    with_relative_clause,
    without_dummy,
    without_next_sentences,
    without_predicate,
    without_sentence_before,
    without_strays,
)
from quoteattr.attributions.repairs.far import without_far_quotations, without_far_source, without_late_cue
from quoteattr.attributions.repairs.full_stops import beside_its_cue, without_full_stop
from quoteattr.attributions.repairs.halves import with_second_halves
from quoteattr.attributions.repairs.in_front import without_front
from quoteattr.attributions.repairs.in_place_of import in_their_place, not_yet_said
from quoteattr.attributions.repairs.main_clauses import with_main_clause
from quoteattr.attributions.repairs.missed import with_missed_answers, with_missed_lead_ins, with_missed_speech
from quoteattr.attributions.repairs.nothing_said import (
    is_of_usage,
    is_only_liked,
    is_phone_call,
    without_works,
)
from quoteattr.attributions.repairs.own_subject import (
    with_sides_changed,
    with_speaker_behind,
    with_subject_of_active,
    without_own_subject,
)
from quoteattr.attributions.repairs.participles import (
    with_joined_participles,
    with_subject_of_clause,
    with_subject_of_infinitive,
    with_subject_shared,
    with_what_is_held,
    without_next_subject,
)
from quoteattr.attributions.repairs.quotations import with_missed_quotations, with_one_speaker, with_whole_quotations
from quoteattr.attributions.repairs.relatives import (
    with_relative_pronoun,
    without_main_clause,
    without_next_pronoun,
)
from quoteattr.attributions.repairs.running import with_running_quotations
from quoteattr.attributions.repairs.source_edges import (
    with_antecedent,
    with_clause_of_name,
    with_genitive,
    with_name_behind_clause,
    with_own_quotation,
    with_subject_noun,
    with_title_of_work,
    with_who_stands_beside,
    with_whole_apposition,
    with_whole_name,
    with_whole_set_off,
    without_article_alone,
    without_clause_before,
    without_day,
    without_lone_comma,
    without_loose_end,
    without_others_sources,
    without_time_behind,
)
from quoteattr.attributions.repairs.spoken_of import (
    with_subject_of_passive,
    with_who_calls_it_so,
    without_facing_source,
    without_name_before,
    without_seeming_source,
    without_source_met,
    without_subject_told,
    without_topic,
    without_whom_it_names,
)
from quoteattr.attributions.repairs.whose import with_own_quotations, with_whole_speeches, without_tails
from quoteattr.text.reading import Reading
from quoteattr.text.stretches import Covered

Repair: TypeAlias = Callable[[Reading, Draft], Draft]
RepairByRule: TypeAlias = Callable[[Reading, Draft, Draft], Draft]

# A draft by itself.
_IN_PLACE: tuple[Repair, ...] = (
    without_own_subject,  # a content that holds who says it is parted first: there may have been no source till now
    with_speaker_behind,
    with_subject_of_active,
    with_sides_changed,
    without_name_before,  # what is two nouns, the first of them said
    with_title_of_work,  # a source where there was none
    # where a source ends and begins
    with_who_stands_beside,  # another source: its edges are asked behind it
    without_full_stop,
    without_clause_before,
    with_whole_name,
    with_subject_noun,
    with_clause_of_name,
    without_article_alone,  # nobody: nothing of it is to be mended
    with_whole_apposition,  # before its comma at the end goes, by which it is known
    beside_its_cue,
    with_set_off,
    without_loose_end,  # the word that goes on, then the comma before it
    without_lone_comma,  # before what is said on both sides, which no comma ends
    without_time_behind,
    with_genitive,  # then the day behind it may go
    without_day,
    without_topic,
    with_whose_complement,  # then its title, where it begins with a name still
    with_title,
    with_own_quotation,
    # what is said
    with_both_sides,
    with_what_is_awaited,
    without_sentence_before,  # before what ends a quotation's sentence goes: a quotation of the one before is gone then
    without_front,
    without_dummy,
    without_predicate,
    # whether cue, source and content belong together
    without_late_cue,  # no cue: nothing strays from it
    without_strays,
    without_far_source,
    with_antecedent,  # then what is held, whose verb is a participle
    with_what_is_held,  # the participle's own noun, before the subject of the clause it stands in
    with_subject_of_clause,
    without_next_subject,
    with_subject_of_infinitive,  # of what has no source by now
    without_next_sentences,
    # of a relative clause, with the source as it is by now
    without_main_clause,
    with_relative_pronoun,
    without_next_pronoun,
)

# A draft beside what the rules see of its cue.
_BY_RULE: tuple[RepairByRule, ...] = (
    with_agent_of_it,  # all of it is the rule's, as with the next
    with_clause_before,  # all of it is the rule's; the rest finds nothing to do
    with_missed_source,
    with_whole_source,
    with_relative,  # the whole relative clause, before a source is asked whether it is torn
    with_untorn_source,
    with_what_one_is_called,
    with_both_halves,
    with_subject_of_report,
    with_view_of_subject,
    with_words_given,
    with_hearsay,  # of what has no source yet
    with_sure_speech,
)

# A draft with all that the rules see: who speaks, if its grammar has somebody, and who does not.
_OF_WHOM: tuple[Repair, ...] = (
    with_who_calls_it_so,
    passed_on,
    as_quoted_by_outlet,
    as_asked,
    without_what_was_asked,
    without_source_met,
    without_subject_told,
)

# What was found in all, the network's and the rules'.
_AT_LAST: tuple[Repair, ...] = (
    with_agent_behind,
    with_subject_shared,
    without_facing_source,
    without_whom_it_names,
    with_whole_set_off,
    with_name_behind_clause,
)


def with_certain(reading: Reading, drafts: list[Draft], marked: Marked) -> list[Draft]:
    """The drafts of the network, set right by what the marks of the text tell."""
    drafts = without_tails(reading, without_works(reading, drafts))
    drafts = [_mended(reading, draft, _IN_PLACE) for draft in drafts]
    drafts = with_joined_participles(reading, drafts)  # the first one's source is right by now
    drafts = without_others_sources(drafts)  # whole by now
    drafts = with_whole_quotations(reading, drafts)  # whole, before it is asked whose they are
    drafts = with_whole_speeches(reading, drafts)
    drafts = with_own_quotations(reading, drafts, marked.hosts)
    drafts = with_running_quotations(reading, drafts)  # then all of one are one speaker's
    drafts = without_far_quotations(reading, drafts)
    drafts = [part for draft in drafts for part in in_turns(reading, draft)]
    drafts = in_their_place(drafts, not_yet_said(drafts, marked.relayed))
    drafts = in_their_place(drafts, marked.signed)  # a signature is surer than what is relayed
    drafts = with_missed_quotations(reading, drafts, marked)  # at last: nothing else has them
    return with_gestures(reading, drafts)


def with_rules(reading: Reading, drafts: list[Draft], by_rules: list[Draft]) -> list[Draft]:
    """What the rules see and the network missed: a source, the rest of a content, sure speech elsewhere."""
    rules = by_cue(by_rules)
    drafts = [with_main_clause(draft, rules) for draft in drafts]
    of_cue = [rules.first_in(draft.cue) if draft.cue is not None else None for draft in drafts]
    drafts = with_one_speaker(with_second_halves(reading, drafts, of_cue), by_rules)
    introduced = {d.content: d for d in by_rules if d.cue is not None}
    put = {d.content[-1][1]: d for d in by_rules if d.by is Rule.AS_PUT}  # it, as she put it, **was** “a mess”
    taken = Covered(len(reading.document.text), spans_of(drafts))
    mended = []
    for draft in drafts:
        if draft.is_alone:  # a quotation alone, but for the rules
            draft = introduced.get(draft.content) or put.get(draft.content[-1][1], draft)
        rule = rules.first_in(draft.cue) if draft.cue is not None else None
        draft = draft if rule is None else _with_rule(reading, draft, rule, taken)
        draft = with_agent(reading, with_drawn(reading, without_seeming_source(reading, draft)))
        draft = with_agent_behind(reading, draft)
        draft = with_subject_of_passive(reading, draft, taken)  # no agent: whom it is said of belongs to what is said
        mended.append(_mended(reading, draft, _OF_WHOM))
    mended = with_missed_answers(reading, mended, by_rules)
    mended = with_missed_lead_ins(reading, mended, by_rules)
    found = with_missed_speech(reading, mended, by_rules)  # where nothing stands after all that
    found = [_mended(reading, draft, _AT_LAST) for draft in found]
    unsaid = (is_only_asked, is_phone_call, is_only_liked, is_of_usage)
    return [draft for draft in found if not any(is_none(reading, draft) for is_none in unsaid)]


def _mended(reading: Reading, draft: Draft, repairs: Sequence[Repair]) -> Draft:
    """A draft after some repairs, in their order."""
    for repair in repairs:
        draft = repair(reading, draft)
    return draft


def _with_rule(reading: Reading, draft: Draft, rule: Draft, taken: Covered) -> Draft:
    """A draft with what the rules see of its cue; then with what goes on behind its content."""
    for repair in _BY_RULE:
        draft = repair(reading, draft, rule)
    return with_relative_clause(reading, with_apposition(reading, draft, rule, taken), taken)
