"""How long a comparison takes beside difflib: ``python tests/bench/bench_compare.py``.

Prints, for each size, our median, difflib's median on the same texts (character by
character, autojunk off) and the ratio.  difflib is left out where it would take minutes.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from qz_review.markup.compare import compare_texts
from qz_review.model.text import ManuscriptText, Paragraph, plain_text

ROUNDS = 10
VOCABULARY = (
    "全市", "政府", "网站", "政务", "新媒体", "管理", "工作", "开展", "巡查", "供水", "管网",
    "老旧", "小区", "居民", "食堂", "补贴", "责任", "科室", "负责人", "审核", "发布", "信息",
    "公开", "服务", "群众", "完善", "制度", "加强", "落实", "检查", "情况", "的", "和", "在",
    "对", "2026年", "12家", "95.5%", "进一步", "有关", "单位", "下一步", "将", "建成", "投入",
    "使用", "低保", "老年人", "登记", "凭", "身份证",
)  # fmt: skip


def make_text(size: int, seed: int) -> ManuscriptText:
    """About ``size`` characters of words in paragraphs of about 120."""
    chance = random.Random(seed)
    paragraphs: list[Paragraph] = []
    total = 0
    while total < size:
        words = chance.choices(VOCABULARY, k=chance.randint(30, 70))
        for at in range(8, len(words), 9):
            words[at] += "，"
        paragraphs.append(Paragraph("".join(words) + "。"))
        total += len(paragraphs[-1].text)
    return ManuscriptText("关于进一步加强管理工作的通知", blocks=tuple(paragraphs))


def edit(text: ManuscriptText, share: float, seed: int) -> ManuscriptText:
    """The text with about ``share`` of its characters replaced, dropped or added."""
    chance = random.Random(seed)
    changed: list[Paragraph] = []
    for paragraph in text.blocks:
        assert isinstance(paragraph, Paragraph)
        words = paragraph.text
        for _ in range(max(1, round(len(words) * share / 2))):
            at = chance.randrange(max(1, len(words) - 2))
            words = words[:at] + chance.choice(["", *VOCABULARY]) + words[at + 2 :]
        changed.append(Paragraph(words))
    return ManuscriptText(text.title, blocks=tuple(changed))


def median_ms(work: Callable[[], object], rounds: int) -> float:
    """Median wall time of some rounds, in ms."""
    times: list[float] = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    """Print the table."""
    compare_texts(make_text(200, 1), make_text(200, 2))  # loads the segmenter's dictionary
    print(f"{'characters':>10} {'edited':>7} {'ours ms':>9} {'difflib ms':>11} {'ratio':>8}")
    for size, share in ((1_000, 0.05), (10_000, 0.05), (50_000, 0.05), (200_000, 0.05)):
        old = make_text(size, size)
        new = edit(old, share, size + 1)
        ours = median_ms(lambda old=old, new=new: compare_texts(old, new), ROUNDS)
        if size > 10_000:
            print(f"{size:>10} {share:>7.0%} {ours:>9.1f} {'-':>11} {'-':>8}")
            continue
        left, right = plain_text(old), plain_text(new)
        other = median_ms(
            lambda a=left, b=right: SequenceMatcher(None, a, b, autojunk=False).get_opcodes(),
            ROUNDS if size < 10_000 else 3,
        )
        print(f"{size:>10} {share:>7.0%} {ours:>9.1f} {other:>11.1f} {ours / other:>8.3f}")


if __name__ == "__main__":
    main()
