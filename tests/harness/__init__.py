"""Handing over, tried hard: journeys, tampering, kills; ``python -m tests.harness`` counts."""
