"""What must hold for any texts: nothing lost, nothing invented."""

from __future__ import annotations

import random
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from qz_review.markup.align import align
from qz_review.markup.changes import ChangeKind, SpanKind
from qz_review.markup.compare import compare_texts
from qz_review.markup.layers import Version, compose
from qz_review.markup.lines import lines_of
from qz_review.markup.tokens import words
from qz_review.markup.wording import compare_wording
from qz_review.model.stage import Stage
from qz_review.model.text import (
    Attachment,
    Cell,
    ManuscriptText,
    Note,
    Paragraph,
    Picture,
    Table,
    plain_text,
)

WORDS = [
    "市民政局", "联合", "市财政局", "开展", "巡查", "，", "。", "老年", "食堂", "12家", "95.5%",
    "𠮷野家", "COVID-19", "的", "\n", "👨\u200d👩\u200d👧", "截止", "截至", "一、", " ", "¶",
]  # fmt: skip
sentence = st.lists(st.sampled_from(WORDS), max_size=14).map("".join)
wild = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
line = st.one_of(sentence, wild)
cell = st.builds(
    Cell, st.lists(line, min_size=1, max_size=2).map(tuple), st.integers(1, 2), st.integers(1, 2)
)
rows = st.lists(st.lists(cell, max_size=3).map(tuple), max_size=3).map(tuple)
block = st.one_of(
    st.builds(Paragraph, line, st.integers(0, 2), st.sampled_from(["", "一、"])),
    st.builds(Paragraph, line),
    st.builds(Table, rows, sentence),
    st.builds(Picture, st.sampled_from(["a" * 64, "b" * 64]), st.just("image/png"), sentence),
)
texts = st.builds(
    ManuscriptText,
    line,
    st.one_of(st.just(""), sentence),
    st.lists(block, max_size=6).map(tuple),
    st.lists(st.builds(Note, st.just("①"), line), max_size=2).map(tuple),
    st.lists(st.builds(Attachment, sentence, st.just("c" * 64), st.just(1)), max_size=1).map(tuple),
)


@st.composite
def edited(draw: st.DrawFn, text: ManuscriptText) -> ManuscriptText:
    """A later version of a text: paragraphs edited, split, joined, moved, dropped."""
    blocks = list(text.blocks)
    for _ in range(draw(st.integers(0, 3))):
        if not blocks:
            break
        at = draw(st.integers(0, len(blocks) - 1))
        chosen = blocks[at]
        act = draw(st.sampled_from(["edit", "split", "join", "move", "drop", "add"]))
        if act == "add":
            blocks.insert(at, draw(block))
        elif act == "drop":
            del blocks[at]
        elif act == "move":
            blocks.insert(draw(st.integers(0, len(blocks) - 1)), blocks.pop(at))
        elif isinstance(chosen, Paragraph):
            cut = draw(st.integers(0, len(chosen.text)))
            if act == "split":
                blocks[at : at + 1] = [Paragraph(chosen.text[:cut]), Paragraph(chosen.text[cut:])]
            elif act == "edit":
                blocks[at] = Paragraph(chosen.text[:cut] + draw(line) + chosen.text[cut + 2 :])
            elif at + 1 < len(blocks) and isinstance(after := blocks[at + 1], Paragraph):
                blocks[at : at + 2] = [Paragraph(chosen.text + after.text)]
    title = draw(st.one_of(st.just(text.title), line))
    return ManuscriptText(title, text.subtitle, tuple(blocks), text.notes, text.attachments)


@st.composite
def histories(draw: st.DrawFn) -> list[Version]:
    versions = [Version(None, draw(texts), "来稿人")]
    for stage in draw(st.lists(st.sampled_from(list(Stage)), max_size=4)):
        versions.append(Version(stage, draw(edited(versions[-1].text)), "某人"))
    return versions


def raw_lines(text: ManuscriptText) -> tuple[str, ...]:
    return tuple(line.text for line in lines_of(text))


