"""Makes the faces in ``resources/fonts`` from their published sources.

Each face is a subset (glyf outlines, no hinting, no layout features) under a family name of our
own: two of the licences reserve the original names, and a name no system font carries makes every
machine look alike.  The sources are four published packages, unpacked below one folder:

    npm pack @expo-google-fonts/noto-sans-sc@0.4.3 @expo-google-fonts/noto-serif-sc@0.4.3
    apt-get download fonts-lxgw-wenkai fonts-noto-mono     (then dpkg-deb -x)

    python tools/make_fonts.py FOLDER

The result is committed; this script runs only when a source or the coverage changes.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "resources" / "fonts"
BOLD, REGULAR, USE_TYPO_METRICS = 1 << 5, 1 << 6, 1 << 7

SYMBOL_RANGES = (
    (0x20, 0x7E),  # ASCII
    (0xA0, 0x17F),  # Latin-1, Latin Extended-A: names, pinyin
    (0x2010, 0x2027),  # dashes, quotation marks, ellipsis
    (0x2030, 0x203B),
    (0x2070, 0x209C),  # raised and lowered figures
    (0x2100, 0x214F),  # letter-like: degree Celsius, numero
    (0x2150, 0x218B),  # fractions, Roman numerals
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematics
    (0x2460, 0x24FF),  # figures in circles and brackets
    (0x2500, 0x257F),  # boxes
    (0x2580, 0x25FF),  # blocks, geometric shapes
    (0x2600, 0x2642),
    (0x2713, 0x2718),  # ticks and crosses
    (0x2776, 0x2793),
    (0x2E80, 0x2EFF),  # radicals
    (0x3000, 0x30FF),  # CJK punctuation, kana
    (0x3200, 0x33FF),  # bracketed figures, units
    (0xFE10, 0xFE4F),
    (0xFF01, 0xFFEE),  # full-width forms
)

# Signs of ours that the sources lack, each laid together from signs they have.
COMPOSED = {
    "\N{MULTIPLICATION X}": "×",
    "\N{BALLOT X}": "×",
    "\N{BALLOT BOX}": "□",
    "\N{BALLOT BOX WITH CHECK}": "□✓",
    "\N{BALLOT BOX WITH X}": "□×",
}
IN_BOX = 0.62  # size of a tick or cross inside its box


@dataclass(frozen=True)
class Recipe:
    """One face: the file it comes from, its name here, and how far it covers."""

    source: str
    family: str
    bold: bool
    coverage: str

    @property
    def file_name(self) -> str:
        """Name of the file in ``resources/fonts``."""
        return f"{self.family.replace(' ', '')}-{'Bold' if self.bold else 'Regular'}.ttf"


RECIPES = (
    Recipe("NotoSansSC_400Regular.ttf", "QZ Sans", False, "standard"),
    Recipe("NotoSansSC_700Bold.ttf", "QZ Sans", True, "standard"),
    Recipe("NotoSerifSC_400Regular.ttf", "QZ Serif", False, "gbk"),
    Recipe("NotoSerifSC_700Bold.ttf", "QZ Serif", True, "standard"),
    Recipe("LXGWWenKai-Regular.ttf", "QZ Kai", False, "standard"),
    Recipe("NotoSansMono-Regular.ttf", "QZ Mono", False, "latin"),
)


def characters_of(codec: str) -> set[int]:
    """Every two-byte character of a codec (``gb2312`` or ``gbk``) as code points."""
    found: set[int] = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                text = bytes((lead, trail)).decode(codec)
            except UnicodeDecodeError:
                continue
            found.update(map(ord, text))
    return found


def wanted_characters(coverage: str) -> set[int]:
    """Code points of a coverage.

    ``latin``: ASCII, Latin, boxes.  ``standard``: GB 2312 and the 8,105 characters of the table
    of general standard characters (通用规范汉字表), which has the characters of personal names.
    ``gbk``: all of GBK besides, traditional characters included.
    """
    symbols = {point for first, last in SYMBOL_RANGES for point in range(first, last + 1)}
    if coverage == "latin":
        return {point for point in symbols if point < 0x2600}
    table = (ROOT / "tools" / "standard_characters.txt").read_text(encoding="utf-8")
    standard = symbols | characters_of("gb2312") | {ord(c) for c in table if not c.isspace()}
    return standard | characters_of("gbk") if coverage == "gbk" else standard


def cut(source: Path, points: set[int]) -> TTFont:
    """Cut a font down to some code points, without hinting and layout features."""
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 5, 13, 14]
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "vhea", "vmtx", "meta"]
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=points)
    cutter.subset(font)
    return font


def centre_of(font: TTFont, name: str) -> tuple[float, float]:
    """Middle of a glyph's outline, in font units."""
    glyph = font["glyf"][name]
    return (glyph.xMin + glyph.xMax) / 2, (glyph.yMin + glyph.yMax) / 2


