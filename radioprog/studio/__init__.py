"""HEAD: the use cases: check, build, timetable; the only room that sees all."""
