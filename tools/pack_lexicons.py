"""Packs word lists into ``resources/lexicons``: ``python tools/pack_lexicons.py LISTS_FOLDER``.

LISTS_FOLDER holds confusable_pairs.tsv, wrong_idioms.tsv, yixingci.tsv, homophones.tsv,
trad_variant_to_standard.tsv and chars_8105.tsv (sources and licences: ``resources/LICENSES.md``).
What a list only supposes is left out here, by rules that stand in this file, so that the result
can be made again.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "resources" / "lexicons"
COLUMNS = ("rule", "wrong", "rights", "guard", "note", "source", "gate", "severity")
RULES = {"必错": "W1", "疑似": "W2", "提示": "W3"}

# Rows that a rule of their own finds better than a string can.
OWN_RULES = {
    "截至…止", "切忌不要", "防止不再", "大约…左右", "超过…以上", "接近…以上",
    "目的是为了", "涉及到", "凯旋归来", "省市自治区", "省、市、自治区", "县（市）区", "市县（区）",
    "全国各省市", "来华旅游", "成员国", "孟加拉", "蒙古",
}  # fmt: skip
# What to search for where the wrong word itself does not stand in the text.
KEYS = {
    "付主任": ("付主任", "付局长", "付县长", "付市长", "付书记", "付科长"),
    "形式严峻": ("形式严峻", "形式逼人", "形式喜人", "形式分析会", "形式研判"),
    "启用/起用": ("启用",),
    "罚款/罚金": ("罚金",),
}
RIGHTS = {
    "导至": "导致", "启用/起用": "起用", "罚款/罚金": "罚款", "付主任": "", "形式严峻": "",
    "市市委": "市委", "省省委": "省委", "县县委": "县委", "镇镇委": "镇委",
    "省市自治区": "省、自治区、直辖市", "溶资": "融资",
}  # fmt: skip
NO_REASON = re.compile(
    "^推荐|用例|可有|另列|少数为|切分|含此串|正常|不报|除外|人工|机器|语料|只提示|同稿一致|辞书"
)
# A wrong name of the state or of an organ of state is a 严重表述错误.
SERIOUS = {
    "中华人民共合国", "中华人民大和国", "中共人民共和国", "攻府", "检查院", "纪律检察委员会",
    "监查委员会", "领导小姐", "权利机关",
}  # fmt: skip
# Idioms whose wrong form is right in some sense.
IDIOMS_LEFT_OUT = {"了望", "不能自己", "凭添", "一幅对联", "九洲", "名信片"}


def main() -> None:
    """Write every list."""
    lists = Path(sys.argv[1])
    OUT.mkdir(parents=True, exist_ok=True)
    confusable = list(confusable_words(lists))
    known = {row[1] for row in confusable}
    idioms = list(wrong_idioms(lists, known))
    known |= {row[1] for row in idioms}
    write("confusable_words.tsv", COLUMNS, confusable)
    write("wrong_idioms.tsv", COLUMNS, idioms)
    write("variant_words.tsv", COLUMNS, variant_words(lists, known))
    write("nonstandard_characters.tsv", ("character", "standard", "kind"), characters(lists))
    write("syllables.tsv", ("syllable", "characters"), syllables(lists))
    standard = "".join(row["char"] for row in rows(lists / "chars_8105.tsv"))
    lines = [standard[at : at + 100] for at in range(0, len(standard), 100)]
    (OUT / "standard_characters.txt").write_text("\n".join((*lines, "")), encoding="utf-8")


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table, by column; - means empty."""
    head, *body = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    names = head.split("\t")
    return [
        {n: "" if v == "-" else v for n, v in zip(names, line.split("\t"), strict=True)}
        for line in body
    ]


