"""扫描证书 on the screen: what the final scan used, and what became of each finding."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qz_review.clock import from_stored
from qz_review.model.scan_certificate import CertifiedFinding, Fate, ScanCertificate
from qz_review.services.views import ScanView
from ui.screens.manuscript.versions_dialog import grouped
from ui.text.moments import moment_words
from ui.widgets.button import Button
from ui.widgets.card import Divider, row
from ui.widgets.headings import GroupHeader
from ui.widgets.overlay_dialog import OverlayDialog
from ui.widgets.tag import Tag
from ui.widgets.text_label import TextLabel

_MOST = 200  # findings shown; the file has all
_TONES = {Fate.OPEN: "warn", Fate.IGNORED: "normal", Fate.FIXED: "ok"}


class CertificateDialog(OverlayDialog):
    """certificate: of the last final scan; scan: with its waiver."""

    def __init__(
        self, host: QWidget, certificate: ScanCertificate, scan: ScanView, now: datetime
    ) -> None:
        super().__init__(host, "扫描证书", width=860, height=700)
        self.setObjectName("certificate_dialog")
        self._now = now
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(24, 16, 24, 16)
        self._column.setSpacing(6)
        self._add_facts(certificate, scan)
        self._add_findings(certificate)
        self._add_used(certificate)
        self._column.addStretch(1)
        self.set_content(content)
        self.set_note("证书随台账保存，印入归档 PDF")
        close = Button("关闭", self.panel, kind="primary", name="certificate_close")
        self.add_action(close)
        close.clicked.connect(self.request_close)

    def _add(self, words: str, role: str = "small", tone: str = "text") -> None:
        label = TextLabel(words, role, tone, self.panel, wrap=True, selectable=True)
        self._column.addWidget(label)

    def _add_facts(self, certificate: ScanCertificate, scan: ScanView) -> None:
        when = moment_words(from_stored(certificate.at), self._now)
        self._add(
            f"{scan.result.label} · {certificate.by} {when} · {certificate.level} · "
            f"{certificate.characters}字", "strong",
        )  # fmt: skip
        if scan.waiver_reason:
            self._add(f"放行理由：{scan.waiver_reason}", "small", "warn")
        self._add_hash("文本", "", certificate.text_hash)

    def _add_used(self, certificate: ScanCertificate) -> None:
        self._column.addSpacing(8)
        self._column.addWidget(GroupHeader("所用规则、词表和模型", "", self.panel))
        rules = f"{certificate.rules_version}，{certificate.rules_count}条"
        self._add_hash("规则", rules, certificate.rules_digest)
        for used in certificate.lists:
            self._add_hash("词表", f"{used.layer} {used.name}".strip(), used.digest or used.version)
        model = certificate.model_version or "未用"
        self._add_hash("模型", model, certificate.model_digest)

    def _add_hash(self, kind: str, name: str, digest: str) -> None:
        words = " · ".join(part for part in (kind, name) if part)
        self._add(words, "caption", "text2")
        if len(digest) == 64:
            shown = grouped(digest, lines=1)
            self._column.addWidget(TextLabel(shown, "hash", "text3", self.panel, selectable=True))

    def _add_findings(self, certificate: ScanCertificate) -> None:
        counts = " · ".join(
            f"{fate.label} {certificate.count(fate)}" for fate in Fate if certificate.count(fate)
        )
        self._column.addSpacing(8)
        self._column.addWidget(GroupHeader("问题及处理", counts or "没有问题", self.panel))
        for one in certificate.findings[:_MOST]:
            self._add_finding(one)
        rest = len(certificate.findings) - _MOST
        if rest > 0:
            self._add(f"另有 {rest} 处，见归档 PDF 和证书文件", "caption", "text3")

    def _add_finding(self, one: CertifiedFinding) -> None:
        grade = one.severity.label if one.severity is not None else "提示"
        place = f"第{one.paragraph}段" if one.paragraph else ""
        head = row()
        head.addWidget(Tag(one.fate.label, _TONES[one.fate], parent=self.panel))
        title = " · ".join(part for part in (one.name, grade, place) if part)
        head.addWidget(TextLabel(title, "small-strong", parent=self.panel), 1)
        self._column.addLayout(head)
        self._add(f"“{one.quote}” {one.message}", "small", "text2")
        if one.fate is Fate.IGNORED:
            when = moment_words(from_stored(one.at), self._now)
            self._add(f"{one.scope}：{one.reason} · {one.by} {when}", "caption", "text3")
        self._column.addWidget(Divider(parent=self.panel))
