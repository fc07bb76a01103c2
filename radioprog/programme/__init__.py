"""One programme: utterances, rundown, timeline, deliveries and tags."""
