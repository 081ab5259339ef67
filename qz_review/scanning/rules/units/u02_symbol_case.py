"""U2: capital and small letters of unit symbols."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

_RIGHT = {
    "KG": "kg", "Kg": "kg", "kG": "kg", "KM": "km", "Km": "km", "kM": "km", "CM": "cm", "Cm": "cm",
    "MM": "mm", "Mm": "mm", "ML": "mL", "Ml": "mL", "KW": "kW", "Kw": "kW", "kw": "kW",
    "KWH": "kW·h", "KWh": "kW·h", "Kwh": "kW·h", "kwh": "kW·h", "KPA": "kPa", "KPa": "kPa",
    "MPA": "MPa", "Mpa": "MPa", "mpa": "MPa", "KV": "kV", "Kv": "kV", "kv": "kV", "KVA": "kVA",
    "HZ": "Hz", "hz": "Hz", "KHZ": "kHz", "Khz": "kHz",
}  # fmt: skip


def _bare(text: str, at: int) -> bool:
    """Whether only a number stands before the symbol, not a model (X5KM)."""
    while at > 0 and (text[at - 1].isdigit() or text[at - 1] in ". "):
        at -= 1
    return at == 0 or not (text[at - 1].isascii() and text[at - 1].isalnum())


RULE = Rule(
    code="U2",
    name="单位符号的大小写",
    finds="数字后面的单位符号大小写不对，例如 KG、Km、Kw",
    why="单位符号的大小写有规定，大小写不同意义不同，如 m 是毫，M 是兆",
    source="GB 3100—1993；GB 3101—1993",
    certainty=Certainty.DOUBTFUL,
    message="单位符号的大小写不对",
    wrong=(Wrong("每袋5KG。", "每袋5kg。"), Wrong("功率10Kw。", "功率10kW。")),
    right=("每袋5kg。", "型号KM10和10KMA。", "功率10kW。"),
    needs="0123456789",
    check=matching(
        r"(?<=\d)[KkCMmHh][A-Za-z]{1,2}(?![A-Za-z0-9])",
        lambda m: _RIGHT.get(m.group()),
        when=lambda m, p: m.group() in _RIGHT and _bare(p.text, m.start() - p.start),
        skip=Shield.ADDRESS,
    ),
)
