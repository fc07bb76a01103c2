"""The disk as it really is: files that are none, locks, files without a name, and what it says."""
