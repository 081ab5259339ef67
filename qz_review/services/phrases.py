"""常用语: the phrases offered beside every opinion, reason and waiver.

The data lies in ``resources/phrases.json``; the person may take a phrase and go on writing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from qz_review.assets import resource_path
from qz_review.errors import Environment
from qz_review.model.stage import Stage


@dataclass(frozen=True, slots=True)
class Phrases:
    """All phrases.

    opinions: by step.  returns: reasons by the step that returns, empty for 一审 and 一校.
    principal: 主要领导审签.  joint_review: 联审.  withdrawals, waivers, ignores: reasons.
    """

    opinions: tuple[tuple[Stage, tuple[str, ...]], ...]
    returns: tuple[tuple[Stage, tuple[str, ...]], ...]
    principal: tuple[str, ...]
    joint_review: tuple[str, ...]
    withdrawals: tuple[str, ...]
    waivers: tuple[str, ...]
    ignores: tuple[str, ...]

    def for_opinion(self, stage: Stage) -> tuple[str, ...]:
        """Phrases for the opinion of a step."""
        return dict(self.opinions).get(stage, ())

    def for_return(self, stage: Stage) -> tuple[str, ...]:
        """Reasons for which a step sends a manuscript back."""
        return dict(self.returns).get(stage, ())


@cache
def load_phrases() -> Phrases:
    """The bundled phrases.

    Raises Environment: ``assets.missing``, or ``assets.damaged`` with the file's ``name``.
    """
    path = resource_path("phrases.json")
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return Phrases(
            opinions=_by_stage(raw["opinions"]),
            returns=_by_stage(raw["returns"]),
            principal=tuple(raw["principal"]),
            joint_review=tuple(raw["joint_review"]),
            withdrawals=tuple(raw["withdrawals"]),
            waivers=tuple(raw["waivers"]),
            ignores=tuple(raw["ignores"]),
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise Environment("assets.damaged", name=path.name) from error


def _by_stage(raw: dict[str, list[str]]) -> tuple[tuple[Stage, tuple[str, ...]], ...]:
    return tuple((Stage(name), tuple(phrases)) for name, phrases in raw.items())
