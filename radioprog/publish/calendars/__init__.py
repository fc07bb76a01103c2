"""Airings as calendars and sheets: feeds, the network feed, the week, JSON."""
