"""The front matter of a script: where it stands, what it may hold, which voices speak."""
