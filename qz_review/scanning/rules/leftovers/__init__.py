"""What should not have been left in a text or its file before release."""
