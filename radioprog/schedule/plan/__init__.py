"""The plan as written: profiles, relays, slots and exceptions of `schedules/*.yaml`."""