def confusable_words(lists: Path) -> Iterable[tuple[str, ...]]:
    """confusable_pairs.tsv: literal words and guarded patterns; those for people only left out."""
    above = ""
    for row in rows(lists / "confusable_pairs.tsv"):
        wrong, how = row["wrong"], row["context or rule"]
        if wrong in OWN_RULES or how.startswith("人工"):
            continue
        pattern, _, note = how.partition("｜")
        pattern = pattern.strip().strip("，")
        guard = ""
        if pattern.startswith("re:"):
            guard = re.sub(r"，人名表.*$", "", pattern.removeprefix("re:").strip())
            guard = guard.replace(r"(^|[，。；\n])", r"(?<![^，。；\n])")
            guard = guard.replace(r"(^|[，。；：、\n])", r"(?<![^，。；：、\n])")
        note = above if note.strip() == "同上" else note
        above = note
        # What a guard is for, and what stays with people, does not say why a word is wrong.
        clauses = [c for c in note.strip().rstrip("：").split("；") if not NO_REASON.search(c)]
        note = "；".join(clauses)
        keys = KEYS.get(wrong, (wrong,))
        if guard and len(keys) == 1 and keys[0] not in re.sub(r"[()]", "", guard):
            raise SystemExit(f"no key for {wrong}: {guard}")
        serious = wrong in SERIOUS
        for key in keys:
            right = RIGHTS.get(wrong, row["right"])
            right = right or key.replace("付", "副").replace("形式", "形势")
            yield (
                RULES[row["certainty"]], key, right, guard, note,
                source(row["source"]), "politics" if serious else "", "serious" if serious else "",
            )  # fmt: skip


def source(words: str) -> str:
    """Where a row comes from, for people: the measured counts and our own marks left out."""
    words = re.sub(r"净语料命中\d+|\[语料\]|\[seen\]|\[bg\]", "", words)
    return words.strip(" ；") or "现代汉语规范用法"


def wrong_idioms(lists: Path, known: set[str]) -> Iterable[tuple[str, ...]]:
    """wrong_idioms.tsv: what never occurs in clean text, of idioms and words that do."""
    for row in rows(lists / "wrong_idioms.tsv"):
        wrong, right = row["wrong"], row["correct"]
        if wrong in known or wrong in IDIOMS_LEFT_OUT or right in wrong:
            continue
        published = "咬文嚼字" in row["source"]
        if int(row["wrong_in_official_text"]) or int(row["wrong_in_prose"]):
            continue
        if len(wrong) < 4 and not published:
            continue
        yield ("W4", wrong, right, "", "", "成语规范写法", "", "")


def variant_words(lists: Path, known: set[str]) -> Iterable[tuple[str, ...]]:
    """yixingci.tsv, without the forms that official text uses as often as the recommended one."""
    for row in rows(lists / "yixingci.tsv"):
        variant, recommended = row["variant"], row["recommended"]
        used = int(row["variant_in_official_text"])
        if variant in known or used > 30 or used > int(row["recommended_in_official_text"]) + 3:
            continue
        table = "" if row["list"] == "正表" else "附录"
        yield (
            "W5",
            variant,
            recommended,
            "",
            "推荐词形",
            f"GF 1001—2001 第一批异形词整理表{table}",
            "",
            "",
        )


def characters(lists: Path) -> Iterable[tuple[str, ...]]:
    """trad_variant_to_standard.tsv without the characters that are standard in some use."""
    standard = {row["char"] for row in rows(lists / "chars_8105.tsv")}
    for row in rows(lists / "trad_variant_to_standard.tsv"):
        if row["variant_is_in_8105"] == "是" or row["variant"] in standard:
            continue
        yield (row["variant"], row["standard"], row["kind"])


def syllables(lists: Path) -> Iterable[tuple[str, ...]]:
    """homophones.tsv: the characters of each syllable, tones left out."""
    by_syllable: dict[str, dict[str, None]] = {}
    for row in rows(lists / "homophones.tsv"):
        by_syllable.setdefault(row["syllable"], {}).update(dict.fromkeys(row["chars"]))
    for syllable, chars in sorted(by_syllable.items()):
        yield (syllable, "".join(chars))


def write(name: str, columns: tuple[str, ...], body: Iterable[tuple[str, ...]]) -> None:
    """One table: a header, a row a line."""
    lines = ["\t".join(row) for row in (columns, *body)]
    (OUT / name).write_text("\n".join((*lines, "")), encoding="utf-8")
    print(f"{name}: {len(lines) - 1} rows")


if __name__ == "__main__":
    main()
