"""Processes of our own that meet what may crash or hang: strangers' files, speech libraries."""
