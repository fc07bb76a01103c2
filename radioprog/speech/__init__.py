"""Text becomes speech: voices, engines, and the cache of what was spoken."""
