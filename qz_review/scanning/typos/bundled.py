"""The engine with the bundled model, as the scanner wants it."""

from __future__ import annotations

from qz_review.assets import resources_root
from qz_review.model.finding import Certainty
from qz_review.scanning.level import Level
from qz_review.scanning.protection import ProtectList
from qz_review.scanning.typo_finder import Typo, TypoKind
from qz_review.scanning.typos import finding as own
from qz_review.scanning.typos.engine import TypoEngine
from qz_review.scanning.typos.model_file import DESCRIPTION

_KINDS = {
    own.TypoKind.SOUND: TypoKind.SOUND,
    own.TypoKind.SHAPE: TypoKind.SHAPE,
    own.TypoKind.EXTRA: TypoKind.EXTRA,
    own.TypoKind.MISSING: TypoKind.MISSING,
    own.TypoKind.SWAPPED: TypoKind.SWAPPED,
    own.TypoKind.PARTICLE: TypoKind.PARTICLE,
    own.TypoKind.IDIOM: TypoKind.IDIOM,
    own.TypoKind.COLLOCATION: TypoKind.COLLOCATION,
    own.TypoKind.OTHER: TypoKind.COLLOCATION,
}


class BundledTypos:
    """A ``TypoFinder`` over one engine; every paragraph is judged for itself."""

    def __init__(self, engine: TypoEngine) -> None:
        self._engine = engine

    @property
    def version(self) -> str:
        """The model's digest."""
        return self._engine.model_digest[:16]

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of the model's files."""
        return self._engine.model_digest

    def find(self, text: str, level: Level, protect: ProtectList) -> tuple[Typo, ...]:
        """Typos in paragraphs joined with a line end."""
        paragraphs = text.split("\n")
        spans = [protect.spans(paragraph) for paragraph in paragraphs]
        found: list[Typo] = []
        start = 0
        shown = own.Level(level.value)
        for paragraph, findings in zip(
            paragraphs, self._engine.find_each(paragraphs, shown, spans), strict=True
        ):
            found.extend(_typo(one).moved(start) for one in findings)
            start += len(paragraph) + 1
        return tuple(found)


def load_bundled() -> BundledTypos | None:
    """The bundled engine, or None where no model is installed.

    Raises:
        Environment: ``typos.model_unreadable``.
    """
    folder = resources_root() / "models" / "typos"
    if not (folder / DESCRIPTION).is_file():
        return None
    return BundledTypos(TypoEngine.load(folder))


def _typo(finding: own.TypoFinding) -> Typo:
    certain = finding.tier is own.Tier.CERTAIN
    certainty = Certainty.CERTAIN if certain else Certainty.DOUBTFUL
    kind = _KINDS[finding.kind]
    return Typo(
        finding.start,
        finding.end,
        kind,
        finding.suggestions,
        finding.score,
        certainty,
        finding.word,
        finding.word_meant,
    )