def compose_signs(font: TTFont) -> None:
    """Add the signs of COMPOSED that the face lacks and has the parts of."""
    characters, glyphs = font.getBestCmap(), font.getGlyphSet()
    for sign, parts in COMPOSED.items():
        if ord(sign) in characters or any(ord(part) not in characters for part in parts):
            continue
        base, *inner = (characters[ord(part)] for part in parts)
        pen, (x, y) = TTGlyphPen(None), centre_of(font, base)
        glyphs[base].draw(pen)
        for name in inner:
            own_x, own_y = centre_of(font, name)
            shift = (x - own_x * IN_BOX, y - own_y * IN_BOX)
            glyphs[name].draw(TransformPen(pen, (IN_BOX, 0, 0, IN_BOX, *shift)))
        add_glyph(font, ord(sign), pen, font["hmtx"][base][0])


def add_glyph(font: TTFont, point: int, pen: TTGlyphPen, width: int) -> None:
    """Add what a pen has drawn as the glyph of a code point."""
    name = f"uni{point:04X}"
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = pen.glyph()
    font["glyf"][name].recalcBounds(font["glyf"])
    font["hmtx"][name] = (width, font["glyf"][name].xMin)
    for table in font["cmap"].tables:
        if table.isUnicode() and (point <= 0xFFFF):
            table.cmap[point] = name


def align_digits(font: TTFont) -> None:
    """Give all ten digits the width of the widest, so that figures stand in columns."""
    names = [font.getBestCmap()[ord(digit)] for digit in "0123456789"]
    widest = max(font["hmtx"][name][0] for name in names)
    for name in names:
        width, left = font["hmtx"][name]
        shift = (widest - width) // 2
        font["glyf"][name].coordinates.translate((shift, 0))
        font["glyf"][name].recalcBounds(font["glyf"])
        font["hmtx"][name] = (widest, left + shift)


def join_dashes(font: TTFont) -> None:
    """Stretch the dash of a Chinese face to a whole em: two of them are one unbroken sign."""
    characters, em = font.getBestCmap(), font["head"].unitsPerEm
    if ord("一") not in characters:
        return
    name = characters[ord("—")]
    glyph = font["glyf"][name]
    glyph.coordinates.translate((-glyph.xMin, 0))
    glyph.coordinates.scale((em / (glyph.xMax - glyph.xMin), 1))
    glyph.coordinates.toInt()
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (em, glyph.xMin)


def rename(font: TTFont, recipe: Recipe) -> None:
    """Give the face its own family name and make regular and bold a proper pair."""
    style = "Bold" if recipe.bold else "Regular"
    names = font["name"]
    version = names.getDebugName(5) or ""
    kept = {number: names.getDebugName(number) for number in (0, 13, 14)}
    names.names = []
    post_script = f"{recipe.family.replace(' ', '')}-{style}"
    own = {
        1: recipe.family,
        2: style,
        3: f"{post_script};subset of {recipe.source.split('.')[0]}",
        4: recipe.family if style == "Regular" else f"{recipe.family} {style}",
        5: version,
        6: post_script,
        10: "Modified: subset and renamed.",
    }
    for number, text in sorted((own | kept).items()):
        if text:
            names.setName(text, number, 3, 1, 0x409)
    os2, head = font["OS/2"], font["head"]
    os2.usWeightClass = 700 if recipe.bold else 400
    os2.fsSelection = (os2.fsSelection & USE_TYPO_METRICS) | (BOLD if recipe.bold else REGULAR)
    head.macStyle = 1 if recipe.bold else 0


def report(font: TTFont, size: int, recipe: Recipe) -> str:
    """One line on a finished face: size, glyphs, and what its source could not give."""
    has = set(font.getBestCmap())
    lacks = {codec: len(characters_of(codec) - has) for codec in ("gb2312", "gbk")}
    widths = {font["hmtx"][font.getBestCmap()[ord(digit)]][0] for digit in "0123456789"}
    return (
        f"{recipe.file_name}: {size / 1e6:.1f} MB, {len(has)} characters, "
        f"lacks {lacks['gb2312']} of GB 2312 and {lacks['gbk']} of GBK, "
        f"{len(wanted_characters(recipe.coverage) - has)} of those wanted, "
        f"digits {'tabular' if len(widths) == 1 else 'NOT tabular'}"
    )


def main(arguments: list[str]) -> int:
    """Make every face; returns the exit status."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 64
    FONTS.mkdir(parents=True, exist_ok=True)
    for recipe in RECIPES:
        source = next(Path(arguments[0]).rglob(recipe.source), None)
        if source is None:
            print(f"{recipe.source}: not found below {arguments[0]}", file=sys.stderr)
            return 3
        font = cut(source, wanted_characters(recipe.coverage))
        compose_signs(font)
        align_digits(font)
        join_dashes(font)
        rename(font, recipe)
        target = FONTS / recipe.file_name
        font.save(target, reorderTables=False)
        print(report(font, target.stat().st_size, recipe), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
