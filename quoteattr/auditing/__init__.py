"""Counts over articles that can be published, as tables, charts and a page.

`counts` counts and prints, `charts` draws (an extra), `page` shows audits side by side.
"""
