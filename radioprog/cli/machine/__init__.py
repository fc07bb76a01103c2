"""The verbs about the machine: engines, voices, cache, meter, schemas."""
