"""The terms that come with the program: 国家 layer, each with source and date."""

from __future__ import annotations

import hashlib
from functools import cache

from qz_review.assets import resource_path
from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.layers import Layer, Term, WordList
from qz_review.scanning.names.tables import table_rows
from qz_review.scanning.terms.categories import category_of

FILE = "terms.tsv"


@cache
def bundled_terms() -> WordList:
    """Every bundled term."""
    digest = hashlib.sha256(resource_path("lexicons", FILE).read_bytes()).hexdigest()
    return WordList(Layer.NATION, digest[:16], tuple(map(_term, table_rows(FILE))))


def _term(row: list[str]) -> Term:
    text, code, replacements, message, source, certainty, severity, variants = row
    category = category_of(code)
    if category is None:
        raise RuntimeError(f"unknown category {code}")
    hint = certainty == Certainty.HINT.value
    return Term(
        text,
        code,
        Layer.NATION,
        category.gate,
        Certainty(certainty) if certainty else category.certainty,
        None if hint else Severity(severity) if severity else category.severity,
        tuple(replacements.split("/")) if replacements else (),
        message,
        source,
        variants=bool(variants),
    )
