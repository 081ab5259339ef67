"""Reading the bundled tables of names."""

from __future__ import annotations

from collections.abc import Iterator

from qz_review.assets import resource_path


def table_rows(name: str) -> Iterator[list[str]]:
    """The rows of a bundled table below its header.

    Raises Environment assets.missing where the file lacks.
    """
    lines = resource_path("lexicons", name).read_text(encoding="utf-8").split("\n")
    return (line.split("\t") for line in lines[1:] if line)
