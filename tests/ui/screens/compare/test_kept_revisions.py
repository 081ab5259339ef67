"""A manuscript whose 原稿 came with 修订 that were kept: the authors' marks are on the 花脸稿."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QMainWindow

from qz_review.documents.imported import RevisionChoice
from qz_review.model.person import Person
from qz_review.services.forms import RegistrationForm
from qz_review.workspace import Workspace
from tests.journeys.test_intake import REVISED
from tests.ui.screens.compare.hands import listed, words
from ui.jobs.job_runner import InlineJobRunner
from ui.screens.compare.faces import Face
from ui.screens.compare.screen import CompareScreen
from ui.widgets.toast import ToastHost


@pytest.fixture
def kept_screen(
    office: Workspace,
    log_in: Callable[[str], Person],
    jobs: InlineJobRunner,
    window: QMainWindow,
) -> CompareScreen:
    """The 花脸稿 of a manuscript just registered from a docx with 修订 of two authors."""
    log_in("zhangning")
    document = office.registration.inspect_document(
        REVISED, "来稿.docx", revisions=RevisionChoice.KEEP
    )
    unit = office.settings.unit()
    form = RegistrationForm(
        document=document,
        title=document.text.title,
        section_id=unit.sections[0].id,
        channel_ids=(unit.channels[0].id,),
    )
    screen = CompareScreen(office, jobs, office.registration.register(form), ToastHost(window))
    window.setCentralWidget(screen)
    return screen


def test_the_marks_of_the_source_authors_show_from_the_start(kept_screen: CompareScreen) -> None:
    screen = kept_screen

    assert screen.heads.old_button.text() == "来稿（修订前）"
    assert screen.filters.toggle(None).text() == "来稿"
    assert screen.filters.toggle(None).count == len(listed(screen)) > 0
    people = [screen.filters.people.itemText(n) for n in range(screen.filters.people.count())]
    assert people == ["全部人员", "王某", "赵某"]
    assert "年底" in words(screen, Face.OLD)[1] and "11月底" in words(screen, Face.NEW)[1]


def test_the_legend_explains_their_grey_line_only_where_it_occurs(
    kept_screen: CompareScreen,
) -> None:
    screen = kept_screen
    assert "来稿 细线" in screen.legend.toolTip()

    screen.heads.make_menu("old").actions()[1].trigger()

    assert screen.heads.old_button.text() == "原稿"
    assert "来稿" not in screen.legend.toolTip()


def test_notes_are_counted_beside_the_changes(kept_screen: CompareScreen) -> None:
    screen = kept_screen
    changes, notes = len(listed(screen)), len(screen._material.notes)  # type: ignore[union-attr]
    assert notes == 2
    assert screen.panel.counter.text() == f"{changes} 处 · 附注 2"

    model = screen.panel.list.rows
    heads = [row for row in model.all_rows if hasattr(row, "counted")]
    assert sum(head.count for head in heads) == changes
    assert sum(head.notes for head in heads) == notes
