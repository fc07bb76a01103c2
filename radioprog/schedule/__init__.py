"""Stations, slots, occurrences, airings and their conflicts."""
