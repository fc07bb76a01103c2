"""The site: static pages for listeners and stations, that work from a stick as from a server."""
