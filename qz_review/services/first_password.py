"""Whose password somebody else chose, kept until he chooses one himself.

A mark in the settings, never evidence: a signature does not depend on it.  It names the key,
so that a mark left from a key that was replaced since says nothing.
"""

from __future__ import annotations

from qz_review.model.person import Person
from qz_review.services.desk import Desk

_MARK = "first_password."


def note_given(desk: Desk, person_id: str, key_id: str) -> None:
    """Somebody else chose the password of this key."""
    desk.store.settings.set(_MARK + person_id, key_id)


def note_chosen(desk: Desk, person_id: str) -> None:
    """The person chose his password himself."""
    desk.store.settings.delete(_MARK + person_id)


def still_given(desk: Desk, person: Person) -> bool:
    """Whether the person's key still has the password that somebody else chose."""
    return bool(person.key_id) and desk.store.settings.get(_MARK + person.id) == person.key_id
