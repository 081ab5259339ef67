"""Rules about the names of people, institutions and places."""
