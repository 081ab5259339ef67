"""News from the core, brought into Qt."""
