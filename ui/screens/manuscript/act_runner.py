"""Runs the acts of menu, banners and footer: forms, dialogs, files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qz_review.markup.layers import compose
from qz_review.markup.marked import Version
from qz_review.model.stage import Stage
from qz_review.services.results import PublishText
from ui.clipboard import copy_formatted
from ui.editor.opening import open_marked, open_text
from ui.files_out import FilesOut
from ui.printing import Viewer, ask_where, file_name, write_pdf
from ui.published.dialog import PublishedDialog
from ui.rule_dialog import RuleDialog
from ui.screens.manuscript.acts.act_dialog import ActDialog
from ui.screens.manuscript.acts.catalogue import form_for
from ui.screens.manuscript.acts.form import ActForm, Ask, Values
from ui.screens.manuscript.certificate_dialog import CertificateDialog
from ui.screens.manuscript.notices import elsewhere
from ui.screens.manuscript.print_dialog import PrintDialog, maker, sheet_options
from ui.screens.manuscript.step_dialog import StepDialog
from ui.screens.manuscript.text_dialog import TextDialog
from ui.screens.manuscript.versions_dialog import VersionsDialog
from ui.widgets.confirm_dialog import ConfirmDialog

if TYPE_CHECKING:
    from qz_review.workspace import Workspace
    from ui.screens.manuscript.screen import ManuscriptScreen

_PHRASES = "opinion_phrases"
_SAVES_FIRST = frozenset({"return", "overrule", "delegate", "record_paper", "scan", "withdraw"})


class ActRunner(QObject):
    """Belongs to one screen."""

    def __init__(self, screen: ManuscriptScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._viewer: Viewer | None = None
        self._files = FilesOut(screen, screen.jobs)
        self._files.told.connect(lambda words, _icon: screen.told.emit(words))

    def run(self, act: str, target: str = "") -> None:
        """Begin an act by its name, as in ``view.may`` and :mod:`act_list`."""
        screen, view = self._screen, self._screen.view
        if view is None or not act:
            return
        if act.startswith("open:"):
            screen.save()
            screen.manuscript_requested.emit(act.removeprefix("open:"))
            return
        plain = {
            "versions": self.show_versions,
            "print": self._print,
            "marked_docx": lambda: self._export("marked_docx"),
            "clean_docx": lambda: self._export("clean_docx"),
            "copy_text": self._copy_text,
            "published": self._compare_published,
            "archive_pdf": lambda: self._make_sheet("archive", opens=False),
            "correct": lambda: screen.correction_requested.emit(view.manuscript_id),
            "rule": self.show_rule,
            "set_aside": self._show_set_aside,
            "source_text": lambda: self._show_source(target),
            "reopen": screen.leave,
            "next_change": lambda: screen.go_to_change(1),
            "add_phrase": self._add_phrase,
            "hand_over": lambda: self._hand_over("hand_over"),
            "recall": lambda: self._hand_over("recall"),
            "certificate": self._show_certificate,
        }.get(act)
        if plain is not None:
            plain()
            return
        words = screen.panel.opinion.opinion.toPlainText().strip()
        form = form_for(act, view, screen.workspace, screen.now(), target=target,
                        words=words if act in ("return", "overrule") else "")  # fmt: skip
        if form is not None:
            if act in _SAVES_FIRST:
                screen.keeper.save_now()
            self._ask(form)

    def _ask(self, form: ActForm) -> None:
        dialog = ActDialog(self._screen, self._screen.jobs, form)
        dialog.done.connect(self._on_act_done)
        dialog.open()

    def _on_act_done(self, words: str) -> None:
        self._screen.told.emit(words)
        self._screen.reload()

    def show_markup(self, text_hash: str = "", *, at_notes: bool = False) -> None:
        """花脸稿 of the present text, or of a version; at_notes: at its first 附注."""
        screen = self._screen
        if screen.view is not None:
            screen.save()
            screen.markup_requested.emit(screen.view.manuscript_id, text_hash, at_notes)

    # --- dialogs --------------------------------------------------------------------------------

    def show_versions(self, chosen: str = "") -> None:
        """版本, with one of them shown at first."""
        screen, view = self._screen, self._screen.view
        if view is None:
            return
        queries = screen.workspace.manuscripts
        dialog = VersionsDialog(
            screen, view, queries.text, queries.blob, screen.now(), chosen=chosen
        )
        dialog.restore_wanted.connect(self._restore)
        dialog.markup_wanted.connect(self.show_markup)
        dialog.open()

    def _restore(self, text_hash: str) -> None:
        screen = self._screen
        dialog = ConfirmDialog(
            screen, "恢复这一版", "正文换成这一版的文字，作为一次新的改动；现在的文字先存为一版。",
            danger=False,
        )  # fmt: skip

        def restore(_reason: str) -> None:
            view = screen.view
            if view is None:
                return
            manuscript_id = view.manuscript_id
            screen.leave()

            def work(workspace: Workspace, _job: object) -> str:
                workspace.review.restore_text(manuscript_id, text_hash)
                return "已恢复这一版"

            screen.jobs.run(self, "恢复", work, self._on_act_done)

        dialog.confirmed.connect(restore)
        dialog.open()

    def show_step(self, key: str) -> None:
        """A done node of the stepper was clicked."""
        screen, view = self._screen, self._screen.view
        node = next((n for n in view.nodes if n.key == key), None) if view is not None else None
        if view is None or node is None:
            return
        dialog = StepDialog(screen, view, node, screen.now())
        dialog.version_wanted.connect(self.show_versions)
        dialog.markup_wanted.connect(self.show_markup)
        dialog.open()

    def _compare_published(self) -> None:
        screen, view = self._screen, self._screen.view
        if view is None:
            return
        signed = screen.workspace.published.signed_text(view.manuscript_id)
        dialog = PublishedDialog(screen, screen.jobs, signed)
        dialog.recorded.connect(screen.told)
        dialog.recorded.connect(lambda _: screen.reload())
        dialog.open()

    def show_rule(self) -> None:
        """F1: the rule's words of the waiting step."""
        view = self._screen.view
        if view is not None and view.stage is not None:
            RuleDialog(self._screen, view.stage).open()

    def _show_set_aside(self) -> None:
        view = self._screen.view
        if view is not None and view.set_aside is not None:
            present, aside = Version(None, view.text), Version(Stage.REVIEW_1, view.set_aside)
            lines = open_marked(compose([present, aside]), view.set_aside)
            blob = self._screen.workspace.manuscripts.blob
            dialog = TextDialog(self._screen, "搁置的改动", lines, view.set_aside, blob)
            dialog.set_note("线是与现在正文的差别，选中可复制")
            dialog.open()

    def _show_source(self, text_hash: str) -> None:
        queries = self._screen.workspace.manuscripts
        text = queries.text(text_hash)
        TextDialog(self._screen, "来源全文", open_text(text), text, queries.blob).open()

    def _show_certificate(self) -> None:
        view = self._screen.view
        if view is None or view.scan is None:
            return
        certificate = self._screen.workspace.release.certificate(view.manuscript_id)
        if certificate is not None:
            CertificateDialog(self._screen, certificate, view.scan, self._screen.now()).open()

    def _add_phrase(self) -> None:
        workspace = self._screen.workspace
        known = [str(phrase) for phrase in workspace.settings.preference(_PHRASES, []) or []]

        def perform(own: Workspace, values: Values, _password: str) -> str:
            phrase = values["phrase"]
            own.settings.set_preference(_PHRASES, [p for p in known if p != phrase] + [phrase])
            return "已添加常用语"

        self._ask(
            ActForm(
                "添加常用语",
                "添加",
                "只在你自己这里出现。",
                perform,
                (Ask("phrase", "常用语", "line", "写上要添加的话"),),
            )
        )

    def _hand_over(self, act: str) -> None:
        """交给谁 and 收回 are asked by the desk; what is typed is saved first."""
        screen, view = self._screen, self._screen.view
        if view is None or act not in view.may:
            self.tell_elsewhere()
            return
        screen.save()
        screen.handover_requested.emit(act, view.manuscript_id)

    def tell_elsewhere(self) -> None:
        """Say whose hands it is in, where somebody tries what only they can do."""
        custody = self._screen.custody
        if custody is not None and not custody.held_here:
            notice = elsewhere(custody, self._screen.now())
            self._screen.told.emit(f"{notice.fact}，这里只能看")

    # --- paper and files ------------------------------------------------------------------------

    def _print(self) -> None:
        view = self._screen.view
        if view is None:
            return
        self._screen.leave()  # sheets are made of what is saved: that is what is on the screen
        dialog = PrintDialog(self._screen, view)
        dialog.sheet_wanted.connect(lambda key, opens: self._make_sheet(key, opens=opens))
        dialog.open()

    def _make_sheet(self, key: str, *, opens: bool) -> None:
        screen, view = self._screen, self._screen.view
        if view is None:
            return
        title = next((o.title for o in sheet_options(view) if o.key == key), "档案")
        name = file_name(view.number, title)
        path: Path | None = None
        if not opens:
            path = ask_where(screen, name)
            if path is None:
                return
        make = maker(key, view.manuscript_id)

        def work(workspace: Workspace, _job: object) -> bytes:
            return make(workspace)

        screen.jobs.run(
            self, "排印", work, lambda content: self._on_sheet_made(content, name, path)
        )

    def _on_sheet_made(self, content: bytes, name: str, path: Path | None) -> None:
        if path is not None:
            write_pdf(path, content)
            self._screen.told.emit(f"已存 {path.name}")
            return
        self._viewer = self._viewer or Viewer()
        if not self._viewer.open(name, content):
            chosen = ask_where(self._screen, name, title="没有打开 PDF 的程序，存到")
            if chosen is not None:
                write_pdf(chosen, content)
                self._screen.told.emit(f"已存 {chosen.name}")

    def _export(self, key: str) -> None:
        """花脸稿 or 清样 as Word, with the person's edits on top."""
        screen, view = self._screen, self._screen.view
        if view is not None:
            screen.save_at_once()
            self._files.export(key, view.manuscript_id, view.number, drafted=view.may_edit)

    def open_sheet(self, name: str, digest: str) -> None:
        """Open the scan of a 会签."""
        content = self._screen.workspace.manuscripts.blob(digest)
        self._viewer = self._viewer or Viewer()
        self._viewer.open(name or "会签件.pdf", content)

    def _copy_text(self) -> None:
        view = self._screen.view
        if view is None:
            return
        manuscript_id = view.manuscript_id

        def work(workspace: Workspace, _job: object) -> PublishText:
            return workspace.release.publish_text(manuscript_id)

        self._screen.jobs.run(self, "复制发布文本", work, self._on_text_made, shown=False)

    def _on_text_made(self, text: PublishText) -> None:
        copy_formatted(text.plain, text.html)
        self._screen.told.emit("已复制发布文本")
