"""Case numbers: what is typed wrong shows, what is misread is put right."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kelisim.apps.mediation.models.number import (
    ALPHABET,
    check_letter,
    new_number,
    read_number,
    shown_number,
)


def test_check_letter_is_that_of_the_standard() -> None:
    # The example printed in the specification of the Global Release Identifier, which uses MOD 37,36.
    assert check_letter("A12425GABC1234002") == "M"


@given(st.integers(min_value=0, max_value=8), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_noticed(place: int, letter: str) -> None:
    number = new_number()
    typed = number[:place] + letter + number[place + 1 :]
    assert read_number(typed) == (number if typed == number else "")


def test_a_number_is_read_as_people_type_it() -> None:
    number = "10000001" + check_letter("10000001")
    assert read_number(f" {number[:4].lower()} {number[4:]} ".replace("1", "l").replace("0", "O")) == number
    assert shown_number("K7M29QXB4") == "K7M2-9QXB-4"
    assert read_number("K7M2-9QXB") == ""
    assert read_number("") == ""
