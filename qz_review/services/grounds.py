"""What was understood of a line of the 誊正核对单, and what the text shows of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Asked(StrEnum):
    """What kind of thing a line asks for, as it was understood."""

    EDIT = "edit"  # the leader's own edit, to stay as it is
    REWORD = "reword"
    REMOVE = "remove"
    ADD = "add"
    RETITLE = "retitle"
    MOVE = "move"
    SWAP = "swap"
    SPLIT = "split"
    JOIN = "join"
    PERSON = "person"  # nothing that a text could show


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a line is ticked by itself, or is not.

    asked, words: one request as it was understood; words of REWORD: old and new, of MOVE and
    SWAP: both passages.  done: the text shows it, at ``place`` (第3段; empty where nowhere).
    """

    asked: Asked
    words: tuple[str, ...]
    done: bool
    place: str = ""
