"""本稿保护词: words no rule objects to in this manuscript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qz_review.services.views import ManuscriptView
from ui.screens.manuscript.acts.at_step import reason
from ui.screens.manuscript.acts.form import ActForm, Ask, Values

if TYPE_CHECKING:
    from qz_review.workspace import Workspace


def words_form(view: ManuscriptView, workspace: Workspace) -> ActForm:
    """One word a line; all of them, so that a line taken out is a word taken off."""
    words = workspace.lexicons.manuscript_words(view.manuscript_id)

    def perform(own: Workspace, values: Values, _password: str) -> str:
        lines = str(values["words"] or "").splitlines()
        own.lexicons.protect_in(view.manuscript_id, lines, values["reason"])
        return "已改本稿保护词"

    return ActForm(
        "本稿保护词", "存下",
        "人名、店名、作品名等，任何规则都不对它提示，只在本稿有效；通用的加到本单位词库。",
        perform,
        (
            Ask("words", "保护词", "words", "", "\n".join(words), help="一行一个"),
            reason("理由"),
        ),
    )  # fmt: skip
