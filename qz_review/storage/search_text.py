"""How Chinese text is indexed and looked up: every character is a word of its own.

SQLite's own Chinese-capable tokenizer finds nothing for one or two characters; with spaces
between all characters, a phrase query finds words of any length.
"""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """Full-width letters count as plain ones."""
    return unicodedata.normalize("NFKC", text)


def indexed(text: str) -> str:
    """The form in which a text goes into the index."""
    return " ".join(plain(text))


def match_query(words: str) -> str:
    """The full-text query for what a person typed, empty where nothing in it can be looked up.

    White space separates words that must all occur, in any order; quotes and punctuation are
    not indexed and are left out.
    """
    phrases = []
    for word in plain(words).split():
        letters = [character for character in word if _is_indexed(character)]
        if letters:
            phrases.append('"' + " ".join(letters) + '"')
    return " AND ".join(phrases)


def _is_indexed(character: str) -> bool:
    """What the index's tokenizer takes for a letter: Unicode's L*, N* and Co."""
    category = unicodedata.category(character)
    return category[0] in "LN" or category == "Co"
