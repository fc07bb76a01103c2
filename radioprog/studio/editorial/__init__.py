"""What an editor does before there is sound: drafts of articles, the next episodes of a series."""
