"""The files that say what was on air, told apart by their content and read into played rows."""
