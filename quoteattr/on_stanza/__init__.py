"""A parse by Stanza: its pipeline, a pack of its models, the network as one of its processors.

`reader` has the ways to read with it, `pipeline` makes a `Document` of what Stanza says, `pack` loads a folder of
models, `processor` registers the network as `attribution`. Nothing else in the package imports Stanza.
"""
