"""H6: revisions nobody has accepted or rejected."""

from collections.abc import Iterable

from qz_review.model.checklist import Gate
from qz_review.model.file_traces import FileTraces
from qz_review.model.finding import Certainty
from qz_review.scanning.rule import FileHit, OfFile, Right, Rule, Wrong


def _judge(traces: FileTraces) -> Iterable[FileHit]:
    if traces.revisions:
        yield FileHit(
            f"修订 {traces.revisions} 处",
            f"文件里有 {traces.revisions} 处未接受的修订，发布附件前接受或拒绝",
        )


RULE = Rule(
    code="H6",
    name="文件里的修订",
    finds="docx 文件里还有未接受、未拒绝的修订",
    why="修订痕迹里有删去的文字，随附件发布等于公开了底稿",
    source="《“三审三校”工作制度》一审（3）是否涉及工作秘密；三校（1）文字技术整理",
    gate=Gate.SECRECY,
    certainty=Certainty.DOUBTFUL,
    message="文件里有未处理的修订",
    wrong=(Wrong(FileTraces(revisions=3)),),
    right=(Right(FileTraces()),),
    check=OfFile(_judge),
)
