"""Texts and edits for the figures of comparing: written here, or taken from a file of one's own.

The generated text reads like notices of a city government: sentences of clauses, with names,
figures, dates and quoted documents.  Edits are those of an editor: a word replaced, taken out
or put in, a figure corrected, anywhere in the text.
"""

from __future__ import annotations

import random
from pathlib import Path

import rjieba

from qz_review.model.text import ManuscriptText, Paragraph


def _words(listed: str) -> list[str]:
    return listed.split()


_PLACES = _words("全市 市区 各县区 港区 城东片区 沿海乡镇 老旧小区 中心城区 工业园区 农村地区")
_OFFICES = _words(
    "市民政局 市财政局 市水务局 市住房和城乡建设局 市教育局 市卫生健康委员会 市交通运输局 "
    "市行政审批局 各镇人民政府 责任科室 相关职能部门 市大数据发展局"
)
_TIMES = _words("今年以来 近日 截至目前 下一步 连日来 “十四五”期间 自本月起 春节前后 汛期来临前")
_VERBS = _words(
    "组织开展 扎实推进 全面落实 进一步完善 持续加强 统筹安排 及时公开 认真梳理 集中整治 "
    "逐项核对 稳步提升 督促整改 依法查处 优先保障 主动对接"
)
_THINGS = _words(
    "供水管网改造 长者食堂建设 政务服务事项 营商环境优化 防汛物资储备 校园食品安全 河道清淤工程 "
    "就业帮扶措施 农村公路养护 垃圾分类试点 社区养老服务 信用信息公示 安全生产检查 困难群众救助 "
    "公共交通线路 人居环境整治 企业用工需求 医疗保障待遇 农产品质量监管 网络内容审核"
)
_RESULTS = _words(
    "取得阶段性成效 得到群众认可 比去年同期增长 按期完成任务 覆盖范围不断扩大 办理时限明显缩短 "
    "投诉数量大幅下降 工作机制更加健全 基础设施逐步完善 各项指标保持平稳"
)
_DOCUMENTS = _words(
    "《政府信息公开条例》 《关于加强基层治理的实施意见》 《养老服务补贴办法》 《城市供水管理规定》 "
    "《网络信息内容生态治理规定》"
)
_LINKS = _words("，并 ，同时 ，其中 ，还 ，确保 ，共有 ，要求")
_SMALL = _words("的 和 对 在 将 已 及 等 为 由")
_COUNTED = _words("个 家 名 项 处 户 次 公里 万元")
_EVERY_WORD = [*_PLACES, *_OFFICES, *_VERBS, *_THINGS, *_RESULTS, *_SMALL]

Words = list[list[str]]
"""A text as paragraphs of words."""


def written(size: int, seed: int) -> Words:
    """About ``size`` characters of notices."""
    chance = random.Random(seed)
    paragraphs: Words = []
    total = 0
    while total < size:
        words = [word for _ in range(chance.randint(2, 6)) for word in _sentence(chance)]
        paragraphs.append(words)
        total += sum(map(len, words))
    return paragraphs


def _sentence(chance: random.Random) -> list[str]:
    said = [chance.choice(_TIMES), "，", chance.choice(_OFFICES)]
    for _ in range(chance.randint(1, 3)):
        if chance.random() < 0.3:
            said += ["根据", chance.choice(_DOCUMENTS)]
        if chance.random() < 0.4:
            said += ["在", chance.choice(_PLACES)]
        verb = chance.choice(_VERBS)
        said += [verb[:-2], verb[-2:], chance.choice(_THINGS)]
        if chance.random() < 0.5:
            said += [str(chance.randint(2, 9999)), chance.choice(_COUNTED)]
        if chance.random() < 0.4:
            said += ["，", chance.choice(_RESULTS)]
        said.append(chance.choice(_LINKS))
    said[-1] = "。"
    return [word for word in said if word]


def read(path: Path, size: int) -> Words:
    """The first ``size`` characters of a plain text in UTF-8, as words."""
    paragraphs: Words = []
    left = size
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            paragraphs.append(rjieba.cut(line.strip()[:left]))
            left -= len(line.strip()[:left])
        if left <= 0:
            return paragraphs
    raise SystemExit(f"{path} is shorter than {size} characters")


def edited(paragraphs: Words, share: float, seed: int) -> Words:
    """The text with about ``share`` of its characters touched, word by word."""
    chance = random.Random(seed)
    changed = [list(words) for words in paragraphs]
    left = share * sum(len(word) for words in changed for word in words)
    while left > 0:
        words = chance.choice(changed)
        at = chance.randrange(len(words))
        word = words[at]
        act = chance.random()
        if word.isdigit():
            words[at] = str(chance.randint(2, 9999))
        elif act < 0.5:
            words[at] = chance.choice(_EVERY_WORD)
        elif act < 0.7 and len(words) > 3:
            del words[at]
        else:
            word = chance.choice(_EVERY_WORD)
            words.insert(at, word)
        left -= len(word)
    return changed


def as_text(paragraphs: Words) -> ManuscriptText:
    """A manuscript of these paragraphs."""
    blocks = tuple(Paragraph("".join(words)) for words in paragraphs)
    return ManuscriptText("关于进一步加强管理工作的通知", blocks=blocks)
