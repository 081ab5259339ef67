"""The only door for the desktop and the command line: one file a topic."""
