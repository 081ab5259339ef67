"""H7: words formatted as hidden."""

from collections.abc import Iterable

from qz_review.model.checklist import Gate
from qz_review.model.file_traces import FileTraces
from qz_review.model.finding import Certainty
from qz_review.scanning.rule import FileHit, OfFile, Right, Rule, Wrong

_SHOWN = 5


def _judge(traces: FileTraces) -> Iterable[FileHit]:
    for words in traces.hidden[:_SHOWN]:
        yield FileHit(words[:60], "设成隐藏的文字，别人改一下显示设置就能看到")
    if len(traces.hidden) > _SHOWN:
        rest = len(traces.hidden) - _SHOWN
        yield FileHit(f"另有 {rest} 处", f"另有 {rest} 处隐藏文字")


RULE = Rule(
    code="H7",
    name="文件里的隐藏文字",
    finds="docx 文件里设成隐藏的文字",
    why="隐藏文字不显示却在文件里，谁都能调出来看",
    source="《“三审三校”工作制度》一审（3）是否涉及国家秘密或工作秘密",
    gate=Gate.SECRECY,
    certainty=Certainty.DOUBTFUL,
    message="文件里有隐藏文字",
    wrong=(Wrong(FileTraces(hidden=("内部掌握，不公开",))),),
    right=(Right(FileTraces()),),
    check=OfFile(_judge),
)
