"""Emergency messages: issued, updated, ended; how each stands."""
