"""Tests: core/ and ui/ mirror the source; journeys/ walk through the product."""
