"""The rule itself, for F1: the words that govern a step, and the whole annex.

Source: ``resources/rule/三审三校工作制度.txt``, the annex of 钦政办〔2023〕39号, verbatim.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from qz_review.assets import resource_path
from qz_review.errors import Environment
from qz_review.model.stage import Stage

_FLOW_REVIEWS = "（一）“三审”工作流程。"
_FLOW_PROOFS = "（二）“三校”工作流程。"
_DUTY_REVIEWS = "（一）“三审”工作职责。"
_DUTY_PROOFS = "（二）“三校”工作职责。"


@dataclass(frozen=True, slots=True)
class RulePassage:
    """Some paragraphs of the rule under the clause they stand in (三（一）, 四（一）2)."""

    clause: str
    paragraphs: tuple[str, ...]


@cache
def rule_paragraphs() -> tuple[str, ...]:
    """The whole annex, paragraph by paragraph.  Raises Environment ``assets.missing``."""
    path = resource_path("rule", "三审三校工作制度.txt")
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(line for line in lines if line)


def passages_for(stage: Stage) -> tuple[RulePassage, ...]:
    """What the rule says of a step: how it goes (三) and what it must look at (四).

    Raises Environment ``assets.damaged`` where the text does not hold the step's clauses.
    """
    part = "（二）" if stage.is_proof else "（一）"
    number = stage.position // 2 + 1
    try:
        flow = _flow(stage)
        duties = _duties(stage, f"{number}. {stage.label}的职责。")
    except (StopIteration, ValueError) as error:
        raise Environment("assets.damaged", name="三审三校工作制度.txt") from error
    return (
        RulePassage(f"三{part}", flow),
        RulePassage(f"四{part}{number}", duties),
    )


def _flow(stage: Stage) -> tuple[str, ...]:
    paragraphs = rule_paragraphs()
    start = paragraphs.index(_FLOW_PROOFS if stage.is_proof else _FLOW_REVIEWS)
    return (next(p for p in paragraphs[start:] if p.startswith(stage.label)),)


def _duties(stage: Stage, heading: str) -> tuple[str, ...]:
    """From the step's heading up to the next one; for the proofs with the duty to sign."""
    paragraphs = rule_paragraphs()
    section = paragraphs.index(_DUTY_PROOFS if stage.is_proof else _DUTY_REVIEWS)
    ends = (_DUTY_PROOFS, "五、工作要求")
    start = next(i for i in range(section, len(paragraphs)) if paragraphs[i].startswith(heading))
    end = next(
        i
        for i in range(start + 1, len(paragraphs))
        if paragraphs[i] in ends or paragraphs[i].split("的职责。")[0][-2:] in _STEP_NAMES
    )
    common = (paragraphs[section + 1],) if stage.is_proof else ()
    return common + paragraphs[start:end]


_STEP_NAMES = frozenset(stage.label for stage in Stage)
