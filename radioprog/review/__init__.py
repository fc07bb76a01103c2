"""The review of a year, quarter or month: what was made and aired, counted and put into words."""
