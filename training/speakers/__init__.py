"""The weights by which pronouns and descriptions find their speakers, counted from GUM's coreference."""
