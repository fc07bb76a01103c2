"""What was aired: the rows of playout logs and sheets, matched with the airings as planned."""
