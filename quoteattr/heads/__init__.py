"""The parse by heads on the attribution network's encoder: one reading of the text gives both."""
