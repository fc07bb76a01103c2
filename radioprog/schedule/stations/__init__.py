"""Stations: the tree of units with their dates, their list as CSV, selectors."""
