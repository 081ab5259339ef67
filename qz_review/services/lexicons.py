"""词库: the layered lists, who changed them, when and why: ``workspace.lexicons``.

国家 comes with the program and is read only; 自治区 and 本单位 are kept by signed events of the
roster's chain (:class:`ListsChanged`).  A bundled term that does not fit here is set aside by a
保护词 of the unit with the same words.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from uuid import uuid4

from qz_review.documents.read import load_file
from qz_review.errors import Refused
from qz_review.events.kinds import ListsChanged
from qz_review.events.record import Recorded
from qz_review.ledger.list_changes import Entries, Kept, UnitLists, difference, pack, unpack
from qz_review.model.finding import Finding
from qz_review.model.listed import Listed, ListedOfficer, ListedTerm
from qz_review.model.person import Role
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.engine import ScanSettings
from qz_review.scanning.layers import Layer
from qz_review.scanning.level import Level
from qz_review.scanning.names.officers import Officer, bundled_officers
from qz_review.scanning.protection import ProtectList
from qz_review.scanning.terms.bundled import bundled_terms
from qz_review.scanning.terms.categories import CATEGORIES
from qz_review.scanning.terms.folding import fold
from qz_review.services.acts import Acts
from qz_review.services.desk import Desk
from qz_review.services.lexicon_views import (
    OFFICERS,
    CategoryCount,
    ChangeRow,
    EntryPage,
    EntryRow,
    ImportPreview,
)
from qz_review.services.list_rows import checked, list_bytes, read_list
from qz_review.services.sound_text import one_line, sound
from qz_review.services.unit_lists import lexicons_of, unit_lists, word_list
from qz_review.storage.atomic_file import write_atomically
from qz_review.workflow.commands import ChangeWords

_MAY_CHANGE = frozenset({Role.SECTION_CHIEF, Role.UNIT_LEADER, Role.PRINCIPAL, Role.ADMINISTRATOR})
_LISTED = frozenset("MS")  # families of the rules that use the lists


class LexiconsService:
    """Reading, searching, changing and undoing; every change is signed and says why."""

    def __init__(self, desk: Desk, acts: Acts) -> None:
        self._desk = desk
        self._acts = acts

    # --- reading ---

    def lists(self) -> UnitLists:
        """The unit's lists as of now."""
        return unit_lists(self._desk.roster())

    def may_change(self) -> bool:
        """Whether the person at the desk may change the unit's lists here."""
        me = self._desk.me()
        return bool(me.roles & _MAY_CHANGE) and not self._desk.roster_elsewhere

    def categories(self) -> tuple[CategoryCount, ...]:
        """The category tree with counts, officers last."""
        bundled, own = bundled_counts(), self._own_counts()
        tree = [
            CategoryCount(
                c.code,
                c.name,
                c.short or c.name,
                c.group.label,
                c.basis,
                bundled.get(c.code, 0),
                own.get(c.code, 0),
            )
            for c in CATEGORIES
        ]
        source = "《新闻联播》播出文字统计，2022—2026年；各单位补充"
        tree.append(
            CategoryCount(
                OFFICERS, "人名、职务", "人名、职务", "名单", source,
                bundled.get(OFFICERS, 0), own.get(OFFICERS, 0),
            )
        )  # fmt: skip
        return tuple(tree)

    def _own_counts(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for kept in self.lists().layers.values():
            for one in kept.values():
                code = one.entry.category if isinstance(one.entry, ListedTerm) else OFFICERS
                counts[code] = counts.get(code, 0) + 1
        return counts

    def entries(
        self, code: str = "", query: str = "", *, offset: int = 0, limit: int = 200
    ) -> EntryPage:
        """Entries of a category ("" = all) whose words hold the query, the unit's first.

        The query is compared without regard to width, case and traditional forms.
        """
        wanted = fold(query.strip())
        matching = [row for row in self._rows(code) if not wanted or _holds(row.entry, wanted)]
        return EntryPage(tuple(matching[offset : offset + limit]), len(matching))

    def _rows(self, code: str) -> list[EntryRow]:
        names, lists = self._desk.names(), self.lists()
        rows = [
            EntryRow(kept.entry, layer, names.person(kept.person_id), kept.at, kept.reason)
            for layer in (Layer.UNIT, Layer.REGION)
            for kept in sorted(lists.of(layer.value).values(), key=_newest)
            if code in ("", _code_of(kept.entry))
        ]
        rows += [EntryRow(e, Layer.NATION) for e in bundled_entries() if code in ("", _code_of(e))]
        return rows

    def history(self, limit: int = 200) -> tuple[ChangeRow, ...]:
        """Changes of the lists, the latest first."""
        changes = [r for r in self._desk.roster().list_changes if _changed(r) is not None]
        undone = {event.undoes for r in changes if (event := _changed(r)) is not None}
        return tuple(self._change_row(r, undone) for r in reversed(changes[-limit:]))

    def _change_row(self, recorded: Recorded, undone: set[str]) -> ChangeRow:
        event, envelope = recorded.event, recorded.envelope
        assert isinstance(event, ListsChanged)
        entries = unpack(event.entries) if event.added + event.removed <= 20 else Entries()
        words = "、".join(_words(entry) for entry in (*entries.added, *entries.removed)[:6])
        return ChangeRow(
            event.change_id,
            Layer(event.layer),
            self._desk.names().person(envelope.actor_id),
            envelope.time,
            event.reason,
            event.added,
            event.removed,
            event.undoes,
            event.change_id in undone,
            words,
        )

    # --- changing ---

    def add(self, entries: Sequence[Listed], reason: str, layer: Layer = Layer.UNIT) -> str:
        """Put entries on a list; one with the same words takes the old one's place.

        Returns the id of the change.  Raises Refused: the codes of :func:`checked`,
        ``lists.no_change``, ``lists.no_reason``, ``lists.by_chief``, ``roster.elsewhere``.
        """
        wanted = [checked(_tidy(entry)) for entry in entries]
        return self._change(layer, difference(self.lists().of(layer.value), wanted), reason)

    def remove(self, entries: Sequence[Listed], reason: str, layer: Layer = Layer.UNIT) -> str:
        """Take entries off a list.  Raises Refused as :meth:`add`."""
        kept = self.lists().of(layer.value)
        gone = tuple(kept[entry.key].entry for entry in entries if entry.key in kept)
        return self._change(layer, Entries((), gone), reason)

    def replace(self, before: Listed, now: Listed, reason: str, layer: Layer = Layer.UNIT) -> str:
        """Change one entry, its words included.  Raises Refused as :meth:`add`."""
        wanted = checked(_tidy(now))
        kept = self.lists().of(layer.value)
        change = difference(kept, [wanted])
        if wanted.key != before.key and before.key in kept:
            change = Entries(change.added, (*change.removed, kept[before.key].entry))
        return self._change(layer, change, reason)

    def set_aside(self, term: str, reason: str) -> str:
        """Let a bundled term not count here: a 保护词 of the unit with its words."""
        return self.add([ListedTerm(term, "protect")], reason)

    def undo(self, change_id: str, reason: str) -> str:
        """Take one change back; what was changed again since stays as it is now.

        Raises Refused ``lists.unknown_change``, ``lists.no_change`` and as :meth:`add`.
        """
        event = next(
            (
                e
                for recorded in self._desk.roster().list_changes
                if (e := _changed(recorded)) is not None and e.change_id == change_id
            ),
            None,
        )
        if event is None:
            raise Refused("lists.unknown_change")
        layer, change = Layer(event.layer), unpack(event.entries)
        kept = self.lists().of(layer.value)
        gone = tuple(
            entry for entry in change.added if entry.key in kept and kept[entry.key].entry == entry
        )
        free = {entry.key for entry in gone}
        back = tuple(e for e in change.removed if e.key not in kept or e.key in free)
        return self._change(layer, Entries(back, gone), reason, undoes=change_id)

    def _change(self, layer: Layer, entries: Entries, reason: str, undoes: str = "") -> str:
        if not reason.strip():
            raise Refused("lists.no_reason")
        if not entries.added and not entries.removed:
            raise Refused("lists.no_change")
        change_id = uuid4().hex
        self._acts.perform_on_roster(
            ListsChanged(
                change_id,
                layer.value,
                len(entries.added),
                len(entries.removed),
                pack(sound(entries)),
                one_line(reason),
                undoes,
            )
        )
        return change_id

    # --- one manuscript ---

    def manuscript_words(self, manuscript_id: str) -> tuple[str, ...]:
        """本稿保护词, sorted."""
        return tuple(sorted(self._desk.state(manuscript_id).protected_words))

    def protect_in(self, manuscript_id: str, words: Sequence[str], reason: str) -> None:
        """Say which words no rule objects to in one manuscript, all of them.

        Raises Refused ``lists.too_short``, ``lists.too_long``, ``lists.too_many_words``,
        ``lists.no_change``, ``lists.no_reason``, ``finding.not_yours``.
        """
        self._acts.perform(manuscript_id, ChangeWords(tuple(map(one_line, words)), reason))

    # --- files ---

    def preview_import(
        self, data: bytes, name: str, category: str = "own", layer: Layer = Layer.UNIT
    ) -> ImportPreview:
        """What taking in a file would change; nothing is changed yet.

        category: for terms that name none.  Raises Refused, the codes of :func:`read_list`.
        """
        read = read_list(data, name, category)
        kept = self.lists().of(layer.value)
        new = tuple(entry for entry in read.entries if entry.key not in kept)
        changed = tuple(
            (kept[entry.key].entry, entry)
            for entry in read.entries
            if entry.key in kept and kept[entry.key].entry != entry
        )
        same = len(read.entries) - len(new) - len(changed)
        return ImportPreview(layer, new, changed, same, read.bad)

    def take_in(self, preview: ImportPreview, reason: str) -> str:
        """Do what a preview showed, as one change that can be undone at once."""
        return self.add(preview.entries, reason, preview.layer)

    def export(self, kind: str, code: str = "", layer: Layer | None = Layer.UNIT) -> bytes:
        """Entries of a layer (None = all) and a category as xlsx, csv or txt."""
        rows = (row for row in self._rows(code) if layer is None or row.layer is layer)
        return list_bytes((row.entry for row in rows), kind)

    def export_to(self, path: Path, code: str = "") -> None:
        """Write the unit's entries of a category (国家's where it has none) to a file.

        The ending of its name says in which form.  Raises Environment.
        """
        kind = path.suffix.lower().lstrip(".")
        own = any(row.layer is not Layer.NATION for row in self._rows(code))
        layer = Layer.UNIT if own else None
        data = self.export(kind if kind in ("csv", "txt") else "xlsx", code, layer)
        write_atomically(path, data)

    # --- trying ---

    def try_on(self, text: str, more: Sequence[Listed] = ()) -> tuple[Finding, ...]:
        """What the lists find in a text, at the full level; more: entries not yet kept."""
        from qz_review.services.scanning import scanner_without_typos

        lexicons, protect = lexicons_of(self._desk.roster(), self.today())
        tried = word_list(Layer.MANUSCRIPT, repr(tuple(more)), more)
        words = ProtectList(term.text for term in tried.entries if term.protects)
        rules = scanner_without_typos()
        only = frozenset(rule.code for rule in rules.rules if rule.family in _LISTED)
        settings = ScanSettings(
            Level.FULL, only=only, protect=protect | words, lexicons=(*lexicons, tried)
        )
        context = ScanContext(release_on=self.today())
        return rules.scan(Document.of_text(text), settings, context).findings

    def today(self) -> date:
        """The day by the clock of this desk."""
        return self._desk.now().astimezone().date()


def read_list_bytes(path: Path) -> bytes:
    """The bytes of a list file.  Raises Refused ``list.too_large``, Environment."""
    return load_file(path)


# --- bundled ------------------------------------------------------------------------------------


@cache
def bundled_entries() -> tuple[Listed, ...]:
    """The terms and officers of 国家 in the form in which lists are shown and written.

    Officers whose title others have held since stay out: they only date older texts.
    """
    terms = tuple(
        ListedTerm(
            t.text, t.category, t.certainty.value, t.replacements, t.message, t.source,
            variants=t.variants,
        )
        for t in bundled_terms().terms()
    )  # fmt: skip
    present = (officer for officer in bundled_officers() if officer.present)
    return (*terms, *map(_listed_officer, present))


def _listed_officer(officer: Officer) -> ListedOfficer:
    seen = f"，截至{officer.seen_until}" if officer.seen_until else ""
    return ListedOfficer(
        officer.name, officer.title, officer.order, source=f"{officer.source}{seen}"
    )


@cache
def bundled_counts() -> dict[str, int]:
    """How many bundled entries each category has."""
    counts: dict[str, int] = {}
    for entry in bundled_entries():
        code = _code_of(entry)
        counts[code] = counts.get(code, 0) + 1
    return counts


def _code_of(entry: Listed) -> str:
    return entry.category if isinstance(entry, ListedTerm) else OFFICERS


def _words(entry: Listed) -> str:
    return entry.text if isinstance(entry, ListedTerm) else f"{entry.name} {entry.title}".strip()


def _holds(entry: Listed, wanted: str) -> bool:
    if isinstance(entry, ListedTerm):
        return wanted in fold(" ".join((entry.text, *entry.replacements, entry.message)))
    return wanted in fold(f"{entry.name} {entry.title}")


def _newest(kept: Kept) -> float:
    return -kept.at.timestamp()


def _changed(recorded: Recorded) -> ListsChanged | None:
    return recorded.event if isinstance(recorded.event, ListsChanged) else None


def _tidy(entry: Listed) -> Listed:
    """Words on one line, without white space around them."""
    if isinstance(entry, ListedOfficer):
        return ListedOfficer(
            one_line(entry.name), one_line(entry.title), entry.order,
            entry.since, entry.until, one_line(entry.source),
        )  # fmt: skip
    return ListedTerm(
        one_line(entry.text), entry.category, entry.certainty,
        tuple(map(one_line, entry.replacements)), one_line(entry.message),
        one_line(entry.source), entry.since, entry.until, entry.variants,
    )  # fmt: skip
