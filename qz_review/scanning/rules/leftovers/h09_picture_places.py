"""H9: the place where a picture was taken."""

from collections.abc import Iterable

from qz_review.model.checklist import Gate
from qz_review.model.file_traces import FileTraces, PicturePlace
from qz_review.model.finding import Certainty
from qz_review.scanning.rule import FileHit, OfFile, Right, Rule, Wrong


def _judge(traces: FileTraces) -> Iterable[FileHit]:
    for place in traces.places:
        yield FileHit(
            f"{place.picture}（{place.latitude:.4f}，{place.longitude:.4f}）",
            "图片里存着拍摄地点的经纬度，发布前清除",
        )


RULE = Rule(
    code="H9",
    name="图片里的拍摄地点",
    finds="图片的 EXIF 信息里有经纬度",
    why="经纬度会暴露住址、内部场所的位置",
    source="《中华人民共和国个人信息保护法》第五条；《“三审三校”工作制度》一审（3）",
    gate=Gate.SECRECY,
    certainty=Certainty.DOUBTFUL,
    message="图片里有拍摄地点",
    wrong=(Wrong(FileTraces(places=(PicturePlace("现场.jpg", 21.9797, 108.6541),))),),
    right=(Right(FileTraces()),),
    check=OfFile(_judge),
)
