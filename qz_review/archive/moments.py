"""Moments as the sheets write them (China Standard Time), and hashes in groups."""

from __future__ import annotations

from datetime import datetime

from qz_review.clock import china_time


def made_at(moment: datetime) -> str:
    """As beside 制单: 2026年11月23日 16时55分."""
    local = moment.astimezone(china_time())
    return f"{on_day(moment)} {local:%H}时{local:%M}分"


def on_day(moment: datetime) -> str:
    """Only the day: 2026年11月23日."""
    local = moment.astimezone(china_time())
    return f"{local.year}年{local.month}月{local.day}日"


def in_words(moment: datetime) -> str:
    """In running text and stamps: 2026年11月23日 16:48."""
    return f"{on_day(moment)} {moment.astimezone(china_time()):%H:%M}"


def in_cell(moment: datetime) -> str:
    """In the narrow column of a table, on two lines: 2026.11.20 and 09:42."""
    local = moment.astimezone(china_time())
    return f"{local.year}.{local:%m.%d\n%H:%M}"


def in_list(moment: datetime) -> str:
    """In the history, to the second: 2026-11-20 09:42:31."""
    local = moment.astimezone(china_time())
    return f"{local.year}-{local:%m-%d %H:%M:%S}"


def in_groups(digest: str, size: int = 8) -> str:
    """A hash in groups of ``size`` figures."""
    return " ".join(digest[at : at + size] for at in range(0, len(digest), size))


def short_hash(digest: str) -> str:
    """The first eight figures, in capitals and groups of four, as the screen shows them."""
    return in_groups(digest[:8].upper(), 4)


def file_size(size: int) -> str:
    """Bytes for people: 820字节, 35.2KB, 1.4MB."""
    if size < 1024:
        return f"{size}字节"
    if size < 1024 * 1024:
        return f"{size / 1024:.1f}KB"
    return f"{size / 1024 / 1024:.1f}MB"
