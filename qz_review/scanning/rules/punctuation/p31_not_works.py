"""P31: 《》 around what is no work."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="P31",
    name="非作品用了书名号",
    finds="课程、课题、奖项、商标、证照、机构、会议、活动的名称用了书名号",
    why="书名号标示书名、篇名、作品名，证照、奖项、会议、活动不是作品；表格名、文书名除外",
    source="GB/T 15834—2011 附录 A.13",
    certainty=Certainty.HINT,
    message="证照、奖项、会议、活动等名称不宜用书名号",
    wrong=(Wrong("办理《营业执照》需要五个工作日。", "办理营业执照需要五个工作日。"),),
    right=("办理营业执照需要五个工作日。", "依照《会议管理办法》执行。"),
    needs="《",
    level=Level.FULL,
    check=matching(
        r"《(?P<name>[^《》\n]{1,20}(?:会议|证书|执照|课题|大赛|金奖|银奖|[特一二三]等奖|许可证|资格证|培训班|论坛))》",
        r"\g<name>",
        skip=Shield.NOTHING,
    ),
)
