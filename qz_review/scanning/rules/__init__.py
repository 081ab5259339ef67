"""The catalogue of rules: a folder a family, a file a rule."""
