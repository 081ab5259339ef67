"""How a row of the panel 问题 is laid out and painted: parts, buttons, and where each stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from qz_review.model.finding import Severity
from ui.editor.squiggles import finding_ink
from ui.screens.manuscript.finding_rows import (
    FindingRow,
    GateHead,
    IgnoredRow,
    PanelRow,
    suggestion_words,
)
from ui.theme.icons import paint_icon
from ui.theme.theme import Theme
from ui.theme.tokens import HEIGHT_SMALL, RADIUS_CONTROL
from ui.widgets.key_hint import key_hint_size, paint_key_hint

_SIDE, _GLYPH, _PAD, _GAP, _HEAD = 16, 16, 12, 8, 30  # px
_QUOTE, _LINES = 90, 6  # characters of a quote, lines of a message at most
_ICONS = {Severity.SERIOUS: "severity-high", Severity.MINOR: "severity-mid", None: "severity-low"}
_WRAP = int(Qt.TextFlag.TextWrapAnywhere)
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class CardButton:
    """A painted button.  act: ``accept``, ``edit``, ``ignore``, ``explain``, ``accept_all``,
    ``restore``, or ``take:n`` for the n-th suggestion; kind as of :mod:`ui.widgets.button`."""

    act: str
    text: str
    kind: str
    keys: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of words in a row: role of type, colour, how many lines at most (0: as needed)."""

    text: str
    role: str
    tone: str
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Abilities:
    """What may be done here: edit the text, set findings aside."""

    edits: bool = False
    ignores: bool = False


def card_words(row: FindingRow | IgnoredRow, *, current: bool) -> list[Words]:
    """The lines under the title; the row that is looked at says everything."""
    finding = row.view.finding
    quote = finding.quote if len(finding.quote) <= _QUOTE else f"{finding.quote[:_QUOTE]}…"
    quote = " ".join(quote.split("\n"))
    fix = f"→ {suggestion_words(finding.suggestions[0])}" if finding.suggestions else ""
    if isinstance(row, IgnoredRow):
        act = row.act
        told = f"{act.scope.label} · {act.who} {act.at.astimezone():%m月%d日 %H:%M}"
        return [
            Words(f"“{quote}”", "small", "text2"),
            Words(f"忽略：{act.suppression.reason}", "small", "text", 0 if current else 1),
            Words(told, "caption", "text3"),
        ]
    if not current:
        return [Words(f"“{quote}” {fix}".rstrip(), "small", "text2")]
    words = [Words(f"“{quote}”", "small", "text", 0)]
    if fix:
        words.append(Words(fix, "small-strong", "accent", 0))
    words.append(Words(finding.message, "small", "text2", 0))
    words.append(Words(f"{finding.source} · {finding.rule}", "caption", "text3", 2))
    return words


def card_buttons(row: PanelRow, may: Abilities, *, current: bool) -> list[list[CardButton]]:
    """Rows of buttons under the words."""
    if isinstance(row, GateHead):
        return []
    if isinstance(row, IgnoredRow):
        restore = [CardButton("restore", "恢复", "secondary")] if may.ignores else []
        return [[*restore, CardButton("explain", "解释", "flat")]] if current else []
    finding = row.view.finding
    first: list[CardButton] = []
    if may.edits and finding.can_accept:
        kind = "primary" if current else "accent-text"
        first.append(CardButton("accept", "采纳", kind, "A" if current else ""))
    if may.edits:
        first.append(CardButton("edit", "自己改", "secondary"))
    if may.ignores:
        first.append(CardButton("ignore", "忽略…", "flat"))
    if current or not first:
        first.append(CardButton("explain", "解释", "flat"))
    rows = [first]
    if current and may.edits:
        others = [
            CardButton(f"take:{at}", f"改为{suggestion_words(words)}"[:14], "link")
            for at, words in enumerate(finding.suggestions[1:4], 1)
        ]
        if others:
            rows.append(others)
        if row.alike:
            rows.append([CardButton("accept_all", f"同类 {row.alike} 处全部采纳", "link")])
    return rows


