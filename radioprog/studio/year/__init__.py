"""The use cases of a year: targets and how far they are met."""
