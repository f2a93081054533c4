"""What users give: settings, texts, files; taken as it is meant, or refused with what to give instead.

Errors are raised here, at the edge, once: behind it every value is what it seems.
"""
