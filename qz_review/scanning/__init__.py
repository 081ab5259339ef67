"""The error-finding rules and the engine that runs them over a text."""
