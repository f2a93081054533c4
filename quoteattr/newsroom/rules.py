"""The rules of newsrooms that come with the library, each with the standard that it is from (docs/newsroom.md).

`RULES` has them by name, in the order in which they are asked; a house takes what it wants of them, tunes them
(`NewsroomRule.tuned`) and adds its own.
"""

from quoteattr.newsroom import anonymous, fairness, stories, wording
from quoteattr.newsroom.values import NewsroomRule, Severity

AP = "AP, News Values and Principles (2018)"
AP_BLOG = "AP, When is it OK to use anonymous sources? (2018)"
REUTERS = "Reuters, Handbook of Journalism, The essentials of Reuters sourcing (2008)"
TIMES = "New York Times, New guidelines on anonymous sourcing (15 March 2016)"
NPR = "NPR, Ethics Handbook (2012), Transparency"
NPR_MEMO = "NPR, Required reading: the do's and don'ts of anonymity (18 April 2017)"

RULES: dict[str, NewsroomRule] = {
    rule.name: rule
    for rule in (
        NewsroomRule("bare source", f"{AP}; {REUTERS}", Severity.WARNING, anonymous.bare_source),
        NewsroomRule("no reason for anonymity", f"{AP}; {NPR}", Severity.WARNING, anonymous.no_reason),
        NewsroomRule("no way of knowing", f"{NPR}; {AP}", Severity.WARNING, anonymous.no_knowledge),
        NewsroomRule("anonymous quotation", TIMES, Severity.NOTICE, anonymous.quoted),
        NewsroomRule("anonymous opinion", f"{AP}; {REUTERS}; {NPR_MEMO}", Severity.WARNING, anonymous.opinion),
        NewsroomRule("anonymous lead", TIMES, Severity.NOTICE, stories.anonymous_lead),
        NewsroomRule("anonymous story", f"{AP}; {REUTERS}", Severity.NOTICE, stories.sole_source),
        NewsroomRule("declines beside a source", AP, Severity.HINT, anonymous.same_office),
        NewsroomRule("far attribution", f"{REUTERS}; {AP_BLOG}", Severity.NOTICE, wording.far_attribution),
        NewsroomRule("partial name", NPR_MEMO, Severity.HINT, wording.partial_name),
        NewsroomRule("unanswered allegation", AP, Severity.HINT, fairness.unanswered),
        NewsroomRule("hidden sourcing", NPR, Severity.NOTICE, stories.hidden_sourcing),
    )
}
