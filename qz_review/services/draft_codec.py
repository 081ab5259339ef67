"""Unsigned work to bytes and back, for the drafts table; nothing in it is evidence."""

from __future__ import annotations

import json

from qz_review.model.checklist import Answer, ItemAnswer
from qz_review.model.manuscript import CarriedOut, ChangeClass, ClassedChange, Decision
from qz_review.model.text import canonical_bytes, parse_text
from qz_review.services.views import DraftWork

FORMAT = "qz-draft/1"


def encode_draft(work: DraftWork) -> bytes:
    """The bytes to keep.  Raises TextFormatError for a text no UTF-8 can carry."""
    data = {
        "format": FORMAT,
        "text": canonical_bytes(work.text).decode("utf-8"),
        "answers": [[a.item_id, a.answer.value, a.note] for a in work.answers],
        "all_yes": work.all_yes,
        "opinion": work.opinion,
        "decision": work.decision.value if work.decision else None,
        "instructions": list(work.instructions),
        "changes": [
            [c.key, c.place, c.deleted, c.inserted, c.kind.value if c.kind else None]
            for c in work.changes
        ],
        "carried_out": [[c.key, c.source, c.words, c.done, c.answer] for c in work.carried_out],
        "read": sorted(work.read_paragraphs),
        "seconds": work.seconds_open,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def decode_draft(data: bytes) -> DraftWork | None:
    """The work in kept bytes; None for another format, which is then left where it is."""
    try:
        raw = json.loads(data)
        if raw["format"] != FORMAT:
            return None
        return DraftWork(
            text=parse_text(raw["text"].encode("utf-8")),
            answers=tuple(ItemAnswer(i, Answer(a), note) for i, a, note in raw["answers"]),
            all_yes=raw["all_yes"],
            opinion=raw["opinion"],
            decision=Decision(raw["decision"]) if raw["decision"] else None,
            instructions=tuple(raw["instructions"]),
            changes=tuple(
                ClassedChange(key, place, deleted, inserted, ChangeClass(kind) if kind else None)
                for key, place, deleted, inserted, kind in raw["changes"]
            ),
            carried_out=tuple(CarriedOut(*line) for line in raw["carried_out"]),
            read_paragraphs=frozenset(raw["read"]),
            seconds_open=raw["seconds"],
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
