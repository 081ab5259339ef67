"""示例单位: a complete office with its people and manuscripts, every signature a real one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from qz_review.assets import resource_path
from qz_review.clock import Clock, system_clock
from qz_review.documents.imported import ImportedDocument
from qz_review.events.kinds import Assignment
from qz_review.jobs import JobContext, SilentJob
from qz_review.model.manuscript import SourceFacts
from qz_review.model.person import Role, RouteSettings
from qz_review.model.text import plain_text
from qz_review.services.acts import Acts
from qz_review.services.changes import ChangeBus
from qz_review.services.desk import Desk
from qz_review.services.findings import RuleSource
from qz_review.services.forms import Founding, NewPerson, RegistrationForm
from qz_review.services.founding import found
from qz_review.services.kept_scans import KeptScans
from qz_review.services.sample_course import Cast, Course, SetClock
from qz_review.services.sample_material import (
    SampleAct,
    SampleManuscript,
    SampleOffice,
    load_manuscripts,
    load_office,
)
from qz_review.services.scanning import scanner_without_typos
from qz_review.services.session import SAMPLE_PASSWORDS
from qz_review.services.signed_in import SignedIn
from qz_review.services.working_time import working_moment, working_moments
from qz_review.signing.sealed_key import KdfCost
from qz_review.storage.store import Store
from qz_review.workspace import Workspace

SAMPLE_COST = KdfCost(2**12)
"""The passwords of the sample stand on its login screen: a dearer sealing would guard nothing."""

FOUNDED_HOURS_AGO = 480


def build_sample_office(
    folder: Path,
    clock: Clock = system_clock,
    job: JobContext | None = None,
    cost: KdfCost | None = None,
) -> None:
    """Make the workspace in an empty folder, in one transaction; the store is closed after.

    Raises Environment, Cancelled.
    """
    watch = job or SilentJob()
    with Store.create(folder) as store:
        with store.transaction():
            office = OfficeUnderConstruction(store, clock(), cost or SAMPLE_COST)
            manuscripts = load_manuscripts()
            for done, manuscript in enumerate(manuscripts):
                watch.check_cancelled()
                watch.progress(done, len(manuscripts), manuscript.text.title)
                office.add(manuscript)
            watch.progress(len(manuscripts), len(manuscripts))
        office.finish()


class OfficeUnderConstruction:
    """The sample unit with its people at their desks.

    now: the moment it is built for.  rules: what scans its manuscripts; without the typo engine,
    for which nobody should wait, and the certificates say so.
    """

    def __init__(
        self,
        store: Store,
        now: datetime,
        cost: KdfCost = SAMPLE_COST,
        rules: RuleSource = scanner_without_typos,
    ) -> None:
        self.material = load_office()
        self.now = now
        self.clock = SetClock(working_moment(now - timedelta(hours=FOUNDED_HOURS_AGO)))
        self._store = store
        self._rules, self._scans = rules, KeptScans()
        desk = Desk(store, self.clock, SignedIn(), ChangeBus())
        found(desk, Acts(desk), founding_of(self.material), cost)
        unit = desk.unit()
        sections = {section.name: section.id for section in unit.sections}
        channels = {channel.name: channel.id for channel in unit.channels}
        self.section_ids = {s.id: sections[s.name] for s in self.material.sections}
        self.channel_ids = {c.id: channels[c.name] for c in self.material.channels}
        store.settings.set(
            SAMPLE_PASSWORDS,
            {person.account: self.material.password for person in self.material.people},
        )
        self.cast = Cast(self._desk_of, self.material.password)
        for person in self.material.people:
            picture = resource_path("samples", "signatures", f"{person.account}.png")
            self.cast.at(person.account).people.set_signature_picture(picture.read_bytes())

    def add(self, manuscript: SampleManuscript) -> str:
        """Register a manuscript and walk what has happened to it; returns its id."""

        planned = self._planned(manuscript)

        def moment_of(hours_ago: float | None) -> datetime:
            moment = self.now - timedelta(hours=hours_ago or 0)
            return planned.get(moment, moment)

        self.clock.moment = moment_of(manuscript.hours_ago)
        registration = self.cast.at(manuscript.registered_by).registration
        source = manuscript.source
        form = RegistrationForm(
            document=ImportedDocument(manuscript.text),
            title=manuscript.text.title,
            subtitle=manuscript.text.subtitle,
            section_id=self.section_ids[manuscript.section],
            channel_ids=tuple(self.channel_ids[c] for c in manuscript.channels),
            author=manuscript.author,
            flags=manuscript.flags,
            source=(
                SourceFacts(source.source, source.authority, source.address, source.copyright)
                if source
                else None
            ),
            source_text=plain_text(source.text) if source else "",
            assignments=self.assignments_of(manuscript.course, manuscript.registered_by),
            hours=manuscript.hours,
        )
        number = (
            f"{self.material.number_prefix}-{self.clock.moment.astimezone().year}"
            f"-{manuscript.serial:04d}"
        )
        manuscript_id = registration.register_as(form, number)
        course = self.course(manuscript_id, moment_of)
        for act in manuscript.course:
            if any(s.hours_ago is not None for s in act.signatures) or act.hours_ago is not None:
                course.play(act)
        return manuscript_id

    def _planned(self, manuscript: SampleManuscript) -> dict[datetime, datetime]:
        """When things happen to a manuscript: in office hours, as far as limits allow.

        Where a step waits, its time runs from a moment that has to stay as it is told.
        """
        hours = [manuscript.hours_ago]
        entered = manuscript.hours_ago
        for act in manuscript.course:
            own = [s.hours_ago for s in act.signatures] or [act.hours_ago]
            happened = [hour for hour in own if hour is not None]
            hours += happened
            if len(happened) == len(own) and act.kind in ("sign", "return"):
                entered = min(happened)
        waits = manuscript.stage is not None
        return working_moments(
            (self.now - timedelta(hours=hour) for hour in hours),
            self.now - timedelta(hours=entered) if waits else None,
        )

    def course(self, manuscript_id: str, moment_of: Callable[[float | None], datetime]) -> Course:
        """A course over a manuscript of this office."""
        return Course(self.cast, self.clock, manuscript_id, moment_of, self.channel_ids)

    def assignments_of(
        self, course: tuple[SampleAct, ...], registered_by: str
    ) -> tuple[Assignment, ...]:
        """Who acts where, as the whole course names them, the acts to come too."""
        roster = self.cast.at(registered_by).people.roster()
        named: dict[tuple[object, object], Assignment] = {}
        for act in course:
            for signature in act.signatures:
                person = roster.by_account(signature.on_behalf_of or signature.by)
                if act.stage is not None and person is not None:
                    place = (act.stage, signature.part)
                    named.setdefault(place, Assignment(act.stage, signature.part, person.id))
        return tuple(named.values())

    def finish(self) -> None:
        """Note, signed by the administrator, how far the log has come; everybody locks."""
        self.clock.moment = self.now
        administrator = founding_of(self.material).administrator.account
        workspace = self.cast.at(administrator)
        workspace.ledger.verify(full=True)
        signed_in = workspace.session.require()
        key = workspace.session.check_password(self.material.password)
        self._store.write_head_note(key, signed_in.id, self.now)
        key.erase()
        self.cast.leave()

    def _desk_of(self, account: str) -> Workspace:
        desk = Desk(self._store, self.clock, SignedIn(), ChangeBus(), scans=self._scans)
        workspace = Workspace(desk, self._rules)
        workspace.session.login(account, self.material.password)
        return workspace


def founding_of(office: SampleOffice) -> Founding:
    """The sample unit as the wizard's answers."""
    sections = {section.id: section.name for section in office.sections}
    people = [
        NewPerson(p.name, p.account, p.roles, office.password, sections.get(p.section, ""), p.duty)
        for p in office.people
    ]
    administrator = next(p for p in people if Role.ADMINISTRATOR in p.roles)
    return Founding(
        unit_name=office.name,
        sections=tuple(section.name for section in office.sections),
        administrator=administrator,
        people=tuple(p for p in people if p is not administrator),
        lead_section=sections[office.lead_section],
        channels=tuple((c.name, c.kind, c.address) for c in office.channels),
        number_prefix=office.number_prefix,
        deputy_account=office.deputy,
        route=RouteSettings(hours=office.hours, number_prefix=office.number_prefix),
    )
