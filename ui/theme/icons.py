"""Line icons, coloured by token and sharp at every screen density.

The drawings are ``resources/icons/<name>.svg``: a 20 grid, stroke 1.5, round caps, and
``currentColor``.  Icons cannot follow a theme change by themselves; widgets fetch them again in
``_on_theme_changed`` or paint them with :func:`paint_icon`.
"""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from qz_review.assets import resource_path

LINE_WIDTH = 1.5  # on the grid of 20


@cache
def icon_names() -> tuple[str, ...]:
    """Names that can be asked for, sorted."""
    return tuple(sorted(path.stem for path in resource_path("icons").glob("*.svg")))


@cache
def _source(name: str) -> str:
    path = resource_path("icons") / f"{name}.svg"
    if not path.is_file():
        raise KeyError(f"no icon named {name!r}")
    return path.read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _renderer(name: str, color: str, stroke: float = LINE_WIDTH) -> QSvgRenderer:
    svg = _source(name).replace("currentColor", color)
    if stroke != LINE_WIDTH:
        svg = svg.replace(f'stroke-width="{LINE_WIDTH}"', f'stroke-width="{stroke}"')
    return QSvgRenderer(QByteArray(svg.encode("utf-8")))


def paint_icon(
    painter: QPainter, name: str, rect: QRectF, color: QColor, *, stroke: float = LINE_WIDTH
) -> None:
    """Paint the icon into ``rect`` (px) in ``color``; ``stroke`` is its line on the 20 grid.

    Raises KeyError for an unknown name.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setOpacity(painter.opacity() * color.alphaF())
    _renderer(name, color.name(), stroke).render(painter, rect)
    painter.restore()


@lru_cache(maxsize=1024)
def _pixmap(name: str, color: str, size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _renderer(name, color).render(painter, QRectF(QPointF(0, 0), QSize(pixmap.size()).toSizeF()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon_pixmap(name: str, color: QColor | str, size: int = 18, ratio: float = 1.0) -> QPixmap:
    """The icon as a pixmap of ``size`` logical px for a screen of ``ratio`` device px each."""
    return _pixmap(name, QColor(color).name(), size, ratio)


def app_icon() -> QIcon:
    """Icon of the windows and the task bar: the product mark in its own red."""
    icon = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        icon.addPixmap(icon_pixmap("app-icon", "#000000", size))
    return icon
