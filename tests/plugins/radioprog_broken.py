"""A plug-in that cannot even be imported."""

raise RuntimeError("written for another world")
