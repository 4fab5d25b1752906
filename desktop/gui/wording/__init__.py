"""All sentences for verdicts, problems and failures, in one tone and in one place."""
