"""What the manuscript screen shows, put together in the worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qz_review.markup.marked import Mark
from qz_review.model.stage import Stage
from qz_review.services.finding_views import ScanBasis
from qz_review.services.handover_views import CustodyView
from qz_review.services.views import ManuscriptView
from ui.editor.opening import picture_digests
from ui.editor.preparing import PreparedLines, prepare
from ui.pictures import PictureShelf

if TYPE_CHECKING:
    from qz_review.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Loaded:
    """ready: the lines of ``view.text``, with its marks.  basis: of scans, None without rules.

    custody: in whose hands it is, None for one that never left this desk.
    """

    view: ManuscriptView
    ready: PreparedLines
    basis: ScanBasis | None
    custody: CustodyView | None = None


def load(workspace: Workspace, manuscript_id: str, pictures: PictureShelf) -> Loaded:
    """Ask for one manuscript, make its pictures small and turn its text into lines."""
    view = workspace.manuscripts.view(manuscript_id)
    pictures.fill(picture_digests(view.text, view.original), workspace.manuscripts.blob)
    marked = workspace.manuscripts.marked(manuscript_id, view.text if view.may_edit else None)
    own = None
    if view.may_edit:
        number = workspace.manuscripts.version_of_edits(manuscript_id, view.text)
        me = workspace.session.require()
        own = Mark(number, view.stage or Stage.PROOF_3, me.name)
    # What is released is compared, not scanned: rules of today say nothing of a text of then.
    basis = None if view.phase.is_over else workspace.findings.basis(manuscript_id)
    custody = workspace.handover.custody(manuscript_id)
    return Loaded(view, prepare(marked, view.text, own), basis, custody)
