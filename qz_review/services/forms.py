"""What people fill in: the forms the services take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from qz_review.documents.imported import ImportedDocument, RevisionChoice
from qz_review.events.kinds import Assignment
from qz_review.model.checklist import ItemAnswer
from qz_review.model.manuscript import Decision, Flag, Part, SourceFacts
from qz_review.model.person import ChannelKind, Role, RouteSettings

__all__ = [
    "Founding",
    "NewPerson",
    "PaperForm",
    "RegistrationForm",
    "RevisionChoice",
]


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to put on the roster.  section: the section's name, empty for none."""

    name: str
    account: str
    roles: frozenset[Role]
    password: str
    section: str = ""
    duty: str = ""


@dataclass(frozen=True, slots=True)
class Founding:
    """What the wizard asks to make a workspace.

    channels: name, kind and address of each publishing channel.
    deputy_account: account of 分管领导 among ``administrator`` and ``people``, or empty.
    lead_section: name of 主管科室, one of ``sections``, or empty.
    """

    unit_name: str
    sections: tuple[str, ...]
    administrator: NewPerson
    people: tuple[NewPerson, ...] = ()
    lead_section: str = ""
    channels: tuple[tuple[str, ChannelKind, str], ...] = ()
    number_prefix: str = "GJ"
    deputy_account: str = ""
    route: RouteSettings | None = None


@dataclass(frozen=True, slots=True)
class RegistrationForm:
    """登记稿件.

    source_text: the source's own words of a reprint, kept for comparing.
    hours: limits that differ from the unit's, by ``Stage`` value, in hours.
    attachments: file name and content.
    corrects: id of the released manuscript that this one corrects, or empty.
    """

    document: ImportedDocument
    title: str
    section_id: str
    channel_ids: tuple[str, ...]
    subtitle: str = ""
    author: str = ""
    flags: frozenset[Flag] = frozenset()
    source: SourceFacts | None = None
    source_text: str = ""
    assignments: tuple[Assignment, ...] = ()
    hours: tuple[tuple[str, int], ...] = ()
    attachments: tuple[tuple[str, bytes], ...] = ()
    corrects: str = ""


@dataclass(frozen=True, slots=True)
class PaperForm:
    """纸质签批: what the leader wrote on the printed sheet, and its scan.

    check_code: as printed on the sheet.  sheet: file name and content of the scan.
    """

    part: Part
    signer_id: str
    decision: Decision
    opinion: str
    check_code: str
    sheet: tuple[str, bytes]
    signed_on: datetime
    answers: tuple[ItemAnswer, ...] = ()
    instructions: tuple[str, ...] = ()
