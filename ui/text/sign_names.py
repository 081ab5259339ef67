"""What characters are called that nobody can see."""

from __future__ import annotations

from types import MappingProxyType

_DIRECTION = MappingProxyType(
    {
        0x061C: "阿拉伯字母标记",
        0x200E: "从左到右标记",
        0x200F: "从右到左标记",
        0x202A: "从左到右嵌入",
        0x202B: "从右到左嵌入",
        0x202C: "方向结束",
        0x202D: "从左到右强制",
        0x202E: "从右到左强制",
        0x2066: "从左到右隔离",
        0x2067: "从右到左隔离",
        0x2068: "首字方向隔离",
        0x2069: "隔离结束",
    }
)
_NAMES = MappingProxyType(
    {
        0x00A0: "不换行空格",
        0x00AD: "软连字符",
        0x2007: "数字宽空格",
        0x200B: "零宽空格",
        0x200C: "零宽不连字",
        0x200D: "零宽连字",
        0x2028: "行分隔符",
        0x2029: "段分隔符",
        0x202F: "窄不换行空格",
        0x2060: "零宽词连接符",
        0xFEFF: "零宽不换行空格",
        0xFFFC: "对象占位符",
    }
)


def sign_words(character: str) -> str:
    """``U+202E 从右到左强制，会改变文字方向`` for a hidden character."""
    code = ord(character)
    name = _DIRECTION.get(code)
    if name is not None:
        return f"U+{code:04X} {name}，会改变文字方向"
    if code < 0x20 or 0x7F <= code <= 0x9F:
        return f"U+{code:04X} {_NAMES.get(code, '控制字符')}"
    return f"U+{code:04X} {_NAMES.get(code, '不可见字符')}"
