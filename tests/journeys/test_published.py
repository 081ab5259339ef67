"""所签即所发: comparing what a channel shows with what was signed, and recording it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qz_review.errors import Refused
from qz_review.model.text import plain_text
from qz_review.workspace import Workspace, create_sample_office

NUMBER = "QT-2026-0394"  # archived


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Workspace]:
    with create_sample_office(tmp_path / "office") as workspace:
        account = next(a for a in workspace.session.accounts() if a.name == "张某宁")
        workspace.session.login(account.account, account.sample_password)
        yield workspace


def signed_words(office: Workspace) -> tuple[str, str, str]:
    """Manuscript, a channel it was released on, and the signed words."""
    found = office.manuscripts.find_by_number(NUMBER)
    state = office._desk.state(found)
    words = plain_text(office.manuscripts.text(state.release_hash))
    return found, state.releases[0].event.channel_id, words


def test_an_equal_page_is_recorded_even_after_archiving(office: Workspace) -> None:
    manuscript, channel, words = signed_words(office)
    page = office.published.compare_words(manuscript, "首页\n" + words.replace("\n", "\n　　"))
    assert page.comparison.same
    office.published.record(manuscript, channel, page)
    [check] = office._desk.state(manuscript).published_checks
    assert (check.event.differences, check.event.channel_id) == (0, channel)
    assert office.ledger.verify(full=True).ok
    assert office.manuscripts.blob(check.event.published.digest) == page.content


def test_a_saved_page_with_a_changed_word_is_told_and_recorded(
    office: Workspace, tmp_path: Path
) -> None:
    manuscript, channel, words = signed_words(office)
    lines = words.split("\n")
    last = max(range(1, len(lines)), key=lambda n: len(lines[n]))
    changed = lines[last].replace("接种", "接重", 1)
    assert changed != lines[last]
    lines[last] = changed
    file = tmp_path / "page.html"
    body = "".join(f"<p>{line}</p>" for line in lines)
    file.write_text(f"<html><meta charset=utf-8><body>{body}</body></html>", encoding="utf-8")
    page = office.published.compare_file(manuscript, file)
    assert [(d.signed, d.published) for d in page.comparison.differences] == [("种", "重")]
    office.published.record(manuscript, channel, page)
    [check] = office._desk.state(manuscript).published_checks
    assert check.event.differences == 1


def test_another_page_records_nothing(office: Workspace) -> None:
    manuscript, channel, _ = signed_words(office)
    page = office.published.compare_words(manuscript, "天气预报")
    with pytest.raises(Refused) as refused:
        office.published.record(manuscript, channel, page)
    assert refused.value.code == "published.not_found"
    with pytest.raises(Refused) as refused:
        office.published.compare_words(manuscript, " \n")
    assert refused.value.code == "text.no_text"
    assert office._desk.state(manuscript).published_checks == ()


def test_only_what_was_signed_and_released_can_be_compared(office: Workspace) -> None:
    manuscript, _, words = signed_words(office)
    page = office.published.compare_words(manuscript, words)
    with pytest.raises(Refused) as refused:
        office.published.record(manuscript, "no-such-channel", page)
    assert refused.value.code == "published.not_released"
    waiting = office.manuscripts.find_by_number("QT-2026-0415")
    with pytest.raises(Refused) as refused:
        office.published.compare_words(waiting, words)
    assert refused.value.code == "release.not_signed"
