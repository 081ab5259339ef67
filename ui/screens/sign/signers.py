"""Who signs the step, as cards: the pair of a 读校, leader and principal, or the one person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from qz_review.model.manuscript import Part
from qz_review.model.person import Person
from qz_review.model.stage import Stage
from qz_review.services.results import short_code
from qz_review.services.views import ManuscriptView
from ui.screens.sign.wording import PART_NAMES
from ui.text.names import delegated_words, list_words

if TYPE_CHECKING:
    from qz_review.workspace import Workspace

LEADER_AND_PRINCIPAL = "单位领导、主要领导"
LEADER = "单位领导"


@dataclass(frozen=True, slots=True)
class Signer:
    """One card.  signed_at None: has not signed; name empty: open who it will be.

    detail: duty and key code; note: shown instead of the tag while the signature is open.
    """

    part: Part
    title: str
    name: str
    detail: str
    signed_at: datetime | None
    is_me: bool
    picture: bytes = b""
    note: str = ""


def signers_of(workspace: Workspace, view: ManuscriptView, part: Part) -> tuple[Signer, ...]:
    """The cards of the waiting step when the person at the desk signs as ``part``."""
    me = workspace.session.require()
    mine = _my_card(workspace, view, part, me)
    if view.pair:
        return tuple(
            mine if member.part is part else _partner_card(view, member.part)
            for member in view.pair
        )
    if view.stage is not Stage.REVIEW_3 or not view.needs_principal:
        return (mine,)
    if part is Part.SIGNER:
        mine = replace(mine, title=LEADER)
        return mine, _principal_to_come(workspace, view)
    leader = _leader_card(workspace, view)
    if leader is None:
        return (replace(mine, title=LEADER_AND_PRINCIPAL),)
    return leader, mine


def _my_card(workspace: Workspace, view: ManuscriptView, part: Part, me: Person) -> Signer:
    return Signer(
        part,
        PART_NAMES[part],
        delegated_words(me.name, view.delegated_by),
        _detail(me.duty, short_code(me.key_id) if me.key_id else ""),
        None,
        True,
        workspace.people.signature_picture(me.id) or b"",
    )


def _partner_card(view: ManuscriptView, part: Part) -> Signer:
    member = next(m for m in view.pair if m.part is part)
    if member.is_me and member.signed_at is None:
        # Assigned to both halves is impossible: this half then waits for somebody else.
        return Signer(part, PART_NAMES[part], "", "", None, False, note="待定")
    detail = _detail(member.duty, member.key_code) if member.person_id else "签署后等他签名"
    note = "" if member.signed_at else ("待签" if member.person_id else "待定")
    return Signer(part, PART_NAMES[part], member.name, detail, member.signed_at, False,
                  member.picture, note)  # fmt: skip


def _principal_to_come(workspace: Workspace, view: ManuscriptView) -> Signer:
    people = workspace.people.eligible(view.manuscript_id, Stage.REVIEW_3, Part.PRINCIPAL)
    names = list_words(person.name for person in people)
    return Signer(Part.PRINCIPAL, PART_NAMES[Part.PRINCIPAL], names, "单位领导签后由他审签",
                  None, False, note="待签")  # fmt: skip


def _leader_card(workspace: Workspace, view: ManuscriptView) -> Signer | None:
    signed = next(
        (o for o in view.opinions if o.stage is Stage.REVIEW_3 and not o.superseded
         and o.decision_label and not o.negative),
        None,
    )  # fmt: skip
    if signed is None or not signed.person_ids:
        return None
    person = workspace.people.person(signed.person_ids[0])
    code = "纸质签批" if signed.paper else f"公钥 {short_code(person.key_id)}"
    detail = " · ".join(filter(None, (person.duty, code)))
    picture = b"" if signed.paper else workspace.people.signature_picture(person.id) or b""
    return Signer(Part.SIGNER, LEADER, signed.who, detail, signed.at, False, picture)


def _detail(duty: str, code: str) -> str:
    return " · ".join(filter(None, (duty, f"公钥 {code}" if code else "")))
