"""A small real office in a folder, and short ways to say who does what."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from qz_review.documents.imported import ImportedDocument
from qz_review.model.checklist import Answer, AskedAt, ItemAnswer
from qz_review.model.manuscript import (
    CarriedOut,
    ChangeClass,
    Decision,
    Flag,
    Part,
    SourceFacts,
)
from qz_review.model.person import ChannelKind, Role, RouteSettings
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText, Paragraph
from qz_review.services.findings import RuleSource
from qz_review.services.forms import Founding, NewPerson, RegistrationForm
from qz_review.services.results import SignedAct
from qz_review.services.sample_course import SetClock
from qz_review.services.views import DraftWork, ManuscriptView
from qz_review.signing.sealed_key import SMALLEST
from qz_review.workflow.checklists import answers_all_yes
from qz_review.workspace import Workspace, create_workspace, open_workspace

PASSWORD = "secret-2026"
START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)

TEXT = ManuscriptText(
    "关于冬季供水的通知",
    blocks=(
        Paragraph("各县、区人民政府："),
        Paragraph("截止11月底，全市共检修管网120公里，走在全省前列。"),
        Paragraph("市民可登陆市政府网站查询停水信息。"),
    ),
)

PEOPLE = {
    "admin": ("管某", {Role.ADMINISTRATOR}, "信息科"),
    "editor": ("张某宁", {Role.EDITOR}, "信息科"),
    "second": ("李某禾", {Role.EDITOR}, "信息科"),
    "chief": ("周某远", {Role.SECTION_CHIEF}, "信息科"),
    "other_chief": ("王某川", {Role.SECTION_CHIEF}, "综合科"),
    "leader": ("陈某安", {Role.UNIT_LEADER}, ""),
    "leader2": ("何某清", {Role.UNIT_LEADER}, ""),
    "principal": ("梁某", {Role.PRINCIPAL, Role.UNIT_LEADER}, ""),
    "specialist": ("孙某岚", {Role.SPECIALIST}, "综合科"),
}

DECISIONS = {
    Stage.REVIEW_1: Decision.ADOPT,
    Stage.PROOF_1: Decision.PROOF_CLEAN,
    Stage.REVIEW_2: Decision.PUBLISHABLE,
    Stage.PROOF_2: Decision.PROOF_CLEAN,
    Stage.REVIEW_3: Decision.APPROVE,
    Stage.PROOF_3: Decision.PROOF_RELEASE,
}

SIGNERS: dict[Stage, tuple[tuple[str, Part], ...]] = {
    Stage.REVIEW_1: (("editor", Part.SIGNER),),
    Stage.PROOF_1: (("second", Part.READER), ("editor", Part.CHECKER)),
    Stage.REVIEW_2: (("chief", Part.SIGNER),),
    Stage.PROOF_2: (("chief", Part.SIGNER),),
    Stage.REVIEW_3: (("leader", Part.SIGNER),),
    Stage.PROOF_3: (("editor", Part.READER), ("chief", Part.CHECKER)),
}


def founding(route: RouteSettings | None = None) -> Founding:
    """The office's answers to the wizard."""

    def person(account: str) -> NewPerson:
        name, roles, section = PEOPLE[account]
        return NewPerson(name, account, frozenset(roles), PASSWORD, section, "")

    return Founding(
        unit_name="青汀市人民政府办公室",
        sections=("信息科", "综合科"),
        administrator=person("admin"),
        people=tuple(person(account) for account in PEOPLE if account != "admin"),
        lead_section="信息科",
        channels=(
            ("青汀要闻", ChannelKind.WEBSITE, "https://www.qingting.example/"),
            ("青汀发布", ChannelKind.WECHAT, ""),
        ),
        number_prefix="QT",
        deputy_account="leader",
        route=route or RouteSettings(number_prefix="QT"),
    )


