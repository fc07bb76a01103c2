"""Strangers' recordings into samples, by a worker process that may crash or hang."""
