"""Codes with a check digit: real ones hold, one wrong figure is noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qz_review.scanning.checksums import (
    PLATE,
    is_credit_code,
    is_old_resident_id,
    is_resident_id,
    is_subject_code,
    passes_luhn,
    resident_id_check,
)


@pytest.mark.parametrize(
    "number", ["11010519491231002X", "440524188001010014", "34052419800101001X"]
)
def test_an_identity_number_with_its_check(number: str) -> None:
    plausible = number[6:10] >= "1900"
    assert resident_id_check(number) == number[17]
    assert is_resident_id(number) is plausible


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_figure_is_noticed(place: int, by: int) -> None:
    number = "11010519491231002X"
    figure = (int(number[place]) + by) % 10
    assert not is_resident_id(number[:place] + str(figure) + number[place + 1 :])


def test_an_old_identity_number_has_a_birthday() -> None:
    assert is_old_resident_id("110105491231002")
    assert not is_old_resident_id("110105491331002")


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91512081MA62K0260E", "11441700007280420Y"])
def test_a_credit_code_with_its_check(code: str) -> None:
    assert is_credit_code(code)
    assert not is_credit_code(code[:-1] + ("Z" if code[-1] != "Z" else "Y"))


def test_the_code_published_with_a_wrong_check_is_found() -> None:
    assert not is_credit_code("91350100M000100Y4Z")


@pytest.mark.parametrize("code", ["007280420", "MA62K0260"])
def test_a_subject_code_has_its_own_check(code: str) -> None:
    assert is_subject_code(code)
    assert not is_subject_code(code[:-1] + "9")


def test_a_card_number_adds_up() -> None:
    assert passes_luhn("6222021234567890128")
    assert not passes_luhn("6222021234567890127")
    assert not passes_luhn("0000000000000")


@pytest.mark.parametrize("plate", ["京A01234", "桂NF12345", "桂N12345D", "粤B1234学"])
def test_plates(plate: str) -> None:
    assert PLATE.fullmatch(plate)


@pytest.mark.parametrize("words", ["京AO1234", "京A0123", "新A股上市"])
def test_what_is_no_plate(words: str) -> None:
    assert not PLATE.fullmatch(words)
