"""G4: leading zeros in the serial number of a document."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="G4",
    name="发文顺序号编虚位",
    finds="发文顺序号以 0 开头",
    why="发文顺序号不编虚位，1 不编为 01",
    source="GB/T 9704—2012 7.2.5",
    certainty=Certainty.CERTAIN,
    message="发文顺序号不编虚位",
    wrong=(Wrong("根据国办发〔2021〕005号文件精神，", "根据国办发〔2021〕5号文件精神，"),),
    right=("根据国办发〔2021〕5号文件精神，", "根据国办发〔2021〕50号文件精神，"),
    needs="〕",
    check=matching(r"(?<=\d〕)0+(?=[1-9]\d{0,4}号)", "", skip=Shield.ADDRESS),
)
