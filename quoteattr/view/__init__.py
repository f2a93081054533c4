"""An article as a page: `page` fills the templates, which ask for nothing from outside."""
