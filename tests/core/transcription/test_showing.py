"""What a text shows of an instruction: done, not done, done at the wrong place, words elsewhere."""

from __future__ import annotations

import pytest

from qz_review.model.text import Cell, ManuscriptText, Paragraph, Table
from qz_review.transcription.showing import is_done, show_instruction

FIRST = "入冬以来，市城市管理局组织巡查队，对全市供水主干管开展拉网式检查。"
SECOND = "截止11月底，全市共检修管网120公里，走在全省前列。市民反映的问题已全部办结。"
THIRD = "市民可登陆市政府网站查询停水信息，也可拨打热线电话报修。"
FOURTH = "下一步，市城市管理局将会同市财政局加大投入。"
BODY = (FIRST, SECOND, THIRD, FOURTH)


def text(*paragraphs: str, title: str = "关于冬季供水的通知") -> ManuscriptText:
    return ManuscriptText(title, blocks=tuple(Paragraph(words) for words in paragraphs))


def edited(old: str, new: str) -> ManuscriptText:
    assert any(old in words for words in BODY)
    return text(*(words.replace(old, new) for words in BODY))


APPROVED = text(*BODY)


def done(instruction: str, now: ManuscriptText, approved: ManuscriptText = APPROVED) -> bool:
    return is_done(show_instruction(instruction, approved, now))


LOGIN = edited("登陆", "登录")
ELSEWHERE = text(FIRST + "可登录。", SECOND, THIRD.replace("登陆", "进入"), FOURTH)


@pytest.mark.parametrize(
    "instruction",
    [
        "“登陆”改为“登录”",
        "“登陆”改“登录”",
        "“登陆”应为“登录”",
        "「登陆」改成「登录」",
        "登陆改成登录",
        "第三段登陆改为登录",
        "第3段“登陆”改为“登录”",
        "将“登陆”修改为“登录”，其余同意",
        "全文“登陆”统一改为“登录”",
        "“登陆”有误，应为“登录”。",
    ],
)
def test_reworded_at_its_place_only(instruction: str) -> None:
    assert done(instruction, LOGIN)
    assert not done(instruction, APPROVED)
    assert not done(instruction, ELSEWHERE)
    assert not done(instruction, edited("登陆", "登入"))
    assert not done(instruction, edited("可登陆市政府网站", "可"))


@pytest.mark.parametrize(
    ("instruction", "now", "expected"),
    [
        # rewording around it, splits and moves do not matter
        ("“登陆”改为“登录”", edited("市民可登陆市政府网站", "居民可登录市人民政府网站"), True),
        ("“登陆”改为“登录”", text(FIRST, THIRD.replace("登陆", "登录"), SECOND, FOURTH), True),
        (
            "“登陆”改为“登录”",
            text(
                FIRST,
                SECOND,
                "市民可登录市政府网站查询停水信息，",
                "也可拨打热线电话报修。",
                FOURTH,
            ),
            True,
        ),
        ("“登陆”改为“登录”", edited("可登陆", "可以通过电脑，登录"), True),
        ("“登陆”改为“登录”", edited("可登陆", "可不登录"), False),
        ("“登陆”改为“登录”", edited("登陆", "登录登陆"), False),
        ("“120公里”改为“130公里”", edited("120公里", "1130公里"), False),
        # which of several was meant cannot be seen
        ("“全市”改为“本市”", edited("全市供水", "本市供水"), False),
        ("“全市”改为“本市”", edited("全市", "本市"), True),
        ("第2段“全市”改为“本市”", edited("全市共", "本市共"), True),
        ("第2段“全市”改为“本市”", edited("全市供水", "本市供水"), False),
        ("全文“全市”统一改为“本市”", edited("全市", "本市"), True),
        ("全文“全市”统一改为“本市”", edited("全市共", "本市共"), False),
        ("全市改为本市", edited("全市", "本市"), False),
        ("全文全市统一改为本市", edited("全市", "本市"), True),
        # words within other words
        ("“网站”改为“门户网站”", edited("市政府网站", "市政府门户网站"), True),
        ("“网站”改为“门户网站”", APPROVED, False),
        ("“12”改为“13”", edited("120公里", "130公里"), False),
        ("“120公里”改为“130公里”", edited("120公里", "130公里"), True),
        # what is not in the text cannot be done
        ("“节水”改为“供水”", APPROVED, False),
        ("“停水”改为“停水”", APPROVED, False),
    ],
)
def test_rewording(instruction: str, now: ManuscriptText, expected: bool) -> None:
    assert done(instruction, now) is expected


GONE = edited("，走在全省前列", "")
SENTENCE_GONE = edited("市民反映的问题已全部办结。", "")


