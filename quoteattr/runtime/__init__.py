"""The packages beneath: which are there, kept quiet, and of which version."""
