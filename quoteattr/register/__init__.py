"""Speakers of many articles as one register: who is who across articles, and who only may be.

`values` are what comes out, `names` says when two names can be one's, `profiles` what one article tells of a speaker,
`evidence` what speaks for and against two being one, `linking` puts them together, `table` is the user's own list of
people, `entries` makes the register of all this, `register` the whole way.
"""