@pytest.mark.parametrize(
    ("instruction", "now", "expected"),
    [
        ("删去“走在全省前列”", GONE, True),
        ("删去“，走在全省前列”", GONE, True),
        ("“走在全省前列”删去", GONE, True),
        ("第2段删去“走在全省前列”", GONE, True),
        ("“走在全省前列”改为“”", GONE, True),
        ("删去“走在全省前列”", APPROVED, False),
        ("删去“走在全省前列”", edited("走在全省前列", "位居全省前列"), False),
        ("删去“走在全省前列”", text(FIRST + "走在全省前列。", *BODY[1:]), False),
        ("删去“走在全省前列”", edited("，走在全省前列。市民", "；走在全省前列，市民"), False),
        ("删去“全市”", edited("全市供水", "供水"), False),
        ("删去“全市”", edited("全市", ""), True),
        ("删去“市民反映”一句", SENTENCE_GONE, True),
        ("删去“市民反映……办结”一句", SENTENCE_GONE, True),
        ("删去“市民反映”一句", edited("市民反映的", ""), False),
        ("删去“市民反映”一句", text(FIRST, SECOND[:-16], THIRD, FOURTH + SECOND[-16:]), False),
        ("删去第三段", text(FIRST, SECOND, FOURTH), True),
        ("删去第3段", text(FIRST, SECOND, FOURTH), True),
        ("第三段删去", text(FIRST, SECOND, FOURTH), True),
        ("删去末段", text(FIRST, SECOND, THIRD), True),
        ("删去第2、3段", text(FIRST, FOURTH), True),
        ("删去第2、3段", text(FIRST, THIRD, FOURTH), False),
        ("删去第三段", text(FIRST, THIRD, FOURTH), False),
        ("删去第三段", text(FIRST, SECOND, FOURTH, THIRD), False),
        ("删去第三段", text(FIRST, SECOND, THIRD[:12] + "。", FOURTH), False),
        ("删去第九段", text(FIRST, SECOND, THIRD), False),
        ("删去第三段第一句", text(FIRST, SECOND, FOURTH), False),
        ("删去“网站”和“热线”",
         edited("网站查询停水信息，也可拨打热线", "查询停水信息，也可拨打"), True),
        ("删去“网站”和“热线”", edited("网站", ""), False),
    ],
)  # fmt: skip
def test_deleting(instruction: str, now: ManuscriptText, expected: bool) -> None:
    assert done(instruction, now) is expected


@pytest.mark.parametrize(
    ("instruction", "now", "expected"),
    [
        (
            "标题改为“关于做好冬季供水工作的通知”",
            text(*BODY, title="关于做好冬季供水工作的通知"),
            True,
        ),
        (
            "标题改为关于做好冬季供水工作的通知",
            text(*BODY, title="关于做好冬季供水工作的通知"),
            True,
        ),
        ("标题改为“关于做好冬季供水工作的通知”", APPROVED, False),
        ("标题改为“关于做好冬季供水工作的通知”", text("关于做好冬季供水工作的通知", *BODY), False),
        ("标题中“通知”改为“公告”", text(*BODY, title="关于冬季供水的公告"), True),
        ("标题中“通知”改为“公告”", text(FIRST + "公告。", *BODY[1:]), False),
        ("副标题改为“市政府办公室”", APPROVED, False),
        ("增加“联系电话：12345”", text(*BODY, "联系电话：12345"), True),
        ("增加“联系电话：12345”", APPROVED, False),
        ("第3段增加“24小时”", edited("拨打热线", "拨打24小时热线"), True),
        ("第2段增加“24小时”", edited("拨打热线", "拨打24小时热线"), False),
        ("“拨打”后增加“24小时”", edited("拨打热线", "拨打24小时热线"), True),
        ("“热线”前加“24小时”", edited("拨打热线", "拨打24小时热线"), True),
        ("“拨打”后增加“24小时”", edited("也可", "24小时也可"), False),
        ("文末注明“来源：市城市管理局”", text(*BODY, "来源：市城市管理局"), True),
        ("文末注明“来源：市城市管理局”", text("来源：市城市管理局", *BODY), False),
        ("文末注明来源", text(*BODY, "来源：市城市管理局"), False),
    ],
)
def test_titles_and_additions(instruction: str, now: ManuscriptText, expected: bool) -> None:
    assert done(instruction, now) is expected


SWAPPED = edited("对全市供水主干管开展拉网式检查", "对全市供水主干管开展检查拉网式")


