"""Rules about secrets, private data and wording that a government site keeps out."""
