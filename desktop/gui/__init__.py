"""Pages, dialogs, theme and wording."""
