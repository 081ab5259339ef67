"""The main window: it arranges screens, and knows nothing of what they show."""
