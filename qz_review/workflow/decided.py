"""What ``decide`` returns, and the small checks every decision shares."""

from __future__ import annotations

from dataclasses import dataclass

from qz_review.errors import Refused
from qz_review.events.kinds import ManuscriptEvent
from qz_review.model.person import Person
from qz_review.model.stage import Phase
from qz_review.workflow.state import ManuscriptState


class WorkflowRefused(Refused):
    """The route does not allow the act; facts say what the person needs to know."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One event to append, and the person on whose behalf the actor acted (or empty)."""

    event: ManuscriptEvent
    on_behalf_of: str = ""


def need_words(words: str, code: str) -> str:
    """The words without outer white space; WorkflowRefused(code) where none are left."""
    stripped = words.strip()
    if not stripped:
        raise WorkflowRefused(code)
    return stripped


def need_open(state: ManuscriptState) -> None:
    """Refuse where the route has ended (发布, 归档, 不予发布, 撤稿)."""
    if state.phase.is_over:
        raise WorkflowRefused("workflow.over", phase=state.phase)


def need_phase(state: ManuscriptState, *phases: Phase) -> None:
    """Refuse where the manuscript is in none of these phases."""
    if state.phase not in phases:
        raise WorkflowRefused("workflow.wrong_phase", phase=state.phase)


def need_insider(actor: Person, insider: bool) -> None:
    """Refuse for people who have no part in manuscripts (mere administrators, supervisors)."""
    if not insider:
        raise WorkflowRefused("workflow.not_involved", person=actor.name)
