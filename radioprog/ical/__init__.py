"""iCalendar as a format: components, content lines, and the lint of the safe profile."""
