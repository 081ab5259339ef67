"""P27: a caption that ends with a full stop."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="P27",
    name="图题、表题末尾的句号",
    finds="图题、表题或图片说明末尾用了句号",
    why="图、表的短语式说明文字，末尾不用句号，即使较长、中间用了逗号也不用",
    source="GB/T 15834—2011 附录 A.1",
    certainty=Certainty.DOUBTFUL,
    message="图题、表题末尾不用句号",
    wrong=(Wrong("图1 巡查现场。", "图1 巡查现场"),),
    right=("图1 巡查现场", "图1显示，全年增长较快。", "图2 现场。上图为东区，下图为西区。"),
    needs="。",
    check=matching(
        r"。$",
        "",
        roles=(Role.CAPTION,),
        skip=Shield.NOTHING,
        when=lambda m, p: p.text.count("。") == 1,
    ),
)
