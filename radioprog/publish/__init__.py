"""PAPER: calendars, captions and sheets: everything that is text and goes out."""
