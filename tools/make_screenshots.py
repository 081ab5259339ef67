"""Make docs/screenshots from the sample office, through the real application, offscreen.

    .venv/bin/python tools/make_screenshots.py [--only NAME] [--out DIR]

Every screen is taken at 1366 × 768 and 1920 × 1080, light and dark; three of them also at
1440 × 900 for the README.  What the pictures show depends on the hour they are made at, since
the sample office's manuscripts are registered relative to now.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402
from PySide6.QtCore import QDeadlineTimer, QElapsedTimer  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from qz_review.markup.stage_marks import STAGE_MARKS  # noqa: E402
from qz_review.model.text import plain_text  # noqa: E402
from qz_review.signing.kdf import SMALLEST  # noqa: E402
from qz_review.workspace import create_sample_office  # noqa: E402
from ui.application import DesktopApplication  # noqa: E402
from ui.published.dialog import PublishedDialog  # noqa: E402
from ui.screens.batch.presenter import BatchPresenter  # noqa: E402
from ui.shell.machine_settings import MachineSettings  # noqa: E402
from ui.shell.offices import Offices  # noqa: E402
from ui.theme.theme import STYLE_ARGUMENTS, ThemeMode  # noqa: E402

SIZES = ((1366, 768), (1920, 1080))
README_SIZE = (1440, 900)
PASSWORD = "sample-2026"
EDITOR, CHIEF, LEADER, ADMINISTRATOR = "zhangning", "zhouyuan", "chenan", "zhaoming"
CALM_MS = 250  # nothing moved for so long: the screen is complete
PATIENCE_MS = 15_000
_BAR = 6  # px


class Photographer:
    """Walks through one application and keeps pictures of it.

    out: where pictures go; only: part of the names wanted.
    """

    def __init__(self, qt: QApplication, out: Path, only: str) -> None:
        self._qt, self._out, self._only = qt, out, only
        self._app: DesktopApplication | None = None
        self.taken: list[Path] = []

    @property
    def app(self) -> DesktopApplication:
        """The application under the camera."""
        assert self._app is not None
        return self._app

    def begin(self, folder: Path | None, mode: ThemeMode) -> None:
        """Start the application on a folder (None: as on a first start)."""
        self.end()
        settings = Path(tempfile.mkdtemp()) / "machine.ini"
        self._app = DesktopApplication(self._qt, _Nowhere(), MachineSettings(settings))
        self._app.theme.set_reduced_motion(True)
        self._app.theme.set_mode(mode)
        self._app.start(folder)
        self.settle()

    def end(self) -> None:
        """Close the application that runs."""
        if self._app is not None:
            self._app.window.close()
            self._app.end()
            self._app = None

    def log_in(self, account: str) -> None:
        """Open the desk as somebody."""
        login = self.app.entrance.login
        login.set_account(account)
        login.login_requested.emit(account, PASSWORD)
        timer = QElapsedTimer()
        timer.start()
        while self.app.desk is None and timer.elapsed() < PATIENCE_MS:
            self._qt.processEvents()
        assert self.app.desk is not None, "login did not open the desk"
        self.settle()

    def settle(self) -> None:
        """Let work in the lanes and the event loop come to rest."""
        deadline = QDeadlineTimer(PATIENCE_MS)
        calm = QElapsedTimer()
        calm.start()
        while calm.elapsed() < CALM_MS and not deadline.hasExpired():
            QTest.qWait(20)
            if self.app.jobs.is_busy:
                calm.restart()

    def take(self, name: str, prepare: Callable[[], None] | None = None) -> None:
        """One picture a size; README pictures one more."""
        sizes = (*SIZES, README_SIZE) if name in README_PICTURES else SIZES
        mode = "dark" if self.app.theme.is_dark else "light"
        for width, height in sizes:
            if (width, height) == README_SIZE and mode == "dark":
                continue
            self.app.window.resize(width, height)
            self.settle()
            if prepare is not None:
                prepare()
                self.settle()
            target = self._out / f"{name}-{width}x{height}-{mode}.png"
            self.app.window.grab().save(str(target))
            _shrink(target)
            self.taken.append(target)

    def wants(self, name: str) -> bool:
        """Whether a picture of this name is wanted."""
        return self._only in name


def _shrink(picture: Path) -> None:
    """256 colours are enough for these screens and a quarter of the bytes.

    The colours of the steps are few pixels, and would be averaged away: a bar of each is laid
    under the picture while its palette is chosen.
    """
    with Image.open(picture) as opened:
        full = opened.convert("RGB")
    colours = [mark for stage in STAGE_MARKS.values() for mark in (stage.light, stage.dark)]
    with_bars = Image.new("RGB", (full.width, full.height + _BAR * len(colours)))
    with_bars.paste(full)
    for place, colour in enumerate(colours):
        with_bars.paste(Image.new("RGB", (full.width, _BAR), colour),
                        (0, full.height + _BAR * place))  # fmt: skip
    palette = with_bars.quantize(256, dither=Image.Dither.NONE)
    full.quantize(palette=palette, dither=Image.Dither.NONE).save(picture, optimize=True)


class _Nowhere(Offices):
    """The real way to workspaces, but with a default folder that is no person's own."""

    def default_folder(self) -> Path:
        return Path("文档", "三审三校")


