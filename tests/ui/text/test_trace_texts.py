"""What the card of 责任倒查 says, from the traces of a real office."""

from __future__ import annotations

from pathlib import Path

import pytest

from qz_review.model.manuscript import Part
from qz_review.model.text import plain_text
from tests.journeys.office import Office, replaced
from ui.text.trace_texts import Tone, TraceCard, trace_card


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


def _edited(office: Office) -> str:
    manuscript = office.register()
    office.edit(manuscript, "editor", "登陆", "登录")
    office.step(manuscript)
    office.edit(manuscript, "second", "截止", "截至")
    office.step(manuscript)
    office.edit(manuscript, "chief", "，走在全省前列", "")
    office.step(manuscript)
    return manuscript


def _card(office: Office, manuscript: str, words: str, gone: str = "") -> TraceCard:
    wording = plain_text(office.view(manuscript).text)
    start = wording.index(words)
    end = start if gone else start + len(words)
    view = office.workspace.trace.of_range(manuscript, start, end)
    return trace_card(view, office.clock.moment, gone)


def _said(card: TraceCard) -> list[str]:
    return [f"{line.step} {''.join(part.text for part in line.words)}" for line in card.written]


def test_inserted_words_name_their_writer_what_they_replaced_and_both_of_a_pair(
    office: Office,
) -> None:
    manuscript = _edited(office)
    card = _card(office, manuscript, "至11")
    assert card.quote == "至11"
    assert _said(card) == ["原稿 张某宁登记原文", "一校 李某禾止至（李某禾读 张某宁核签）"]
    tones = [part.tone for part in card.written[1].words]
    assert tones == [Tone.NAME, Tone.GONE, Tone.CAME, Tone.ASIDE]
    assert card.signed_head == "签署时已有这些字"
    signed = [(line.step, "".join(part.text for part in line.words)) for line in card.signed]
    assert signed == [("一审", "张某宁部分"), ("一校", "李某禾读 张某宁核"), ("二审", "周某远")]


def test_deleted_words_name_who_wrote_and_who_deleted_them(office: Office) -> None:
    manuscript = _edited(office)
    card = _card(office, manuscript, "。\n市民", gone="，走在全省前列")
    assert card.is_gone
    assert _said(card) == ["原稿 张某宁登记原文", "二审 周某远删去，走在全省前列"]
    assert card.signed == ()
    assert card.written[1].spoken.startswith("二审 周某远 删去 ，走在全省前列 ")


def test_words_nobody_signed_yet_say_so_and_drafts_are_no_version(office: Office) -> None:
    manuscript = office.register()
    card = _card(office, manuscript, "120公里")
    assert (card.signed_head, card.signed) == ("还没有人签过含这些字的稿", ())
    saved = office.edit(manuscript, "editor", "登陆", "登录")
    draft = replaced(saved, "登录", "进入")
    unsaved = office.workspace.trace.of_range(manuscript, *_place(plain_text(draft), "进入"), draft)
    card = trace_card(unsaved, office.clock.moment)
    assert "未存为版本" in [line.when for line in card.written]


def test_words_put_back_name_who_deleted_and_who_restored_them(office: Office) -> None:
    manuscript = office.register()
    office.edit(manuscript, "editor", "，走在全省前列", "")
    office.step(manuscript)
    office.edit(manuscript, "second", "120公里", "120公里，走在全省前列")
    card = _card(office, manuscript, "走在全省前列")
    assert _said(card) == [
        "原稿 张某宁登记原文",
        "一审 张某宁删去走在全省前列",
        "一校 李某禾恢复走在全省前列",
    ]


def test_a_superseded_signature_is_told_as_such(office: Office) -> None:
    manuscript = office.register()
    office.step(manuscript)
    office.step(manuscript)
    office.at("chief").review.return_step(manuscript, "重核", "secret-2026")
    office.sign(manuscript, "editor", Part.SIGNER)
    card = _card(office, manuscript, "120公里")
    asides = ["".join(part.text for part in line.words) for line in card.signed]
    assert asides == ["张某宁已失效", "李某禾读 张某宁核已失效", "张某宁"]


def test_long_quotes_are_cut_in_the_middle(office: Office) -> None:
    manuscript = office.register()
    wording = plain_text(office.view(manuscript).text)
    view = office.workspace.trace.of_range(manuscript, 0, len(wording))
    quote = trace_card(view, office.clock.moment).quote
    assert len(quote) <= 60 and "…" in quote and quote.startswith("关于冬季供水")


def _place(wording: str, words: str) -> tuple[int, int]:
    start = wording.index(words)
    return start, start + len(words)
