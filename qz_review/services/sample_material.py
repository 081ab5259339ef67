"""The material of 示例单位: its office, its people, its manuscripts and how far each has gone.

Reads ``resources/samples``; it makes nothing.  Whoever builds the sample office walks each
manuscript's ``course`` through the same services as everybody, so that every signature in it
is a real one.  Hours count back from the moment of building; an act without hours has not
happened yet and is there for demonstrations that go on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qz_review.assets import resource_path
from qz_review.model.manuscript import Decision, Flag, Part
from qz_review.model.person import Channel, ChannelKind, Role, Section
from qz_review.model.stage import Phase, Stage
from qz_review.model.text import Block, Cell, ManuscriptText, Paragraph, Table


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """Somebody of the sample office; ``section`` is a section id or empty."""

    account: str
    name: str
    roles: frozenset[Role]
    section: str
    duty: str


@dataclass(frozen=True, slots=True)
class SampleOffice:
    """The sample unit.  ``deputy`` is the account of 分管领导, ``password`` everybody's.

    hours: time limit of each step.  countersign_units: other units and who signs there.
    """

    name: str
    deputy: str
    lead_section: str
    number_prefix: str
    sections: tuple[Section, ...]
    channels: tuple[Channel, ...]
    hours: tuple[tuple[str, int], ...]
    countersign_units: tuple[tuple[str, str], ...]
    password: str
    people: tuple[SamplePerson, ...]


@dataclass(frozen=True, slots=True)
class SampleSignature:
    """One signature of a step: ``by`` an account, ``hours_ago`` None where it is still to come.

    opinion, decision: only where they differ from the step's own (主要领导审签).
    """

    part: Part
    by: str
    hours_ago: float | None
    on_behalf_of: str = ""
    decision: Decision | None = None
    opinion: str = ""


@dataclass(frozen=True, slots=True)
class SampleAct:
    """One act in a manuscript's course.

    kind: sign, return, consult, consult_answer, explain_disagreement, joint_review_request,
        joint_review, delegate, final_scan, release, archive or withdraw.
    by, hours_ago: who and when; of a ``sign`` those of its last signature.
    stage: of sign, return and delegate, else None.
    edits: replacements that the signer, or the checker of a 读校, makes before signing, each
        found once in the text.
    notes: what was done about items answered 否, by item id.
    facts: the rest, by name (reason, unit, words, channel …).
    """

    kind: str
    by: str
    hours_ago: float | None
    stage: Stage | None = None
    decision: Decision | None = None
    opinion: str = ""
    edits: tuple[tuple[str, str], ...] = ()
    signatures: tuple[SampleSignature, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    instructions: tuple[str, ...] = ()
    facts: tuple[tuple[str, Any], ...] = ()

    def fact(self, name: str) -> Any:
        """One of the facts; raises KeyError where the act has none of that name."""
        return dict(self.facts)[name]


@dataclass(frozen=True, slots=True)
class SampleSource:
    """Source facts of a reprint with the source's own text."""

    source: str
    authority: str
    address: str
    copyright: str
    text: ManuscriptText


@dataclass(frozen=True, slots=True)
class SampleManuscript:
    """One manuscript as registered, and everything that happens to it.

    serial: number within the year.  hours_ago: of registration.  author: 供稿.
    phase, stage: where it stands after the acts that have hours.
    """

    key: str
    serial: int
    text: ManuscriptText
    channels: tuple[str, ...]
    section: str
    author: str
    registered_by: str
    hours_ago: float
    flags: frozenset[Flag]
    hours: tuple[tuple[str, int], ...]
    source: SampleSource | None
    course: tuple[SampleAct, ...]
    phase: Phase
    stage: Stage | None


@dataclass(frozen=True, slots=True)
class SampleDemo:
    """The demo's own manuscript: ``file`` in ``resources/samples`` and its whole course."""

    file: str
    author: str
    channels: tuple[str, ...]
    section: str
    registered_by: str
    course: tuple[SampleAct, ...]


