"""Files that people write in YAML: one dialect, read with places, typed by a schema."""
