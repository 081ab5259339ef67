"""What the text shows of a line of the 誊正核对单, in words."""

from __future__ import annotations

from collections.abc import Sequence

from qz_review.services.grounds import Asked, Ground

_DONE = {
    Asked.REWORD: "{place}“{0}”已改为“{1}”",
    Asked.REMOVE: "{0}已删去",
    Asked.ADD: "{place}已有“{0}”",
    Asked.RETITLE: "标题已改",
    Asked.MOVE: "{0}已调整到{place}",
    Asked.SWAP: "{0}与{1}已对调",
    Asked.SPLIT: "{place}已另起一段",
    Asked.JOIN: "{0}已合并",
}
_OPEN = {
    Asked.EDIT: "现文与领导所改不同",
    Asked.REWORD: "未见“{0}”改为“{1}”",
    Asked.REMOVE: "未见{0}删去",
    Asked.ADD: "未见增加“{0}”",
    Asked.RETITLE: "标题与要求不同",
    Asked.MOVE: "未见{0}调整",
    Asked.SWAP: "未见{0}与{1}对调",
    Asked.SPLIT: "未见{0}另起一段",
    Asked.JOIN: "未见{0}合并",
}


def grounds_words(grounds: Sequence[Ground]) -> str:
    """Why the line is ticked or is not; empty where there is nothing to say."""
    if len(grounds) == 1 and grounds[0].asked is Asked.PERSON:
        return "由人核对"
    return "；".join(filter(None, map(_words, grounds)))


def _words(ground: Ground) -> str:
    if ground.asked is Asked.PERSON:
        return f"“{ground.words[0]}”由人核对"
    form = (_DONE if ground.done else _OPEN).get(ground.asked, "")
    return form.format(*ground.words, place=ground.place)
