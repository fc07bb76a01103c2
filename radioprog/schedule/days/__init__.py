"""Days and civil time: weekdays, days of the month, lunar days, holidays."""
