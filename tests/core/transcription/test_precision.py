"""Whatever else is edited: nothing counts as done that was not done at its place."""

from __future__ import annotations

from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st

from qz_review.model.text import ManuscriptText
from qz_review.transcription.showing import is_done, show_instruction
from tests.support.living_text import PICTURE, TABLE, LivingText, Phrases

choice = st.integers(0, 10**6)
STAYING = ("put in", "take out", "split")
"""Edits that leave the paragraphs in their order: one that is reworded, and may itself be the
one that was moved, can be left to a person."""


def disturb(
    living: LivingText,
    phrases: Phrases,
    data: st.DataObject,
    spare: set[str],
    acts: tuple[str, ...] = ("put in", "take out", "split", "move"),
) -> None:
    """A few edits anywhere but on the phrases to spare; to their own line words are only added."""
    for _ in range(data.draw(st.integers(0, 4))):
        line = living.lines()[data.draw(choice) % len(living.lines())]
        at = data.draw(choice) % (len(line) + 1)
        act = data.draw(st.sampled_from(acts))
        if spare & {*line}:
            if act == "put in" and not {*line[max(0, at - 1) : at + 1]} <= spare:
                line.insert(at, phrases.new())
        elif act == "put in":
            line.insert(at, phrases.new())
        elif act == "take out" and len(line) > 2:
            del line[at - 1]
        elif act == "move" and line in living.blocks:
            living.blocks.remove(line)
            living.blocks.insert(data.draw(choice) % (len(living.blocks) + 1), line)
        elif act == "split" and line in living.blocks and 1 < at < len(line) - 1:
            where = living.blocks.index(line)
            living.blocks[where : where + 1] = [line[:at], line[at:]]


def a_place(living: LivingText, data: st.DataObject) -> tuple[list[str], int]:
    """A phrase with others on both sides."""
    lines = [line for line in living.paragraphs if line not in (PICTURE, TABLE)]
    line = lines[data.draw(choice) % len(lines)]
    return line, 1 + data.draw(choice) % (len(line) - 2)


def done(words: str, before: ManuscriptText, now: LivingText) -> bool:
    return is_done(show_instruction(words, before, now.text()))


@given(st.data())
def test_rewording(data: st.DataObject) -> None:
    phrases = Phrases()
    living = LivingText.made_of(phrases)
    before, new = living.text(), phrases.new()
    line, at = a_place(living, data)
    old = line[at]
    instruction = f"“{old}”改为“{new}”"
    right, wrong = deepcopy(living), deepcopy(living)
    spare = {old, new, line[at - 1], line[at + 1]}

    for place in right.lines():
        if old in place:
            place[place.index(old)] = new
    disturb(right, phrases, data, spare, STAYING)
    assert done(instruction, before, right)

    for place in wrong.lines():
        if old in place:
            place.remove(old)
    others = [x for x in wrong.lines() if not spare & set(x)]
    other = others[data.draw(choice) % len(others)]
    other.insert(data.draw(choice) % (len(other) + 1), new)
    disturb(wrong, phrases, data, spare)
    assert not done(instruction, before, wrong)
    assert not done(instruction, before, living)


@given(st.data())
def test_deleting(data: st.DataObject) -> None:
    phrases = Phrases()
    living = LivingText.made_of(phrases)
    before = living.text()
    line, at = a_place(living, data)
    old = line[at]
    instruction = f"删去“{old}”"
    right, wrong = deepcopy(living), deepcopy(living)
    spare = {old, line[at - 1], line[at + 1]}

    for place in right.lines():
        if old in place:
            place.remove(old)
    disturb(right, phrases, data, spare, STAYING)
    assert done(instruction, before, right)

    for place in wrong.lines():  # moved elsewhere, or written over
        if old in place:
            place.remove(old)
    if data.draw(st.booleans()):
        wrong.lines()[data.draw(choice) % len(wrong.lines())].append(old)  # in ``spare``
    else:
        for place in wrong.lines():
            if line[at - 1] in place:
                written = old[:5] + phrases.new()
                place.insert(place.index(line[at - 1]) + 1, written)
                spare.add(written)
    disturb(wrong, phrases, data, spare)
    assert not done(instruction, before, wrong)
    assert not done(instruction, before, living)


@given(st.data())
def test_deleting_and_moving_paragraphs(data: st.DataObject) -> None:
    phrases = Phrases()
    living = LivingText.made_of(phrases)
    before = living.text()
    number = 1 + data.draw(choice) % 5
    asked = living.paragraphs[number - 1]
    now = deepcopy(living)
    now.blocks.remove(asked)
    assert done(f"删去第{number}段", before, now)
    assert not done(f"删去第{number % 5 + 1}段", before, now)
    assert not done(f"删去第{number}段", before, living)
    moved = deepcopy(living)
    moved.blocks.remove(asked)
    moved.blocks.insert(data.draw(choice) % (len(moved.blocks) + 1), asked)
    assert not done(f"删去第{number}段", before, moved)
    last = moved.paragraphs[-1] == asked and number != 5
    assert done(f"第{number}段移至文末", before, moved) is last
