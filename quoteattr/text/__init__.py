"""The text as it was given, and what can be read off it: paragraphs, quotation marks, the parsed document, trees."""
