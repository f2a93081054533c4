"""A parse by Stanza: its pipeline, a pack of its models, the network as one of its processors."""
