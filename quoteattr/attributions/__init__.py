"""Who said what, before anybody knows whose it is: `Draft`s of source, cue and content.

Both engines read a document laid out by `reading`. Rules: `sources`, `contents` (with `clauses` and `pieces`),
`quoted`, `sourceless` and `channels` each answer one question of a cue, `tree` what they ask of the parse; `rules`
puts them together. Model: `windows` → `network` (its `weights`) → `decoding`, together in `spotting`; `confidence`
says how sure that is, `model` makes drafts of it, and `certain` sets right what the marks and the rules know better.
"""
