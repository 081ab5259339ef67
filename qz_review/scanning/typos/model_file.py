"""The model as it lies in a folder: ``model.json`` and one array a file, mapped into memory.

``model.json`` names the text the model was made from, the date, the alphabet, the layout of the
tables and the thresholds; its hash is what a scan certificate names.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qz_review.errors import Environment
from qz_review.scanning.typos.alphabet import Alphabet
from qz_review.scanning.typos.candidates import CandidateSource
from qz_review.scanning.typos.confusions import Confusions
from qz_review.scanning.typos.context_network import ContextNetwork
from qz_review.scanning.typos.features import CharacterFacts, FeatureSource
from qz_review.scanning.typos.language_model import ORDER, LanguageModel
from qz_review.scanning.typos.length_features import LengthFeatures
from qz_review.scanning.typos.length_proposals import LengthSource
from qz_review.scanning.typos.proposals import Proposals, propose
from qz_review.scanning.typos.ranker import LengthRanker, Ranker
from qz_review.scanning.typos.reading import Reading, read
from qz_review.scanning.typos.static_table import Shape, StaticTable
from qz_review.scanning.typos.word_model import WordModel

FORMAT = 1
DESCRIPTION = "model.json"
Arrays = Mapping[str, NDArray[Any]]


@dataclass(frozen=True)
class Models:
    """Everything that reads and proposes, before anything is ranked."""

    alphabet: Alphabet
    language: LanguageModel
    network: ContextNetwork
    source: CandidateSource
    features: FeatureSource
    lengths: LengthSource
    words: WordModel

    def read(self, ids: NDArray[np.uint16]) -> Reading:
        """Run the models over a stretch of tokens that has its margins."""
        return read(ids, self.alphabet, self.language, self.network)

    def propose(self, reading: Reading, free: NDArray[np.bool_] | None = None) -> Proposals:
        """Corrections worth ranking; free: of these tokens only."""
        return propose(reading, self.source, self.features, free)


@dataclass(frozen=True)
class TypoModel:
    """A loaded model.

    length_ranker: None in a model that knows exchanges of characters only.
    description: ``model.json``.  digest: SHA-256 of it, which pins the arrays by their own.
    """

    models: Models
    ranker: Ranker
    length_ranker: LengthRanker | None
    description: Mapping[str, Any]
    digest: str


def load_model(folder: Path) -> TypoModel:
    """Open a model; the large arrays are mapped, not read.

    Raises:
        Environment: ``typos.model_missing`` or ``typos.model_unreadable`` with the ``folder``.
    """
    try:
        raw = (folder / DESCRIPTION).read_bytes()
        description = json.loads(raw)
        if description["format"] != FORMAT:
            raise Environment("typos.model_unreadable", folder=str(folder))
        names = description["arrays"]
        arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in names}
        tables = {
            name: StaticTable(np.asarray(arrays[name]), Shape(**shape))
            for name, shape in description["tables"].items()
        }
        models = assemble(description["alphabet"], arrays, tables)
        ranker = Ranker(group(arrays, "ranker"), description["first_forest_least"])
        lengths = group(arrays, "lengths")
        length_ranker = LengthRanker(lengths) if lengths else None
    except FileNotFoundError as missing:
        raise Environment("typos.model_missing", folder=str(folder)) from missing
    except (KeyError, TypeError, ValueError) as broken:
        raise Environment("typos.model_unreadable", folder=str(folder)) from broken
    return TypoModel(models, ranker, length_ranker, description, hashlib.sha256(raw).hexdigest())


def assemble(characters: str, arrays: Arrays, tables: Mapping[str, StaticTable]) -> Models:
    """Put the models together from their arrays and tables, by name."""
    alphabet = Alphabet(characters)
    longer = [tables[f"language-{order}"] for order in range(2, ORDER + 1)]
    language = LanguageModel(np.asarray(arrays["language-1"]), longer)
    network = ContextNetwork(group(arrays, "network"))
    holes = (tables["holes-first"], tables["holes-second"])
    words = WordModel(tables["words"], tables["word-pairs"], holes)
    confusions = Confusions(**group(arrays, "confusions"))
    source = CandidateSource(alphabet, language, network, words, confusions)
    facts = CharacterFacts(**group(arrays, "facts"))
    features = FeatureSource(language, network, words, facts)
    lengths = LengthFeatures(alphabet, language, network, words, facts)
    return Models(
        alphabet,
        language,
        network,
        source,
        features,
        LengthSource(alphabet, language, network, lengths),
        words,
    )


def group(arrays: Arrays, prefix: str) -> dict[str, NDArray[Any]]:
    """Arrays whose names begin with ``prefix.``, by the rest of the name."""
    head = prefix + "."
    return {
        name.removeprefix(head): np.asarray(array)
        for name, array in arrays.items()
        if name.startswith(head)
    }
