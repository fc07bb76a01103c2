"""The year: what a department set itself to broadcast, and how far it has come."""
