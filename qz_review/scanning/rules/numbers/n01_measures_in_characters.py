"""N1: measured quantities in Chinese numerals."""

from qz_review.model.finding import Certainty
from qz_review.model.text import Cell, ManuscriptText, Table
from qz_review.scanning.checks import every, matching
from qz_review.scanning.level import Level
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Right, Rule, Wrong

_TABLE = ManuscriptText("增速", blocks=(Table(((Cell(("百分之五点二",)),),)),))

RULE = Rule(
    code="N1",
    name="计量数值用了汉字",
    finds="带小数的计量数值、表格里的百分数用了汉字数字；简单的个数不算",
    why="用于计量的数字，为醒目、易于辨识，应采用阿拉伯数字",
    source="GB/T 15835—2011 4.1.1",
    certainty=Certainty.DOUBTFUL,
    message="计量数值用阿拉伯数字",
    wrong=(Wrong("道路全长三十四点五千米。"), Wrong(_TABLE)),
    right=(
        "道路全长34.5千米。",
        "不足百分之五的部分。",
        "早上八点五十人集合。",
        Right("百分之五点二"),
    ),
    needs="点",
    level=Level.FULL,
    check=every(
        matching(
            r"[一二三四五六七八九十百千万]{1,8}点[〇零一二三四五六七八九]{1,4}(?=千米|公里|平方米|立方米|毫米|厘米|公顷|千克|公斤|吨|千瓦|摄氏度|万元|亿元|个百分点|倍)"
        ),
        matching(
            r"百分之[一二三四五六七八九十百]{1,4}(?:点[〇零一二三四五六七八九]{1,3})?",
            roles=(Role.CELL,),
        ),
    ),
)
