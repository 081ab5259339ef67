"""Packs the lists of names: ``python tools/pack_name_lists.py LISTS_FOLDER TEXT_FOLDER``.

LISTS_FOLDER holds admin_divisions.tsv, admin_renamed.tsv, institutions.tsv,
institution_wrong_or_old.tsv, ethnic_groups.tsv and chars_8105.tsv; TEXT_FOLDER the news and the
laws the names are counted in (sources and licences: ``resources/LICENSES.md``).  No name comes
from anybody's memory: an officer stands in the list with the title he is given in the news, as
often as the list says and until the day the text ends.
"""

from __future__ import annotations

import lzma
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.pack_lexicons import rows, write

NEWS, LAWS = "xinwenlianbo_2022_2026.txt.xz", "laws_regulations.txt.xz"
NEWS_END = "2026-05-20"
TITLES = (
    "中共中央总书记", "国家主席", "中央军委主席", "国务院总理", "全国人大常委会委员长",
    "全国政协主席", "中央书记处书记", "国务院副总理", "中央纪委书记", "国家副主席",
    "中央军委副主席", "国务委员", "全国人大常委会副委员长", "全国政协副主席",
    "国家监委主任", "最高人民法院院长", "最高人民检察院检察长", "中央政法委书记",
    "中央组织部部长", "中央宣传部部长", "中央统战部部长", "外交部部长", "公安部部长",
)  # fmt: skip
SEVERAL = ("书记处书记", "副总理", "副主席", "委员", "副委员长")  # titles of more than one person
LEAST = 3  # a name that follows a title less often is left out
# In office at the end: named with the title in this part of the text.  It runs by date up to its
# 93rd hundredth; what follows was added to it from 2022 and 2023.
LAST = (0.75, 0.93)
AFTER_TITLE = re.compile(r"[\u4e00-\u9fff]{2}(?:(?!等)[\u4e00-\u9fff])?")
NO_NAMES = ("战略", "和", "通伦", "苏林")  # no names, or another state's officers
TRUE_SLIPS = {"国家卫生健康委会", "江洲区"}
NAMED_IN_REPORTS = (("杜家毫", "2019 年政府网站检查通报的差错（误作“杜家豪”）"),)


def main() -> None:
    """Write every list."""
    lists, texts = Path(sys.argv[1]), Path(sys.argv[2])
    news, laws = (
        lzma.decompress((texts / name).read_bytes()).decode("utf-8") for name in (NEWS, LAWS)
    )
    write("places.tsv", ("code", "name", "short"), places(lists))
    write(
        "places_renamed.tsv",
        ("old", "new", "province", "year", "evidence"),
        places_renamed(lists),
    )
    columns = ("name", "short", "category", "basis", "count", "short_count")
    write("institutions.tsv", columns, institutions(lists))
    write(
        "institutions_doubtful.tsv",
        ("form", "now", "kind", "note", "guarded"),
        institutions_doubtful(lists),
    )
    write("readings.tsv", ("syllable", "characters"), readings(lists))
    write(
        "officers.tsv",
        ("name", "title", "order", "from", "until", "seen_until", "state", "count", "source"),
        officers(lists, news),
    )
    write("name_slips_in_use.tsv", ("words", "name", "count"), ())
    write("name_slips_in_use.tsv", ("words", "name", "count"), slips_in_use(news, laws))


def places(lists: Path) -> Iterable[tuple[str, ...]]:
    """Provinces, prefectures and counties."""
    for row in rows(lists / "admin_divisions.tsv"):
        yield row["code"], row["name"], row["short_name"]


def places_renamed(lists: Path) -> Iterable[tuple[str, ...]]:
    """Names that a named document did away with; computed successors are left out."""
    for row in rows(lists / "admin_renamed.tsv"):
        if row["same_name_exists_elsewhere"] == "否" and row["evidence"] != "代码簿逐年差分":
            yield (row["old_name"], row["new_name"], row["province"], row["year"], row["evidence"])


def institutions(lists: Path) -> Iterable[tuple[str, ...]]:
    """Full names and short ones; count: how often the full name stands in laws and news."""
    for row in rows(lists / "institutions.tsv"):
        name = row["full_name"].split("（")[0]
        yield (
            name,
            row["standard_short"],
            row["category"],
            row["basis"],
            row["full_in_official_text"],
            row["short_in_official_text"],
        )


def institutions_doubtful(lists: Path) -> Iterable[tuple[str, ...]]:
    """Forms that are wrong or out of use; nobody has compared them with a publication yet."""
    for row in rows(lists / "institution_wrong_or_old.tsv"):
        if "×" in row["correct_or_current"] or int(row["form_in_official_text"]) > 60:
            continue
        guarded = "1" if row["boundary"] else ""
        yield row["form"], row["correct_or_current"], row["kind"], row["note"], guarded


