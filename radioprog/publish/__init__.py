"""Programmes and airings as text and pictures, for people and for players."""
