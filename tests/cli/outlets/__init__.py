"""The verbs about ways out, as they are typed."""
