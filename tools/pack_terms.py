"""Packs the bundled terms: ``python tools/pack_terms.py LISTS_FOLDER``.

LISTS_FOLDER holds sensitive_terms.tsv, wording_hk_mo_tw.tsv, ad_law_terms.tsv and
ethnic_groups.tsv (sources and licences: ``resources/LICENSES.md``).  A term that stands in
published laws or news is left out; one that counts only in a context becomes a hint.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.pack_lexicons import rows, write

COLUMNS = (
    "text", "category", "replacements", "message", "source", "certainty", "severity", "variants",
)  # fmt: skip
KINDS = {
    "邪教": "forbidden-5", "封建迷信": "forbidden-5", "赌博": "forbidden-7", "色情": "forbidden-7",
    "毒品": "forbidden-7", "涉枪涉爆": "forbidden-7", "迷药": "forbidden-7",
    "诈骗造假": "forbidden-7", "辱骂": "forbidden-8",
}  # fmt: skip
SOURCES = {
    "houbb": "houbb/sensitive-word v0.26.1（2025年7月）",
    "konsheng": "Konsheng/Sensitive-lexicon（2026年6月）",
}
XINHUA = "新华社《新闻报道中的禁用词和慎用词》（2015、2016年，据公开转载）"
MEDIA = (
    ("傻子", "智力障碍者", "", ""),
    ("安全无副作用", "", "医药报道不作此类断言", ""),
    ("药到病除", "", "医药报道不作此类断言", ""),
    ("无效退款", "", "医药报道不作此类断言", ""),
    ("国家级新药", "", "医药报道不作此类断言", ""),
    ("少数民族上层人士", "", "现实报道不用此称呼，历史除外", ""),
    ("践行“八荣八耻”", "践行社会主义荣辱观", "", ""),
    ("北朝鲜", "朝鲜", "", ""),
    ("黑人歹徒", "歹徒", "不写肤色、种族、性别", ""),
    ("影帝", "著名演员", "", "hint"),
    ("影后", "著名演员", "", "hint"),
    ("哇噻", "", "不用粗俗语", ""),
    ("隆重召开", "召开", "一般会议不用“隆重”", "hint"),
    ("世贸组织成员国", "世贸组织成员", "世贸组织有单独关税区成员", ""),
    ("亚太经合组织成员国", "亚太经合组织成员", "亚太经合组织有地区成员", ""),
    ("“一带一路”战略", "“一带一路”倡议", "", ""),
)
RELIGION = (
    ("穆斯林国家", "伊斯兰国家", "", ""),
    ("穆斯林世界", "伊斯兰世界", "", ""),
    ("伊斯兰原教旨主义", "宗教激进主义", "", ""),
    ("激进伊斯兰组织", "伊斯兰激进组织", "", ""),
)
USUAL = 20  # a superlative that official text uses more often says nothing
CATEGORY = {"涉台": "taiwan", "涉港澳": "hongkong"}
CONTEXT = {"中台", "中澳", "内港", "内澳", "村长", "村官", "国家级", "解放前", "解放后"}


def main() -> None:
    """Write the list."""
    lists = Path(sys.argv[1])
    known: set[str] = set()
    packed: list[tuple[str, ...]] = []
    for row in (*wording(lists), *media(), *ethnic(lists), *advertising(lists), *forbidden(lists)):
        if row[0] not in known:
            known.add(row[0])
            packed.append(row)
    write("terms.tsv", COLUMNS, packed)
    write("components.tsv", ("character", "parts"), components(lists))


def components(lists: Path) -> Iterable[tuple[str, ...]]:
    """Characters in general use that fall into two: 法 into 氵 and 去."""
    standard = {row["char"] for row in rows(lists / "chars_8105.tsv")}
    for row in rows(lists / "components.tsv"):
        if row["char"] in standard:
            halves = [d.split() for d in row["decompositions"].split(" / ")]
            parts = dict.fromkeys("".join(half) for half in halves if len(half) == 2)
            if parts:
                yield row["char"], "/".join(p for p in parts if len(p) == 2)


def wording(lists: Path) -> Iterable[tuple[str, ...]]:
    """wording_hk_mo_tw.tsv; a row with a condition is a hint that tells it."""
    for row in rows(lists / "wording_hk_mo_tw.tsv"):
        avoid, use, condition = row["avoid"], row["use"], row["condition"]
        if "×" in avoid or avoid in CONTEXT or int(row["avoid_in_official_text"]) > 1:
            continue
        plain = use and "（" not in use and "等" not in use
        rights = "/".join(use.split("、")) if plain else ""
        note = condition if plain else "；".join(filter(None, (use, condition)))
        told = condition in ("", "指人时", "现行村民自治组织", "可简称“台湾大选”", "同上")
        seen = int(row["avoid_in_official_text"]) > 0
        hint = "hint" if seen or (condition and not told) else ""
        category = CATEGORY.get(row["category"], "media")
        grave = "serious" if category in ("taiwan", "hongkong") and not hint else ""
        yield avoid, category, rights, note.strip("（）"), row["basis"], hint, grave, ""


def media() -> Iterable[tuple[str, ...]]:
    """What public copies of the agency's list agree on, in words of our own."""
    for category, entries in (("media", MEDIA), ("ethnic", RELIGION)):
        for wrong, right, note, certainty in entries:
            yield wrong, category, right, note, XINHUA, certainty, "", ""


def ethnic(lists: Path) -> Iterable[tuple[str, ...]]:
    """Wrong and former names of peoples: hints, since nobody compared them with a publication."""
    for row in rows(lists / "ethnic_groups.tsv"):
        forms, _, note = row["wrong_or_old_forms"].partition("（")
        for form in filter(None, forms.split("、")):
            if form in (
                "瓦族",
                "泰族",
            ):  # 佤族 is told apart by people; 泰族 is a people of Thailand
                continue
            words = f"核对族称（{note}" if note else "核对族称"
            yield form, "ethnic", row["name"], words, "GB/T 3304 族名", "hint", "", ""


def advertising(lists: Path) -> Iterable[tuple[str, ...]]:
    """Superlatives of 广告法: they bind advertisements, so each is a hint."""
    for row in rows(lists / "ad_law_terms.tsv"):
        if len(row["term"]) > 2 and int(row["in_official_text"]) <= USUAL:
            note = "广告不得使用，新闻和公文依语境"
            yield row["term"], "advert", "", note, row["basis"], "hint", "", ""


def forbidden(lists: Path) -> Iterable[tuple[str, ...]]:
    """sensitive_terms.tsv: a term that published text uses is a hint."""
    for row in rows(lists / "sensitive_terms.tsv"):
        term = row["term"]
        if int(row["in_official_text"]):
            continue
        seen = int(row["in_prose"]) > 0
        source = "；".join(SOURCES[name] for name in row["source"].split("+"))
        cult = row["category"] == "邪教"
        grave = "" if cult or row["category"] in ("色情", "赌博", "迷药") else "minor"
        flagged = "1" if cult and not seen and term.isalpha() and not term.isascii() else ""
        yield (
            term, KINDS[row["category"]], "", "", source, "hint" if seen else "",
            "" if seen else grave, flagged,
        )  # fmt: skip


if __name__ == "__main__":
    main()
