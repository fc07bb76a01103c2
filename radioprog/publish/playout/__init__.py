"""What playout systems, guides and information systems take: text made from airings."""