README_PICTURES = {"workbench", "manuscript", "leader", "markup", "findings", "ledger"}


def main() -> int:
    """Parse the arguments, take the pictures, print their names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screenshots")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    qt = QApplication(["qz-review", *STYLE_ARGUMENTS])
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "示例单位"
        create_sample_office(folder, cost=SMALLEST).close()
        camera = Photographer(qt, arguments.out, arguments.only)
        for mode in (ThemeMode.LIGHT, ThemeMode.DARK):
            _walk(camera, folder, mode)
        camera.end()
    print(f"{len(camera.taken)} pictures in {arguments.out}")
    return 0


def _walk(camera: Photographer, folder: Path, mode: ThemeMode) -> None:
    if camera.wants("first-run"):
        camera.begin(None, mode)
        camera.take("first-run")
    if camera.wants("wizard"):
        camera.begin(None, mode)
        camera.app.entrance._on_found_requested()
        camera.settle()
        camera.take("wizard")
    if camera.wants("login"):
        camera.begin(folder, mode)
        camera.take("login")
    _walk_chief(camera, folder, mode)
    _walk_findings(camera, folder, mode)
    _walk_ledger(camera, folder, mode)
    _walk_markup(camera, folder, mode)
    _walk_others(camera, folder, mode)


def _walk_chief(camera: Photographer, folder: Path, mode: ThemeMode) -> None:
    names = ("workbench", "manuscripts", "manuscript", "opinion", "blocked", "sign")
    if not any(camera.wants(name) for name in names):
        return
    camera.begin(folder, mode)
    camera.log_in(CHIEF)
    desk = camera.app.desk
    assert desk is not None
    if camera.wants("workbench"):
        camera.take("workbench")
    if camera.wants("manuscripts"):
        desk.show_screen("manuscripts")
        camera.take("manuscripts")
    wanted = _find(desk, "长者食堂")
    if any(camera.wants(name) for name in ("manuscript", "opinion", "blocked")):
        desk.open_manuscript(wanted)
        camera.settle()
        camera.take("manuscript")
        page = desk.documents.page
        assert page is not None
        page.panel.show_tab("opinion")  # type: ignore[attr-defined]
        camera.take("opinion")
        page.readiness.act()  # type: ignore[attr-defined]
        camera.take("blocked")
    if camera.wants("sign"):
        camera.begin(folder, mode)
        camera.log_in(CHIEF)
        desk = camera.app.desk
        assert desk is not None
        _answer_everything(desk, _find(desk, "加装电梯"))
        desk.open_manuscript(_find(desk, "加装电梯"))
        camera.settle()
        desk.documents.page.readiness.act()  # type: ignore[union-attr]
        camera.take("sign")


def _walk_ledger(camera: Photographer, folder: Path, mode: ThemeMode) -> None:
    """台账 with the course of some words, 所签即所发, 统计."""
    if not any(camera.wants(name) for name in ("ledger", "published", "figures")):
        return
    camera.begin(folder, mode)
    camera.log_in(CHIEF)
    desk = camera.app.desk
    assert desk is not None
    desk.show_screen("ledger")
    camera.settle()
    screen: Any = desk.screen_shown
    if camera.wants("ledger"):
        place = screen.model.place_of(_find(desk, "供水防冻"))
        screen.table.setCurrentIndex(screen.model.index(place, 0))
        QTest.qWait(CALM_MS)
        camera.settle()
        screen.trace.quote_entered.emit("据市气象台预报")
        camera.settle()
        camera.take("ledger")
    if camera.wants("published"):
        published = desk._parts.workspace.published
        signed = published.signed_text(_find(desk, "流感疫苗"))
        dialog = PublishedDialog(screen, camera.app.jobs, signed)
        words = plain_text(signed.text).replace("高发季节", "多发季节")
        dialog.paste.setPlainText(f"首页 > 便民服务\n{words}")
        dialog.open()
        dialog.run()
        camera.settle()
        camera.take("published")
        dialog.close_overlay()
    if camera.wants("figures"):
        desk.show_screen("figures")
        screen = desk.screen_shown
        screen.groups.set_value("person")
        camera.settle()
        camera.take("figures")


def _walk_findings(camera: Photographer, folder: Path, mode: ThemeMode) -> None:
    """问题 at 一审; the certificate of a final scan; 批量扫描."""
    names = ("findings", "certificate", "batch")
    if not any(camera.wants(name) for name in names):
        return
    camera.begin(folder, mode)
    camera.log_in("lihe")
    desk = camera.app.desk
    assert desk is not None
    if camera.wants("findings"):
        desk.open_manuscript(_find(desk, "汀上人家"))
        camera.settle()
        page: Any = desk.documents.page
        page.panel.findings.level.set_value("full")
        camera.settle()
        page.panel.findings.focus_list()
        camera.take("findings")
    if camera.wants("certificate"):
        desk.open_manuscript(_find(desk, "青汀大桥"))
        camera.settle()
        page = desk.documents.page
        page.acts.run("certificate")
        camera.take("certificate")
    if camera.wants("batch"):
        camera.begin(folder, mode)
        camera.log_in(CHIEF)
        desk = camera.app.desk
        assert desk is not None
        desk.show_screen("batch")
        camera.settle()
        screen: Any = desk.screen_shown
        with tempfile.TemporaryDirectory() as scratch:
            screen.findChild(BatchPresenter).scan_folder(_some_files(Path(scratch)))
            camera.settle()
        camera.take("batch")


def _some_files(scratch: Path) -> Path:
    """A folder as somebody may have it: a docx, texts with mistakes, a damaged file."""
    folder = scratch / "十一月待发稿件"
    folder.mkdir()
    shutil.copy(ROOT / "resources" / "samples" / "样稿.docx", folder / "老旧小区改造.docx")
    (folder / "开放数据目录.docx").write_bytes(b"PK\x03\x04")
    for name, words in (
        ("供水防冻补充通知", "关于做好供水防冻的补充通知\n网络复盖全市，，请于2月30日前查收。"),
        ("座谈会消息", "市民营企业座谈会举行\n领导小姐召开会议，其它事项另行通知。"),
        ("森林防火提示", "森林防火提示\n气侯干燥，秸杆禁烧。"),
    ):
        (folder / f"{name}.txt").write_text(words, encoding="utf-8")
    return folder


def _walk_markup(camera: Photographer, folder: Path, mode: ThemeMode) -> None:
    """花脸稿 in its three layouts, a change in the middle chosen."""
    layouts = {"markup": "side", "markup-single": "single", "markup-triple": "triple"}
    if not any(camera.wants(name) for name in layouts):
        return
    camera.begin(folder, mode)
    camera.log_in(CHIEF)
    desk = camera.app.desk
    assert desk is not None
    desk.documents.open_markup(_find(desk, "加装电梯"), desk.open_manuscript)
    camera.settle()
    page = desk.documents.page
    assert page is not None
    for name, layout in layouts.items():
        if camera.wants(name):
            page.header.layouts.set_value(layout)  # type: ignore[attr-defined]
            page.choose(5)  # type: ignore[attr-defined]
            camera.take(name)


def _walk_others(camera: Photographer, folder: Path, mode: ThemeMode) -> None:
    if camera.wants("leader"):
        camera.begin(folder, mode)
        camera.log_in(LEADER)
        desk = camera.app.desk
        assert desk is not None
        desk.documents.open_leader_view(desk._parts.workspace.manuscripts.leader_queue()[0])
        camera.take("leader")
    if camera.wants("registration"):
        camera.begin(folder, mode)
        camera.log_in(EDITOR)
        assert camera.app.desk is not None
        camera.app.desk.register()
        camera.take("registration")
    for name in ("people", "lexicons", "settings"):
        if camera.wants(name):
            camera.begin(folder, mode)
            camera.log_in(ADMINISTRATOR)
            assert camera.app.desk is not None
            camera.app.desk.show_screen(name)
            camera.take(name)


def _answer_everything(desk: object, manuscript_id: str) -> None:
    """The work of somebody who has read everything and is about to sign."""
    from dataclasses import replace

    from qz_review.model.manuscript import ChangeClass, Decision
    from qz_review.services.views import DraftWork
    from qz_review.workflow.checklists import answers_all_yes

    workspace = desk._parts.workspace  # type: ignore[attr-defined]
    view = workspace.manuscripts.view(manuscript_id)
    wording = ChangeClass.CORRECTS_WORDING
    workspace.review.save_draft(
        manuscript_id,
        DraftWork(
            view.text,
            base_hash=view.text_hash,
            answers=answers_all_yes(view.checklist, view.flags),
            opinion="领导修改意见已誊正，数据、称谓与补助办法复核一致，同意登载。",
            decision=Decision.PROOF_RELEASE,
            changes=tuple(replace(change, kind=wording) for change in view.expected_changes),
            carried_out=tuple(replace(line, done=True) for line in view.expected_lines),
            read_paragraphs=frozenset(range(200)),
        ),
    )


def _find(desk: object, words: str) -> str:
    from qz_review.services.views import ManuscriptQuery

    workspace = desk._parts.workspace  # type: ignore[attr-defined]
    return str(workspace.manuscripts.page(ManuscriptQuery(text=words)).rows[0].manuscript_id)


if __name__ == "__main__":
    sys.exit(main())
