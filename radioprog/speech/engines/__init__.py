"""The speech engines that come with radioprog, each behind one door to its library."""
