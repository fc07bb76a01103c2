"""A programme's papers: captions, transcript, chapters, rundown, waveform."""