@given(st.one_of(wild, sentence))
def test_words_joined_are_the_text(text: str) -> None:
    assert "".join(words(text)) == text


@given(st.lists(st.integers(0, 5), max_size=30), st.lists(st.integers(0, 5), max_size=30))
def test_an_alignment_is_true_and_in_order(old: list[int], new: list[int]) -> None:
    at = (0, 0)
    for match in align(old, new).matches:
        assert match.old >= at[0] and match.new >= at[1]
        at = (match.old + match.length, match.new + match.length)
        assert old[match.old : at[0]] == new[match.new : at[1]]


@given(line, line)
def test_the_wording_rebuilds_both_sides(old: str, new: str) -> None:
    hunks, _ = compare_wording(old, new)
    assert "".join(hunk.same + hunk.deleted for hunk in hunks) == old
    assert "".join(hunk.same + hunk.inserted for hunk in hunks) == new


@given(texts, texts)
def test_a_comparison_rebuilds_both_texts(old: ManuscriptText, new: ManuscriptText) -> None:
    comparison = compare_texts(old, new)
    assert (comparison.changes == ()) == (old == new)
    spans = [(line, span) for line in comparison.lines for span in line.spans]
    for text, gone in ((old, SpanKind.INSERTED), (new, SpanKind.DELETED)):
        kept = "".join(s.text for _, s in spans if s.kind is not gone and not s.is_break)
        assert kept == "".join(raw_lines(text))
    assert [c.number for c in comparison.changes] == list(range(1, len(comparison.changes) + 1))
    for change in comparison.changes:
        if change.kind is not ChangeKind.FORMAT:
            assert same(plain_text(old)[change.old_start : change.old_end], change.deleted)
            assert same(plain_text(new)[change.new_start : change.new_end], change.inserted)


def same(found: str, listed: str) -> bool:
    """Equal but for line ends, which offsets of whole lines include."""
    return re.sub(r"[\n ¶]", "", found) == re.sub(r"[\n ¶]", "", listed)


@given(histories())
@settings(max_examples=150)
def test_a_composed_text_gives_every_version_back(versions: list[Version]) -> None:
    document = compose(versions)
    assert document.version_count == len(versions)
    for number, version in enumerate(versions):
        assert document.lines_of_version(number) == raw_lines(version.text)
    present = [block for block in document.blocks if block.is_present]
    assert tuple(block.clean for block in present) == raw_lines(versions[-1].text)
    assert [block.place for block in present] == [x.place for x in lines_of(versions[-1].text)]


@given(histories())
def test_every_mark_belongs_to_a_listed_change(versions: list[Version]) -> None:
    document = compose(versions)
    listed = {change.number: change for change in document.changes}
    for block in document.blocks:
        for run in block.runs:
            for mark, number in (
                (run.inserted, run.inserted_change),
                (run.deleted, run.deleted_change),
            ):
                assert (mark is None) == (number is None)
                if mark is not None and number is not None:
                    assert listed[number].stage is mark.stage
    assert sum(document.counts.values()) == len(document.changes)
    assert all(0 <= change.line < len(document.blocks) for change in document.changes)


def test_long_texts_rebuild_with_any_seed() -> None:
    for seed in range(3):
        chance = random.Random(seed)
        paragraphs = ["".join(chance.choices(WORDS, k=60)) for _ in range(150)]
        later = [p for p in paragraphs if chance.random() > 0.05]
        chance.shuffle(later)
        later = [p[:40] + chance.choice(WORDS) + p[45:] for p in later]
        old = ManuscriptText("题", blocks=tuple(map(Paragraph, paragraphs)))
        new = ManuscriptText("题", blocks=tuple(map(Paragraph, later)))
        document = compose([Version(None, old), Version(Stage.REVIEW_1, new)])
        assert document.lines_of_version(0) == raw_lines(old)
        assert document.lines_of_version(1) == raw_lines(new)
