"""The verbs about scripts and programmes: from an empty folder to finished files."""
