"""The room of roll calls: the page, the band on all pages, what is asked and printed."""
