"""Who said what, before anybody knows whose it is: `Draft`s of source, cue and content.

Rules: `sources`, `contents` (with `clauses` and `pieces`), `quoted`, `channels`, `outlets` and `verbless` each
answer one question of a cue, `marked` asks what the marks tell once for all, `rates` how often a rule is right;
`rules` puts them together. Network: `from_network` makes drafts of what
`quoteattr.network` spots, and `repairs` sets right what the marks and the rules know better.
"""
