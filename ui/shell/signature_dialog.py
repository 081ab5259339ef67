"""我的签名图: chosen from a file or drawn with the mouse.  Decoration; the key is the signature.

Signals: ``picture_chosen(bytes)``, empty to have none; ``closed()``.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.file_dialogs import ask_file
from ui.widgets.button import Button
from ui.widgets.field_message import FieldMessage
from ui.widgets.segmented import SegmentedControl
from ui.widgets.signature_pad import SignaturePad
from ui.widgets.signature_view import SignatureView, decode_signature
from ui.widgets.small_dialog import SmallDialog
from ui.widgets.text_label import TextLabel

LARGEST = 5 * 1024 * 1024  # bytes read; the service has the last word


class SignatureDialog(SmallDialog):
    """picture: the one kept now, None without one."""

    picture_chosen = Signal(bytes)

    def __init__(self, host: QWidget, name: str, picture: bytes | None) -> None:
        super().__init__(host, "我的签名图", width=520)
        self.setObjectName("signature_dialog")
        self._picked: bytes = b""
        words = "只用于打印，签名凭密钥；没有签名图时打印姓名"
        self._choice = SegmentedControl(
            (("draw", "手写"), ("file", "选图片")), parent=self.panel, accessible_name="签名图来源"
        )
        self._pad = SignaturePad(self.panel)
        self._pad.setObjectName("signature_pad")
        self._undo = Button("退一笔", self.panel, size="small", icon="undo")
        self._clear = Button("重写", self.panel, size="small")
        self._preview = SignatureView(name, picture, self.panel)
        self._pick = Button(
            "选图片…", self.panel, size="small", icon="image", name="signature_pick"
        )
        self._message = FieldMessage("PNG或JPEG，白底或透明底", self.panel)
        self._pages = QStackedWidget(self.panel)
        self._build(words)
        self.remove = Button("去掉", self.panel, kind="danger", name="signature_remove")
        self.remove.setVisible(picture is not None)
        self.cancel = Button("取消", self.panel, name="signature_cancel")
        self.save = Button("存签名图", self.panel, kind="primary", name="signature_save")
        self.buttons.insertWidget(0, self.remove)
        for button in (self.cancel, self.save):
            self.buttons.addWidget(button)
        self._connect()

    def _build(self, words: str) -> None:
        draw, file = QWidget(self.panel), QWidget(self.panel)
        drawing = QVBoxLayout(draw)
        drawing.setContentsMargins(0, 0, 0, 0)
        drawing.addWidget(self._pad)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self._undo)
        line.addWidget(self._clear)
        drawing.addLayout(line)
        choosing = QVBoxLayout(file)
        choosing.setContentsMargins(0, 0, 0, 0)
        choosing.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self._preview)
        row.addStretch(1)
        row.addWidget(self._pick)
        choosing.addLayout(row)
        choosing.addStretch(1)
        self._pages.addWidget(draw)
        self._pages.addWidget(file)
        self.body.addSpacing(6)
        self.body.addWidget(TextLabel(words, "small", "text2", self.panel, wrap=True))
        self.body.addSpacing(12)
        self.body.addWidget(self._choice)
        self.body.addSpacing(8)
        self.body.addWidget(self._pages)
        self.body.addSpacing(4)
        self.body.addWidget(self._message)

    def _connect(self) -> None:
        self._choice.value_changed.connect(
            lambda value: self._pages.setCurrentIndex(1 if value == "file" else 0)
        )
        self._undo.clicked.connect(self._pad.undo)
        self._clear.clicked.connect(self._pad.clear)
        self._pick.clicked.connect(self._on_pick)
        self.cancel.clicked.connect(self.request_close)
        self.save.clicked.connect(self._on_save)
        self.remove.clicked.connect(lambda: self.picture_chosen.emit(b""))

    @property
    def pad(self) -> SignaturePad:
        """The field to draw in."""
        return self._pad

    def show_error(self, words: str) -> None:
        """What is wrong with the picture."""
        self._message.set_error(words)

    def take_file(self, path: Path) -> None:
        """Show the picture in a file; says what is wrong with it."""
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
        except OSError:
            self.show_error("文件打不开，换一个文件")
            return
        if len(data) > LARGEST:
            self.show_error("图片超过5MB，换一个小的")
        elif decode_signature(data) is None:
            self.show_error("不是PNG或JPEG图片，换一个文件")
        else:
            self._picked = data
            self._message.set_error("")
            self._preview.set_signature("", data)

    def _on_pick(self) -> None:
        path = ask_file(self, "选签名图", "图片 (*.png *.jpg *.jpeg)")
        if path is not None:
            self.take_file(path)

    def _on_save(self) -> None:
        drawn = self._choice.value == "draw"
        data = self._pad.png_bytes() if drawn else self._picked
        if not data:
            self.show_error("还没写" if drawn else "还没选图片")
            return
        self.picture_chosen.emit(data)
