"""Lines that run on into the next, made ready before anything is written.

A paragraph mark can be deleted as a revision only where a paragraph follows.  Where a table,
a section or the edge of a text box parts two lines that were joined, the words of the first go
over by deletion and insertion.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from qz_review.documents.docx_out.placing import Places, container_of, has_section, local_of
from qz_review.documents.docx_out.stream import Atom, Break, NewLine, SourceLine, Words
from qz_review.documents.docx_out.wordml import P
from qz_review.documents.ooxml import Element
from qz_review.markup.marked import Mark


def prepare_joins(story: Sequence[SourceLine], places: Places) -> list[tuple[Element, Mark]]:
    """Change the lines where need be; returns empty paragraphs whose marks go with a join."""
    for line in story:
        _run_on(line)
    for line in story[1:]:
        _keep_before_box(story[line.index - 1], line, places)
    swept: list[tuple[Element, Mark]] = []
    for line in reversed(story[:-1]):
        end = line.end
        if end is None or end.deleted is None or line.is_gone:
            continue
        chain = _chain(story, line)
        between = _between(chain, places)
        if between is None:
            new = _first_living(chain[-1])
            target = chain[-1].atoms if new is None else new.atoms
            target[:0] = _taken(line, end.deleted)
        else:
            swept.extend((paragraph, end.deleted) for paragraph in between)
    return swept


def _run_on(line: SourceLine) -> None:
    """A new line whose mark went again is the beginning of what follows it."""
    kept: list[NewLine] = []
    running_on: list[Atom] = []
    for new in line.before:
        new.atoms[:0] = running_on
        running_on = []
        alive = any(isinstance(atom, Words) and atom.is_alive for atom in new.atoms)
        if alive and not new.end.is_alive:
            running_on = _plain(new.atoms)
        else:
            kept.append(new)
    line.before = kept
    line.atoms[:0] = running_on


def _keep_before_box(line: SourceLine, following: SourceLine, places: Places) -> None:
    """What comes between a paragraph and its text box is a part of that paragraph, split off.

    A text box is read behind the paragraph that it hangs on; a paragraph put behind that one
    would be read behind the box.
    """
    if not following.before or line.end is None or any(n.table for n in following.before):
        return
    here, there = places.last(line.index), places.first(following.index)
    box = container_of(there)
    if here is None or local_of(box) != "txbxContent" or box is None:
        return
    if not any(above is here for above in box.iterancestors(P)):
        return
    for new in following.before:
        if line.end.is_alive:
            line.atoms.append(Break(new.end.inserted, new.end.deleted, line.end.place))
        else:
            line.end.deleted = None
        line.end.place = new.end.place
        line.end.move = None
        line.atoms.extend(_plain(new.atoms))
    following.before.clear()


def _plain(atoms: Sequence[Atom]) -> list[Atom]:
    """The atoms without what makes them part of a move."""
    for atom in atoms:
        if isinstance(atom, Words):
            atom.move = None
    return list(atoms)


def _chain(story: Sequence[SourceLine], line: SourceLine) -> list[SourceLine]:
    """The line, lines behind it that are gone altogether, and the one that it runs on into."""
    chain = [line]
    for following in story[line.index + 1 :]:
        chain.append(following)
        if _first_living(following) is not None or not following.is_gone:
            break
    return chain


def _first_living(line: SourceLine) -> NewLine | None:
    """The first new line before a line that the last version has."""
    return next((n for n in line.before if n.end.is_alive and n.table is None), None)


def _between(chain: Sequence[SourceLine], places: Places) -> list[Element] | None:
    """The empty paragraphs inside a chain; None where it cannot be joined as a revision."""
    found: list[Element] = []
    for line, following in pairwise(chain):
        here = places.last(line.index)
        if here is None:
            return None
        new = _first_living(following)
        if new is not None:
            home = places.home(following.index, new.end.place)
            if home is None or home.after is not here or has_section(here):
                return None
            return found
        there = places.first(following.index)
        between = None if there is None else places.between(here, there)
        if between is None:
            return None
        found += between
    return found


def _taken(line: SourceLine, mark: Mark) -> list[Atom]:
    """The living words of a line's last part, which die where they stand."""
    taken: list[Atom] = []
    for atom in reversed(line.atoms):
        if isinstance(atom, Break) and atom.is_alive:
            break
        if isinstance(atom, Words) and atom.is_alive:
            taken.insert(0, Words(atom.text, mark))
            atom.deleted = mark
    return taken
