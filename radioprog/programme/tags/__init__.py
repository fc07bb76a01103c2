"""Tags: what a delivered file tells about itself, in the form of its container."""
