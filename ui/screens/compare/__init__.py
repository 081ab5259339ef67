"""花脸稿: two texts of a manuscript beside each other, with who changed what."""
