"""Wrong, missing, doubled and swapped characters, judged from the context."""

from qz_review.scanning.typos.bundled import load_bundled

__all__ = ["load_bundled"]
