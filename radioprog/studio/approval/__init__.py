"""Whether something may go out: what can be approved, how it stands, and who has to decide."""
