"""The text as it was given, and what can be read off it: paragraphs, quotation marks, the parsed document, trees.

`paragraphs` and `quotations` need no parse. `document` has the values that a parse fills, whoever makes it; `tree`
is what the rules ask of it, `reading` a document with its quotations, `stretches` what stands at an offset.
"""
