"""The clause behind a relative one: “An aide who asked not to be named **complained** that …”."""

from quoteattr.attributions.draft import Draft
from quoteattr.text.stretches import Standing


def with_main_clause(draft: Draft, rules: Standing[Draft]) -> Draft:
    """“An aide **who asked** not to be named complained that …”: a content of a relative clause that runs past the
    next verb of saying is none; whoever it is told of says what stands behind that verb. `rules` are by their cue."""
    if draft.source is None or draft.cue is None or not draft.content or draft.content[0][0] < draft.cue[1]:
        return draft
    start, end, first = min(draft.source[0], draft.cue[0]), draft.cue[1], draft.content[0][0]
    for at in rules.places_in((first, draft.content[-1][1])):
        rule = rules.at(at)
        if (
            rule is not None
            and rule.source is not None
            and rule.source[0] < start
            and end <= first < rule.source[1] <= at
        ):
            return rule
    return draft
