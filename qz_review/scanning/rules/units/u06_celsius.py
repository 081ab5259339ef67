"""U6: 摄氏度 torn apart."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="U6",
    name="摄氏度拆开",
    finds="“摄氏20度”“零下摄氏5度”",
    why="“摄氏度”是一个单位名称，不能拆开",
    source="GB 3101—1993",
    certainty=Certainty.DOUBTFUL,
    message="“摄氏度”是一个单位，不拆开",
    wrong=(Wrong("最高气温摄氏38度。", "最高气温38摄氏度。"),),
    right=("最高气温38摄氏度。", "最高气温38℃。"),
    needs="摄",
    check=matching(r"摄氏(?P<n>零下\d{1,3}|[-－]?\d{1,3}(?:\.\d)?)度", r"\g<n>摄氏度"),
)