class Office:
    """One workspace, one clock, and whoever is at the desk."""

    def __init__(
        self,
        folder: Path,
        route: RouteSettings | None = None,
        rules: RuleSource | None = None,
    ) -> None:
        self.folder = folder
        self.clock = SetClock(START)
        self.workspace, self.recovery_code = create_workspace(
            folder, founding(route), self.clock, SMALLEST, rules
        )

    def open_again(self) -> Workspace:
        """A second window on the same folder."""
        return open_workspace(self.folder, self.clock)

    def at(self, account: str) -> Workspace:
        """The workspace with this person logged in, five minutes later than before."""
        self.clock.moment += timedelta(minutes=5)
        current = self.workspace.session.current
        if current is None or current.account != account:
            self.workspace.session.login(account, PASSWORD)
        return self.workspace

    def person_id(self, account: str) -> str:
        """Id of a person of the office."""
        person = self.workspace.people.roster().by_account(account)
        assert person is not None
        return person.id

    @property
    def section_id(self) -> str:
        """Id of 信息科."""
        return self.workspace.settings.unit().sections[0].id

    @property
    def channel_ids(self) -> tuple[str, ...]:
        """Ids of both channels."""
        return tuple(channel.id for channel in self.workspace.settings.unit().channels)

    def register(
        self,
        text: ManuscriptText = TEXT,
        *flags: Flag,
        source: SourceFacts | None = None,
        source_text: str = "",
        corrects: str = "",
        channels: int = 1,
    ) -> str:
        """The editor registers a manuscript; returns its id."""
        form = RegistrationForm(
            document=ImportedDocument(text),
            title=text.title,
            section_id=self.section_id,
            channel_ids=self.channel_ids[:channels],
            flags=frozenset(flags),
            source=source,
            source_text=source_text,
            corrects=corrects,
        )
        return self.at("editor").registration.register(form)

    def view(self, manuscript_id: str) -> ManuscriptView:
        """The manuscript as whoever is at the desk sees it."""
        return self.workspace.manuscripts.view(manuscript_id)

    def work(self, manuscript_id: str, text: ManuscriptText | None = None) -> DraftWork:
        """Finished work at the waiting step: everything answered, classed and ticked."""
        view = self.view(manuscript_id)
        assert view.checklist is not None
        text = text or view.text
        changes, lines = self.workspace.review.expected(manuscript_id, text)
        return DraftWork(
            text=text,
            answers=answers_all_yes(view.checklist, view.flags),
            opinion="意见。",
            changes=tuple(replace(c, kind=ChangeClass.CORRECTS_WORDING) for c in changes),
            carried_out=tuple(
                CarriedOut(line.key, line.source, line.words, True) for line in lines
            ),
            base_hash=view.text_hash,
        )

    def sign(
        self,
        manuscript_id: str,
        account: str,
        part: Part = Part.SIGNER,
        decision: Decision | None = None,
        *,
        text: ManuscriptText | None = None,
        instructions: tuple[str, ...] = (),
        opinion: str = "意见。",
    ) -> SignedAct:
        """Sign the waiting step with everything answered 是."""
        workspace = self.at(account)
        stage = self.view(manuscript_id).stage
        assert stage is not None
        work = replace(self.work(manuscript_id, text), instructions=instructions, opinion=opinion)
        return workspace.review.sign(
            manuscript_id, part, decision or DECISIONS[stage], work, PASSWORD
        )

    def step(self, manuscript_id: str) -> SignedAct:
        """Sign the waiting step by those who usually do."""
        stage = self.view(manuscript_id).stage
        assert stage is not None
        for account, part in SIGNERS[stage]:
            act = self.sign(manuscript_id, account, part)
        return act

    def advance(self, manuscript_id: str, until: Stage | None) -> None:
        """Sign step after step until ``until`` waits; None: until 三校 is signed."""
        while self.view(manuscript_id).stage is not until:
            self.step(manuscript_id)

    def edit(self, manuscript_id: str, account: str, old: str, new: str) -> ManuscriptText:
        """Somebody changes the text and leaves the screen; the edit becomes a version."""
        workspace = self.at(account)
        view = self.view(manuscript_id)
        text = replaced(view.text, old, new)
        workspace.review.save_draft(manuscript_id, DraftWork(text, base_hash=view.text_hash))
        workspace.review.leave(manuscript_id)
        return text

    def finish(self, manuscript_id: str) -> None:
        """Scan, release on every channel, sign 归档 (the PDF is made when asked for)."""
        workspace = self.at("editor")
        workspace.release.final_scan(manuscript_id)
        for channel in self.view(manuscript_id).channels:
            workspace.release.record_release(
                manuscript_id,
                channel.channel_id,
                "https://a.example/1",
                self.clock.moment,
                PASSWORD,
            )
        asked = workspace.archive.archive_items(manuscript_id)
        answers = [ItemAnswer(i.id, Answer.YES) for i in asked.questions(AskedAt.ARCHIVE)]
        workspace.archive.sign_archive(manuscript_id, answers, PASSWORD)


def replaced(text: ManuscriptText, old: str, new: str) -> ManuscriptText:
    """The text with a passage of its paragraphs or title replaced."""
    changed = replace(
        text,
        title=text.title.replace(old, new),
        blocks=tuple(
            replace(block, text=block.text.replace(old, new))
            if isinstance(block, Paragraph)
            else block
            for block in text.blocks
        ),
    )
    assert changed != text
    return changed
