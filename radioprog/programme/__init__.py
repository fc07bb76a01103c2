"""TIME: rundown, timeline, deliveries and tags of one programme."""
