"""The store of sound: entries by the hash of what they are made of, on a folder and in a bucket."""
