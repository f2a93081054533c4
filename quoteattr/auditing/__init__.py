"""Counts over articles that can be published, as tables, charts and a page."""
