"""Two files compared, with what a page about them says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qz_review.markup.changes import BlockKind
from qz_review.markup.marked import MarkedDocument


@dataclass(frozen=True, slots=True)
class Redline:
    """What ``qz-review redline`` writes.

    marked: composed of the two texts.  old_name, new_name: of the files.  author: whose the
    changes are, may be empty; when: the moment of comparing, as people read it.
    pictures: bytes by digest.
    """

    marked: MarkedDocument
    old_name: str
    new_name: str
    author: str
    when: str
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The title of the new text, else the name of its file."""
        for block in self.marked.blocks:
            if block.kind is BlockKind.TITLE and block.is_present and block.clean.strip():
                return block.clean
        return self.new_name
