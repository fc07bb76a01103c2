"""The verbs about stations, schedules and calendars."""
