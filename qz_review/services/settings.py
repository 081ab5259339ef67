"""设置: the unit (a signed event), personal preferences (no evidence): ``workspace.settings``."""

from __future__ import annotations

from typing import Any

from qz_review.errors import Refused
from qz_review.events.kinds import UnitChanged
from qz_review.model.person import Unit
from qz_review.model.stage import Stage
from qz_review.services.acts import Acts
from qz_review.services.changes import ChangeSet
from qz_review.services.desk import Desk


class SettingsService:
    """The unit and how it runs the route; theme, widths and the like for each person."""

    def __init__(self, desk: Desk, acts: Acts) -> None:
        self._desk = desk
        self._acts = acts

    def unit(self) -> Unit:
        """The unit as of now."""
        return self._desk.unit()

    def change_unit(self, unit: Unit) -> None:
        """Sign the unit as it is from now on; administrators only.

        Manuscripts under way keep the limits and the separation they were registered with.
        Raises Refused: ``unit.no_name``, ``unit.no_section``, ``unit.no_channel``,
        ``unit.same_name`` (fact ``name``), ``unit.bad_hours``, ``unit.bad_prefix``,
        ``unit.section_in_use`` (fact ``name``), ``unit.channel_missing`` (fact ``name``; close a
        channel instead), and the roster's rules.
        """
        check_unit(unit)
        before = self.unit()
        kept = {section.id for section in unit.sections}
        roster = self._desk.roster()
        for section in before.sections:
            used = any(p.active and p.section_id == section.id for p in roster.people.values())
            if section.id not in kept and used:
                raise Refused("unit.section_in_use", name=section.name)
        channel_ids = {channel.id for channel in unit.channels}
        for channel in before.channels:
            if channel.id not in channel_ids:
                raise Refused("unit.channel_missing", name=channel.name)
        if unit != before:
            self._acts.perform_on_roster(UnitChanged(unit))

    def preference(self, name: str, default: Any = None) -> Any:
        """A preference of who is logged in (of the workspace while nobody is)."""
        return self._desk.store.settings.get(self._key(name), default)

    def set_preference(self, name: str, value: Any) -> None:
        """Keep a JSON value."""
        self._desk.store.settings.set(self._key(name), value)
        self._desk.changes.publish(ChangeSet(settings=True))

    def _key(self, name: str) -> str:
        return f"preference:{self._desk.signed_in.person_id}:{name}"


def check_unit(unit: Unit) -> None:
    """Raise Refused for a unit that could not run the route; codes at ``change_unit``."""
    if not unit.name.strip():
        raise Refused("unit.no_name")
    if not unit.sections:
        raise Refused("unit.no_section")
    if not any(not channel.closed for channel in unit.channels):
        raise Refused("unit.no_channel")
    for names in (
        [section.name.strip() for section in unit.sections],
        [channel.name.strip() for channel in unit.channels if not channel.closed],
    ):
        for name in names:
            if not name or names.count(name) > 1:
                raise Refused("unit.same_name", name=name)
    hours = dict(unit.route.hours)
    if set(hours) != {stage.value for stage in Stage} or not all(
        0 < limit <= 24 * 365 for limit in hours.values()
    ):
        raise Refused("unit.bad_hours")
    prefix = unit.route.number_prefix
    if not (1 <= len(prefix) <= 6 and prefix.isascii() and prefix.isalnum()):
        raise Refused("unit.bad_prefix")
