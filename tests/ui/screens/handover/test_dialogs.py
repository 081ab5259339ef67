"""交给谁 and the verdict, as a person meets them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow

from qz_review.handover.verdict import Verdict
from qz_review.model.person import Person
from qz_review.services.handover_views import IncomingManuscript, PackageView, RecipientRow
from qz_review.services.views import ManuscriptQuery
from qz_review.workspace import Workspace
from tests.ui.conftest import SAMPLE_PASSWORD
from ui.jobs.job_runner import InlineJobRunner
from ui.screens.handover.send_dialog import EXCHANGE, FILE, Drive, SendDialog, SendMaterial
from ui.screens.handover.sending import Sending
from ui.screens.handover.verdict_dialog import VerdictDialog
from ui.screens.handover.words import verdict_words
from ui.widgets.toast import ToastHost

MATERIAL = SendMaterial(
    ("m1",),
    ("QT-2026-0408  森林防火",),
    (
        RecipientRow("p1", "陈某安", "副主任", True),
        RecipientRow("p2", "李某禾", "信息科", False),
    ),
    {"p1": "三审"},
    False,
    None,
    (),
)
PART = IncomingManuscript(
    "m1", "QT-2026-0408", "森林防火", Verdict.FAST_FORWARD, 3, 0, 12, 0, False
)
VIEW = PackageView(
    Verdict.FAST_FORWARD, "", (), "handover", "ab" * 16, "青汀市", True, "张某宁", "陈某安", True,
    datetime(2026, 11, 28, tzinfo=UTC), (PART,), 0, False, True, False,
)  # fmt: skip


def shown(window: QMainWindow, material: SendMaterial) -> SendDialog:
    dialog = SendDialog(window, material)
    dialog.open()
    return dialog


def test_who_is_waited_for_comes_first_with_the_step(window: QMainWindow) -> None:
    dialog = shown(window, MATERIAL)
    assert dialog.to.currentText() == "陈某安  副主任  等其三审"
    assert dialog.place.choice == FILE  # neither folder nor stick


def test_a_stick_is_offered_with_its_room_and_the_folder_before_it(window: QMainWindow) -> None:
    stick = Drive(Path("/media/u/交接"), "交接", 12 * 1024**3)
    assert shown(window, replace(MATERIAL, drives=(stick,))).place.choice == "/media/u/交接"
    both = shown(window, replace(MATERIAL, drives=(stick,), folder=Path("/share")))
    assert both.place.choice == EXCHANGE


def test_internal_manuscripts_are_closed_for_the_recipient(window: QMainWindow) -> None:
    forms: list[object] = []
    dialog = shown(window, replace(MATERIAL, sealed=True))
    dialog.send_requested.connect(forms.append)
    dialog.note.setText(" 请今天看 ")
    QTest.keyClick(dialog.accept, Qt.Key.Key_Return)
    (form,) = forms
    assert (form.to_id, form.sealed, form.note) == ("p1", True, "请今天看")  # type: ignore[attr-defined]


def test_esc_stops_the_writing_first_and_closes_only_then(window: QMainWindow) -> None:
    stopped: list[bool] = []
    dialog = shown(window, MATERIAL)
    dialog.cancel_requested.connect(lambda: stopped.append(True))
    dialog.set_busy(True)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert stopped == [True] and dialog.is_open
    dialog.show_error("已取消，没有交出，也没有留下文件")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.is_open


def test_where_the_share_is_gone_nothing_is_handed_over_and_the_dialog_stays(
    office: Workspace,
    jobs: InlineJobRunner,
    window: QMainWindow,
    log_in: Callable[[str], Person],
    tmp_path: Path,
) -> None:
    log_in("zhangning")
    office.exchange.set_folder(tmp_path / "不在的共享")
    rows = office.manuscripts.page(ManuscriptQuery()).rows
    manuscript = next(row.manuscript_id for row in rows if row.number.endswith("0408"))
    Sending(window, jobs, ToastHost(window)).ask([manuscript])
    dialog = window.findChild(SendDialog)
    assert dialog is not None
    dialog.accept.click()
    assert dialog.is_open and "稿件没有交出" in dialog.error.accessibleName()
    assert office.handover.custody(manuscript) is None and not office.handover.outbox()


def test_a_package_is_saved_to_a_file_and_the_outbox_knows_where(
    office: Workspace,
    jobs: InlineJobRunner,
    window: QMainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office.session.login("zhangning", SAMPLE_PASSWORD)
    file = tmp_path / "交陈某安.qzpkg"
    monkeypatch.setattr("ui.screens.handover.sending.ask_new_file", lambda *_args: file)
    rows = office.manuscripts.page(ManuscriptQuery()).rows
    manuscript = next(row.manuscript_id for row in rows if row.number.endswith("0408"))
    Sending(window, jobs, ToastHost(window)).ask([manuscript])
    dialog = window.findChild(SendDialog)
    assert dialog is not None
    dialog.accept.click()
    assert not dialog.is_open and office.receiving.inspect(file).purpose == "handover"
    assert office.handover.outbox()[0].file == file


@pytest.mark.parametrize(
    ("verdict", "reason", "label", "admits"),
    [
        (Verdict.FAST_FORWARD, "", "可接收", True),
        (Verdict.ALREADY_HAVE, "", "已有", False),
        (Verdict.GAP, "", "缺前面", False),
        (Verdict.FORKED, "", "分叉", False),
        (Verdict.UNTRUSTED, "package.unknown_unit", "不可信", False),
        (Verdict.CORRUPT, "package.signature", "已损坏", False),
    ],
)
def test_the_verdict_stands_there_before_anything_can_be_done(
    window: QMainWindow, verdict: Verdict, reason: str, label: str, admits: bool
) -> None:
    view = replace(
        VIEW,
        verdict=verdict,
        reason=reason,
        admissible=admits,
        forked=verdict is Verdict.FORKED,
        manuscripts=(replace(PART, verdict=verdict),),
    )
    dialog = VerdictDialog(window, view, "交.qzpkg")
    dialog.open()
    words = verdict_words(view)
    assert words.label == label and words.then
    assert dialog.verdict.accessibleName() == f"{words.what} {words.then}"
    assert dialog.accept.isVisible() == admits
    assert dialog.keep.isVisible() == (verdict is Verdict.FORKED)
    assert not dialog.more.isVisible()
    dialog.details.click()
    assert dialog.more.isVisible()


def test_what_was_handed_to_somebody_else_is_his_to_receive(window: QMainWindow) -> None:
    dialog = VerdictDialog(window, replace(VIEW, for_me=False), "交.qzpkg")
    dialog.open()
    assert "由本人登录后接收" in dialog.verdict.accessibleName()
    assert not dialog.accept.isVisible()