class CardPainter:
    """Measures and paints rows in one theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    # --- measures -----------------------------------------------------------------------------

    def height(self, row: PanelRow, width: int, may: Abilities, *, current: bool) -> int:
        """Height of a row, px."""
        theme = self._theme
        if isinstance(row, GateHead):
            return theme.px(_HEAD)
        words = sum(self._words_height(w, width) for w in card_words(row, current=current))
        lines = len(card_buttons(row, may, current=current))
        buttons = lines * theme.px(HEIGHT_SMALL) + (_GAP if lines else 0) + max(lines - 1, 0) * 2
        return theme.line_height("strong") + words + buttons + 2 * _PAD + 1

    def _words_height(self, words: Words, width: int) -> int:
        line = self._theme.line_height(words.role)
        if words.lines == 1:
            return line
        metrics = QFontMetrics(self._theme.font(words.role))
        room = int(self._inner(width))
        box = metrics.boundingRect(0, 0, room, 100_000, _WRAP, words.text)
        count = max(1, round(box.height() / metrics.lineSpacing()))
        return line * min(count, words.lines or _LINES)

    def _inner(self, width: float) -> float:
        return width - 2 * _SIDE - self._theme.px(_GLYPH) - _GAP

    def buttons(
        self, row: PanelRow, rect: QRectF, may: Abilities, *, current: bool
    ) -> Iterator[tuple[CardButton, QRectF]]:
        """Each button with its place in a row that takes ``rect``."""
        lines = card_buttons(row, may, current=current)
        height = float(self._theme.px(HEIGHT_SMALL))
        top = rect.bottom() - _PAD - 1 - len(lines) * height - max(len(lines) - 1, 0) * 2
        for line in lines:
            x = rect.left() + _SIDE + self._theme.px(_GLYPH) + _GAP
            for button in line:
                width = self._button_width(button)
                yield button, QRectF(x, top, width, height)
                x += width + _GAP
            top += height + 2

    def _button_width(self, button: CardButton) -> float:
        bold = button.kind == "primary"
        metrics = QFontMetrics(self._theme.font("small", bold=bold))
        pad = 0 if button.kind == "link" else 10
        width = metrics.horizontalAdvance(button.text) + 2 * pad + 2
        if button.keys:
            width += 6 + key_hint_size(self._theme, button.keys).width()
        return float(width)

    # --- painting -----------------------------------------------------------------------------

    def paint_head(self, painter: QPainter, rect: QRectF, row: GateHead) -> None:
        """The grey bar over a group."""
        theme = self._theme
        painter.fillRect(rect, theme.color("window"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1),
                         theme.color("line"))  # fmt: skip
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text2"))
        room = rect.adjusted(_SIDE, 0, -_SIDE, -1)
        painter.drawText(room, _MIDDLE, row.label)
        painter.drawText(room, _MIDDLE | int(Qt.AlignmentFlag.AlignRight), row.counted)

    def paint_card(
        self,
        painter: QPainter,
        rect: QRectF,
        row: FindingRow | IgnoredRow,
        may: Abilities,
        hovered: QPointF | None,
        *,
        current: bool,
    ) -> None:
        """One finding; hovered: where the mouse is, None where it is elsewhere."""
        theme, finding = self._theme, row.view.finding
        painter.fillRect(rect, theme.color("window" if current else "paper"))
        ink = finding_ink(theme, finding.severity)
        if current:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height() - 1), ink)
        glyph, line = theme.px(_GLYPH), theme.line_height("strong")
        top = rect.top() + _PAD
        paint_icon(painter, _ICONS[finding.severity],
                   QRectF(rect.left() + _SIDE, top + (line - glyph) / 2, glyph, glyph),
                   ink)  # fmt: skip
        left = rect.left() + _SIDE + glyph + _GAP
        room = rect.right() - _SIDE - left
        self._paint_title(painter, QRectF(left, top, room, line), row)
        top += line
        for words in card_words(row, current=current):
            height = self._words_height(words, int(rect.width()))
            self._paint_words(painter, QRectF(left, top, room, height), words)
            top += height
        for button, place in self.buttons(row, rect, may, current=current):
            over = hovered is not None and place.contains(hovered)
            self._paint_button(painter, place, button, over=over)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1),
                         theme.color("line"))  # fmt: skip

    def _paint_title(self, painter: QPainter, rect: QRectF, row: FindingRow | IgnoredRow) -> None:
        theme = self._theme
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text3"))
        told = f"{row.view.finding.certainty.label} · {row.place}"
        place = painter.fontMetrics().horizontalAdvance(told)
        painter.drawText(rect, _MIDDLE | int(Qt.AlignmentFlag.AlignRight), told)
        painter.setFont(theme.font("strong"))
        ignored = isinstance(row, IgnoredRow)
        painter.setPen(theme.color("text2" if ignored else "text"))
        room = rect.width() - place - _GAP
        name = painter.fontMetrics().elidedText(
            row.view.name, Qt.TextElideMode.ElideRight, int(room)
        )
        painter.drawText(rect, _MIDDLE, name)

    def _paint_words(self, painter: QPainter, rect: QRectF, words: Words) -> None:
        theme = self._theme
        painter.setFont(theme.font(words.role))
        painter.setPen(theme.color(words.tone))
        if words.lines == 1:
            self._paint_line(painter, rect, words.text)
            return
        line, at = float(theme.line_height(words.role)), rect.top()
        for part in _wrapped(painter.fontMetrics(), words.text, int(rect.width())):
            if at + line > rect.bottom() + 1:
                return
            painter.drawText(QRectF(rect.left(), at, rect.width(), line), _MIDDLE, part)
            at += line

    def _paint_line(self, painter: QPainter, rect: QRectF, text: str) -> None:
        """One line; what a quote becomes stays readable whatever the quote's length."""
        metrics = painter.fontMetrics()
        quote, arrow, fix = text.partition(" → ")
        tail = f"{arrow}{fix}" if arrow else ""
        wide = min(metrics.horizontalAdvance(tail), int(rect.width() * 0.6))
        shown = metrics.elidedText(quote, Qt.TextElideMode.ElideMiddle, int(rect.width()) - wide)
        painter.drawText(rect, _MIDDLE, shown)
        if tail:
            painter.setPen(self._theme.color("accent"))
            left = rect.left() + metrics.horizontalAdvance(shown)
            room = QRectF(left, rect.top(), rect.right() - left, rect.height())
            cut = metrics.elidedText(tail, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, _MIDDLE, cut)

    def _paint_button(
        self, painter: QPainter, rect: QRectF, button: CardButton, *, over: bool
    ) -> None:
        theme, kind = self._theme, button.kind
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        ink = theme.color({"primary": "on_accent", "secondary": "text", "accent-text": "accent",
                           "link": "accent"}.get(kind, "text" if over else "text2"))  # fmt: skip
        box = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        if kind == "primary":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_h" if over else "accent"))
            painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        elif kind in ("secondary", "accent-text"):
            painter.setPen(QPen(theme.color("line"), 1))
            painter.setBrush(theme.color("hover" if over else "paper"))
            painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        elif kind == "flat" and over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        self._paint_label(painter, rect, button, ink, over=over)

    def _paint_label(
        self, painter: QPainter, rect: QRectF, button: CardButton, ink: QColor, *, over: bool
    ) -> None:
        theme = self._theme
        font = theme.font("small", bold=button.kind == "primary")
        font.setUnderline(button.kind == "link" and over)
        painter.setFont(font)
        painter.setPen(ink)
        pad = 1 if button.kind == "link" else 11
        painter.drawText(rect.adjusted(pad, 0, 0, 0), _MIDDLE, button.text)
        if button.keys:
            size = QSizeF(key_hint_size(theme, button.keys))
            corner = QPointF(rect.right() - 10 - size.width(),
                             rect.center().y() - size.height() / 2)  # fmt: skip
            paint_key_hint(painter, theme, QRectF(corner, size), button.keys, ink)


def _wrapped(metrics: QFontMetrics, text: str, width: int) -> Iterator[str]:
    """The text cut into lines that fit."""
    line = ""
    for character in text:
        if character == "\n" or metrics.horizontalAdvance(line + character) > width:
            yield line
            line = "" if character == "\n" else character
        else:
            line += character
    if line:
        yield line
