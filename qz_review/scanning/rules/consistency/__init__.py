"""What one place of a text says against another."""
