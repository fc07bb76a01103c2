"""Stations and slots at work: the timetable, its episodes, calendars and sheets."""
