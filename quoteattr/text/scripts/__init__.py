"""Scripts of speech: interviews, hearings, debates, calls, in which labels at the heads of lines tell who speaks.

`heads` reads the type of one line, `forms` asks which types make a script, `turns` puts the turns together, and
`directions` leaves out what nobody says. Whom a label names is a matter of `speakers.labels`.
"""

from quoteattr.text.scripts.turns import Entry, Script, Turn, find_script, singulars

__all__ = ["Entry", "Script", "Turn", "find_script", "singulars"]
