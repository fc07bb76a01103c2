"""What the studio in the browser asks for: who may do what, overviews, a look while one writes."""
