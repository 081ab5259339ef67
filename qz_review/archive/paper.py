"""The paper: sizes in points, colours, and the type of everything that prints.

Source of the measures: the approval sheet's drawing (A4, margins 28 left, 26 right, 31 mm top,
frame 1.5 pt, grid 0.75 pt, red #C4161C).
"""

from __future__ import annotations

from dataclasses import replace

from qz_review.archive.typesetting import Style
from qz_review.assets import Face

MM = 72 / 25.4

WIDTH = 210 * MM
HEIGHT = 297 * MM
LEFT = 28 * MM
RIGHT = WIDTH - 26 * MM
TOP = HEIGHT - 31 * MM
BOTTOM = 25 * MM
COLUMN = RIGHT - LEFT
"""Width of the text between the margins."""

RED = "#C4161C"
BLACK = "#111111"
GREY = "#444444"
DELETED = "#5F6770"
"""Deleted text; every other mark of a step comes from ``markup.stage_marks``."""

FRAME = 1.5
GRID = 0.75

CELL = Style(Face.SERIF, 10.5, BLACK)
CELL_STRONG = replace(CELL, face=Face.SERIF_BOLD)
CELL_LEADING = 15.75
LABEL = Style(Face.KAI, 10.5, RED)
STEP = Style(Face.SANS_BOLD, 11.25, BLACK)
ROLE = Style(Face.SERIF, 9.0, GREY)
MOMENT = Style(Face.SERIF, 9.4, BLACK)
SMALL = Style(Face.SERIF, 8.25, GREY)
SMALL_LEADING = 12.0
NAME = Style(Face.KAI, 12.0, BLACK)
HASH = Style(Face.MONO, 7.9, BLACK)
FOOT = Style(Face.SERIF, 9.4, BLACK)
FOOTER = Style(Face.SERIF, 8.0, GREY)
FOOTER_HASH = Style(Face.MONO, 6.6, GREY)

BODY = Style(Face.SERIF, 12.0, BLACK)
BODY_LEADING = 21.0
TITLE = Style(Face.SERIF_BOLD, 18.0, BLACK)
SUBTITLE = Style(Face.KAI, 14.0, BLACK)
SECTION = Style(Face.SERIF_BOLD, 15.0, BLACK)
CAPTION = Style(Face.KAI, 10.5, BLACK)
NOTE = Style(Face.SERIF, 9.5, BLACK)
