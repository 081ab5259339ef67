"""What a screen hands over when a person goes on to sign: the sign dialog needs nothing more."""

from __future__ import annotations

from dataclasses import dataclass

from qz_review.model.manuscript import Part
from qz_review.services.views import DecisionChoice, DraftWork, ManuscriptView, Missing


@dataclass(frozen=True, slots=True)
class SignRequest:
    """The step to sign.

    view: the manuscript as loaded; part: as what the person signs; choice: the conclusion, of
    kind SIGN; work: exactly what is signed; warnings: what is missing and does not block.
    """

    view: ManuscriptView
    part: Part
    choice: DecisionChoice
    work: DraftWork
    warnings: tuple[Missing, ...] = ()
