"""S12: where somebody lives."""

import re

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.checks import every, matching
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

_ROOM = (
    r"(?:\d{1,4}(?:号楼|栋|幢|座)|[一二三四五六七八九十]{1,3}(?:号楼|栋|幢))"
    r"(?:[\d一二三四五六七八九十]{1,2}单元)?\d{1,5}(?:室|号房|房)"
)
_LIVES = re.compile(
    r"(?:家住|住址[为是：:]?|现住|居住在|户籍(?:所在地)?[为是：:]?)"
    r"[^，。；\n]{4,40}?\d{1,4}(?:号|栋|幢|室)"
)
_FLAT = re.compile(rf"[\u4e00-\u9fff]{{2,10}}(?:小区|花园|公寓|家园|苑|新村){_ROOM}")

RULE = Rule(
    code="S12",
    name="家庭住址",
    finds="写到门牌、楼栋、房号的个人住址",
    why="公开家庭住址侵害隐私",
    source="《中华人民共和国民法典》第一千零三十四条；《政府信息公开条例》第十五条",
    certainty=Certainty.DOUBTFUL,
    gate=Gate.LAW,
    severity=Severity.SERIOUS,
    message="像是个人住址，公开时只写到街道、村",
    wrong=(Wrong("张某，家住钦南区文峰街道人民路12号。"), Wrong("住在阳光花园3栋2单元501室。")),
    right=(
        "家住钦南区文峰街道。",
        "办公地址：钦州市行政中心5号楼。",
        "会议在市政府2号楼301室召开。",
    ),
    check=every(matching(_LIVES, skip=Shield.ADDRESS), matching(_FLAT, skip=Shield.ADDRESS)),
    needs="家住址户小花公苑新",
)