def load_office() -> SampleOffice:
    """The sample unit and its people.  Raises Environment where the resource is missing."""
    raw = _read("office.json")
    unit = raw["unit"]
    return SampleOffice(
        name=unit["name"],
        deputy=unit["deputy"],
        lead_section=unit["lead_section"],
        number_prefix=unit["number_prefix"],
        sections=tuple(Section(s["id"], s["name"]) for s in unit["sections"]),
        channels=tuple(
            Channel(c["id"], c["name"], ChannelKind(c["kind"]), c["address"])
            for c in unit["channels"]
        ),
        hours=tuple(unit["hours"].items()),
        countersign_units=tuple((u["name"], u["signed_by"]) for u in unit["countersign_units"]),
        password=raw["password"],
        people=tuple(
            SamplePerson(
                p["account"],
                p["name"],
                frozenset(Role(role) for role in p["roles"]),
                p["section"],
                p["duty"],
            )
            for p in raw["people"]
        ),
    )


def load_manuscripts() -> tuple[SampleManuscript, ...]:
    """The sample manuscripts.  Raises Environment where the resource is missing."""
    return tuple(_manuscript(raw) for raw in _read("manuscripts.json")["manuscripts"])


def load_demo() -> SampleDemo:
    """The demo's course; its edits fit the docx it names and no other."""
    raw = _read("demo.json")
    return SampleDemo(
        file=raw["file"],
        author=raw["author"],
        channels=tuple(raw["channels"]),
        section=raw["section"],
        registered_by=raw["registered_by"],
        course=tuple(_act(act) for act in raw["course"]),
    )


def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(resource_path("samples", name).read_text(encoding="utf-8"))
    return data


def _manuscript(raw: Mapping[str, Any]) -> SampleManuscript:
    stands = raw["stands"]
    return SampleManuscript(
        key=raw["key"],
        serial=raw["serial"],
        text=_text(raw),
        channels=tuple(raw["channels"]),
        section=raw["section"],
        author=raw["author"],
        registered_by=raw["registered_by"],
        hours_ago=raw["hours_ago"],
        flags=frozenset(Flag(flag) for flag in raw["flags"]),
        hours=tuple(raw["hours"].items()),
        source=None if raw["source"] is None else _source(raw["source"]),
        course=tuple(_act(act) for act in raw["course"]),
        phase=Phase(stands["phase"]),
        stage=None if stands["stage"] is None else Stage(stands["stage"]),
    )


def _source(raw: Mapping[str, Any]) -> SampleSource:
    return SampleSource(
        source=raw["source"],
        authority=raw["authority"],
        address=raw["address"],
        copyright=raw["copyright"],
        text=_text(raw["text"]),
    )


def _act(raw: Mapping[str, Any]) -> SampleAct:
    signatures = tuple(_signature(signature) for signature in raw.get("signatures", ()))
    last = signatures[-1] if signatures else None
    own = {"act", "by", "hours_ago", "stage", "decision", "opinion", "edits", "signatures"}
    own |= {"notes", "instructions"}
    is_step = raw["act"] == "sign"
    facts = {name: value for name, value in raw.items() if name not in own}
    if not is_step and "opinion" in raw:
        facts["opinion"] = raw["opinion"]
    return SampleAct(
        kind=raw["act"],
        by=last.by if last else raw["by"],
        hours_ago=last.hours_ago if last else raw["hours_ago"],
        stage=Stage(raw["stage"]) if "stage" in raw else None,
        decision=Decision(raw["decision"]) if "decision" in raw else None,
        opinion=raw.get("opinion", "") if is_step else "",
        edits=tuple((old, new) for old, new in raw.get("edits", ())),
        signatures=signatures,
        notes=tuple(raw.get("notes", {}).items()),
        instructions=tuple(raw.get("instructions", ())),
        facts=tuple(facts.items()),
    )


def _signature(raw: Mapping[str, Any]) -> SampleSignature:
    return SampleSignature(
        part=Part(raw["part"]),
        by=raw["by"],
        hours_ago=raw["hours_ago"],
        on_behalf_of=raw.get("on_behalf_of", ""),
        decision=Decision(raw["decision"]) if "decision" in raw else None,
        opinion=raw.get("opinion", ""),
    )


def _text(raw: Mapping[str, Any]) -> ManuscriptText:
    return ManuscriptText(
        title=raw["title"],
        subtitle=raw.get("subtitle", ""),
        blocks=tuple(_block(block) for block in raw["blocks"]),
    )


def _block(raw: Mapping[str, Any]) -> Block:
    if raw["kind"] == "table":
        rows = tuple(tuple(Cell((words,)) for words in row) for row in raw["rows"])
        return Table(rows, raw["caption"])
    return Paragraph(raw["text"], raw["level"], raw["label"])
