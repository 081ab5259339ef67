"""G14: a request inside a 报告."""

from collections.abc import Iterable, Sequence

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import noting
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.rule import Fact, Hit, Rule, Whole, Wrong

_CLOSING = (
    r"^[^\S\n]*+(?:以上(?:报告|意见|请示|内容)?[，,]?)?(?:妥否|当否|可否|是否妥当|如无不妥"
    r"|如可行|如同意)"
    r"[，,]?[^\n]{0,12}(?:请|敬请|恳请)[^\n]{0,14}(?:批示|审批|批准|批复|批转|指示|审定)[。！]?$"
)


def _judge(document: Document, facts: Sequence[Fact], _: ScanContext) -> Iterable[Hit]:
    title = document.title
    if title is None or not title.text.strip().rstrip("。").endswith("报告"):
        return
    for fact in facts:
        yield Hit(fact.start, fact.end)


RULE = Rule(
    code="G14",
    name="报告夹带请示事项",
    finds="标题是“报告”，末尾却写“妥否，请批示”一类请示用语",
    why="报告不得夹带请示事项，上级对报告不作答复，请求会落空",
    source="《党政机关公文处理工作条例》第十五条（四）",
    certainty=Certainty.DOUBTFUL,
    message="报告里不夹带请示事项，需要批准的另行请示",
    wrong=(Wrong("关于防汛工作情况的报告\n市政府：\n现将情况报告如下。\n妥否，请批示。"),),
    right=(
        "关于防汛工作情况的报告\n市政府：\n现将情况报告如下。\n特此报告。",
        "关于解决防汛经费的请示\n市财政局：\n现将情况请示如下。\n妥否，请批示。",
    ),
    needs="请",
    check=Whole(_judge, noting(_CLOSING)),
)