@pytest.mark.parametrize(
    ("instruction", "now", "expected"),
    [
        ("将第3段调整到第1段之前", text(THIRD, FIRST, SECOND, FOURTH), True),
        ("将第3段调整到第1段之后", text(FIRST, THIRD, SECOND, FOURTH), True),
        ("把第三段移至文末", text(FIRST, SECOND, FOURTH, THIRD), True),
        ("把第三段移至文末", APPROVED, False),
        ("将第3段调整到第1段之前", APPROVED, False),
        ("将第3段调整到第1段之前", text(FIRST, SECOND, FOURTH, THIRD), False),
        ("将第3段调整到第2段之后", APPROVED, False),  # it stood there already
        ("将“走在全省前列”调整到“检修”之前",
         edited("检修管网120公里，走在全省前列", "走在全省前列，检修管网120公里"), True),
        ("将“走在全省前列”调整到“检修”之前", APPROVED, False),
        ("将“走在全省前列”调整到“检修”之前", GONE, False),
        ("“拉网式”与“检查”对调", SWAPPED, True),
        ("“拉网式”与“检查”对调", APPROVED, False),
        ("“拉网式”与“检查”对调", edited("拉网式检查", "检查"), False),
        ("第2段和第3段互换位置", text(FIRST, THIRD, SECOND, FOURTH), True),
        ("第2、3段对调", text(FIRST, THIRD, SECOND, FOURTH), True),
        ("第2、3段对调", APPROVED, False),
        ("第1、4段对调", text(FIRST, THIRD, SECOND, FOURTH), False),
        ("第2段另起一段", text(FIRST, SECOND[:27], SECOND[27:], THIRD, FOURTH), True),
        ("第2段另起一段", APPROVED, False),
        ("第2段另起一段", text(FIRST, SECOND, THIRD[:17], THIRD[17:], FOURTH), False),
        ("“市民反映”另起一段", text(FIRST, SECOND[:27], SECOND[27:], THIRD, FOURTH), True),
        ("“市民反映”另起一段", text(FIRST, SECOND[:10], SECOND[10:], THIRD, FOURTH), False),
        ("“走在全省前列”后另起一段", text(FIRST, SECOND[:27], SECOND[27:], THIRD, FOURTH), True),
        ("第2、3段合并", text(FIRST, SECOND + THIRD, FOURTH), True),
        ("第3段与上一段合并", text(FIRST, SECOND + THIRD, FOURTH), True),
        ("第2、3段合并", APPROVED, False),
        ("第2、3段合并", text(FIRST + SECOND, THIRD, FOURTH), False),
        ("第2、3段合并", text(FIRST, SECOND, FOURTH), False),
    ],
)  # fmt: skip
def test_order_and_paragraphs(instruction: str, now: ManuscriptText, expected: bool) -> None:
    assert done(instruction, now) is expected


@pytest.mark.parametrize(
    "instruction",
    [
        "数字核实",
        "“登陆”改为“登录”，数字再核",
        "“登陆”改为“登录”；落款日期请办公室确认",
        "不要将“登陆”改为“登录”",
        "如属实，“登陆”改为“登录”",
        "“登陆”等改为“登录”",
        "“登陆”改为“登录”或“进入”",
        "第三段语气改为平实",
        "把登陆网站那一句改得通顺些",
        "",
    ],
)
def test_what_only_a_person_can_answer(instruction: str) -> None:
    assert not done(instruction, LOGIN)


def test_several_requests_are_done_when_all_of_them_are() -> None:
    both = "1.“登陆”改为“登录”；2.删去“走在全省前列”。"
    assert not done(both, LOGIN)
    assert not done(both, GONE)
    assert done(both, text(FIRST, GONE.blocks[1].text, LOGIN.blocks[2].text, FOURTH))  # type: ignore[union-attr]


def test_words_in_cells_and_titles_in_brackets() -> None:
    table = Table(((Cell(("《办法》第三条",)), Cell(("18家",))),), "表1 《办法》摘录")
    before = ManuscriptText("题", blocks=(table,))
    after = ManuscriptText(
        "题", blocks=(Table(((Cell(("《办法》第三条",)), Cell(("20家",))),), "表1 《办法》摘录"),)
    )
    assert done("“18家”改为“20家”", after, before)
    assert not done("《办法》改为《条例》", after, before)
    renamed = Table(((Cell(("《条例》第三条",)), Cell(("18家",))),), "表1 《条例》摘录")
    assert done("全文《办法》统一改为《条例》", ManuscriptText("题", blocks=(renamed,)), before)


def test_what_the_leader_did_himself_counts_while_it_stands() -> None:
    shown = show_instruction("“登陆”改为“登录”", LOGIN, LOGIN, before_leader=APPROVED)
    assert is_done(shown)
    undone = show_instruction("“登陆”改为“登录”", LOGIN, APPROVED, before_leader=APPROVED)
    assert not is_done(undone)
