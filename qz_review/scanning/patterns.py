"""Character classes that many rules share, to be put between [ and ] of a pattern."""

HAN = "\u3400-\u4dbf\u4e00-\u9fff〇"
"""Chinese characters of the basic plane."""

DIGITS = "一二三四五六七八九十百千万亿〇零两"
"""Chinese numerals."""

STOPS = "。！？；：，、"
"""点号."""

SMALL = "一二三四五六七八九十"
"""Numerals of list labels."""
