"""The verbs about ways out: packs, playlists, servers."""
