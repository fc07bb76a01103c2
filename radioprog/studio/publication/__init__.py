"""Publishing: everything that goes out in one go, or what an alert concerns; what changed."""
