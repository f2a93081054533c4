"""Who said what, before anybody knows whose it is: `Draft`s of source, cue and content.

`reading` lays the document out, `sources`, `contents` (with `clauses` and `pieces`), `quoted`, `sourceless` and
`channels` each answer one question of a cue, `tree` what they ask of the parse; `rules` puts them together.
"""
