"""AIR: stations, slots, occurrences, airings and their conflicts."""
