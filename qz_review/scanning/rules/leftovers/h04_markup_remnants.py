"""H4: tags and entities of a web page, marks of Markdown."""

import html
import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield


def _plain(match: re.Match[str]) -> str:
    return html.unescape(match.group())


RULE = Rule(
    code="H4",
    name="网页代码残留",
    finds="&nbsp; <br> 等网页代码、Markdown 标记残留在文字里",
    why="从网页复制或由程序生成的文字带进了代码",
    source="《“三审三校”工作制度》三校（1）文字技术整理",
    certainty=Certainty.DOUBTFUL,
    message="网页代码残留",
    wrong=(
        Wrong("会议强调&ldquo;落实&rdquo;。", "会议强调“落实”。"),
        Wrong("会议召开。&nbsp;会议强调落实。", "会议召开。会议强调落实。", Certainty.HINT),
        Wrong("会议召开。<br/>会议强调落实。", "会议召开。会议强调落实。"),
        Wrong("**会议召开**，强调落实。", "会议召开，强调落实。"),
    ),
    right=("会议召开。", "R&D投入增长", "a<b且c>d", "2**3"),
    needs="&<*",
    check=every(
        # As a space a browser shows nothing of it: a remnant, but not one the reader sees.
        matching(
            "&(?:nbsp|emsp|ensp);?",
            "",
            skip=Shield.ADDRESS,
            certainty=Certainty.HINT,
            level=Level.FULL,
        ),
        matching(
            r"&(?:amp|lt|gt|quot|ldquo|rdquo|mdash|hellip|middot|#\d{2,6}|#x[0-9a-fA-F]{2,6});",
            _plain,
            skip=Shield.ADDRESS,
        ),
        matching(
            r"</?(?:br|p|div|span|b|strong|font|a|i|u|em|td|tr|table|img|li|ul|ol|h[1-6]|sup|sub|o:p)(?:[^\S\n][^<>\n]{0,300})?/?>",
            "",
            skip=Shield.NOTHING,
        ),
        matching(
            r"\*\*(?=[\u4e00-\u9fff“《])|(?<=[\u4e00-\u9fff”》。])\*\*(?!\d)",
            "",
            skip=Shield.ADDRESS,
        ),
        matching(r"^#{1,6} (?=[\u4e00-\u9fff])", "", skip=Shield.NOTHING, level=Level.FULL),
    ),
)
