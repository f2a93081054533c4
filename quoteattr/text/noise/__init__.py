"""What a text is full of by the way that it came: one module a kind, each of which finds the edits that take it away.

An edit is a stretch of the text and what a reader sees in its place. Each kind costs next to nothing where it is not
there, and time in proportion to the text where it is.
"""
