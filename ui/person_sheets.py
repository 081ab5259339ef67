"""人员签署清单, from 台账 and from 人员名册: on paper, as PDF, as xlsx."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from ui.sheets_out import KINDS, SheetsOut

if TYPE_CHECKING:
    from qz_review.jobs import JobContext
    from qz_review.workspace import Workspace

_ENTRIES = (("print", "打印签署清单…"), ("pdf", "签署清单 PDF…"), ("xlsx", "签署清单 Excel…"))


@dataclass(frozen=True, slots=True)
class PersonSheets:
    """Everything a person signed on these days; None leaves an end open."""

    out: SheetsOut
    person_id: str
    name: str
    first_day: date | None = None
    last_day: date | None = None

    def bring_out(self, key: str) -> None:
        """key: ``print``, ``pdf`` or ``xlsx``."""
        person_id, first, last = self.person_id, self.first_day, self.last_day

        def make(own: Workspace, job: JobContext) -> bytes:
            from qz_review.services.ledger_export import person_pdf, person_workbook

            sheet = own.ledger_table.person_sheet(person_id, first, last)
            if key == "xlsx":
                return person_workbook(sheet)
            return person_pdf(own.ledger_table, sheet, job)

        if key == "print":
            self.out.print(f"{self.name}签署清单", make)
        else:
            self.out.save(f"{self.name}签署清单", KINDS[key], make)


def person_sheet_menu(parent: QWidget) -> QMenu:
    """The ways to bring a sheet out; each entry's data is its key."""
    menu = QMenu(parent)
    menu.setObjectName("person_sheet_menu")
    for key, words in _ENTRIES:
        menu.addAction(words).setData(key)
    return menu
