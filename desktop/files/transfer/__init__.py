"""Lists in and out: tables and spreadsheets, their columns, safe CSV."""
