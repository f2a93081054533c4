"""How openly a source speaks: grants of anonymity, what they cover, and levels."""
