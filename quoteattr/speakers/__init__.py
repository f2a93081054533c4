"""Who speaks: names, mentions, who is who, and what the text says of them.

`find` is the way through: names (`names`), the phrases that mean somebody (`mentions`, `phrases`), the chains of
those who were met (`cast`), which of them a phrase means (`resolve`, `ranking`), and role, affiliation and the like
(`attributes`).
"""
