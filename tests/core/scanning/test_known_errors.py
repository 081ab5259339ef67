"""Wrong words that stood on government sites are found; right words that contain them are not."""

from __future__ import annotations

import pytest

from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.document import Document
from qz_review.scanning.engine import Scanner
from qz_review.scanning.registry import all_rules

SCANNER = Scanner(all_rules())

REAL = [
    ("市人民攻府印发通知。", "政府"),
    ("中华人民共合国成立。", "中华人民共和国"),
    ("中华人民大和国成立。", "中华人民共和国"),
    ("中共人民共和国成立。", "中华人民共和国"),
    ("成立领导小姐。", "领导小组"),
    ("禁止露天焚烧秸杆。", "秸秆"),
    ("齐齐哈市召开会议。", "齐齐哈尔市"),
    ("临死大会表决通过。", "临时大会"),
]
TRAPS = [
    "深入学习贯彻会议精神，落实学习贯彻要求。",
    "任期未满，汛期未到，今年经济稳中有进，百年未有之大变局。",
    "完善自律机制，推进正规化建设，预防犯罪，采取销毁措施，通报消防检查情况。",
    "统一惯例，记录相关数据，按装配图安装，按装载量计费，多部暑期片上映。",
    "细胞核消失，一批露营地开放，检视查摆问题，攻府城而不下，网站2周未更新。",
    "贵阳市路口交通有序，共产党员带头，社会主义市场经济。",
    "奖励附件10万元，曾强到会，实部和虚部，萧山区，县（市）区人民政府。",
    "收取销售款，轻松驰骋，上海拨付资金，学习贯穿始终，申议书。",
    "二十大报告指出，三十而立；一、二年级学生；第二、三产业；三、四季度。",
    "全市GDP增长5.2%，比上年提高0.3个百分点，5G基站3,456个，比例3:2，见GB/T 15834—2011。",
    "会议于2024年2月29日（星期四）上午9:30召开，网址http://www.qinzhou.gov.cn/xx?a=1,2。",
    "《关于印发〈钦州市政府网站管理办法〉的通知》（钦政办〔2023〕39号）",
]


@pytest.mark.parametrize(("text", "right"), REAL)
def test_a_wrong_word_that_was_published_is_found(text: str, right: str) -> None:
    (found,) = [f for f in SCANNER.scan(Document.of_text(text)).findings if f.rule == "W1"]
    assert found.certainty is Certainty.CERTAIN
    assert found.suggestions[0] == right


def test_a_wrong_name_of_the_state_is_serious() -> None:
    (found,) = SCANNER.scan(Document.of_text("中华人民共合国成立。")).findings
    assert found.severity is Severity.SERIOUS
    assert found.gate.label == "政治关"


@pytest.mark.parametrize(
    ("text", "rule", "right"),
    [
        ("湖南省委书记杜家豪讲话。", "M1", "杜家毫"),
        ("湖北省张家界景区开放。", "M8", "湖南省张家界市"),
        ("四川省重庆市举办展会。", "M8", "重庆市"),
        ("钦洲市人民政府印发。", "M7", "钦州市"),
        ("钦洲港开港。", "M7", "钦州"),
    ],
)
def test_a_wrong_name_that_was_published_is_found(text: str, rule: str, right: str) -> None:
    (found,) = SCANNER.scan(Document.of_text(text)).findings
    assert (found.rule, found.suggestions[0]) == (rule, right)
    assert found.severity is Severity.SERIOUS


@pytest.mark.parametrize("text", TRAPS)
def test_right_words_are_left_alone(text: str) -> None:
    found = SCANNER.scan(Document.of_text(text)).findings
    assert [(f.rule, f.quote) for f in found] == []
