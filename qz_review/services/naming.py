"""Names as they are written on screen and paper (李某禾读 张某宁核; 张某宁，受 周某远 委托)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qz_review.model.manuscript import Flag, Part
from qz_review.model.person import Channel, Person, Unit
from qz_review.model.stage import Stage
from qz_review.workflow.state import SignOff

_PAIR_MARKS = {Part.READER: "读", Part.CHECKER: "核"}
_ROLE_LABELS = {
    Stage.REVIEW_1: "采编人员",
    Stage.PROOF_1: "读校",
    Stage.REVIEW_2: "责任科室负责人",
    Stage.PROOF_2: "默读",
    Stage.REVIEW_3: "单位领导",
    Stage.PROOF_3: "读校",
}


class Names:
    """Resolves ids to names.  people: everybody ever on the roster, by id."""

    def __init__(self, people: Mapping[str, Person], unit: Unit) -> None:
        self._people = people
        self._sections = {section.id: section.name for section in unit.sections}
        self._channels = {channel.id: channel for channel in unit.channels}

    def person(self, person_id: str) -> str:
        """The name; empty for an empty id, the id itself for nobody known."""
        person = self._people.get(person_id)
        return person.name if person else person_id

    def people(self, person_ids: Iterable[str]) -> tuple[str, ...]:
        """Names in the order given."""
        return tuple(self.person(person_id) for person_id in person_ids)

    def section(self, section_id: str) -> str:
        """The section's name, empty where there is none."""
        return self._sections.get(section_id, section_id)

    def channel(self, channel_id: str) -> str:
        """The channel's name."""
        channel = self._channels.get(channel_id)
        return channel.name if channel else channel_id

    def channel_entry(self, channel_id: str) -> Channel | None:
        """The channel as the unit has it, None where there is none."""
        return self._channels.get(channel_id)

    def channels(self, channel_ids: Sequence[str]) -> str:
        """All names, joined for one cell of a list."""
        return "、".join(self.channel(channel_id) for channel_id in channel_ids)

    def acting(self, person_id: str, on_behalf_of: str) -> str:
        """Who acted, with who delegated: 张某宁，受 周某远 委托."""
        name = self.person(person_id)
        if on_behalf_of and on_behalf_of != person_id:
            return f"{name}，受 {self.person(on_behalf_of)} 委托"
        return name

    def signers(self, sign_offs: Sequence[SignOff]) -> str:
        """The signers of one step; 读 and 核 after the names of a pair, 审签 joined with +."""
        joiner = " + " if any(s.part is Part.PRINCIPAL for s in sign_offs) else " "
        return joiner.join(
            self._marked(s.person_id, s.on_behalf_of, s.part) for s in by_part(sign_offs)
        )

    def holders(self, waiting: Iterable[tuple[str, Part]]) -> str:
        """Who is to sign: names with 读 and 核, 主要领导 joined with ``+``."""
        ordered = sorted(waiting, key=lambda held: _PART_ORDER[held[1]])
        marked = [self._marked(person_id, "", part) for person_id, part in ordered]
        return " ".join(dict.fromkeys(marked))

    def _marked(self, person_id: str, on_behalf_of: str, part: Part) -> str:
        mark = _PAIR_MARKS.get(part, "")
        name = self.person(person_id)
        if on_behalf_of and on_behalf_of != person_id:
            return f"{name}{mark}，受 {self.person(on_behalf_of)} 委托"
        return name + mark


_PART_ORDER = {Part.READER: 0, Part.CHECKER: 1, Part.SIGNER: 2, Part.PRINCIPAL: 3}


def by_part(sign_offs: Iterable[SignOff]) -> tuple[SignOff, ...]:
    """Sign-offs of one step in printing order: 朗读 before 核对, 审签 last."""
    return tuple(sorted(sign_offs, key=lambda s: (_PART_ORDER[s.part], s.seq)))


def step_label(stage: Stage, part: Part) -> str:
    """What a sign-off is called: 一审 … 三校, 审签 for the principal's own."""
    return "审签" if part is Part.PRINCIPAL else stage.label


def role_label(stage: Stage, part: Part) -> str:
    """The line under the step's name on the sheet: 采编人员, 读校, 默读, 主要领导 …"""
    return "主要领导" if part is Part.PRINCIPAL else _ROLE_LABELS[stage]


def flags_line(flags: frozenset[Flag]) -> str:
    """稿件类别 as the sheet writes it: 重要稿件；涉及其他单位；非转载."""
    words = {
        Flag.IMPORTANT: "重要稿件",
        Flag.SPECIALIST: "专业性强（联审）",
        Flag.OTHER_UNITS: "涉及其他单位",
        Flag.REPRINT: "转载",
        Flag.QUOTATION: "有引用内容",
        Flag.SERVICE_GUIDE: "政务服务办事指南",
        Flag.INTERNAL: "内部",
    }
    parts = [word for flag, word in words.items() if flag in flags]
    if Flag.REPRINT not in flags:
        parts.append("非转载")
    return "；".join(parts)
