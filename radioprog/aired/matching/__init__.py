"""Airings and played rows brought together: one to one, with class, delta and grade."""
