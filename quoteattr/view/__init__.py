"""An article as a page."""
