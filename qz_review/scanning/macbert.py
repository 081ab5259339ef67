"""A MacBERT model that a unit brings itself, as a second typo engine (extra ``[macbert]``).

The model's folder is named by who starts the scan; nothing is downloaded.  pycorrector, torch and
transformers are loaded when the first text is asked about.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

from qz_review.errors import Environment
from qz_review.model.finding import Certainty
from qz_review.scanning.level import Level
from qz_review.scanning.protection import ProtectList
from qz_review.scanning.pycorrector_parts import pycorrector_part
from qz_review.scanning.typo_finder import Typo, TypoFinder, TypoKind
from qz_review.scanning.typos.alphabet import is_han
from qz_review.scanning.typos.protection import protected_mask

_DESCRIPTION = "config.json"
_WEIGHTS = ("model.safetensors", "pytorch_model.bin")
_PARTS = (_DESCRIPTION, "vocab.txt")
_ARCHITECTURE = "BertForMaskedLM"
_THRESHOLDS = {Level.STANDARD: 0.95, Level.FULL: 0.7}
_LONGEST = 120  # code points the model is given at once
_BREAKS = "。！？；\n"
_SIGNS = frozenset("，。、；：？！")
_PYCORRECTOR = "pycorrector"
_PARTICLES = frozenset("的地得")


class MacBertTypos:
    """A ``TypoFinder`` over the model in a folder.

    Raises Environment: ``macbert.missing`` (fact ``name``, the file that lacks) or
    ``macbert.unreadable`` (fact ``folder``); ``macbert.not_installed`` when first used without
    the extra.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._description = _read(folder)
        self._loaded: Any = None

    @property
    def version(self) -> str:
        """The beginning of the digest."""
        return "macbert-" + self.digest[:12]

    @cached_property
    def digest(self) -> str:
        """SHA-256 (hex) of the model's description and weights."""
        weights = next(self._folder / n for n in _WEIGHTS if (self._folder / n).is_file())
        total = hashlib.sha256(self._description)
        with weights.open("rb") as file:
            while part := file.read(1 << 20):
                total.update(part)
        return total.hexdigest()

    def find(self, text: str, level: Level, protect: ProtectList) -> tuple[Typo, ...]:
        """Typos in paragraphs joined with a line end."""
        pieces = list(_pieces(text))
        if not pieces:
            return ()
        given = [_readable(words) for _, words in pieces]
        answers = self._model().correct_batch(given, max_length=512, threshold=_THRESHOLDS[level])
        mask = protected_mask(text, protect.spans(text))
        found: list[Typo] = []
        for (start, words), shown, answer in zip(pieces, given, answers, strict=True):
            for at, end, right in changes(shown, str(answer["target"])):
                if not mask[start + at : start + end].any():
                    found.append(_typo(start + at, start + end, words[at:end], right))
        return tuple(found)

    def _model(self) -> Any:
        if self._loaded is None:
            try:
                part = pycorrector_part("macbert.macbert_corrector")
            except ImportError as lacking:
                raise Environment("macbert.not_installed") from lacking
            if part is None:
                raise Environment("macbert.not_installed")
            part.logger.disable(_PYCORRECTOR)
            import_module("transformers.utils.logging").disable_progress_bar()
            try:
                self._loaded = part.MacBertCorrector(str(self._folder))
            except Exception as broken:  # whatever torch and transformers raise for a bad file
                raise Environment("macbert.unreadable", folder=str(self._folder)) from broken
        return self._loaded


class JoinedTypos:
    """Two engines as one: where both object to a place, the first one speaks."""

    def __init__(self, first: TypoFinder, second: TypoFinder) -> None:
        self._engines = (first, second)

    @property
    def version(self) -> str:
        """Both."""
        return "+".join(engine.version for engine in self._engines)

    @property
    def digest(self) -> str:
        """SHA-256 (hex) over the digests of both."""
        both = "+".join(engine.digest for engine in self._engines)
        return hashlib.sha256(both.encode()).hexdigest()

    def find(self, text: str, level: Level, protect: ProtectList) -> tuple[Typo, ...]:
        """Typos of either."""
        own, other = (engine.find(text, level, protect) for engine in self._engines)
        taken = {at for typo in own for at in range(typo.start, typo.end)}
        added = (typo for typo in other if taken.isdisjoint(range(typo.start, typo.end)))
        return tuple(sorted((*own, *added), key=lambda typo: typo.start))


def changes(old: str, new: str) -> list[tuple[int, int, str]]:
    """Runs of exchanged Chinese characters; none where the lengths differ.

    The model's vocabulary turns other signs into its own forms, which is no correction.
    """
    if len(old) != len(new):
        return []
    found: list[tuple[int, int, str]] = []
    for at, (one, other) in enumerate(zip(old, new, strict=True)):
        if one == other or not (is_han(one) and is_han(other)):
            continue
        if found and found[-1][1] == at:
            start, _, words = found.pop()
            found.append((start, at + 1, words + other))
        else:
            found.append((at, at + 1, other))
    return found


def _readable(words: str) -> str:
    """The words with a comma for every figure, letter, blank and rare sign.

    The model reads several of those as one and drops what it does not know; pycorrector then gives
    the sentence up.
    """
    return "".join(one if is_han(one) or one in _SIGNS else "，" for one in words)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Sentences, long ones cut, with the code point they begin at."""
    start = 0
    for at, character in enumerate(text):
        if character in _BREAKS or at - start + 1 >= _LONGEST:
            end = at if character == "\n" else at + 1
            if text[start:end].strip():
                yield start, text[start:end]
            start = at + 1
    if text[start:].strip():
        yield start, text[start:]


def _typo(start: int, end: int, wrong: str, right: str) -> Typo:
    particle = len(wrong) == 1 and {wrong, right} <= _PARTICLES
    kind = TypoKind.PARTICLE if particle else TypoKind.COLLOCATION
    return Typo(start, end, kind, (right,), 0.5, Certainty.DOUBTFUL)


def _read(folder: Path) -> bytes:
    """The model's description, after a look at whether everything is there."""
    for name in _PARTS:
        if not (folder / name).is_file():
            raise Environment("macbert.missing", folder=str(folder), name=name)
    if not any((folder / name).is_file() for name in _WEIGHTS):
        raise Environment("macbert.missing", folder=str(folder), name=_WEIGHTS[0])
    try:
        raw = (folder / _DESCRIPTION).read_bytes()
        architectures = json.loads(raw)["architectures"]
    except (OSError, ValueError, KeyError, TypeError) as broken:
        raise Environment("macbert.unreadable", folder=str(folder)) from broken
    if _ARCHITECTURE not in architectures:
        raise Environment("macbert.unreadable", folder=str(folder))
    return raw
