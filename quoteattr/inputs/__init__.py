"""What users give: settings, texts, files; taken as it is meant, or refused with what to give instead."""
