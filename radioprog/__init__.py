"""A script becomes a mastered programme, and a schedule becomes calendars."""
