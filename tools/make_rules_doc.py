"""Writes ``docs/rules.md`` from the rules: ``python tools/make_rules_doc.py``.

``docs/rules_measured.json`` has the counts that ``tools/measure_rules.py --out`` took.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def rules_document() -> str:
    """What the document must say now."""
    from qz_review.scanning.catalogue import catalogue
    from qz_review.scanning.registry import all_rules

    path = ROOT / "docs" / "rules_measured.json"
    measured = json.loads(path.read_text(encoding="utf-8"))
    return catalogue(all_rules(), measured["hits"], measured["characters"])


def main() -> None:
    """Write it."""
    (ROOT / "docs" / "rules.md").write_text(rules_document(), encoding="utf-8")


if __name__ == "__main__":
    main()
