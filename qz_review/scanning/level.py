"""The two levels a user chooses between."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """How much a scan reports.

    STANDARD: what is 必错, and what is 疑似 with few false alarms.
    FULL: every rule, 提示 included.
    """

    STANDARD = "standard"
    FULL = "full"

    @property
    def label(self) -> str:
        """标准 or 全面."""
        return {"standard": "标准", "full": "全面"}[self]
