"""The studio in the browser: pages over the use cases of the studio."""
