"""The way to ``qz_review.workspace``, which is imported only after the first window shows.

Importing the store costs more than the window itself; hence nothing here imports it on loading,
and :meth:`Offices.warm_up` is run in a lane while the login window can already be typed into.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qz_review.jobs import JobContext
    from qz_review.scanning.engine import Scanner
    from qz_review.services.desk_setup import RosterFileView
    from qz_review.services.forms import Founding
    from qz_review.workspace import Workspace

SAMPLE_FOLDER = "三审三校 示例单位"


def _rules() -> Scanner:
    from qz_review.services.scanning import scanner

    return scanner()


def load_words(_job: JobContext) -> None:
    """Load the dictionary by which words are told apart; for a lane.

    It takes a tenth of a second, for which the first 花脸稿 would have to wait.
    """
    from qz_review.markup.tokens import words

    words("词")


class Offices:
    """Finds, opens and makes workspaces."""

    def default_folder(self) -> Path:
        """Where the unit's data lies unless another folder is chosen."""
        from qz_review.workspace import default_workspace_folder

        return default_workspace_folder()

    def sample_folder(self) -> Path:
        """Where 示例单位 is made, beside the default folder."""
        return self.default_folder().parent / SAMPLE_FOLDER

    def exists(self, folder: Path) -> bool:
        """Whether a unit lies in the folder; cheap."""
        from qz_review.workspace import workspace_exists

        return workspace_exists(folder)

    def warm_up(self, folder: Path) -> None:
        """Open a unit once and close it, so that the store is imported; for a lane.

        Raises what :meth:`open` raises.
        """
        self.open(folder).close()

    def open(self, folder: Path) -> Workspace:
        """Open a unit; its connection belongs to the calling thread.

        Raises Refused, Environment, Tampered.
        """
        from qz_review.workspace import open_workspace

        return open_workspace(folder, rules=_rules)

    def found(self, folder: Path, founding: Founding) -> tuple[str, bytes]:
        """Make a unit; the administrators' recovery code and its sheet as PDF.  For a lane."""
        from qz_review.workspace import create_workspace

        workspace, code = create_workspace(folder, founding, rules=_rules)
        with workspace:
            return code, workspace.sheets.recovery_sheet(code)

    def look_at_roster(self, file: Path) -> RosterFileView:
        """What an administrator's roster file says; nothing is believed yet.  For a lane."""
        from qz_review.services.desk_setup import look_at_roster_file

        return look_at_roster_file(file)

    def join(self, folder: Path, roster_file: Path) -> None:
        """Set this machine up as a further desk of the unit.  For a lane."""
        from qz_review.workspace import join_unit

        join_unit(folder, roster_file).close()

    def make_sample(self, folder: Path, job: JobContext) -> None:
        """Make 示例单位; for a lane.  Nothing is left when it is cancelled."""
        from qz_review.workspace import create_sample_office

        create_sample_office(folder, job=job).close()
