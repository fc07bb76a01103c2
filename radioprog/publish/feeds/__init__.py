"""Podcast feeds: RSS 2.0 with the podcast namespace."""
