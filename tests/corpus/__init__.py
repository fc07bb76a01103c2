"""Scripts and plans as people write them, and one slip of a hand in each."""
