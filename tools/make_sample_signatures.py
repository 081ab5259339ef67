"""Make the pictures of the sample office: signatures of its people, scanned 会签 sheets.

A signature picture is decoration for print; the key is the signature.  The names are set in the
bundled Kai, slanted and turned a little, each person differently but always the same way.
Run: ``python tools/make_sample_signatures.py``.
"""

from __future__ import annotations

import hashlib
import textwrap
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from qz_review.assets import Face, font_path
from qz_review.services.sample_edits import apply_edits
from qz_review.services.sample_material import SampleAct, load_manuscripts, load_office

SAMPLES = Path(__file__).parents[1] / "resources" / "samples"
SIGNATURE_SIZE = 72  # px of the Kai face
SHEET = (620, 520)
INK = (24, 28, 36)
SEAL = (196, 22, 28)


def main() -> None:
    """Write ``signatures/<account>.png`` and the sheets that the manuscripts name."""
    for person in load_office().people:
        target = SAMPLES / "signatures" / f"{person.account}.png"
        target.parent.mkdir(exist_ok=True)
        signature_picture(person.name, person.account).save(target, optimize=True)
    for manuscript in load_manuscripts():
        text = manuscript.text
        for act in manuscript.course:
            text = apply_edits(text, act.edits)
            facts = dict(act.facts)
            if "sheet" in facts:
                target = SAMPLES / facts["sheet"]
                target.parent.mkdir(exist_ok=True)
                sheet_picture(text.title, act).save(target, optimize=True)


def signature_picture(name: str, seed: str) -> Image.Image:
    """A name as if written by hand: transparent, cropped, grey levels in the alpha channel."""
    shape = hashlib.sha256(seed.encode()).digest()
    font = ImageFont.truetype(str(font_path(Face.KAI)), SIGNATURE_SIZE)
    mask = Image.new("L", (SIGNATURE_SIZE * (len(name) + 2), SIGNATURE_SIZE * 2), 0)
    draw = ImageDraw.Draw(mask)
    x = SIGNATURE_SIZE // 2
    for place, character in enumerate(name):
        y = SIGNATURE_SIZE // 3 + shape[place] % 13 - 6
        draw.text((x, y), character, fill=235, font=font, stroke_width=shape[9] % 2)
        x += SIGNATURE_SIZE - 8 - shape[place + 4] % 12  # written names run together
    slant = 0.12 + shape[7] % 16 / 100
    mask = mask.transform(
        mask.size,
        Image.Transform.AFFINE,
        (1, slant, -slant * SIGNATURE_SIZE, 0, 1, 0),
        Image.Resampling.BICUBIC,
    )
    mask = mask.rotate(1.5 + shape[8] % 5, Image.Resampling.BICUBIC, expand=True)
    mask = mask.crop(mask.getbbox()).point(lambda level: level // 24 * 24)  # few levels: small file
    picture = Image.new("LA", mask.size, 26)
    picture.putalpha(mask)
    return picture


def sheet_picture(manuscript_title: str, act: SampleAct) -> Image.Image:
    """A scanned 会签 sheet: what was asked, the answer, signature and seal of the other unit."""
    sheet = Image.new("RGB", SHEET, (252, 252, 249))
    draw = ImageDraw.Draw(sheet)
    title = ImageFont.truetype(str(font_path(Face.SERIF_BOLD)), 30)
    words = ImageFont.truetype(str(font_path(Face.SERIF)), 18)
    draw.text((SHEET[0] // 2, 46), "会　签　单", fill=INK, font=title, anchor="mm")
    top = 84
    for label, value, lines in (
        ("稿件标题", manuscript_title, 2),
        ("会签单位", act.fact("unit"), 1),
        ("会签意见", act.fact("words"), 4),
        ("签　名", "", 3),
    ):
        height = 36 + 28 * lines
        draw.rectangle((40, top, SHEET[0] - 40, top + height), outline=INK)
        draw.line((160, top, 160, top + height), fill=INK)
        draw.text((100, top + height // 2), label, fill=INK, font=words, anchor="mm")
        draw.multiline_text(
            (178, top + 18), "\n".join(textwrap.wrap(value, 21)), fill=INK, font=words, spacing=8
        )
        top += height
    signature = signature_picture(act.fact("signed_by"), act.fact("unit"))
    sheet.paste(Image.new("RGB", signature.size, INK), (190, top - 106), signature.getchannel("A"))
    _seal(sheet, act.fact("unit"), (SHEET[0] - 150, top - 62))
    return sheet.rotate(0.4, Image.Resampling.BICUBIC, fillcolor=(252, 252, 249)).quantize(24)


def _seal(sheet: Image.Image, unit: str, centre: tuple[int, int]) -> None:
    """A square red seal with the unit's name, as a stamp leaves it."""
    half = 48
    mark = Image.new("L", (half * 2, half * 2), 0)
    draw = ImageDraw.Draw(mark)
    draw.rectangle((2, 2, half * 2 - 3, half * 2 - 3), outline=200, width=3)
    columns = textwrap.wrap(unit + "印", 4 if len(unit) > 5 else 3)
    font = ImageFont.truetype(str(font_path(Face.SERIF_BOLD)), 20)
    draw.multiline_text(
        (half, half), "\n".join(columns), fill=200, font=font, anchor="mm", align="center"
    )
    mark = mark.rotate(-3, Image.Resampling.BICUBIC)
    place = (centre[0] - half, centre[1] - half)
    sheet.paste(Image.new("RGB", mark.size, SEAL), place, mark)


if __name__ == "__main__":
    main()
