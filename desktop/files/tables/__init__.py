"""Tables as rows of text, whatever wrote them: delimited text, spreadsheets, archives."""
