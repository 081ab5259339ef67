"""Characters that nobody sees, counted at intake so that somebody decides about them.

They stay in the text: screens and sheets write a sign or a name in their place.
"""

from __future__ import annotations

import re
from dataclasses import replace

from qz_review.documents.imported import ImportedDocument, ImportWarning
from qz_review.model.text import plain_text

_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NOTHING = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200d\u2060-\u2064\ufeff]")


def with_invisible_noted(document: ImportedDocument) -> ImportedDocument:
    """The document, warned of characters that turn the writing or show nothing.

    Marks of direction can make 10万 read as another number than the one that is signed.
    """
    words = plain_text(document.text)
    noted = []
    for code, pattern in (("direction_marks", _DIRECTION), ("invisible", _NOTHING)):
        count = len(pattern.findall(words))
        if count:
            noted.append(ImportWarning(code, {"count": count, "texts": ()}))
    return replace(document, warnings=(*document.warnings, *noted)) if noted else document
