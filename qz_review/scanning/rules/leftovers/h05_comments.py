"""H5: comments in the file."""

from collections.abc import Iterable

from qz_review.model.checklist import Gate
from qz_review.model.file_traces import FileTraces
from qz_review.model.finding import Certainty
from qz_review.scanning.rule import FileHit, OfFile, Right, Rule, Wrong


def _judge(traces: FileTraces) -> Iterable[FileHit]:
    if traces.comments:
        yield FileHit(
            f"批注 {traces.comments} 条", f"文件里有 {traces.comments} 条批注，发布附件前删去"
        )


RULE = Rule(
    code="H5",
    name="文件里的批注",
    finds="docx 文件里还有批注",
    why="批注是审稿人的意见，随附件发布就公开了内部讨论",
    source="《“三审三校”工作制度》一审（3）是否涉及工作秘密；三校（1）文字技术整理",
    gate=Gate.SECRECY,
    certainty=Certainty.DOUBTFUL,
    message="文件里有批注",
    wrong=(Wrong(FileTraces(comments=2)),),
    right=(Right(FileTraces()),),
    check=OfFile(_judge),
)