def readings(lists: Path) -> Iterable[tuple[str, ...]]:
    """The commonest reading of each character in general use, tones left out."""
    plain = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ", "aaaaeeeeiiiioooouuuuvvvvvnnnm")
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows(lists / "chars_8105.tsv"):
        first = re.split(r"[ ,/;|]", row["pinyin"])[0]
        syllable = "".join(c for c in first.translate(plain) if c.isascii())
        found[syllable].append(row["char"])
    for syllable, characters in sorted(found.items()):
        yield syllable, "".join(characters)


def officers(lists: Path, news: str) -> Iterable[tuple[str, ...]]:
    """Name and title as the news gives them, in the order in which it names several."""
    surnames = {row["surname"] for row in rows(lists / "surnames.tsv")}
    lines = news.split("\n")
    counts: Counter[tuple[str, str]] = Counter()
    lately: Counter[tuple[str, str]] = Counter()
    for number, line in enumerate(lines):
        for title in TITLES:
            for match in re.finditer(re.escape(title), line):
                if title == "国家主席" and line[match.start() - 1 : match.start()].isalnum():
                    continue
                follows = AFTER_TITLE.match(line, match.end())
                if follows and follows.group()[0] in surnames:
                    if follows.group().startswith(NO_NAMES):
                        continue
                    for name in {follows.group(), follows.group()[:2]}:
                        counts[title, name] += 1
                        lately[title, name] += LAST[0] < number / len(lines) < LAST[1]
    kept: dict[tuple[str, str], int] = {}
    for (title, name), count in counts.items():
        longer = [n for (t, n) in counts if t == title and len(n) == 3 and n[:2] == name]
        if count < LEAST or (
            any(counts[title, n] > 0.8 * count for n in longer)
            if len(name) == 2
            else count <= 0.8 * counts[title, name[:2]]
        ):
            continue
        kept[title, name] = count
    names = {name for _, name in kept}
    order = {name: place for place, name in enumerate(in_order(news, names), 1)}
    source = "《新闻联播》播出文字（中央广播电视总台，2022年9月—2026年5月）"
    for (title, name), count in sorted(
        kept.items(), key=lambda item: (order.get(item[0][1], 999), TITLES.index(item[0][0]))
    ):
        others = [lately[title, n] for t, n in kept if t == title and n != name]
        followed = not title.endswith(SEVERAL) and 2 * lately[title, name] < max(others, default=0)
        state = "former" if followed else "" if lately[title, name] else "unsure"
        yield name, title, str(order.get(name, "")), "", "", NEWS_END, state, str(count), source
    for name, where in NAMED_IN_REPORTS:
        yield name, "", "", "", "", "", "", str(news.count(name)), where


def slips_in_use(*texts: str) -> Iterable[tuple[str, ...]]:
    """What looks like a slip of a name and is none: it stands in published text."""
    from qz_review.scanning.document import Document
    from qz_review.scanning.names.index import index_of
    from qz_review.scanning.passage import Passage

    index = index_of(())
    counts: Counter[tuple[str, str]] = Counter()
    for text in texts:
        lines = text.split("\n")
        for at in range(0, len(lines), 2_000):
            document = Document.of_text("\n".join(lines[at : at + 2_000]))
            found = index.find(Passage(document, 0, len(document.paragraphs) - 1))
            for hit in (
                *found.misspelt_officers,
                *found.misspelt_institutions,
                *found.misspelt_places,
            ):
                counts[document.text[hit.start : hit.end], hit.name] += 1
    for (words, name), count in sorted(counts.items()):
        if words not in TRUE_SLIPS:
            yield words, name, str(count)


def in_order(news: str, names: set[str]) -> list[str]:
    """Of people named one after another with 、 those who were named so with each other."""
    before: Counter[tuple[str, str]] = Counter()
    choice = "|".join(sorted(names, key=len, reverse=True))
    for match in re.finditer(rf"(?:(?:{choice})[、 　])+(?:{choice})", news):
        before.update(combinations(re.split("[、 　]", match.group()), 2))
    often = Counter({n: sum(c for pair, c in before.items() if n in pair) for n in names})
    chosen: list[str] = []
    for name, _ in often.most_common():
        told = [(before[name, m], before[m, name]) for m in chosen]
        if all(sum(pair) >= 5 and min(pair) <= 0.05 * sum(pair) for pair in told):
            chosen.append(name)
    return sorted(chosen, key=lambda n: sum(before[m, n] > before[n, m] for m in chosen))


if __name__ == "__main__":
    main()
