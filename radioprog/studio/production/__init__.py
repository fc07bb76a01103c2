"""The build of one programme: is it current, prepare, speak, lay out, mix, master, publish."""
