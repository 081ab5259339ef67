"""Where the bundled resources lie: fonts, icons, samples.

Three places are possible: beside the packages in a checkout, below the bundle's folder in a
PyInstaller bundle, and below the prefix in an installed tree.  Nothing is read on import.
"""

import sys
from enum import StrEnum
from functools import cache
from pathlib import Path

from qz_review.errors import Environment

_INSTALLED = Path("share", "qz-review", "resources")


class Face(StrEnum):
    """A bundled face; the value is the stem of its file.

    Serif Regular covers GBK; the other Chinese faces cover GB 2312 and the 8,105 general standard
    characters.  Where one of them lacks a rare or traditional character, Serif Regular stands in.
    """

    SANS = "QZSans-Regular"
    SANS_BOLD = "QZSans-Bold"
    SERIF = "QZSerif-Regular"
    SERIF_BOLD = "QZSerif-Bold"
    KAI = "QZKai-Regular"
    MONO = "QZMono-Regular"

    @property
    def family(self) -> str:
        """The family name inside the font, as style sheets and font requests name it."""
        return _FAMILIES[self]

    @property
    def bold(self) -> bool:
        """Whether this is the bold face of its family."""
        return self.value.endswith("-Bold")


_FAMILIES = {
    Face.SANS: "QZ Sans",
    Face.SANS_BOLD: "QZ Sans",
    Face.SERIF: "QZ Serif",
    Face.SERIF_BOLD: "QZ Serif",
    Face.KAI: "QZ Kai",
    Face.MONO: "QZ Mono",
}


def _candidates() -> list[Path]:
    """Folders in which the resources may lie, the likeliest first."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return [Path(bundle) / "resources"]
    beside = Path(__file__).resolve().parent.parent / "resources"
    return [beside, Path(sys.prefix) / _INSTALLED]


@cache
def resources_root() -> Path:
    """The folder that holds all bundled resources.

    Raises:
        Environment: ``assets.missing``, the installation is incomplete; ``name`` is the folder.
    """
    for folder in _candidates():
        if (folder / "LICENSES.md").is_file():
            return folder
    raise Environment("assets.missing", name=str(_candidates()[0]))


def resource_path(*parts: str) -> Path:
    """Path of one bundled resource, such as ``resource_path("icons", "sign.svg")``.

    Raises:
        Environment: ``assets.missing`` with the resource's ``name``.
    """
    path = resources_root().joinpath(*parts)
    if not path.exists():
        raise Environment("assets.missing", name="/".join(parts))
    return path


def font_path(face: Face) -> Path:
    """Path of the TrueType file of a bundled face.

    Raises:
        Environment: ``assets.missing`` with the resource's ``name``.
    """
    return resource_path("fonts", f"{face.value}.ttf")
