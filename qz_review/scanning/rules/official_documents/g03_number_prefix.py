"""G3: 第 before the serial number of a document."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="G3",
    name="发文顺序号前的“第”",
    finds="六角括号年份之后的顺序号前加了“第”；国务院令第×号、公告第×号是另一类，不算",
    why="发文顺序号不加“第”字",
    source="GB/T 9704—2012 7.2.5",
    certainty=Certainty.CERTAIN,
    message="发文顺序号前不加“第”",
    wrong=(Wrong("根据国办发〔2021〕第5号文件精神，", "根据国办发〔2021〕5号文件精神，"),),
    right=("根据国办发〔2021〕5号文件精神，", "国务院令第752号", "财政部公告2021年第5号"),
    needs="〕",
    check=matching(r"(?<=\d〕)第(?=\d{1,5}号)", "", skip=Shield.ADDRESS),
)
