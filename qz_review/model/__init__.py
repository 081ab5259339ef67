"""What the product talks about: frozen dataclasses and enumerations, no logic, no I/O."""
