"""A number copied with one mistake is found out; a code cannot be guessed."""

import itertools
import secrets

from hypothesis import given
from hypothesis import strategies as st

from claims.claim.numbers import (
    ALPHABET,
    code_hash,
    new_code,
    new_number,
    read_code,
    read_number,
)
from claims.problems import Problem

KEY = b"a key of the tests"
drawn = st.binary(min_size=5, max_size=5)


def number_of(draw):
    return new_number(lambda size: draw[:size])


def test_a_number_is_what_its_draw_says():
    assert number_of(bytes([0x14, 0xCF, 0x72, 0x23, 0xB4])) == "R-2K7Q-48XM-0"
    assert number_of(bytes(5)) == "R-0000-0000-0"


@given(drawn)
def test_a_number_is_read_back_however_it_is_typed(draw):
    number = number_of(draw)
    bare = number.replace("-", "")
    misread = number[2:].replace("0", "o").replace("1", "l")
    spaced = f" {number.replace('-', ' ')} "
    for typed in (
        number,
        bare,
        bare[1:],
        number.lower(),
        spaced,
        misread,
        number.replace("-", "–"),
    ):
        assert read_number(typed, "here") == number


@given(drawn, st.integers(0, 8), st.sampled_from(ALPHABET))
def test_any_one_wrong_symbol_is_found(draw, place, wrong):
    bare = number_of(draw).replace("-", "")[1:]
    typed = bare[:place] + wrong + bare[place + 1 :]
    answer = read_number(typed, "here")
    assert isinstance(answer, str) == (typed == bare)


@given(drawn)
def test_any_two_symbols_exchanged_are_found(draw):
    bare = number_of(draw).replace("-", "")[1:]
    for a, b in itertools.combinations(range(9), 2):
        swapped = list(bare)
        swapped[a], swapped[b] = swapped[b], swapped[a]
        answer = read_number("".join(swapped), "here")
        assert isinstance(answer, str) == (bare[a] == bare[b])


def test_what_is_no_number_is_told_apart_from_a_number_copied_wrong():
    assert read_number("R-2K7Q-48XM-1", "here").code == "number-check"
    for typed in ("", "R-2K7Q", "U-2K7Q-48XM-0", "R-2K7Q-48XM-00", "é" * 9):
        assert read_number(typed, "here").code == "number-unreadable"


@given(st.text(max_size=60))
def test_no_text_breaks_the_readers(typed):
    assert isinstance(read_number(typed, "here"), str | Problem)
    assert isinstance(read_code(typed), str)


def test_numbers_do_not_follow_one_another():
    numbers = {new_number(secrets.token_bytes) for _ in range(500)}
    assert len(numbers) == 500


def test_R05_a_code_holds_120_bits_in_groups_of_four():
    code = new_code(lambda size: bytes(range(size)))
    assert code == "000G-40R4-0M30-E209-185G-R38E"
    assert len(code.replace("-", "")) * 5 == 120


def test_R05_a_code_is_read_back_however_it_is_typed():
    code = "000G-40R4-0M30-E209-185G-R38E"
    for typed in (code, code.lower(), code.replace("-", " "), code.replace("0", "O")):
        assert read_code(typed) == code


def test_R07_what_is_no_code_is_read_as_none():
    for typed in ("", "SECRETSECRETSECRET", "000G-40R4-0M30-E209-185G-R38E-0", "é" * 24):
        assert read_code(typed) == ""


def test_R05_the_hash_depends_on_code_claim_and_key():
    code, number = "000G-40R4-0M30-E209-185G-R38E", "R-2K7Q-48XM-0"
    kept = code_hash(code, number, KEY)
    assert kept == code_hash(code, number, KEY)
    assert len(kept) == 64
    others = {
        code_hash(code.replace("8", "9"), number, KEY),
        code_hash(code, "R-0000-0000-0", KEY),
        code_hash(code, number, b"another key"),
    }
    assert len(others | {kept}) == 4
