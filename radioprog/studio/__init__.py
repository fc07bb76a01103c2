"""The use cases: check, build, timetable; the only room below the command that sees all."""
